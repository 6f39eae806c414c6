//! The program prints what its README says.

use std::process::Command;

#[test]
fn output() {
    let output = Command::new(env!("CARGO_BIN_EXE_letters")).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "hello, ADA\nhello, GRACE\nerror: template: letter:1: unclosed action\n"
    );
}
