//! `doctor`: is this machine, and is this folder, fit for a wallet?

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::Path,
};

use clap::Args;
use rustix::process::{Resource, getrlimit, getuid};
use serde_json::json;

use super::{
    report::{Failure, Report},
    terminal::Terminal,
    text::columns,
    wallet::Options,
};

/// Check the machine, the folder and the wallets, and say what to do
#[derive(Args, Debug)]
pub(super) struct Doctor {}

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Good,
    Note,
    Bad,
}

struct Finding {
    what: &'static str,
    state: State,
    text: String,
}

/// Locked memory that a session needs: a line of the protocol, and some operations at once.
const LOCKED: u64 = 4 << 20;

impl Doctor {
    pub(super) fn run(self, options: &Options) -> Result<Report, Failure> {
        let folder = options.folder()?;
        let mut findings = vec![terminal(), locked_memory(), swap(), tracing()];
        findings.extend(permissions(&folder));
        if folder.exists() {
            findings.extend(wallets(options)?);
        }
        Ok(report(&findings))
    }
}

fn good(what: &'static str, text: impl Into<String>) -> Finding {
    Finding { what, state: State::Good, text: text.into() }
}

fn note(what: &'static str, text: impl Into<String>) -> Finding {
    Finding { what, state: State::Note, text: text.into() }
}

fn bad(what: &'static str, text: impl Into<String>) -> Finding {
    Finding { what, state: State::Bad, text: text.into() }
}

fn terminal() -> Finding {
    match Terminal::open() {
        Ok(_) => good("terminal", "secrets can be asked for and shown"),
        Err(_) => note("terminal", "there is none: only commands without secrets work here"),
    }
}

fn locked_memory() -> Finding {
    match getrlimit(Resource::Memlock).current {
        Some(limit) if limit < LOCKED => bad(
            "locked memory",
            format!("{} KiB, so secrets may be swapped out: raise `ulimit -l` to 8192", limit >> 10),
        ),
        _ => good("locked memory", "enough to keep secrets out of swap"),
    }
}

fn swap() -> Finding {
    let swaps = fs::read_to_string("/proc/swaps").unwrap_or_default();
    match swaps.lines().count() {
        0 | 1 => good("swap", "there is none"),
        _ => note(
            "swap",
            "there is some: secrets are locked out of it, but not the memory of key derivation, and not hibernation; encrypt it",
        ),
    }
}

fn tracing() -> Finding {
    match fs::read_to_string("/proc/sys/kernel/yama/ptrace_scope") {
        Ok(scope) if scope.trim() != "0" => {
            good("tracing", "other programs of yours cannot read this one's memory")
        }
        _ => note(
            "tracing",
            "other programs of yours can read the host's memory, though not a worker's: set kernel.yama.ptrace_scope to 1",
        ),
    }
}

fn permissions(folder: &Path) -> Vec<Finding> {
    let Ok(about) = fs::metadata(folder) else {
        return vec![note("folder", format!("{} does not exist yet", folder.display()))];
    };
    let mut findings = Vec::new();
    if about.uid() != getuid().as_raw() {
        findings.push(bad("folder", format!("{} belongs to someone else", folder.display())));
    }
    let mode = about.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        findings.push(bad(
            "folder",
            format!("others can get into {0} (mode {mode:o}): chmod 700 {0}", folder.display()),
        ));
    }
    if findings.is_empty() {
        findings.push(good("folder", format!("{}, for you alone", folder.display())));
    }
    findings
}

fn wallets(options: &Options) -> Result<Vec<Finding>, Failure> {
    let mut findings = Vec::new();
    let mut wallets = options.open(false)?;
    let passed = wallets.host.call(|session| session.self_test())?;
    let place = options.mode().name();
    findings.push(good("core", format!("gives its {passed} known answers ({place})")));
    let all = wallets.host.call(|session| session.wallets())?;
    for wallet in &all {
        match (&*wallet.kind, wallet.backed_up) {
            ("damaged", _) => findings.push(bad(
                "wallet",
                format!("{} is damaged: restore it from its backup or its words", wallet.wallet),
            )),
            ("seed", false) => findings.push(note(
                "wallet",
                format!("{0:?} has no confirmed backup: arcsign backup {0:?}", wallet.name),
            )),
            _ => {}
        }
    }
    findings.push(good("wallets", all.len().to_string()));
    Ok(findings)
}

fn report(findings: &[Finding]) -> Report {
    let name = |state| match state {
        State::Good => "ok",
        State::Note => "note",
        State::Bad => "bad",
    };
    let rows: Vec<[String; 3]> = findings
        .iter()
        .map(|one| [name(one.state).to_owned(), one.what.to_owned(), one.text.clone()])
        .collect();
    let data: Vec<_> = findings
        .iter()
        .map(|one| json!({"state": name(one.state), "what": one.what, "text": one.text}))
        .collect();
    let good = findings.iter().all(|one| one.state != State::Bad);
    Report { text: columns(&rows), data: json!({"findings": data}), good }
}
