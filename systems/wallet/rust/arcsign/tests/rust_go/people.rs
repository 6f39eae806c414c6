//! What people do: commands with a terminal of their own, on which secrets are typed and shown.

use std::{
    fs::{self, File},
    io::{Read, Write},
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    process::{ioctl_tiocsctty, setsid},
    pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt},
};
use serde_json::Value;

use crate::client::{MODES, arcsign, fields};

const TWELVE: &str =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
const PASSWORD: &str = "correct horse";
const FIRST: &str = "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu";

/// A command, and the person at its terminal.
struct Person {
    child: Child,
    keys: File,
    /// The terminal's other end: without it, nothing could be read before the command opens its own.
    _terminal: File,
    /// All that the terminal has shown.
    seen: String,
    /// How much of it was waited for.
    read: usize,
}

impl Person {
    fn runs(folder: &Path, arguments: &[&str]) -> Person {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let terminal = File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
        let mut command = arcsign();
        command.arg("--dir").arg(folder).args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let own = terminal.try_clone().unwrap();
        let prepare = move || {
            setsid()?;
            Ok(ioctl_tiocsctty(&own)?)
        };
        // SAFETY: it makes two system calls.
        unsafe { command.pre_exec(prepare) };
        Person {
            child: command.spawn().unwrap(),
            keys: File::from(master),
            _terminal: terminal,
            seen: String::new(),
            read: 0,
        }
    }

    /// Waits until the terminal shows a text, and returns what it showed until then.
    fn waits_for(&mut self, text: &str) -> String {
        loop {
            if let Some(at) = self.seen[self.read..].find(text) {
                let end = self.read + at + text.len();
                let until = self.seen[self.read..end].to_owned();
                self.read = end;
                return until;
            }
            assert!(
                self.reads(Duration::from_secs(120)),
                "the terminal does not show {text:?}, but {:?}",
                self.seen
            );
        }
    }

    /// Reads what the terminal shows, if it shows something within a time.
    fn reads(&mut self, within: Duration) -> bool {
        let limit = Timespec::try_from(within).unwrap();
        let ready = poll(&mut [PollFd::new(&self.keys, PollFlags::IN)], Some(&limit)).unwrap();
        let mut bytes = [0; 4096];
        let count = if ready == 0 { 0 } else { self.keys.read(&mut bytes).unwrap_or(0) };
        self.seen += &String::from_utf8_lossy(&bytes[..count]);
        count > 0
    }

    fn types(&mut self, line: &str) {
        self.keys.write_all(line.as_bytes()).unwrap();
        self.keys.write_all(b"\n").unwrap();
    }

    /// Answers a question.
    fn answers(&mut self, question: &str, line: &str) {
        self.waits_for(question);
        self.types(line);
    }

    /// Waits for the end. What was typed as a secret has not been shown, and is nowhere else.
    fn ends(mut self) -> Output {
        self.child.wait().unwrap();
        while self.reads(Duration::ZERO) {}
        let output = self.child.wait_with_output().unwrap();
        for place in [self.seen.as_bytes(), &output.stdout, &output.stderr] {
            let text = String::from_utf8_lossy(place);
            assert!(!text.contains(PASSWORD) && !text.contains(TWELVE), "a secret is shown: {text}");
        }
        output
    }

    /// As `ends`, for what succeeds with one JSON object.
    fn data(self) -> Value {
        let output = self.ends();
        assert!(output.status.success(), "{output:?}");
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(answer["ok"], true);
        answer["data"].clone()
    }
}

fn import(folder: &Path, mode: &str) {
    let mut person = Person::runs(folder, &["--mode", mode, "--json", "import", "known"]);
    person.answers("The words", TWELVE);
    person.answers("New password", PASSWORD);
    person.answers("Once more", PASSWORD);
    assert_eq!(person.data()["fingerprint"], "73c5da0a");
}

/// A command on the wallet `known`, whose password is typed.
fn known(folder: &Path, arguments: &[&str]) -> Value {
    let mut person = Person::runs(folder, &[&["--json"], arguments].concat());
    person.answers("Password of \"known\": ", PASSWORD);
    person.data()
}

fn without_terminal(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = arcsign();
    command.arg("--dir").arg(folder).args(arguments).stdin(Stdio::null());
    // SAFETY: it makes one system call.
    unsafe { command.pre_exec(|| setsid().map(|_| ()).map_err(Into::into)) };
    command.output().unwrap()
}

