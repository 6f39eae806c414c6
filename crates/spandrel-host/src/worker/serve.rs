//! What a worker does.

use std::{
    fs::File,
    io::{self, Write},
    os::{
        fd::{AsFd, OwnedFd},
        unix::net::UnixStream,
    },
    panic::{AssertUnwindSafe, catch_unwind},
    process,
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use rustix::process::{DumpableBehavior, Resource, Rlimit, Signal};
use spandrel::private::{self, RELEASE, Reply};
use spandrel_abi::ABI;

use super::{
    frame::{self, HELLO, LANE},
    process::is_worker,
};
use crate::start;

/// Serves calls, in a process that [`Worker::start`](super::Worker::start) has started, and ends it when the program that started it ends.
/// In any other process it does nothing. It must be the first statement of `main`.
///
/// Before its core starts, a worker
///
/// * is killed by the kernel when its program ends, however that ends,
/// * writes no core file, and cannot be traced or read by other processes of its user,
/// * has no descriptors of the program, but its end of the socket, and no standard input,
/// * has the limit of memory that [`Options::memory`](super::Options::memory) sets, and cannot gain rights.
pub fn serve() {
    if !is_worker() {
        return;
    }
    let status = match prepare().and_then(|control| control_loop(&control)) {
        Ok(()) => 0,
        Err(error) => {
            // The program reads it.
            let _ = writeln!(io::stderr(), "spandrel worker: {error}");
            3
        }
    };
    end(status)
}

/// Ends the process without running what is registered for its end: threads of Go are at work.
fn end(status: i32) -> ! {
    // SAFETY: it does not return, and runs nothing of the program.
    unsafe { libc::_exit(status) }
}

/// Protects the process, starts the core, and answers that it is ready.
fn prepare() -> io::Result<Arc<Control>> {
    protect()?;
    // Its own descriptor, and nothing for the core to read.
    let control = rustix::io::fcntl_dupfd_cloexec(io::stdin(), 3)?;
    rustix::stdio::dup2_stdin(File::open("/dev/null")?)?;
    let control = Arc::new(Control { socket: UnixStream::from(control), writing: Mutex::new(()) });
    let hello = frame::read_request(control.socket.as_fd())?;
    let (hello, library) = hello.ok_or(io::ErrorKind::UnexpectedEof)?;
    if hello.import != HELLO || hello.bridge != u64::from(ABI) {
        return Err(io::Error::other("its program is built with another version of Spandrel"));
    }
    if hello.target != 0 {
        limit(Resource::Data, hello.target)?;
    }
    match start_core(library) {
        Ok(()) => control.reply(0, &answer(0, String::new())),
        Err(message) => {
            control.reply(0, &answer(1, message));
            // The program ends it once it has read this.
            thread::sleep(start::PATIENCE);
            end(3);
        }
    }
    Ok(control)
}

fn answer(status: u64, message: String) -> Reply {
    Reply { status, value: 0, body: message.into_bytes(), owned: None, origin: 0 }
}

fn protect() -> io::Result<()> {
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
    rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    rustix::thread::set_no_new_privs(true)?;
    limit(Resource::Core, 0)
}

fn limit(resource: Resource, most: u64) -> io::Result<()> {
    let hard = rustix::process::getrlimit(resource).maximum;
    let most = hard.map_or(most, |hard| hard.min(most));
    Ok(rustix::process::setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?)
}

fn start_core(library: Option<OwnedFd>) -> Result<(), String> {
    match library {
        None => start::start().map_err(|error| error.to_string()),
        #[cfg(feature = "load")]
        Some(library) => crate::load::load_inherited(File::from(library)).map_err(|error| error.to_string()),
        #[cfg(not(feature = "load"))]
        Some(_) => Err("this program is built without the feature `load` of spandrel-host".to_owned()),
    }
}

/// The socket on which the worker is asked for what it answers later.
struct Control {
    socket: UnixStream,
    writing: Mutex<()>,
}

impl Control {
    fn reply(&self, promise: u64, reply: &Reply) {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        if frame::write_reply(self.socket.as_fd(), promise, reply).is_err() {
            // Nobody is there any more.
            end(0);
        }
    }
}

fn control_loop(control: &Arc<Control>) -> io::Result<()> {
    while let Some((request, descriptor)) = frame::read_request(control.socket.as_fd())? {
        match request.import {
            LANE => {
                let lane = descriptor.ok_or(io::ErrorKind::InvalidData)?;
                thread::Builder::new()
                    .name("spandrel-call".to_owned())
                    .spawn(move || serve_lane(&UnixStream::from(lane)))?;
            }
            RELEASE => private::release_value(request.target),
            _ => {
                let control = Arc::clone(control);
                or_abort(|| {
                    private::serve_later(request, move |promise, reply| control.reply(promise, &reply));
                });
            }
        }
    }
    Ok(())
}

/// Answers one call after the other, with its number.
fn serve_lane(lane: &UnixStream) {
    for number in 1.. {
        let Ok(Some((request, _))) = frame::read_request(lane.as_fd()) else { return };
        let reply = or_abort(|| private::serve(request));
        if frame::write_reply(lane.as_fd(), number, &reply).is_err() {
            return;
        }
    }
}

/// A panic of the runtime's own must not leave a caller without an answer.
fn or_abort<T>(run: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| process::abort())
}
