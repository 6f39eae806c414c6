//! A Rust main calls Go, and is called back.

use std::{sync::Arc, thread};

use guest::ffi::{self, GuestError, Item};
use spandrel::{Bytes, GoErrorKind, Secret};

fn item(label: &str) -> Item {
    Item { label: label.to_owned(), grams: Some(40), tags: vec!["ripe".to_owned(), String::new()] }
}

#[test]
fn functions_answer() {
    guest::start().unwrap();
    assert_eq!(ffi::add(i64::MAX - 1, 1), i64::MAX);
    assert_eq!(ffi::relabel(item("plum"), "damson").unwrap(), item("damson"));
    assert_eq!(ffi::reverse(b"").unwrap(), b"");
    let long: Vec<u8> = (0..1_000_000u32).map(|index| index as u8).collect();
    let mut back = ffi::reverse(&long).unwrap();
    back.reverse();
    assert_eq!(back, long);
}

#[test]
fn memory_and_secrets_are_handed_over() {
    guest::start().unwrap();
    let key = ffi::unlock(Secret::new("")).unwrap();
    // SHA-256 of nothing begins so (FIPS 180-4).
    assert_eq!((key.len(), &key.expose()[..4]), (32, &[0xe3, 0xb0, 0xc4, 0x42][..]));
    let content = Bytes::from(vec![7; 100_000]);
    let sealed = ffi::seal(key.clone(), content.clone()).unwrap();
    assert_ne!(sealed, content);
    assert_eq!(ffi::seal(key, sealed).unwrap(), content);
    let error = ffi::seal(Secret::new(&[]), content).unwrap_err();
    assert_eq!(error.kind(), GoErrorKind::Panicked);
}

#[test]
fn errors_and_panics_are_values() {
    guest::start().unwrap();
    ffi::fail("").unwrap();
    let error = ffi::fail("error").unwrap_err();
    assert_eq!((error.kind(), error.message()), (GoErrorKind::Returned, "unexpected EOF"));
    // What started in Rust and went through Go is known again.
    let wrapped = ffi::fail("wrapped").unwrap_err();
    assert!(matches!(wrapped.declared::<GuestError>(), Some(GuestError::Full { limit: 7 })), "{wrapped}");
    let panic = ffi::fail("panic").unwrap_err();
    assert_eq!(panic.kind(), GoErrorKind::Panicked);
    assert!(panic.message().contains("nil pointer dereference"), "{panic}");
    assert!(panic.stack().contains("core.implementation.Fail"), "{}", panic.stack());
    assert_eq!(ffi::add(1, 1), 2);
}

#[test]
fn a_bridge_without_an_implementation_says_so() {
    guest::start().unwrap();
    let error = guest::bare::answer().unwrap_err();
    assert_eq!((error.kind(), error.function()), (GoErrorKind::Missing, "bare.Answer"));
}

#[test]
fn interfaces_are_held_and_shared() {
    guest::start().unwrap();
    assert_eq!(ffi::open("").unwrap_err().message(), "a sink needs a name");
    let sink = Arc::new(ffi::open("front").unwrap());
    assert_eq!(sink.name(), "front");
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let sink = Arc::clone(&sink);
            thread::spawn(move || (0..100).for_each(|_| assert!(sink.put(item("plum")).unwrap() > 0)))
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    assert_eq!(sink.put(item("last")).unwrap(), 801);
    assert_eq!(sink.put(item("")).unwrap_err().message(), "an item needs a label");
}

#[test]
fn calls_nest_through_both_sides() {
    guest::start().unwrap();
    assert_eq!(ffi::relay(0).unwrap(), 1);
    assert_eq!(ffi::relay(20).unwrap(), 1 << 20);
}

#[test]
fn go_uses_objects_callbacks_and_leaves_of_rust() {
    guest::start().unwrap();
    assert_eq!(ffi::stock(16, 50).unwrap(), 800);
    assert_eq!(ffi::leaves(1000).unwrap(), 999 * 1000 / 2 + 1000);
    // In a library of its own, Go does not know where Rust lies.
    assert_eq!(ffi::leaves_are_short(), cfg!(not(spandrel_link = "shared")));
}

/// 64 threads that Go has never seen enter and leave, each with calls of every kind.
#[test]
fn foreign_threads_call_go() {
    guest::start().unwrap();
    let threads: Vec<_> = (0..64i64)
        .map(|index| {
            thread::spawn(move || {
                let sink = ffi::open(&index.to_string()).unwrap();
                for call in 0..200 {
                    assert_eq!(ffi::add(index, call), index + i64::from(call));
                    assert_eq!(sink.put(item("plum")).unwrap(), call as u32 + 1);
                    if call % 20 == 0 {
                        assert_eq!(ffi::relay(3).unwrap(), 8);
                        assert_eq!(ffi::fail("panic").unwrap_err().kind(), GoErrorKind::Panicked);
                    }
                }
                assert_eq!(sink.name(), index.to_string());
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
}
