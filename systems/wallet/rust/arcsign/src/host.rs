//! Where the core runs. One API stands before three places, and the place changes no answer.

use std::{str::FromStr, time::Duration};

use spandrel::Secret;
use spandrel_host::worker::{Options, Worker};

use crate::{
    Packed,
    contract::ffi::{self, Answer, Clock, Session, WalletError},
};

/// How long a call may take: the dearest key derivation takes more than a minute on a small machine.
const DEADLINE: Duration = Duration::from_secs(300);

/// What a worker may write to: three times the memory of the dearest key derivation.
const MEMORY: u64 = 3 << 30;

/// How many workers may die within a minute.
const RESTARTS: u32 = 600;

/// Where the core runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// In this process.
    InProcess,
    /// In a process that lives as long as this one, and is started again when it dies.
    Worker,
    /// In a process for each call.
    Subprocess,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Mode; 3] = [Mode::InProcess, Mode::Worker, Mode::Subprocess];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Mode::InProcess => "inproc",
            Mode::Worker => "worker",
            Mode::Subprocess => "subprocess",
        }
    }
}

impl FromStr for Mode {
    type Err = String;

    fn from_str(name: &str) -> Result<Mode, String> {
        let found = Mode::ALL.into_iter().find(|mode| mode.name() == name);
        found.ok_or_else(|| format!("a mode is {}", Mode::ALL.map(Mode::name).join(", ")))
    }
}

/// A folder of wallets, and the core that works in it.
#[derive(Debug)]
pub struct Host {
    folder: String,
    mode: Mode,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Here(Session),
    Worker {
        worker: Worker,
        /// The session, and the process that has it.
        session: Option<(Session, Option<u32>)>,
        /// The session as it was when the folder was opened.
        fresh: Secret<[u8]>,
    },
    Subprocess {
        /// The session as the last process left it.
        session: Secret<[u8]>,
        fresh: Secret<[u8]>,
    },
}

impl Host {
    /// Opens a folder, and makes it if nothing is there.
    pub fn open(mode: Mode, folder: &str, clock: Clock) -> Result<Host, WalletError> {
        let open = || ffi::open(folder, mode.name(), clock);
        let place = match mode {
            Mode::InProcess => {
                spandrel_host::start()
                    .map_err(|error| WalletError::new(ffi::Code::CoreDied, error.to_string()))?;
                Place::Here(open()?)
            }
            Mode::Worker => {
                let worker = start()?;
                let session = worker.run(open)?;
                let fresh = session.suspend()?;
                let session = Some((session, worker.id()));
                Place::Worker { worker, session, fresh }
            }
            Mode::Subprocess => {
                let worker = start()?;
                let fresh = worker.run(open)?.suspend()?;
                worker.stop();
                Place::Subprocess { session: fresh.clone(), fresh }
            }
        };
        Ok(Host { folder: folder.to_owned(), mode, place })
    }

    /// Makes calls in the session. When the core's process ends, all wallets are locked, and the next call finds
    /// another process.
    pub fn call<T>(
        &mut self,
        work: impl FnOnce(&Session) -> Result<T, WalletError>,
    ) -> Result<T, WalletError> {
        let resume = |worker: &Worker, session: &Secret<[u8]>| {
            worker.run(|| ffi::resume(&self.folder, self.mode.name(), session.clone()))
        };
        match &mut self.place {
            Place::Here(session) => work(session),
            Place::Worker { worker, session, fresh } => {
                // One that has died meanwhile has taken its session with it.
                let alive = session.take().filter(|(_, of)| of.is_some() && *of == worker.id());
                let (present, of) = match alive {
                    Some(alive) => alive,
                    None => {
                        let resumed = resume(worker, fresh)?;
                        (resumed, worker.id())
                    }
                };
                let result = work(&present);
                *session = Some((present, of)).filter(|_| !has_ended(&result));
                result
            }
            Place::Subprocess { session, fresh } => {
                let worker = start()?;
                let present = resume(&worker, session)?;
                let result = work(&present);
                *session = match has_ended(&result) {
                    true => fresh.clone(),
                    false => present.suspend().unwrap_or_else(|_| fresh.clone()),
                };
                worker.stop();
                result
            }
        }
    }

    /// Answers a request of the machine protocol, with the secret of the answer if there is one.
    pub fn request(
        &mut self,
        op: &str,
        args: &str,
        secrets: Packed,
        at: i64,
    ) -> Result<(Answer, Option<Secret<str>>), WalletError> {
        let (names, content) = secrets.into_parts();
        self.call(|session| {
            let answer = session.request(op, args, &names, content, at)?;
            let secret = answer.secret.is_some().then(|| session.shown()).transpose()?;
            Ok((answer, secret))
        })
    }

    /// Locks all wallets, and releases the folder.
    pub fn close(self) -> Result<(), WalletError> {
        match self.place {
            Place::Here(session) => session.close(),
            Place::Worker { worker, session, .. } => {
                let closed = session.map_or(Ok(()), |(session, _)| session.close());
                worker.stop();
                closed
            }
            Place::Subprocess { .. } => Ok(()),
        }
    }
}

fn has_ended<T>(result: &Result<T, WalletError>) -> bool {
    result.as_ref().is_err_and(WalletError::is_end)
}

/// A worker that inherits nothing, and whose crashes are not printed: a stack may hold a secret.
fn start() -> Result<Worker, WalletError> {
    let options = Options::new()
        .clear_environment()
        .environment("GOTRACEBACK", "none")
        .deadline(DEADLINE)
        .memory(MEMORY)
        .restarts(RESTARTS)
        .quiet();
    Ok(Worker::start(options)?)
}
