//! Groups, order, history.

mod common;

use std::thread;

use common::*;
use pubsub::{Config, Error, Hub, OnFull, Options};

#[test]
fn one_of_a_group() {
    let hub = hub();
    let plain = hub.pull("a.>", options(9999, OnFull::Block)).unwrap();
    let patterns = ["a.*", "a.b", "a.>", "a.b"];
    let members: Vec<_> = patterns
        .iter()
        .map(|pattern| hub.pull(pattern, options(9999, OnFull::Block).group("workers")).unwrap())
        .collect();
    let other = hub.pull("a.b", options(9999, OnFull::Block).group("others")).unwrap();
    for _ in 0..1000 {
        hub.publish("a.b", "").unwrap();
    }
    let got: Vec<u64> = members.iter().map(|member| member.stats().pending).collect();
    assert_eq!(got.iter().sum::<u64>(), 1000);
    assert!(got.iter().all(|got| *got >= 1000 / 16), "{got:?}");
    assert_eq!((plain.stats().pending, other.stats().pending), (1000, 1000));
}

#[test]
fn issue_uneven_groups() {
    // Subjects that reach different members of a group: each subject alone is even.
    let hub = hub();
    let member = |pattern| hub.pull(pattern, options(9999, OnFull::Block).group("g")).unwrap();
    let (a, b, c) = (member(">"), member(">"), member("y"));
    for _ in 0..1000 {
        hub.publish("x", "x").unwrap();
        hub.publish("y", "y").unwrap();
    }
    for (member, subject, least) in [(&a, "x", 125), (&b, "x", 125), (&c, "x", 0)] {
        let got = payloads(&member.try_batch(usize::MAX));
        let of = |it: &str| got.iter().filter(|payload| *payload == it).count();
        assert!(of(subject) >= least && of("y") >= 1000 / 12, "{} {}", of("x"), of("y"));
    }
}

#[test]
fn a_group_prefers_room() {
    let hub = hub();
    let full = hub.pull("s", options(1, OnFull::DropNewest).group("g")).unwrap();
    let room = hub.pull("s", options(9999, OnFull::DropNewest).group("g")).unwrap();
    for _ in 0..100 {
        hub.publish("s", "").unwrap();
    }
    assert_eq!((counts(&full), counts(&room)), ([1, 0, 1, 0, 0], [99, 0, 99, 0, 0]));
    // If none has room, the policy of one acts.
    room.unsubscribe().unwrap();
    hub.publish("s", "").unwrap();
    assert_eq!(counts(&full), [2, 0, 1, 1, 0]);
}

#[test]
fn order_of_publishers() {
    // Of each publisher, and of each subject without one, from several threads at once.
    let hub = hub();
    let sub = hub.pull("s.*", options(usize::MAX, OnFull::Block)).unwrap();
    const COUNT: u64 = 5_000;
    thread::scope(|scope| {
        for thread in 0..4_u64 {
            let hub = &hub;
            scope.spawn(move || {
                let publisher = hub.publisher("s.shared").unwrap();
                for number in 0..COUNT {
                    let payload = (thread << 32 | number).to_be_bytes();
                    if thread % 2 == 0 {
                        publisher.publish(payload).unwrap();
                    } else {
                        hub.publish(format!("s.{thread}"), payload).unwrap();
                    }
                }
            });
        }
    });
    let mut next = [0; 4];
    for message in sub.try_batch(usize::MAX).messages {
        let payload = u64::from_be_bytes(message.payload().try_into().unwrap());
        let thread = (payload >> 32) as usize;
        assert_eq!(payload & 0xffff_ffff, next[thread], "thread {thread}");
        next[thread] += 1;
    }
    assert_eq!(next, [COUNT; 4]);
}