#[test]
fn a_wallet_is_made_and_its_backup_confirmed() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("wallets");
    let mut person = Person::runs(&own, &["create", "savings", "--words", "12"]);
    person.answers("New password", "one of them");
    person.answers("Once more", "another one");
    person.waits_for("They differ");
    // A key that was wrong is taken back, and so is a whole line.
    person.answers("New password", "something\u{15}correct horsé\u{7f}e");
    person.answers("Once more", PASSWORD);
    let shown = person.waits_for("Write these words down");
    let words: Vec<String> =
        shown.lines().filter_map(|line| Some(line.trim().split_once(". ")?.1.trim().to_owned())).collect();
    assert_eq!(words.len(), 12, "{shown}");
    person.types("");
    person.waits_for("\x1b[2J\x1b[3J");
    for _ in 0..4 {
        person.waits_for("Word ");
        let place: usize = person.waits_for(": ").trim_end_matches(": ").parse().unwrap();
        person.types(&words[place - 1]);
    }
    let output = person.ends();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("Made \"savings\""), "{output:?}");
    assert!(!words.iter().any(|word| text.split_whitespace().any(|shown| shown == word)), "{text}");

    let listed = without_terminal(&own, &["list", "--json"]);
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    assert_eq!(listed["data"]["wallets"][0]["backed_up"], true, "{listed}");
    // Again, with a wrong word.
    let mut person = Person::runs(&own, &["backup", "savings"]);
    person.answers("Password of", PASSWORD);
    person.answers("How many words", "12");
    for _ in 0..4 {
        person.answers("Word ", "zoo");
    }
    person.waits_for("That is not what the wallet has");
    let output = person.ends();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(fs::metadata(&own).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn wallets_are_used_in_all_modes() {
    let folder = tempfile::tempdir().unwrap();
    for mode in MODES {
        let own = folder.path().join(mode);
        import(&own, mode);
        let addresses = known(&own, &["--mode", mode, "addresses", "known", "--count", "1"]);
        assert_eq!(addresses["addresses"][0]["address"], FIRST, "{mode}");
        let next = known(&own, &["--mode", mode, "addresses", "known", "--next", "--kind", "evm"]);
        assert_eq!(next["addresses"][0]["address"], "0x9858EfFD232B4033E47d90003D41EC34EcaEda94", "{mode}");
        let found = known(&own, &["--mode", mode, "addresses", "known", "--verify", FIRST]);
        assert_eq!((&found["path"], &found["index"]), (&"m/84'/0'/0'/0/0".into(), &0.into()), "{mode}");

        // A transaction is shown, and signed if its owner says so.
        let file = own.join("tx.json");
        let tx = r#"{"type":"legacy","chain_id":"1","nonce":"9","gas":"21000","to":"0x3535353535353535353535353535353535353535","value":"1000000000000000000","data":"0x","gas_price":"20000000000"}"#;
        fs::write(&file, tx).unwrap();
        let file = file.to_str().unwrap();
        let mut person = Person::runs(&own, &["--mode", mode, "sign", "known", file]);
        let shown = person.waits_for("Type yes");
        for part in ["1 ether (1000000000000000000 wei)", "0x3535", "0.00042 ether", "chain 1", "Intent "] {
            assert!(shown.contains(part), "{part} is not shown: {shown}");
        }
        person.types("y");
        let output = person.ends();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{output:?}");
        let mut person = Person::runs(&own, &["--mode", mode, "--json", "sign", "known", file]);
        person.answers("Type yes", "yes");
        person.answers("Password of", PASSWORD);
        let signed = person.data();
        // What the protocol signs, which the vectors of EIP-155 judge.
        assert_eq!(
            signed["hash"], "0x97ce4bbdab2c0206fdd9a14a39268308182f3ccd37c665b3729f4e4fe715ab98",
            "{mode}"
        );
        let message = known(&own, &["--mode", mode, "sign", "known", "--message", "0x68656c6c6f", "--yes"]);
        assert_eq!(
            message["digest"], "0x83a0870b6c63a71efdd3b2749ef700653d97454152c4b53fa9b102dc430c7c32",
            "{mode}"
        );
        let vectors: Value = serde_json::from_str(include_str!("../../../../vectors/psbt.json")).unwrap();
        let case =
            vectors["cases"].as_array().unwrap().iter().find(|case| case["chain"] == "bitcoin").unwrap();
        let file = own.join("payment.psbt");
        fs::write(&file, case["psbt"].as_str().unwrap()).unwrap();
        let mut person =
            Person::runs(&own, &["--mode", mode, "--json", "sign", "known", file.to_str().unwrap()]);
        let shown = person.waits_for("Type yes");
        let (fee, to) = (case["fee"].as_str().unwrap(), case["outputs"][0]["address"].as_str().unwrap());
        assert!(shown.contains(&format!("({fee} satoshi)")) && shown.contains(to), "{shown}");
        person.types("yes");
        person.answers("Password of", PASSWORD);
        assert_eq!(fields(&person.data()["psbt"]), fields(&case["signed"]), "{mode}");
        let log = known(&own, &["--mode", mode, "audit", "known"]);
        let done: Vec<&str> =
            log["entries"].as_array().unwrap().iter().filter_map(|entry| entry["op"].as_str()).collect();
        let signatures = done.iter().filter(|op| op.contains("sign")).count();
        assert_eq!((signatures, done.len() - signatures), (3, 7), "{mode}: {done:?}");
    }
}

#[test]
fn a_wallet_goes_away_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("wallets");
    import(&own, "worker");
    let backup = folder.path().join("known.arc1");
    let path = backup.to_str().unwrap();
    known(&own, &["export", "known", "--format", "backup", "--output", path]);
    assert_eq!(fs::metadata(&backup).unwrap().permissions().mode() & 0o777, 0o600);
    // What is there is not replaced.
    let mut person = Person::runs(&own, &["export", "known", "--format", "backup", "--output", path]);
    person.answers("Password of", PASSWORD);
    let output = person.ends();
    assert!(String::from_utf8_lossy(&output.stderr).contains("nothing was replaced"), "{output:?}");

    let watch = known(&own, &["export", "known", "--format", "descriptor"]);
    let descriptor = folder.path().join("descriptor");
    fs::write(&descriptor, watch["descriptor"].as_str().unwrap()).unwrap();
    let made = without_terminal(&own, &["restore", "watch", descriptor.to_str().unwrap()]);
    assert!(made.status.success(), "{made:?}");
    let output = without_terminal(&own, &["addresses", "watch", "--count", "1", "--qr"]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains(FIRST) && text.contains('▀'), "{text}");

    let mut person = Person::runs(&own, &["delete", "known"]);
    person.answers("Type yes", "yes");
    person.answers("Password of", PASSWORD);
    assert!(person.ends().status.success());
    let output = without_terminal(&own, &["audit", "known"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no wallet \"known\""), "{output:?}");

    let mut person = Person::runs(&own, &["--json", "restore", "known", path]);
    person.answers("Password of the backup", PASSWORD);
    assert_eq!(person.data()["fingerprint"], "73c5da0a");

    // One password, several commands.
    let mut person = Person::runs(&own, &["unlock", "known", "--minutes", "5"]);
    person.answers("Password of", PASSWORD);
    person.answers("arcsign> ", "addresses known --count 1");
    person.answers("arcsign> ", "nosuch");
    person.answers("arcsign> ", "lock");
    let output = person.ends();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains(FIRST) && text.contains("is locked"), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("nosuch"), "{output:?}");
}

