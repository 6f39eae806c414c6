//! What the host and its worker retain in memory of the secrets in lines: nothing, once a line is answered.

use std::{fs::File, io::ErrorKind, os::unix::fs::FileExt};

use crate::client::{Client, MODES, children, eventually};

/// Drawn by hand: no other text has it.
const PASSWORD: &str = "vermilion-quartz-7731-hesitant-lagoon";
/// Three words of a mnemonic.
const WORDS: &str = "worth useful legal";
const MNEMONIC: &str = "legal winner thank year wave sausage worth useful legal winner thank yellow";

/// How often a text lies in the memory that a process can write; `None` where the system does not let anybody see it.
fn copies(process: u32, text: &str) -> Option<usize> {
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).ok()?;
    let memory = match File::open(format!("/proc/{process}/mem")) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => return None,
        memory => memory.unwrap(),
    };
    let mut found = 0;
    for line in maps.lines() {
        let mut columns = line.split_whitespace();
        let (range, rights) = (columns.next().unwrap(), columns.next().unwrap());
        if !rights.starts_with("rw") {
            continue;
        }
        let (start, end) = range.split_once('-').unwrap();
        let [start, end] = [start, end].map(|number| u64::from_str_radix(number, 16).unwrap());
        let mut region = vec![0; usize::try_from(end - start).unwrap()];
        // Some of the kernel's own mappings cannot be read.
        if memory.read_exact_at(&mut region, start).is_ok() {
            found += memchr::memmem::find_iter(&region, text).count();
        }
    }
    Some(found)
}

#[test]
fn lines_leave_no_secrets_in_host_and_worker() {
    let mut left = Vec::new();
    for mode in MODES {
        let folder = tempfile::tempdir().unwrap();
        let mut client = Client::start(folder.path(), mode);
        let kdf = r#""kdf":{"t":1,"m_kib":19456,"p":1}"#;
        let import = format!(
            r#"{{"id":"made","op":"wallet.import","args":{{"name":"a",{kdf}}},"secret":{{"mnemonic":"{MNEMONIC}","password":"{PASSWORD}"}},"at":1}}"#
        );
        let host = client.id();
        // The control: a line that has not ended yet is in the host's memory, and found.
        client.send(import.as_bytes());
        eventually("the line is read", || copies(host, PASSWORD).unwrap() > 0);
        assert!(copies(host, WORDS).unwrap() > 0, "{mode}");
        client.send(b"\n");
        assert!(client.answer().contains(",\"ok\":true,"), "{mode}");
        let unlock = format!(
            r#"{{"id":"open","op":"wallet.unlock","args":{{"wallet":"${{made.wallet}}","ttl_ms":60000}},"secret":{{"password":"{PASSWORD}"}},"at":2}}"#
        );
        for (request, ok) in [
            (unlock.clone(), true),
            (unlock.replace("hesitant", "hesitating"), false),
            (import.replace("}}", "},\"more\":1}"), false),
            (import.replace("wallet.import", "nosuch"), false),
            (format!(r#"{{"op":"mnemonic.check","secret":{{"mnemonic":"{MNEMONIC}"}},"at":3}}"#), true),
        ] {
            assert_eq!(client.ask(&request).contains(",\"ok\":true,"), ok, "{mode}: {request}");
        }
        let mut looked_at = vec![(host, "host")];
        looked_at.extend(children(host).into_iter().map(|worker| (worker, "worker")));
        for (process, what) in looked_at {
            for secret in [PASSWORD, WORDS, "hesitating-lagoon"] {
                match copies(process, secret) {
                    // Not even its own user may look into a worker.
                    None => assert_eq!(what, "worker", "{mode}"),
                    Some(0) => {}
                    Some(_) => left.push(format!("{mode}: {secret} in the {what}")),
                }
            }
        }
        client.end();
    }
    assert_eq!(left, Vec::<String>::new());
}
