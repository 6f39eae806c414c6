//! One worker process, as the program sees it: calls go to it, and it says how it has ended.

use std::{
    collections::HashMap,
    io::{self, PipeWriter, Write},
    os::{
        fd::{AsFd, OwnedFd},
        unix::net::UnixStream,
    },
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use rustix::process::{Signal, pidfd_send_signal};
use spandrel::{
    GoErrorKind,
    private::{Failure, Reply, Request},
};
use spandrel_abi::call::CANCEL;

use super::frame::{self, LANE, Until};

/// How long the rest of a frame, or the end of a process that has closed its socket, may take.
pub(super) const REST: Duration = Duration::from_secs(5);

/// Sockets that wait for the next call.
const IDLE: usize = 64;

/// A worker process.
#[derive(Debug)]
pub(super) struct Child {
    /// Its number in this program, which no other one has.
    pub(super) number: u64,
    pub(super) pid: u32,
    pub(super) handle: OwnedFd,
    pub(super) control: UnixStream,
    pub(super) largest_answer: u64,
    /// Locked by the thread that writes to `control`.
    pub(super) writing: Mutex<()>,
    /// Sockets for calls that are answered at once, as far as no call has them.
    pub(super) idle: Mutex<Vec<Lane>>,
    pub(super) owed: Mutex<Owed>,
    /// Lets the thread behind the process look at the deadlines again.
    pub(super) alarm: PipeWriter,
    /// Why this program has ended it.
    pub(super) ending: Mutex<Option<&'static str>>,
    /// How it has ended.
    pub(super) ended: Mutex<Option<String>>,
    pub(super) has_ended: Condvar,
}

/// A socket for calls that are answered at once, one after the other.
#[derive(Debug)]
pub(super) struct Lane {
    socket: UnixStream,
    /// How many calls it has had: the answer says which it is for.
    calls: u64,
}

/// What the process owes for promises.
#[derive(Debug, Default)]
pub(super) struct Owed {
    /// Until when.
    pub(super) promises: HashMap<u64, Until>,
    /// When the thread behind the process looks at the deadlines next.
    pub(super) looks_at: Until,
}

impl Lane {
    /// Makes the next call. After an error, the socket is of no use.
    fn call(&mut self, request: &Request, largest_answer: u64, until: Until) -> io::Result<Reply> {
        self.calls += 1;
        frame::write_request(self.socket.as_fd(), request, None, until)?;
        let (number, reply) = frame::read_reply(self.socket.as_fd(), largest_answer, until)?;
        if number != self.calls {
            return Err(frame::nonsense(&format!("answer {number} to call {}", self.calls)));
        }
        Ok(reply)
    }
}

impl Child {
    /// Makes a call, and waits for the answer.
    pub(super) fn call(&self, request: &Request, deadline: Option<Duration>) -> Result<Reply, Failure> {
        let until = until(deadline);
        let answered = self.lane(until).and_then(|mut lane| {
            let reply = lane.call(request, self.largest_answer, until)?;
            let mut idle = lock(&self.idle);
            if idle.len() < IDLE {
                idle.push(lane);
            }
            Ok(reply)
        });
        answered
            .map(|reply| Reply { origin: self.number, ..reply })
            .map_err(|error| self.failure(&error, deadline))
    }

    /// Sends what is answered later, or never.
    pub(super) fn post(&self, request: &Request, deadline: Option<Duration>) -> Result<(), Failure> {
        let until = until(deadline);
        if request.promise != 0 {
            self.note(request, until.filter(|_| !request.stream));
        }
        let sent = {
            let _writing = lock(&self.writing);
            frame::write_request(self.control.as_fd(), request, None, until)
        };
        // The thread behind the process may have failed what is owed before this was noted.
        if sent.is_ok() && lock(&self.ended).is_none() {
            return Ok(());
        }
        lock(&self.owed).promises.remove(&request.promise);
        let error = sent.err().unwrap_or_else(|| io::ErrorKind::BrokenPipe.into());
        Err(self.failure(&error, deadline))
    }

    /// Ends the process, and says why to all who wait for it.
    pub(super) fn end(&self, why: &'static str) {
        lock(&self.ending).get_or_insert(why);
        // It may have ended already.
        let _ = pidfd_send_signal(&self.handle, Signal::KILL);
    }

    /// Whether it takes calls.
    pub(super) fn is_alive(&self) -> bool {
        lock(&self.ending).is_none() && lock(&self.ended).is_none()
    }

    /// How it ended, as soon as it has.
    pub(super) fn ending(&self) -> String {
        let ended = lock(&self.ended);
        let waited = self.has_ended.wait_timeout_while(ended, REST, |ended| ended.is_none());
        let (ended, _) = waited.unwrap_or_else(PoisonError::into_inner);
        ended.clone().unwrap_or_else(|| "does not end".to_owned())
    }

    /// Why there is no answer. A worker that violates the protocol is killed.
    fn failure(&self, error: &io::Error, deadline: Option<Duration>) -> Failure {
        if let (io::ErrorKind::TimedOut, Some(deadline)) = (error.kind(), deadline) {
            self.end("was ended, as a call was not answered in time");
            let message =
                format!("no answer within {deadline:?}; the worker was ended, and the function may have run");
            return Failure { kind: GoErrorKind::Deadline, message };
        }
        let refused = match error.kind() {
            io::ErrorKind::FileTooLarge => Some("was ended, as its answer was too large"),
            io::ErrorKind::InvalidData => Some("was ended, as it did not follow the protocol"),
            _ => None,
        };
        if let Some(why) = refused {
            self.end(why);
        }
        // One whose socket is closed ends by itself, and says how.
        let ended = lock(&self.ended);
        let waited = self.has_ended.wait_timeout_while(ended, REST, |ended| ended.is_none());
        let (ended, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let known = ended.is_some();
        drop(ended);
        if !known {
            self.end("was ended, as it closed its socket");
        }
        let message = format!("the worker {}; the function may have run", self.ending());
        let message = if refused.is_some() { format!("{message}: {error}") } else { message };
        Failure { kind: GoErrorKind::Died, message }
    }

    /// A socket for one call: one that waits, or another one.
    fn lane(&self, until: Until) -> io::Result<Lane> {
        if let Some(lane) = lock(&self.idle).pop() {
            return Ok(lane);
        }
        let (ours, theirs) = UnixStream::pair()?;
        let request = Request::about(LANE, 0, 0);
        let _writing = lock(&self.writing);
        frame::write_request(self.control.as_fd(), &request, Some(theirs.as_fd()), until)?;
        Ok(Lane { socket: ours, calls: 0 })
    }

    /// Notes what a request makes the process owe.
    fn note(&self, request: &Request, until: Until) {
        let mut owed = lock(&self.owed);
        if matches!(request.import, CANCEL) {
            owed.promises.remove(&request.promise);
            return;
        }
        owed.promises.insert(request.promise, until);
        if let Some(until) = until
            && owed.looks_at.is_none_or(|looks_at| until < looks_at)
        {
            owed.looks_at = Some(until);
            // A full pipe wakes it as well.
            let _ = (&self.alarm).write(&[0]);
        }
    }
}

/// The end of a deadline; one beyond all times is none.
fn until(deadline: Option<Duration>) -> Until {
    deadline.and_then(|deadline| Instant::now().checked_add(deadline))
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issue_an_answer_that_is_sent_once_more_answers_no_other_call() {
        let (socket, worker) = UnixStream::pair().unwrap();
        let mut lane = Lane { socket, calls: 0 };
        let answer = |value| Reply { status: 0, value, body: Vec::new(), owned: None, origin: 0 };
        for (number, value) in [(1, 41), (2, 42), (2, 42)] {
            frame::write_reply(worker.as_fd(), number, &answer(value)).unwrap();
        }
        let mut call = || lane.call(&Request::about(1, 0, 0), 10, None);
        // The canary: calls that are answered once each.
        assert_eq!((call().unwrap().value, call().unwrap().value), (41, 42));
        let error = call().unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
        assert_eq!(error.to_string(), "it sent answer 2 to call 3");
    }
}
