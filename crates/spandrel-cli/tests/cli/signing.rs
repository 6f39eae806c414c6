//! `keygen` and `sign`: the key that OpenSSL reads, and the signature that no other file replaces.

use std::{fs, os::unix::fs::PermissionsExt, process::Command};

use crate::support::{Answer, Sandbox, found};

/// The program that the tests run is an ELF file, and no core. A core is signed in `tests/rust_main`.
#[test]
fn a_key_signs_what_is_a_core_and_nothing_else() {
    let sandbox = Sandbox::new();
    let made = sandbox.spandrel(".", &["keygen", "app.pem"]).succeeds();
    let public = made.stdout.trim_end().to_owned();
    assert!(public.len() == 64 && public.bytes().all(|byte| byte.is_ascii_hexdigit()), "{public}");
    let pem = sandbox.path().join("app.pem");
    assert_eq!(fs::metadata(&pem).unwrap().permissions().mode() & 0o777, 0o600);
    let first = sandbox.read("app.pem");
    sandbox.spandrel(".", &["keygen", "app.pem"]).fails(1).says(&["app.pem already exists"]);
    assert_eq!(sandbox.read("app.pem"), first);

    let mut openssl = Command::new(found("openssl"));
    openssl
        .current_dir(sandbox.path())
        .args(["pkey", "-in", "app.pem", "-pubout", "-outform", "DER", "-out", "app.der"]);
    Answer::of(&mut openssl).succeeds();
    let der = fs::read(sandbox.path().join("app.der")).unwrap();
    let hex: String = der[der.len() - 32..].iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, public, "OpenSSL derives another public key");

    let mut openssl = Command::new(found("openssl"));
    openssl.current_dir(sandbox.path()).args(["genpkey", "-algorithm", "ed25519", "-out", "theirs.pem"]);
    Answer::of(&mut openssl).succeeds();
    fs::set_permissions(sandbox.path().join("theirs.pem"), fs::Permissions::from_mode(0o644)).unwrap();

    sandbox.write("text.so", "no library");
    let sign = |key: &str| sandbox.spandrel(".", &["sign", "--key", key, "--version", "1.0.0", "text.so"]);
    sign("theirs.pem").fails(1).says(&["others can read the secret key", "chmod 600"]);
    fs::set_permissions(sandbox.path().join("theirs.pem"), fs::Permissions::from_mode(0o600)).unwrap();
    sign("theirs.pem").fails(1).says(&["text.so: it is not a Go core"]);
    fs::set_permissions(sandbox.path().join("text.so"), fs::Permissions::from_mode(0o600)).unwrap();
    sign("text.so").fails(1).says(&["spandrel keygen"]);
    assert!(!sandbox.path().join("text.so.sig").exists());

    sandbox.spandrel(".", &["sign", "--verify", &public, "text.so"]).fails(1).says(&["text.so.sig"]);
    sandbox.write("text.so.sig", "mine");
    let said = sandbox.spandrel(".", &["sign", "--verify", &public, "text.so"]).fails(1);
    said.says(&["line 1 of the signature is not `spandrel signature 1`"]);
    sandbox.spandrel(".", &["sign", "--key", "app.pem", "text.so"]).fails(2).says(&["--version"]);
    sandbox.spandrel(".", &["sign", "--verify", "12", "text.so"]).fails(2).says(&["64 hexadecimal digits"]);
}
