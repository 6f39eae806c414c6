//! The place where the core runs changes no answer.

use std::{fs, path::Path, thread};

use crate::client::{Client, MODES, children, difference, eval, eventually, fields, play, without_chance};
use serde_json::Value;

/// Plays in all modes at once, each in a folder of its own.
fn everywhere(play: impl Fn(&str) -> Vec<String> + Sync) -> [Vec<String>; 3] {
    thread::scope(|scope| {
        MODES
            .map(|mode| {
                scope.spawn({
                    let play = &play;
                    move || play(mode)
                })
            })
            .map(|run| run.join().unwrap())
    })
}

/// Answers that differ on purpose: `info` says the mode.
fn compared(answers: &[String], mode: &str, drawn: &[&str]) -> Vec<String> {
    let own = format!("\"mode\":\"{mode}\"");
    without_chance(answers, drawn).iter().map(|line| line.replace(&own, "\"mode\":…")).collect()
}

fn is_ok(answer: &str) -> bool {
    answer.contains(",\"ok\":true,")
}

const MAKE: &str = include_str!("scripts/make.jsonl");
const SESSION: &str = include_str!("scripts/session.jsonl");

/// What is drawn at random when wallets are made: identities, salts, words.
const DRAWN: [&str; 6] = ["wallet", "handle", "fingerprint", "keystore", "backup", "mnemonic"];

#[test]
fn wallets_are_made_the_same_in_all_modes() {
    let folder = tempfile::tempdir().unwrap();
    let runs = everywhere(|mode| compared(&play(&folder.path().join(mode), mode, MAKE), mode, &DRAWN));
    let refused: Vec<&String> = runs[0].iter().filter(|answer| !is_ok(answer)).collect();
    assert_eq!(
        refused.len(),
        2,
        "a name twice and another passphrase are refused, and nothing else: {refused:?}"
    );
    assert!(
        refused[0].contains("ALREADY_EXISTS") && refused[1].contains("PASSPHRASE_MISMATCH"),
        "{refused:?}"
    );
    for (run, mode) in runs.iter().zip(MODES) {
        assert_eq!(difference(&runs[0], run), None, "{mode}");
    }
}

#[test]
fn sessions_are_the_same_in_all_modes_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let first = folder.path().join("first");
    let made = play(&first, "inproc", MAKE);
    let wallet: Value = serde_json::from_str(&made[0]).unwrap();
    let script = SESSION.replace("WALLET", wallet["data"]["wallet"].as_str().unwrap());
    let runs = everywhere(|mode| {
        let own = folder.path().join(mode);
        copy(&first, &own);
        compared(&play(&own, mode, &script), mode, &["handle"])
    });
    for (run, mode) in runs.iter().zip(MODES) {
        assert_eq!(difference(&runs[0], run), None, "{mode}");
    }
    let answered = runs[0].iter().filter(|answer| is_ok(answer)).count();
    assert_eq!((answered, runs[0].len() - answered), (33, 22), "{:#?}", runs[0]);

    // The canary: a byte that is another one is found, in whatever answer.
    for at in 0..runs[1].len() {
        let mut changed = runs[1].clone();
        let byte = changed[at].len() / 2;
        let at_byte =
            changed[at].char_indices().map(|(place, _)| place).find(|place| *place >= byte).unwrap();
        changed[at].replace_range(at_byte..=at_byte, "~");
        assert!(difference(&runs[0], &changed).is_some(), "{}", runs[1][at]);
    }
    assert!(difference(&runs[0], &runs[1][1..]).is_some());
}

