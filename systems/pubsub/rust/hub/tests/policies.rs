//! What happens when a queue is full.

mod common;

use std::{thread, time::Duration};

use common::*;
use pubsub::{Error, OnFull, Options, State};

/// Publishes payloads of one byte on subject `s`: a message has two bytes.
fn publish(hub: &pubsub::Hub, payloads: &str) -> Vec<Result<(), Error>> {
    payloads.chars().map(|payload| hub.publish("s", payload.to_string())).collect()
}

#[test]
fn drop_oldest_drops_the_oldest() {
    let hub = hub();
    let sub = hub.pull("s", options(2, OnFull::DropOldest)).unwrap();
    assert!(publish(&hub, "abcde").iter().all(Result::is_ok));
    assert_eq!(counts(&sub), [5, 0, 2, 3, 0]);
    expect(&sub, &["d", "e"], 3);
    expect(&sub, &[], 0);
}

#[test]
fn drop_newest_drops_the_newest() {
    let hub = hub();
    let sub = hub.pull("s", options(2, OnFull::DropNewest)).unwrap();
    publish(&hub, "abc");
    expect(&sub, &["a", "b"], 1);
    publish(&hub, "d");
    expect(&sub, &["d"], 0);
}

#[test]
fn latest_has_one_message_a_subject() {
    let hub = hub();
    let sub = hub.pull(">", options(2, OnFull::Latest)).unwrap();
    for (subject, payload) in [("x", "1"), ("y", "2"), ("x", "3")] {
        hub.publish(subject, payload).unwrap();
    }
    assert_eq!(counts(&sub), [3, 0, 2, 1, 0]);
    expect(&sub, &["2", "3"], 1);
    // A new subject in a full queue drops the oldest.
    for (subject, payload) in [("x", "4"), ("y", "5"), ("z", "6")] {
        hub.publish(subject, payload).unwrap();
    }
    expect(&sub, &["5", "6"], 1);
}

#[test]
fn latest_stays_small() {
    let hub = hub();
    let sub = hub.pull(">", options(2, OnFull::Latest)).unwrap();
    hub.publish("first", "1").unwrap();
    for number in 0..10_000 {
        hub.publish("other", number.to_string()).unwrap();
    }
    expect(&sub, &["1", "9999"], 9_999);
}

#[test]
fn disconnect_takes_no_more() {
    let hub = hub();
    let sub = hub.pull("s", options(1, OnFull::Disconnect)).unwrap();
    publish(&hub, "abc");
    assert_eq!(sub.stats().state, State::Disconnected);
    // The third did not match any more.
    assert_eq!(counts(&sub), [2, 0, 1, 1, 0]);
    assert_eq!(hub.request("s", "", LONG).unwrap_err(), Error::NoResponders("s".into()));
    expect(&sub, &["a"], 1);
    assert_eq!(sub.drain(LONG), Err(Error::Closed("the subscription")));
    assert_eq!(sub.unsubscribe(), Ok(0));
}

#[test]
fn block_times_out() {
    let hub = hub();
    let sub = hub.pull("s", options(1, OnFull::Block).name("slow").timeout(Duration::ZERO)).unwrap();
    let other = hub.pull("s", options(9, OnFull::DropOldest)).unwrap();
    let results = publish(&hub, "ab");
    assert_eq!(results, [Ok(()), Err(Error::Full { subscription: "slow".into(), busy: None })]);
    assert_eq!(results[1].as_ref().unwrap_err().to_string(), "subscription slow is full");
    expect(&sub, &["a"], 1);
    expect(&other, &["a", "b"], 0);
    assert_eq!(hub.stats().unwrap().published, 2);
}

#[test]
fn block_waits_for_room_in_the_order_of_publishing() {
    let hub = hub();
    let sub = hub.pull("s", options(1, OnFull::Block)).unwrap();
    let other = hub.pull("s", options(9, OnFull::DropOldest)).unwrap();
    publish(&hub, "a");
    thread::scope(|scope| {
        for (place, payload) in ["b", "c", "d"].into_iter().enumerate() {
            let publisher = &hub;
            scope.spawn(move || publisher.publish("s", payload).unwrap());
            // All others have it before anybody waits.
            eventually("the others have it", || other.stats().pending == place as u64 + 2);
        }
        // A message that waits outside is in no count.
        assert_eq!(counts(&sub), [1, 0, 1, 0, 0]);
        let mut got = Vec::new();
        while got.len() < 4 {
            got.push(sub.next(LONG).unwrap().payload()[0]);
        }
        assert_eq!(got, b"abcd");
    });
    assert_eq!(counts(&sub), [4, 4, 0, 0, 0]);
    assert_eq!(hub.stats().unwrap().bytes, 8);
}

#[test]
fn unsubscribing_ends_a_wait() {
    let hub = hub();
    let sub = hub.pull("s", options(1, OnFull::Block)).unwrap();
    publish(&hub, "a");
    thread::scope(|scope| {
        let waiting = scope.spawn(|| hub.publish("s", "b"));
        eventually("it waits", || hub.stats().unwrap().bytes == 4);
        assert_eq!(sub.unsubscribe(), Ok(2));
        assert_eq!(waiting.join().unwrap(), Ok(()));
    });
    assert_eq!(counts(&sub), [2, 0, 0, 0, 2]);
    assert_eq!(hub.stats().unwrap().bytes, 0);
}

