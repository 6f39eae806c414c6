//! The program as a whole: start, end, and how it dies.

use std::{
    io::{BufRead, BufReader},
    os::unix::process::ExitStatusExt,
    process::{Command, Stdio},
};

fn guest() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guest"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn the_program_ends_like_any_other() {
    let output = guest().output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "42 front 1\n");
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

/// The core takes a while to be initialised: a short patience is a typed error, and a call before the end waits.
#[test]
#[cfg(not(spandrel_link = "shared"))]
fn a_slow_core_is_waited_for() {
    let output = guest().arg("impatient").env("Guest_INIT", "slow").output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        text,
        "the Go core was not initialised within 50ms: look at the init functions of its packages\nwaited\n42 front 1\n",
        "{output:?}"
    );
}

/// Go ends the process when an init function panics, and says why.
#[test]
fn a_core_that_panics_at_the_start_ends_the_program() {
    let output = guest().env("Guest_INIT", "panic").output().unwrap();
    assert_eq!(output.status.signal(), Some(libc::SIGABRT));
    assert!(String::from_utf8_lossy(&output.stderr).contains("panic: the guest burns"), "{output:?}");
}

/// Go does not take over signals that the program leaves alone.
#[test]
fn sigterm_ends_the_program() {
    let mut child = guest().arg("sleep").spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "asleep\n");
    // SAFETY: the child is ours and not yet waited for.
    unsafe { assert_eq!(libc::kill(child.id() as libc::pid_t, libc::SIGTERM), 0) };
    assert_eq!(child.wait().unwrap().signal(), Some(libc::SIGTERM));
}