/// The vectors of PSBT: what another signer has made of the same words.
#[test]
fn vectors_are_signed_in_all_modes() {
    let folder = tempfile::tempdir().unwrap();
    let vectors: Value = serde_json::from_str(include_str!("../../../../vectors/psbt.json")).unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 14);
    let runs = everywhere(|mode| {
        let mut client = Client::start(&folder.path().join(mode), mode);
        assert!(is_ok(&client.ask(MAKE.lines().nth(1).unwrap())));
        let unlock = r#"{"id":"open","op":"wallet.unlock","args":{"wallet":"${made.wallet}","ttl_ms":60000},"secret":{"password":"a password"},"at":3000}"#;
        assert!(is_ok(&client.ask(unlock)));
        let (mut answers, mut compared) = (Vec::new(), 0);
        for (at, case) in cases.iter().enumerate() {
            let what = format!(r#""chain":{},"psbt":{}"#, case["chain"], case["psbt"]);
            let shown =
                client.ask(&format!(r#"{{"id":"d{at}","op":"tx.decode","args":{{{what}}},"at":3001}}"#));
            let signed = client.ask(&format!(
                r#"{{"op":"btc.psbt_sign","args":{{"handle":"${{open.handle}}",{what},"intent":"${{d{at}.intent}}"}},"at":3002}}"#
            ));
            let [summary, data] =
                [&shown, &signed].map(|answer| serde_json::from_str::<Value>(answer).unwrap());
            assert_eq!(summary["data"]["summary"]["fee"], case["fee"], "{mode} {at}: {shown}");
            // Signers of taproot inputs draw a number of their own.
            if !case["kinds"].as_array().unwrap().contains(&86.into()) {
                assert_eq!(fields(&data["data"]["psbt"]), fields(&case["signed"]), "{mode} {at}: {signed}");
                compared += 1;
            }
            answers.extend([shown, signed]);
        }
        assert_eq!(compared, 8);
        client.end();
        answers
    });
    assert!(runs.iter().all(|run| *run == runs[0]));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// A folder that is taken away, and another one in its place.
#[test]
fn folders_that_go_away_are_gone_in_all_modes() {
    let folder = tempfile::tempdir().unwrap();
    let runs = everywhere(|mode| {
        let own = folder.path().join(mode);
        let mut client = Client::start(&own, mode);
        let list = r#"{"op":"wallet.list","at":1}"#;
        let mut answers = vec![client.ask(list)];
        fs::rename(&own, folder.path().join(format!("{mode} away"))).unwrap();
        answers.push(client.ask(list));
        fs::create_dir(&own).unwrap();
        answers.push(client.ask(list));
        answers.push(client.ask(r#"{"op":"selftest","at":1}"#));
        client.end();
        assert_eq!(fs::read_dir(&own).unwrap().count(), 0, "another folder is left alone");
        answers
    });
    for (run, mode) in runs.iter().zip(MODES) {
        let codes: Vec<bool> = run.iter().map(|answer| answer.contains("STORAGE_GONE")).collect();
        assert_eq!(codes, [false, true, true, false], "{mode}: {run:?}");
        assert_eq!(difference(&runs[0], run), None, "{mode}");
    }
}

/// A worker that dies locks its wallets, and the next request finds another one.
#[test]
fn a_worker_that_dies_costs_its_handles() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), "worker");
    let make = MAKE.lines().nth(1).unwrap();
    assert!(is_ok(&client.ask(make)));
    let unlock = r#"{"id":"open","op":"wallet.unlock","args":{"wallet":"${made.wallet}","ttl_ms":1000},"secret":{"password":"a password"},"at":3000}"#;
    let verify = r#"{"op":"audit.verify","args":{"handle":"${open.handle}"},"at":3001}"#;
    for round in 0..5 {
        assert!(is_ok(&client.ask(unlock)), "round {round}");
        assert!(is_ok(&client.ask(verify)), "round {round}");
        kill_the_worker_of(client.id());
        let answer = client.ask(verify);
        assert!(answer.contains("HANDLE_EXPIRED"), "round {round}: {answer}");
    }
    client.end();
}

/// Kills the only child of a process, and waits until the system has no such process any more.
fn kill_the_worker_of(parent: u32) {
    let children = children(parent);
    assert_eq!(children.len(), 1, "{children:?}");
    let worker = children[0].to_string();
    assert!(std::process::Command::new("kill").args(["-9", &worker]).status().unwrap().success());
    eventually("the worker is reaped", || !Path::new("/proc").join(&worker).exists());
}

/// Nothing is told of a worker that is not there any more, and nothing but answers is written.
#[test]
fn every_line_is_answered_in_all_modes() {
    let folder = tempfile::tempdir().unwrap();
    let runs = everywhere(|mode| {
        let input = b"{\"op\":\"nosuch\",\"at\":1}\n\n \t\r\n{\"id\":\"\xff\"}\n{\"id\":7,\"op\":\"selftest\",\"at\":2}";
        let output = eval(&folder.path().join(mode), mode, input);
        assert!(output.status.success() && output.stderr.is_empty(), "{mode}: {output:?}");
        vec![String::from_utf8(output.stdout).unwrap()]
    });
    assert_eq!(runs[0][0].lines().count(), 3, "{:?}", runs[0]);
    assert!(runs.iter().all(|run| *run == runs[0]), "{runs:?}");
}
