use alloc::vec::Vec;

use super::*;
use crate::Error;

const EDGES: [i64; 25] = [
    0,
    1,
    0x7f,
    0x80,
    0xff,
    0x100,
    0xffff,
    0x1_0000,
    0xffff_ffff,
    0x1_0000_0000,
    i64::MAX,
    -1,
    -0x1f,
    -0x20,
    -0x21,
    -0x7f,
    -0x80,
    -0x81,
    -0x8000,
    -0x8001,
    -0x8000_0000,
    -0x8000_0001,
    i64::MIN + 1,
    i64::MIN,
    1_704_067_200,
];

fn encoded(value: i64) -> Vec<u8> {
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes).signed(value);
    bytes
}

#[test]
fn integers_come_back_and_have_the_lengths_of_the_table() {
    for value in EDGES {
        let bytes = encoded(value);
        let mut decoder = Decoder::new(&bytes);
        assert_eq!(decoder.signed(), Ok(value));
        decoder.end().unwrap();
    }
    let lengths: Vec<usize> = [0x7f, 0x80, 0x100, 0x1_0000, 0x1_0000_0000, -0x20, -0x21, -0x81]
        .map(|value| encoded(value).len())
        .to_vec();
    assert_eq!(lengths, [1, 2, 3, 5, 9, 1, 2, 3]);
}

#[test]
fn longer_forms_are_refused() {
    let long: [&[u8]; 12] = [
        &[0xcc, 0x7f],
        &[0xcd, 0x00, 0xff],
        &[0xce, 0, 0, 0xff, 0xff],
        &[0xcf, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff],
        &[0xd0, 0xe0],
        &[0xd0, 0x05],
        &[0xd1, 0xff, 0x80],
        &[0xd2, 0xff, 0xff, 0x80, 0x00],
        &[0xd3, 0xff, 0xff, 0xff, 0xff, 0x80, 0, 0, 0],
        &[0xcf, 0x80, 0, 0, 0, 0, 0, 0, 0],
        &[0xc0],
        &[],
    ];
    for bytes in long {
        assert!(matches!(Decoder::new(bytes).signed(), Err(Error::Encoding { .. })), "{bytes:x?}");
    }
}

#[test]
fn arrays_have_one_form_and_claims_are_bounded() {
    for length in [0usize, 15, 16, 300, 65_535, 65_536] {
        let data: Vec<u8> = (0..length).map(|i| (i % 256) as u8).collect();
        let mut bytes = Vec::new();
        Encoder::new(&mut bytes).byte_array("data", &data).unwrap();
        assert_eq!(Decoder::new(&bytes).byte_array(length), Ok(data));
        if length > 0 {
            assert!(Decoder::new(&bytes).byte_array(length - 1).is_err());
        }
    }
    let bad: [&[u8]; 4] =
        [&[0xdc, 0, 1, 5], &[0xdd, 0, 0, 0, 1, 5], &[0xdd, 0xff, 0xff, 0xff, 0xff, 5], &[0x91, 0xcd, 1, 0]];
    for bytes in bad {
        assert!(Decoder::new(bytes).byte_array(1 << 20).is_err(), "{bytes:x?}");
    }
}
