//! The thread behind a worker process. It starts it, as the kernel ends a worker when the thread that forked it has ended;
//! reads what is answered later and what the worker writes; and reaps it.

use std::{
    io::{self, PipeReader, Read, Write},
    os::{
        fd::{AsFd, OwnedFd},
        unix::net::UnixStream,
    },
    process,
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, poll},
    process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal},
};
use spandrel::{
    GoErrorKind,
    private::{self, Failure, Reply, Request},
};
use spandrel_abi::ABI;

use super::{
    child::{Child, REST, lock},
    error::WorkerError,
    frame::{self, HELLO, Until},
    output::Output,
    process::{Spec, abandon, command, how},
};
use crate::start::PATIENCE;

/// How long the worker may take until it is ready: what a core may, and a little more.
const READY: Duration = PATIENCE.saturating_add(Duration::from_secs(5));

/// Starts a process, and waits until it is ready.
pub(super) fn start(spec: &Arc<Spec>) -> Result<Arc<Child>, WorkerError> {
    let (report, reported) = mpsc::channel();
    let spec = Arc::clone(spec);
    thread::Builder::new()
        .name("spandrel-worker".to_owned())
        .spawn(move || match Keeper::start(&spec) {
            Ok(keeper) => keeper.run(&report),
            Err(error) => drop(report.send(Err(error))),
        })
        .map_err(failed("no thread for it"))?;
    reported.recv().unwrap_or(Err(WorkerError::Ended { how: "was not started".to_owned() }))
}

/// The thread behind a process.
struct Keeper {
    child: Arc<Child>,
    process: process::Child,
    /// What it writes; `None` once nobody can write any more.
    output: Option<PipeReader>,
    alarm: PipeReader,
    written: Output,
    forward: bool,
}

type Report = mpsc::Sender<Result<Arc<Child>, WorkerError>>;

impl Keeper {
    fn start(spec: &Spec) -> Result<Keeper, WorkerError> {
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        let (control, theirs) = UnixStream::pair().map_err(failed("socketpair"))?;
        let (output, input) = io::pipe().map_err(failed("pipe"))?;
        let mut command = command(spec);
        command.stdin(OwnedFd::from(theirs)).stderr(input.try_clone().map_err(failed("pipe"))?).stdout(input);
        let process = command.spawn().map_err(failed("fork and exec"))?;
        // The ends of the worker are open in it alone from here on.
        drop(command);
        let pid = process.id();
        let handle = Pid::from_raw(pid.cast_signed())
            .ok_or(rustix::io::Errno::SRCH)
            .and_then(|pid| pidfd_open(pid, PidfdFlags::empty()));
        let handle = match handle {
            Ok(handle) => handle,
            Err(error) => return Err(abandon(process, failed("pidfd_open")(error.into()))),
        };
        let (alarmed, alarm) = match io::pipe() {
            Ok(ends) => ends,
            Err(error) => return Err(abandon(process, failed("pipe")(error))),
        };
        let child = Child {
            number: NUMBER.fetch_add(1, Ordering::Relaxed),
            pid,
            handle,
            control,
            largest_answer: spec.largest_answer,
            writing: Mutex::default(),
            idle: Mutex::default(),
            owed: Mutex::default(),
            alarm,
            ending: Mutex::default(),
            ended: Mutex::default(),
            has_ended: Condvar::new(),
        };
        let hello = Request { bridge: u64::from(ABI), ..Request::about(HELLO, spec.memory.unwrap_or(0), 0) };
        let library = spec.library.as_ref().map(AsFd::as_fd);
        let until = Some(Instant::now() + READY);
        // One that has ended already says so below.
        let _ = frame::write_request(child.control.as_fd(), &hello, library, until);
        let (child, written, forward) = (Arc::new(child), Output::default(), spec.forward);
        Ok(Keeper { child, process, output: Some(output), alarm: alarmed, written, forward })
    }

    /// Stays with the process until it has ended.
    fn run(mut self, report: &Report) {
        let begun = Instant::now();
        let mut report = Some(report);
        let mut error = None;
        loop {
            let left = match report {
                Some(_) => Some(READY.saturating_sub(begun.elapsed())),
                None => self.patience(),
            };
            let Ok([control, ended, alarm, output]) = self.poll(left) else { break };
            if output {
                self.read_output();
            }
            if alarm {
                let _ = self.alarm.read(&mut [0; 64]);
            }
            if control {
                match self.read_control(&mut report) {
                    Ok(()) => continue,
                    Err(refused) => {
                        error = refused;
                        break;
                    }
                }
            }
            if ended {
                break;
            }
            if report.is_some() && begun.elapsed() >= READY {
                error = Some(WorkerError::TimedOut(READY));
                break;
            }
            self.end_overdue();
        }
        let how = self.reap();
        if let Some(report) = report {
            // Nobody else knows of the process yet.
            let _ = report.send(Err(error.unwrap_or(WorkerError::Ended { how })));
        }
    }

