//! A worker as a process of the system: what is started, and how it ended.

use std::{
    ffi::OsString,
    fs::File,
    io,
    os::unix::process::{CommandExt, ExitStatusExt},
    path::PathBuf,
    process::{self, Command, ExitStatus, Stdio},
};

use rustix::process::{Signal, getppid, set_parent_process_death_signal};

use super::{error::WorkerError, output::Output};

/// The variable that has the number of the program whose worker a process is. Not that of `go/remote`, which names a bridge: the
/// core in a worker may have workers of its own.
const VARIABLE: &str = "SPANDREL_WORKER_OF";

/// Whether this process was started as a worker.
pub(super) fn is_worker() -> bool {
    // What a worker starts inherits the variable, and is nobody's worker.
    let parent = getppid().map(|parent| parent.as_raw_nonzero().to_string());
    std::env::var(VARIABLE).ok().is_some_and(|of| Some(of) == parent)
}

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

/// The command that starts a worker.
pub(super) fn command(spec: &Spec) -> Command {
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
pub(super) fn abandon(mut process: process::Child, error: WorkerError) -> WorkerError {
    let _ = process.kill();
    let _ = process.wait();
    error
}

/// How a process ended, and what it wrote last.
pub(super) fn how(status: io::Result<ExitStatus>, written: &Output) -> String {
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

#[cfg(test)]
mod tests {
    use std::{fs, path::PathBuf};

    use super::{Spec, command};

    /// The Go core of a worker, and what that starts, inherits the variable. `go/remote` must not take it for its own.
    #[test]
    fn issue_a_core_in_a_worker_may_have_workers_of_its_own() {
        let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../../go/remote/internal/process/process_linux.go");
        let source = fs::read_to_string(own).unwrap();
        let of_go: Vec<&str> = source
            .lines()
            .filter_map(|line| line.trim().split_once(" = \"SPANDREL_WORKER")?.1.strip_suffix('"'))
            .collect();
        assert_eq!(of_go, ["", "_MEMORY"], "the variables of go/remote");
        let spec = Spec {
            library: None,
            program: Some("/bin/true".into()),
            arguments: Vec::new(),
            inherit_environment: false,
            environment: Vec::new(),
            memory: None,
            largest_answer: 0,
            forward: false,
        };
        let command = command(&spec);
        let set: Vec<&str> = command.get_envs().filter_map(|(name, _)| name.to_str()).collect();
        assert_eq!(set.len(), 1, "{set:?}");
        for name in set {
            let is_of_go = of_go.iter().any(|suffix| name == format!("SPANDREL_WORKER{suffix}"));
            assert!(!is_of_go, "{name} has a meaning in go/remote");
        }
    }
}
