use alloc::vec::Vec;

use super::*;

fn hex(hash: &Hash) -> alloc::string::String {
    hash.iter().map(|byte| alloc::format!("{byte:02x}")).collect()
}

/// FIPS 180-4 examples and the empty message.
#[test]
fn published_digests() {
    let cases: [(&[u8], &str); 3] = [
        (b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
    ];
    for (message, digest) in cases {
        assert_eq!(hex(&sha256(message)), digest);
    }
    let million = alloc::vec![b'a'; 1_000_000];
    assert_eq!(hex(&sha256(&million)), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

#[test]
fn pieces_of_any_size_give_the_same_digest() {
    let data: Vec<u8> = (0..500u32).map(|i| (i * 7 % 251) as u8).collect();
    for length in [0, 1, 55, 56, 63, 64, 65, 119, 120, 127, 128, 129, 500] {
        for piece in [1, 3, 63, 64, 65, 200] {
            let mut hasher = Sha256::new();
            data[..length].chunks(piece).for_each(|part| hasher.update(part));
            assert_eq!(hasher.finish(), sha256(&data[..length]), "{length} in {piece}");
        }
    }
}

#[test]
fn many_messages_of_mixed_lengths() {
    let data: Vec<u8> = (0..400u32).map(|i| (i * 31 % 253) as u8).collect();
    let messages: Vec<&[u8]> = (0..200).map(|i| &data[i..i + (i * 37) % 190]).collect();
    let mut out = alloc::vec![[0u8; 32]; messages.len()];
    sha256_many(&messages, &mut out).unwrap();
    for (message, digest) in messages.iter().zip(&out) {
        assert_eq!(*digest, sha256(message));
    }
    let equal: Vec<&[u8]> = (0..100).map(|i| &data[i..i + 208]).collect();
    let mut digests = alloc::vec![[0u8; 32]; equal.len()];
    sha256_equal(|i| equal[i], 208, &mut digests);
    for (message, digest) in equal.iter().zip(&digests) {
        assert_eq!(*digest, sha256(message));
    }
    assert!(sha256_many(&messages, &mut out[1..]).is_err());
}
