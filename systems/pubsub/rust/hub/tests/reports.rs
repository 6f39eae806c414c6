//! What other systems were reported for, and this one survives. The number is that of the page `docs/reports.md`.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it expects")]

mod common;

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, mpsc},
    thread,
    time::Duration,
};

use common::*;
use pubsub::{Config, Error, Hub, OnFull, Options};

#[test]
fn issue_02_one_stuck_handler() {
    let hub = hub();
    let (end, ends) = mpsc::channel::<()>();
    let (began, begins) = mpsc::channel();
    hub.subscribe("s", move |_| {
        began.send(()).unwrap();
        let _ = ends.recv();
    })
    .unwrap();
    hub.publish("s", "").unwrap();
    begins.recv().unwrap();
    let (sent, got) = mpsc::channel();
    hub.subscribe("s", move |message| sent.send(message.payload().to_vec()).unwrap()).unwrap();
    hub.publish("s", "new").unwrap();
    assert_eq!(got.recv().unwrap(), b"new");
    drop(end);
    hub.close(LONG).unwrap();
}

#[test]
fn issue_03_a_publisher_that_holds_the_lock_of_its_handler() {
    let hub = hub();
    let lock = Arc::new(Mutex::new(()));
    let wanted = lock.clone();
    let options = options(1, OnFull::Block).name("locks").timeout(Duration::from_millis(10));
    hub.subscribe_with("s", options, move |_| drop(wanted.lock().unwrap())).unwrap();
    let locked = lock.lock().unwrap();
    let results: Vec<_> = (0..3).map(|_| hub.publish("s", "")).collect();
    drop(locked);
    assert!(
        matches!(results.last().unwrap(), Err(Error::Full { subscription, .. }) if subscription == "locks")
    );
    hub.wait_idle(LONG).unwrap();
}

#[test]
fn issue_07_unsubscribe_meets_publish() {
    let hub = hub();
    thread::scope(|scope| {
        let (stop, stopped) = mpsc::channel::<()>();
        let publisher = &hub;
        scope.spawn(move || {
            while stopped.try_recv() == Err(mpsc::TryRecvError::Empty) {
                publisher.publish("s", "").unwrap();
            }
        });
        for _ in 0..300 {
            let ended = Arc::new(std::sync::atomic::AtomicBool::new(false));
            let seen = ended.clone();
            let sub = hub
                .subscribe_with("s", options(4, OnFull::DropOldest), move |_| {
                    assert!(!seen.load(std::sync::atomic::Ordering::SeqCst));
                })
                .unwrap();
            eventually("something came", || sub.stats().received > 0);
            wait_unsubscribed(&sub);
            ended.store(true, std::sync::atomic::Ordering::SeqCst);
            let after = counts(&sub);
            assert_eq!((after, sub.stats().panics), (counts(&sub), 0));
        }
        drop(stop);
    });
}

fn wait_unsubscribed(sub: &pubsub::Subscription) {
    pubsub::wait::block(sub.begin_unsubscribe(LONG).unwrap()).unwrap();
}

#[test]
fn issue_10_a_thread_for_each_message() {
    let hub = hub();
    let threads = Arc::new(Mutex::new(HashSet::new()));
    let running = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let most = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    for _ in 0..4 {
        let (threads, running, most) = (threads.clone(), running.clone(), most.clone());
        hub.subscribe_with("s", options(99_999, OnFull::Block), move |_| {
            let now = 1 + running.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            most.fetch_max(now, std::sync::atomic::Ordering::SeqCst);
            threads.lock().unwrap().insert(thread::current().id());
            running.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
        })
        .unwrap();
    }
    for _ in 0..5_000 {
        hub.publish("s", "").unwrap();
    }
    hub.wait_idle(LONG).unwrap();
    assert!(most.load(std::sync::atomic::Ordering::SeqCst) <= 4);
    assert!(threads.lock().unwrap().len() < 100, "threads are used again");
}

#[test]
fn issue_12_a_bound_that_is_rounded_up() {
    for bound in [1, 2, 3, 5, 7, 1000] {
        let hub = hub();
        let sub = hub.pull("s", options(bound, OnFull::DropNewest)).unwrap();
        (0..bound + 9).for_each(|_| hub.publish("s", "").unwrap());
        assert_eq!(counts(&sub), [bound as u64 + 9, 0, bound as u64, 9, 0]);
    }
}

