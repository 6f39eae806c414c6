//! Kernels side by side: each in a process of its own, chosen there as everywhere, by `COINJECTURE_SHA256`. So what is
//! measured is what a node runs, and the core has no second way to choose.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitCode, Stdio};

use coinjecture::{KERNEL_VARIABLE, Kernel};

use crate::measure::{Alternative, Slice};

/// The argument of a process that does the work of a group.
pub(crate) const SERVE: &str = "--serve";

/// A process that does the work of one group with one kernel.
pub(crate) struct Worker {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Worker {
    /// Starts a process.
    pub(crate) fn start(group: &str, kernel: Kernel) -> std::io::Result<Worker> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args([SERVE, group]).env(KERNEL_VARIABLE, kernel.name());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let missing = || std::io::Error::other("a process without pipes");
        let requests = child.stdin.take().ok_or_else(missing)?;
        let answers = BufReader::new(child.stdout.take().ok_or_else(missing)?);
        Ok(Worker { child, requests, answers })
    }

    /// Has the work done so many times.
    ///
    /// # Panics
    /// When the process has ended: it says why on standard error.
    pub(crate) fn slice(&mut self, repeats: u64) -> Slice {
        let mut line = String::new();
        let asked = writeln!(self.requests, "{repeats}").and_then(|()| self.answers.read_line(&mut line));
        let slice = asked.ok().and_then(|_| parse(&line));
        assert!(slice.is_some(), "the process of a kernel has ended");
        slice.unwrap_or(Slice { ns: 0.0, allocations: 0, bytes: 0 })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It does nothing but wait for the next request.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Does the work as often as each line of standard input says, and writes what it took.
pub(crate) fn serve(mut work: Alternative<'_>) -> ExitCode {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lines() {
        let Some(repeats) = line.ok().and_then(|line| line.parse().ok()) else { return ExitCode::FAILURE };
        let Slice { ns, allocations, bytes } = work.slice(repeats);
        if writeln!(out, "{ns} {allocations} {bytes}").and_then(|()| out.flush()).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn parse(line: &str) -> Option<Slice> {
    let mut words = line.split_whitespace();
    Some(Slice {
        ns: words.next()?.parse().ok()?,
        allocations: words.next()?.parse().ok()?,
        bytes: words.next()?.parse().ok()?,
    })
}