#[test]
fn one_subject_has_one_order() {
    let hub = hub();
    let subs: Vec<_> = (0..3).map(|_| hub.pull("s", options(usize::MAX, OnFull::Block)).unwrap()).collect();
    thread::scope(|scope| {
        for thread in 0..3 {
            let hub = &hub;
            scope.spawn(move || (0..2000).for_each(|n| hub.publish("s", format!("{thread} {n}")).unwrap()));
        }
    });
    let orders: Vec<_> = subs.iter().map(|sub| payloads(&sub.try_batch(usize::MAX))).collect();
    assert_eq!(orders[0].len(), 6000);
    assert!(orders[0] == orders[1] && orders[1] == orders[2]);
}

#[test]
fn a_route_changes_under_a_publisher() {
    let hub = hub();
    let publisher = hub.publisher("a.b").unwrap();
    publisher.publish("0").unwrap();
    let first = hub.pull("a.*", Options::new()).unwrap();
    publisher.publish("1").unwrap();
    let second = hub.pull(">", Options::new()).unwrap();
    publisher.publish("2").unwrap();
    expect(&first, &["1", "2"], 0);
    first.unsubscribe().unwrap();
    publisher.publish("3").unwrap();
    expect(&second, &["2", "3"], 0);
    expect(&first, &[], 0);
    assert_eq!(publisher.close(), Ok(()));
    assert_eq!(publisher.close(), Err(Error::Closed("the publisher")));
    assert_eq!(publisher.publish("4"), Err(Error::Closed("the publisher")));
}

#[test]
fn replay() {
    let hub = Hub::open(Config::new().history(2));
    for (subject, payload) in [("x", "1"), ("y", "2"), ("x", "3"), ("x", "4"), ("z", "5")] {
        hub.publish(subject, payload).unwrap();
    }
    assert_eq!(hub.stats().unwrap().bytes, 8);
    let all = hub.pull(">", Options::new().replay(9)).unwrap();
    hub.publish("x", "6").unwrap();
    let batch = all.try_batch(9);
    assert_eq!(payloads(&batch), ["2", "3", "4", "5", "6"]);
    let replayed: Vec<bool> = batch.messages.iter().map(|message| message.replayed()).collect();
    assert_eq!(replayed, [true, true, true, true, false]);
    assert_eq!(counts(&all), [5, 5, 0, 0, 0]);
    let last = hub.pull("*", Options::new().replay(1)).unwrap();
    expect(&last, &["2", "5", "6"], 0);
    // The policy acts; a subscription that blocks drops the oldest.
    let small = hub.pull(">", options(2, OnFull::Block).replay(9)).unwrap();
    expect(&small, &["5", "6"], 2);
    let newest = hub.pull(">", options(2, OnFull::DropNewest).replay(9)).unwrap();
    expect(&newest, &["2", "4"], 2);
    let none = hub.pull(">", Options::new()).unwrap();
    expect(&none, &[], 0);
}

#[test]
fn a_replay_is_memory() {
    let hub = Hub::open(Config::new().history(9).max_bytes(7));
    hub.publish("s", "1").unwrap();
    hub.publish("s", "2").unwrap();
    assert!(matches!(hub.pull("s", Options::new().name("n").replay(9)), Err(Error::NoMemory(7))));
    assert_eq!(hub.stats().unwrap().bytes, 4);
    let one = hub.pull("s", Options::new().name("n").replay(1)).unwrap();
    expect(&one, &["2"], 0);
}

#[test]
fn a_replay_misses_nothing() {
    // Subscriptions are made while somebody publishes: each has a gapless sequence.
    let hub = Hub::open(Config::new().history(usize::MAX));
    thread::scope(|scope| {
        let publisher = scope.spawn(|| (0..2000).for_each(|n| hub.publish("s", n.to_string()).unwrap()));
        let subs: Vec<_> =
            (0..20).map(|_| hub.pull("s", options(9999, OnFull::Block).replay(9999)).unwrap()).collect();
        publisher.join().unwrap();
        let want: Vec<String> = (0..2000).map(|n: u32| n.to_string()).collect();
        for sub in subs {
            assert_eq!(payloads(&sub.try_batch(usize::MAX)), want);
        }
    });
}
