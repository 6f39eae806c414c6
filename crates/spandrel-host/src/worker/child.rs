//! One worker process: started, called, and reaped when it has ended.
//!
//! A thread stands behind each process. It starts it, as the kernel ends a worker when the thread that forked it has ended;
//! reads what is answered later and what the worker writes; and reaps it.

use std::{
    collections::HashMap,
    ffi::OsString,
    fs::File,
    io::{self, PipeReader, PipeWriter, Read, Write},
    os::{
        fd::{AsFd, OwnedFd},
        unix::{
            net::UnixStream,
            process::{CommandExt, ExitStatusExt},
        },
    },
    path::PathBuf,
    process::{self, Command, ExitStatus, Stdio},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, poll},
    process::{
        Pid, PidfdFlags, Signal, getppid, pidfd_open, pidfd_send_signal, set_parent_process_death_signal,
    },
};
use spandrel::{
    GoErrorKind,
    private::{self, Failure, Reply, Request},
};
use spandrel_abi::{ABI, call::CANCEL};

use super::{
    error::WorkerError,
    frame::{self, HELLO, LANE, Until},
    output::Output,
};
use crate::start::PATIENCE;

/// The variable that says to a process whose worker it is.
const VARIABLE: &str = "SPANDREL_WORKER";

/// Whether this process was started as a worker.
pub(super) fn is_worker() -> bool {
    // What a worker starts inherits the variable, and is nobody's worker.
    let parent = getppid().map(|parent| parent.as_raw_nonzero().to_string());
    std::env::var(VARIABLE).ok().is_some_and(|of| Some(of) == parent)
}

/// How long the worker may take until it is ready: what a core may, and a little more.
const READY: Duration = PATIENCE.saturating_add(Duration::from_secs(5));

/// How long the rest of a frame, or the end of a process that has closed its socket, may take.
const REST: Duration = Duration::from_secs(5);

/// Sockets that wait for the next call.
const IDLE: usize = 64;

/// What is started, and how.
#[derive(Debug)]
pub(super) struct Spec {
    pub(super) library: Option<File>,
    pub(super) program: Option<PathBuf>,
    pub(super) arguments: Vec<OsString>,
    pub(super) inherit_environment: bool,
    pub(super) environment: Vec<(OsString, OsString)>,
    pub(super) memory: Option<u64>,
    pub(super) largest_answer: u64,
    pub(super) forward: bool,
}

/// A worker process.
#[derive(Debug)]
pub(super) struct Child {
    /// Its number in this program, which no other one has.
    pub(super) number: u64,
    pub(super) pid: u32,
    handle: OwnedFd,
    control: UnixStream,
    largest_answer: u64,
    /// Locked by the thread that writes to `control`.
    writing: Mutex<()>,
    /// Sockets for calls that are answered at once, as far as no call has them.
    idle: Mutex<Vec<Lane>>,
    owed: Mutex<Owed>,
    /// Lets the thread behind the process look at the deadlines again.
    alarm: PipeWriter,
    /// Why this program has ended it.
    ending: Mutex<Option<&'static str>>,
    /// How it has ended.
    ended: Mutex<Option<String>>,
    has_ended: Condvar,
}

/// A socket for calls that are answered at once, one after the other.
#[derive(Debug)]
struct Lane {
    socket: UnixStream,
    /// How many calls it has had: the answer says which it is for.
    calls: u64,
}

/// What the process owes for promises.
#[derive(Debug, Default)]
struct Owed {
    /// Until when.
    promises: HashMap<u64, Until>,
    /// When the thread behind the process looks at the deadlines next.
    looks_at: Until,
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

    /// Why there is no answer. A worker that does not speak as it should is ended.
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

fn command(spec: &Spec) -> Command {
    let parent = process::id();
    // Not its name: the file may have been replaced since.
    let program = spec.program.clone().unwrap_or_else(|| PathBuf::from("/proc/self/exe"));
    let mut command = Command::new(program);
    if spec.program.is_none()
        && let Some(name) = std::env::args_os().next()
    {
        command.arg0(name);
    }
    if !spec.inherit_environment {
        command.env_clear();
    }
    // A group of its own: the Ctrl-C that ends the program in order does not end the worker first.
    command
        .args(&spec.arguments)
        .envs(spec.environment.iter().cloned())
        .env(VARIABLE, parent.to_string())
        .process_group(0)
        .stdin(Stdio::null());
    let prepare = move || {
        set_parent_process_death_signal(Some(Signal::KILL))?;
        if getppid().map(|pid| pid.as_raw_nonzero().get().cast_unsigned()) != Some(parent) {
            return Err(io::Error::from_raw_os_error(libc::ESRCH));
        }
        close_on_exec();
        Ok(())
    };
    // SAFETY: it makes system calls alone, and takes no memory.
    unsafe { command.pre_exec(prepare) };
    command
}

/// Lets all descriptors end with the program that is replaced, but the three standard ones. Those of foreign code may not be
/// marked so.
fn close_on_exec() {
    // SAFETY: it marks descriptors of a process that runs nothing but this.
    let marked =
        unsafe { libc::syscall(libc::SYS_close_range, 3, libc::c_uint::MAX, libc::CLOSE_RANGE_CLOEXEC) };
    if marked != 0 {
        // Before Linux 5.11.
        for descriptor in 3..65536 {
            // SAFETY: as above; a descriptor that is not open is not changed.
            unsafe { libc::fcntl(descriptor, libc::F_SETFD, libc::FD_CLOEXEC) };
        }
    }
}

/// Ends a process that cannot be used.
fn abandon(mut process: process::Child, error: WorkerError) -> WorkerError {
    let _ = process.kill();
    let _ = process.wait();
    error
}

/// How a process ended, and what it wrote last.
fn how(status: io::Result<ExitStatus>, written: &Output) -> String {
    let how = match status {
        Ok(status) => match (status.signal(), status.code()) {
            (Some(signal), _) => format!("was ended by signal {signal}"),
            (_, Some(code)) => format!("exited with status {code}"),
            _ => "ended".to_owned(),
        },
        Err(error) => format!("ended, nobody knows how ({error})"),
    };
    match written.text().as_str() {
        "" => how,
        text => format!("{how} and wrote {text:?}"),
    }
}

/// The end of a deadline; one beyond all times is none.
fn until(deadline: Option<Duration>) -> Until {
    deadline.and_then(|deadline| Instant::now().checked_add(deadline))
}

fn failed(step: &'static str) -> impl Fn(io::Error) -> WorkerError {
    move |source| WorkerError::Start { step, source }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
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