#[test]
fn issue_14_depth_of_what_the_reader_may_not_get() {
    // What others get takes no room.
    let hub = hub();
    let sub = hub.pull("mine", options(1, OnFull::DropOldest)).unwrap();
    let _all = hub.pull(">", options(2, OnFull::DropOldest)).unwrap();
    hub.publish("mine", "1").unwrap();
    (0..100).for_each(|_| hub.publish("theirs", "").unwrap());
    expect(&sub, &["1"], 0);
}

#[test]
fn issue_16_a_member_leaves_with_messages() {
    let hub = hub();
    let leaves = hub.pull("s", Options::new().group("g")).unwrap();
    let stays = hub.pull("s", Options::new().group("g")).unwrap();
    (0..10).for_each(|_| hub.publish("s", "").unwrap());
    assert_eq!(leaves.unsubscribe(), Ok(5));
    (0..10).for_each(|_| hub.publish("s", "").unwrap());
    assert_eq!((counts(&leaves), counts(&stays)), ([5, 0, 0, 0, 5], [15, 0, 15, 0, 0]));
}

#[test]
fn issue_19_churn() {
    // Subscriptions that come and go leave nothing: names, groups, routes, handlers, bytes.
    let hub = Hub::open(Config::new());
    let dropped = Arc::new(());
    for round in 0..100_000 {
        let pattern = format!("a.{round}.>");
        let options = Options::new().name("again").group(format!("g{round}"));
        let sub = if round % 2 == 0 {
            hub.pull(&pattern, options)
        } else {
            let captured = dropped.clone();
            hub.subscribe_with(&pattern, options, move |_| drop(captured.clone()))
        };
        if round % 1000 == 0 {
            hub.publish(format!("a.{round}.x"), "").unwrap();
        }
        sub.unwrap().unsubscribe().unwrap();
    }
    hub.wait_idle(LONG).unwrap();
    assert_eq!(Arc::strong_count(&dropped), 1);
    let stats = hub.stats().unwrap();
    assert_eq!((stats.bytes, stats.subscriptions.len()), (0, 0));
}

#[test]
fn issue_20_a_reader_that_never_reads() {
    let hub = Hub::open(Config::new().max_bytes(10_000));
    let slow = hub.pull("s", Options::new().bytes(5_000)).unwrap();
    for number in 0..10_000 {
        hub.publish("s", format!("{number:099}")).unwrap();
    }
    assert_eq!(counts(&slow), [10_000, 0, 50, 9_950, 0]);
    // It can be ended, and learns what it lost.
    let batch = slow.try_batch(1);
    assert_eq!((batch.lost, payloads(&batch)), (9_950, vec![format!("{:099}", 9_950)]));
    assert_eq!(slow.unsubscribe(), Ok(49));
    assert_eq!(hub.stats().unwrap().bytes, 0);
}

#[test]
fn a_handler_that_captures_the_hub_is_released_by_close() {
    let hub = hub();
    let captured = hub.clone();
    let token = Arc::new(());
    let inside = token.clone();
    hub.subscribe("s", move |_| {
        let _ = (&captured, &inside);
    })
    .unwrap();
    hub.publish("s", "").unwrap();
    hub.close(LONG).unwrap();
    eventually("the handler is dropped", || Arc::strong_count(&token) == 1);
}

#[test]
fn a_handler_may_use_the_hub_when_it_is_dropped() {
    struct Last(Hub);
    impl Drop for Last {
        fn drop(&mut self) {
            let _ = self.0.publish("last", "").and_then(|()| self.0.pull("new", Options::new()).map(drop));
        }
    }
    let hub = Hub::open(Config::new().history(1).max_bytes(20));
    let last = hub.pull("last", Options::new()).unwrap();
    let handler = || {
        let guard = Last(hub.clone());
        move |_: &pubsub::Delivery| {
            let _ = &guard;
        }
    };
    hub.subscribe("s", handler()).unwrap().unsubscribe().unwrap();
    expect(&last, &[""], 0);
    hub.publish("big", "0123456").unwrap();
    let refused = hub.subscribe_with("big", Options::new().replay(1), handler());
    assert!(matches!(refused, Err(Error::NoMemory(20))));
    hub.close(LONG).unwrap();
}