#[test]
fn what_is_refused_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("wallets");
    let failed = |arguments: &[&str], wants: &str| {
        let output = without_terminal(&own, arguments);
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert!(text.contains(wants), "{text}");
    };
    failed(&["list"], "arcsign create NAME");
    failed(&["create", "a"], "there is no terminal");
    assert!(!own.exists(), "nothing is made before the questions are answered");
    import(&own, "inproc");
    failed(&["addresses", "known"], "there is no terminal");
    failed(&["addresses", "unknown"], "there are \"known\"");
    failed(&["sign", "known", "/nowhere"], "/nowhere");
    failed(&["sign", "known", "/etc/hostname"], "this is neither a Bitcoin transaction");

    let mut person = Person::runs(&own, &["--json", "addresses", "known"]);
    person.answers("Password of", "a wrong one");
    let output = person.ends();
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &answer["ok"]), (Some(1), &false.into()));
    assert_eq!(
        (&answer["error"]["code"], &answer["error"]["number"]),
        (&"WRONG_PASSWORD_OR_CORRUPT".into(), &201.into())
    );
    let mut person = Person::runs(&own, &["addresses", "known"]);
    person.answers("Password of", "half\u{3}");
    let output = person.ends();
    assert!(String::from_utf8_lossy(&output.stderr).contains("cancelled"), "{output:?}");

    let doctor = without_terminal(&own, &["doctor", "--json"]);
    let answer: Value = serde_json::from_slice(&doctor.stdout).unwrap();
    let texts = answer["data"]["findings"].to_string();
    assert!(texts.contains("known answers") && texts.contains("arcsign backup \\\"known\\\""), "{texts}");
    fs::set_permissions(&own, fs::Permissions::from_mode(0o755)).unwrap();
    let doctor = without_terminal(&own, &["doctor"]);
    let text = String::from_utf8_lossy(&doctor.stdout).into_owned();
    assert!(doctor.status.code() == Some(1) && text.contains("chmod 700"), "{text}");
}

/// No command takes a secret as an argument, and none reads one from a variable.
#[test]
fn secrets_are_no_arguments() {
    let output = Command::new(env!("CARGO_BIN_EXE_arcsign")).arg("--help").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let (_, commands) = text.split_once("Commands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    let mut count = 0;
    for command in commands.lines().filter_map(|line| line.split_whitespace().next()) {
        let output = Command::new(env!("CARGO_BIN_EXE_arcsign")).args([command, "--help"]).output().unwrap();
        let help = String::from_utf8(output.stdout).unwrap();
        for option in ["--password", "--mnemonic", "--words <W", "--seed", "--passphrase <", "[env:"] {
            assert!(
                !help.contains(option) || (command == "create" && option == "--words <W"),
                "{command}: {option}"
            );
        }
        count += 1;
    }
    assert!(count >= 16, "{count} commands: {commands}");
}