#[test]
fn a_wait_that_is_dropped_drops_the_message() {
    let hub = hub();
    let sub = hub.pull("s", options(1, OnFull::Block)).unwrap();
    publish(&hub, "a");
    let waiting = hub.begin_send(pubsub::Draft::new("s").payload("b")).unwrap();
    assert!(waiting.is_some());
    drop(waiting);
    expect(&sub, &["a"], 1);
    assert_eq!(hub.stats().unwrap().bytes, 0);
}

#[test]
fn bytes_are_a_bound_too() {
    for (on_full, want, lost) in [
        (OnFull::DropOldest, &["c", "dd"][..], 2),
        (OnFull::DropNewest, &["a", "b"], 2),
        (OnFull::Latest, &["dd"], 3),
        (OnFull::Block, &["a", "b"], 2),
    ] {
        let hub = hub();
        let options = options(9, on_full).bytes(5).timeout(Duration::ZERO);
        let sub = hub.pull("s", options).unwrap();
        for payload in ["a", "b", "c", "dd"] {
            let _ = hub.publish("s", payload);
        }
        assert!(sub.stats().pending_bytes <= 5);
        expect(&sub, want, lost);
    }
}

#[test]
fn larger_than_the_queue() {
    for on_full in [OnFull::DropOldest, OnFull::DropNewest, OnFull::Latest, OnFull::Block, OnFull::Disconnect]
    {
        let hub = hub();
        let sub = hub.pull("s", options(9, on_full).bytes(4)).unwrap();
        hub.publish("s", "a").unwrap();
        // Block would wait a minute if it waited.
        let result = hub.publish("s", "too large");
        assert_eq!(result.is_err(), on_full == OnFull::Block, "{on_full:?}");
        let state = if on_full == OnFull::Disconnect { State::Disconnected } else { State::Open };
        assert_eq!(sub.stats().state, state);
        expect(&sub, &["a"], 1);
    }
}

#[test]
fn size_counts_everything() {
    let hub = hub();
    let sub = hub.pull("subject", Options::new()).unwrap();
    hub.send(pubsub::Draft::new("subject").payload("12345").header("ab", "cde").header("ab", "").reply("re"))
        .unwrap();
    assert_eq!(sub.stats().pending_bytes, 7 + 5 + 5 + 2 + 2);
    assert_eq!(hub.stats().unwrap().bytes, 21);
    let message = sub.next(LONG).unwrap();
    assert_eq!(message.headers(), [("ab".into(), "cde".into()), ("ab".into(), String::new())]);
    assert_eq!((message.header("ab"), message.reply()), (Some("cde"), Some("re")));
    assert_eq!(hub.stats().unwrap().bytes, 0);
}

#[test]
fn refused() {
    let hub = pubsub::Hub::open(pubsub::Config::new().max_payload(3).max_bytes(10));
    let sub = hub.pull(">", Options::new().name("one")).unwrap();
    assert_eq!(hub.publish("s", "1234"), Err(Error::TooLarge { size: 4, most: 3 }));
    for subject in ["", "a..b", "a.*", ">"] {
        assert!(matches!(hub.publish(subject, "1234"), Err(Error::BadSubject { .. })), "{subject:?}");
    }
    let draft = || pubsub::Draft::new("s");
    assert!(matches!(hub.send(draft().reply("a.>")), Err(Error::BadSubject { .. })));
    for (name, value) in
        [("", "v"), ("a b", "v"), ("a:", "v"), ("ü", "v"), (&"n".repeat(257), "v"), ("n", "a\nb")]
    {
        assert!(matches!(hub.send(draft().header(name, value)), Err(Error::InvalidInput(_))), "{name:?}");
    }
    assert!(matches!(hub.pull("s", Options::new().messages(0)), Err(Error::InvalidInput(_))));
    assert!(matches!(hub.pull("s", Options::new().name("one")), Err(Error::InvalidInput(_))));
    assert!(matches!(hub.publisher("a.*"), Err(Error::BadSubject { .. })));
    for _ in 0..2 {
        hub.publish("s", "123").unwrap();
    }
    // Eight of ten bytes are used: the third is refused, and a subscription that would drop its oldest is not full.
    assert_eq!(hub.publish("s", "123"), Err(Error::NoMemory(10)));
    assert_eq!(hub.stats().unwrap().published, 2);
    assert_eq!(counts(&sub), [2, 0, 2, 0, 0]);
}

#[test]
fn memory_counts_what_policies_free() {
    let hub = pubsub::Hub::open(pubsub::Config::new().max_bytes(8));
    let oldest = hub.pull("s", options(2, OnFull::DropOldest)).unwrap();
    let newest = hub.pull("s", options(2, OnFull::DropNewest)).unwrap();
    for _ in 0..9 {
        hub.publish("s", "1").unwrap();
    }
    assert_eq!(hub.stats().unwrap().bytes, 8);
    assert_eq!((counts(&oldest), counts(&newest)), ([9, 0, 2, 7, 0], [9, 0, 2, 7, 0]));
    assert_eq!(hub.publish("s", "12"), Err(Error::NoMemory(8)));
}
