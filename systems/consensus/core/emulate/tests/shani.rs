//! The SHA-NI kernels on a processor that may lack them: the instructions are emulated.

use coinjecture::{Hash, Kernel, Rule, merkle, self_test, sha256};

#[test]
fn the_sha_kernels_pass_the_self_test_and_hash_the_same() {
    coinjecture_emulate::install();
    for kernel in [Kernel::ShaNi, Kernel::ShaNi2, Kernel::Auto] {
        assert!(kernel.is_available());
        self_test(kernel).unwrap();
    }

    // From here on the automatic mix has chosen SHA-NI for single messages and small levels.
    assert_eq!(coinjecture::kernels().single, "shani");
    assert_eq!(sha256(&[0; 64])[..4], [0xf5, 0xa5, 0xfd, 0x42], "SHA-256 of 64 zero bytes");
    let leaves: Vec<Hash> = (0..1000).map(|i| sha256(format!("tx_{i:04}").as_bytes())).collect();
    let root = merkle::root(Rule::Promote, &leaves, &mut Vec::new()).unwrap();
    assert_eq!(root[..4], [0x4b, 0xce, 0x71, 0x86]);
}