    /// Whether there is something on the control socket, the process has ended, there is an alarm, or output.
    fn poll(&self, left: Option<Duration>) -> io::Result<[bool; 4]> {
        let child = &self.child;
        let output = self.output.as_ref().map_or(child.handle.as_fd(), AsFd::as_fd);
        let wanted = if self.output.is_some() { PollFlags::IN } else { PollFlags::empty() };
        let mut polled = [
            PollFd::new(&child.control, PollFlags::IN),
            PollFd::new(&child.handle, PollFlags::IN),
            PollFd::new(&self.alarm, PollFlags::IN),
            PollFd::from_borrowed_fd(output, wanted),
        ];
        match poll(&mut polled, left.map(frame::timespec).as_ref()) {
            Ok(_) => Ok(polled.map(|polled| !polled.revents().is_empty())),
            Err(rustix::io::Errno::INTR) => Ok([false; 4]),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes one answer. An error ends the process; it says what to report if nothing was yet.
    fn read_control(&self, report: &mut Option<&Report>) -> Result<(), Option<WorkerError>> {
        let until = Some(Instant::now() + REST);
        let read = frame::read_reply(self.child.control.as_fd(), self.child.largest_answer, until);
        let (promise, reply) = read.map_err(|_| None)?;
        if let Some(report) = report.take() {
            if reply.status != 0 {
                let message = String::from_utf8_lossy(&reply.body).into_owned();
                let _ = report.send(Err(WorkerError::Core { message }));
                return Err(None);
            }
            return report.send(Ok(Arc::clone(&self.child))).map_err(|_| None);
        }
        let reply = Reply { origin: self.child.number, ..reply };
        // A caller that has cancelled is not there any more.
        let owed = lock(&self.child.owed).promises.contains_key(&promise);
        if owed && !private::answered(promise, Ok(reply)) {
            lock(&self.child.owed).promises.remove(&promise);
        }
        Ok(())
    }

    /// How long to sleep at most: to the next deadline.
    fn patience(&self) -> Option<Duration> {
        let mut owed = lock(&self.child.owed);
        owed.looks_at = owed.promises.values().flatten().min().copied();
        owed.looks_at.map(|next| next.saturating_duration_since(Instant::now()))
    }

    fn end_overdue(&self) {
        let now = Instant::now();
        let is_overdue = |until: &Until| until.is_some_and(|until| until <= now);
        let overdue: Vec<u64> = {
            let owed = lock(&self.child.owed);
            owed.promises.iter().filter(|(_, until)| is_overdue(until)).map(|(promise, _)| *promise).collect()
        };
        if overdue.is_empty() {
            return;
        }
        self.child.end("was ended, as a call was not answered in time");
        for promise in overdue {
            lock(&self.child.owed).promises.remove(&promise);
            let message = "no answer in time; the worker was ended, and the function may have run".to_owned();
            private::answered(promise, Err(Failure { kind: GoErrorKind::Deadline, message }));
        }
    }

    /// Passes on what the worker has written, and remembers the end of it.
    fn read_output(&mut self) {
        let mut bytes = [0; 4096];
        let count = self.output.as_mut().map_or(0, |output| output.read(&mut bytes).unwrap_or(0));
        if count == 0 {
            self.output = None;
            return;
        }
        if self.forward {
            // There may be nowhere to write to.
            let _ = io::stderr().write_all(&bytes[..count]);
        }
        self.written.push(&bytes[..count]);
    }

    /// Ends the process if it has not ended, reaps it, and tells all who wait.
    fn reap(&mut self) -> String {
        let child = Arc::clone(&self.child);
        let _ = pidfd_send_signal(&child.handle, Signal::KILL);
        let status = self.process.wait();
        // What it started may still have its output, which never ends then.
        while self.output.is_some() && matches!(self.poll(Some(Duration::ZERO)), Ok([.., true])) {
            self.read_output();
        }
        let how = lock(&child.ending).map_or_else(|| how(status, &self.written), str::to_owned);
        *lock(&child.ended) = Some(how.clone());
        child.has_ended.notify_all();
        lock(&child.idle).clear();
        let owed: Vec<u64> = lock(&child.owed).promises.drain().map(|(promise, _)| promise).collect();
        for promise in owed {
            let message = format!("the worker {how}; the function may have run");
            private::answered(promise, Err(Failure { kind: GoErrorKind::Died, message }));
        }
        how
    }
}

fn failed(step: &'static str) -> impl Fn(io::Error) -> WorkerError {
    move |source| WorkerError::Start { step, source }
}
