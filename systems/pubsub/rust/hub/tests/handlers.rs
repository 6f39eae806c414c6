//! Handlers, requests, waiting for oneself, the end of subscriptions and hubs.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it expects")]

mod common;

use std::{
    sync::{Arc, Mutex, mpsc},
    thread,
    time::Duration,
};

use common::*;
use pubsub::{Config, Draft, Error, Hub, OnFull, Options, State, Subscription};

/// A handler that says which message it has, and ends when it is told to.
fn held(
    hub: &Hub,
    pattern: &str,
    options: Options,
) -> (Subscription, mpsc::Receiver<String>, mpsc::Sender<()>) {
    let (began, begins) = mpsc::channel();
    let (end, ends) = mpsc::channel::<()>();
    let sub = hub.subscribe_with(pattern, options, move |message| {
        began.send(String::from_utf8_lossy(message.payload()).into_owned()).unwrap();
        // Without a sender it does not wait any more.
        let _ = ends.recv();
    });
    (sub.unwrap(), begins, end)
}

#[test]
fn a_handler_gets_everything_in_order() {
    let hub = hub();
    let got = Arc::new(Mutex::new(Vec::new()));
    let list = got.clone();
    let sub = hub
        .subscribe_with("n.*", options(9999, OnFull::Block), move |message| {
            list.lock().unwrap().push(String::from_utf8_lossy(message.payload()).into_owned());
        })
        .unwrap();
    for number in 0..1000 {
        hub.publish("n.x", number.to_string()).unwrap();
    }
    hub.wait_idle(LONG).unwrap();
    assert_eq!(*got.lock().unwrap(), (0..1000).map(|n| n.to_string()).collect::<Vec<_>>());
    assert_eq!(counts(&sub), [1000, 1000, 0, 0, 0]);
}

#[test]
fn the_message_that_a_handler_has_takes_no_room() {
    let hub = hub();
    let (sub, begins, end) = held(&hub, "s", options(1, OnFull::DropOldest));
    hub.publish("s", "1").unwrap();
    assert_eq!(begins.recv().unwrap(), "1");
    assert_eq!(counts(&sub), [0, 0, 0, 0, 0]);
    assert!(sub.stats().busy.is_some());
    for payload in ["2", "3"] {
        hub.publish("s", payload).unwrap();
    }
    assert_eq!(counts(&sub), [2, 0, 1, 1, 0]);
    assert!(matches!(hub.wait_idle(Duration::ZERO), Err(Error::Timeout(_))));
    drop(end);
    hub.wait_idle(LONG).unwrap();
    assert_eq!(begins.recv().unwrap(), "3");
    assert_eq!(counts(&sub), [3, 2, 0, 1, 0]);
}

#[test]
fn a_panic_costs_one_message() {
    let hub = hub();
    let (sent, got) = mpsc::channel();
    let sub = hub
        .subscribe("s", move |message| {
            assert_ne!(message.payload(), b"2", "planted");
            sent.send(message.payload().to_vec()).unwrap();
        })
        .unwrap();
    let other = hub.pull("s", Options::new()).unwrap();
    for payload in ["1", "2", "3"] {
        hub.publish("s", payload).unwrap();
    }
    hub.wait_idle(LONG).unwrap();
    assert_eq!(got.try_iter().collect::<Vec<_>>(), [b"1", b"3"]);
    assert_eq!((counts(&sub), sub.stats().panics), ([3, 3, 0, 0, 0], 1));
    expect(&other, &["1", "2", "3"], 0);
}

#[test]
fn gaps_are_reported_with_the_next_message() {
    let hub = hub();
    let (sent, got) = mpsc::channel();
    let (end, ends) = mpsc::channel::<()>();
    hub.subscribe_with("s", options(1, OnFull::DropOldest), move |message| {
        sent.send((message.payload().to_vec(), message.lost())).unwrap();
        let _ = ends.recv();
    })
    .unwrap();
    hub.publish("s", "1").unwrap();
    assert_eq!(got.recv().unwrap(), (b"1".to_vec(), 0));
    for payload in ["2", "3", "4"] {
        hub.publish("s", payload).unwrap();
    }
    drop(end);
    assert_eq!(got.recv().unwrap(), (b"4".to_vec(), 2));
}

#[test]
fn request_and_answer() {
    let hub = hub();
    assert_eq!(hub.request("ask", "", LONG).unwrap_err(), Error::NoResponders("ask".into()));
    let sub = hub
        .subscribe("ask", |message| {
            let answer = [message.payload(), b"!"].concat();
            message.respond_with(Draft::default().payload(answer).header("a", "b")).unwrap();
            // A second answer vanishes.
            message.respond("late").unwrap();
        })
        .unwrap();
    let everything = hub.pull(">", Options::new()).unwrap();
    let answer = hub.request("ask", "hi", LONG).unwrap();
    assert_eq!((answer.payload(), answer.header("a")), (&b"hi!"[..], Some("b")));
    hub.wait_idle(LONG).unwrap();
    assert_eq!(payloads(&everything.try_batch(9)), ["hi", "hi!", "late"]);
    assert_eq!(hub.stats().unwrap().published, 3);
    sub.unsubscribe().unwrap();
    everything.unsubscribe().unwrap();
    let silent = hub.pull("ask", Options::new()).unwrap();
    assert!(matches!(hub.request("ask", "", Duration::ZERO), Err(Error::Timeout(_))));
    let message = silent.next(LONG).unwrap();
    message.respond("too late").unwrap();
    hub.publish("ask", "no request").unwrap();
    assert!(matches!(silent.next(LONG).unwrap().respond(""), Err(Error::BadSubject { .. })));
}

#[test]
fn issue_publish_in_a_handler() {
    let hub = hub();
    let (sent, got) = mpsc::channel();
    let sub = hub
        .subscribe_with("s", options(1, OnFull::Block), move |message| {
            if message.payload() == b"1" {
                // The first finds room in the handler's own queue; the second would wait for this handler.
                sent.send(message.hub().publish("s", "2")).unwrap();
                sent.send(message.hub().publish("s", "3")).unwrap();
                sent.send(message.hub().publish("other", "4")).unwrap();
            }
        })
        .unwrap();
    let other = hub.pull(">", Options::new()).unwrap();
    hub.publish("s", "1").unwrap();
    hub.wait_idle(LONG).unwrap();
    let results: Vec<_> = got.try_iter().collect();
    assert_eq!(results, [Ok(()), Err(Error::WouldDeadlock("room in a queue")), Ok(())]);
    assert_eq!(counts(&sub), [3, 2, 0, 1, 0]);
    expect(&other, &["1", "2", "3", "4"], 0);
}

#[test]
fn a_circle_of_handlers_is_found() {
    let hub = hub();
    let (sent, got) = mpsc::channel();
    let asked = sent.clone();
    hub.subscribe("a", move |message| asked.send(message.hub().request("b", "", LONG).map(drop)).unwrap())
        .unwrap();
    hub.subscribe("b", move |message| {
        sent.send(message.hub().request("a", "", LONG).map(drop)).unwrap();
        message.respond("").unwrap();
    })
    .unwrap();
    hub.publish("a", "").unwrap();
    // The handler of b would wait for that of a, which waits for it.
    assert_eq!(got.recv().unwrap(), Err(Error::WouldDeadlock("an answer")));
    assert_eq!(got.recv().unwrap(), Ok(()));
    hub.close(LONG).unwrap();
}

#[test]
fn requests_and_drains_of_oneself() {
    let hub = hub();
    let (sent, got) = mpsc::channel();
    hub.subscribe_with("s", Options::new().name("me"), move |message| {
        if message.reply().is_none() {
            sent.send(message.hub().request("s", "", LONG).map(drop)).unwrap();
            sent.send(message.hub().find("me").unwrap().drain(LONG)).unwrap();
            sent.send(message.hub().wait_idle(LONG)).unwrap();
        }
    })
    .unwrap();
    hub.publish("s", "").unwrap();
    for _ in 0..3 {
        assert!(matches!(got.recv().unwrap(), Err(Error::WouldDeadlock(_))));
    }
    hub.wait_idle(LONG).unwrap();
    assert_eq!(hub.find("me").unwrap().stats().state, State::Open);
}

#[test]
fn a_captured_hub_ends_by_its_timeout() {
    let hub = hub();
    let (sent, got) = mpsc::channel();
    let captured = hub.clone();
    let options = options(1, OnFull::Block).name("me").timeout(Duration::from_millis(1));
    hub.subscribe_with("s", options, move |message| {
        if message.payload() == b"1" {
            sent.send(captured.publish("s", "2")).unwrap();
            sent.send(captured.publish("s", "3")).unwrap();
        }
    })
    .unwrap();
    hub.publish("s", "1").unwrap();
    assert_eq!(got.recv().unwrap(), Ok(()));
    let full = got.recv().unwrap().unwrap_err();
    assert!(
        full.to_string()
            .starts_with("subscription me is full: its handler has been busy with one message for ")
    );
    hub.close(LONG).unwrap();
}

#[test]
fn everything_in_a_handler() {
    let hub = hub();
    let (sent, got) = mpsc::channel();
    let (go, goes) = mpsc::channel::<()>();
    let sub = hub
        .subscribe_with("s", Options::new().name("me"), move |message| {
            goes.recv().unwrap();
            let hub = message.hub();
            let new = hub.pull("new", Options::new()).unwrap();
            hub.publish("new", "x").unwrap();
            expect(&new, &["x"], 0);
            assert_eq!(hub.find("me").unwrap().unsubscribe(), Ok(1));
            assert_eq!(hub.find("me").map(drop), Err(Error::NotFound("subscription me".into())));
            assert_eq!(hub.close(LONG), Ok(0));
            assert_eq!(hub.publish("s", ""), Err(Error::Closed("the hub")));
            sent.send(()).unwrap();
        })
        .unwrap();
    hub.publish("s", "").unwrap();
    hub.publish("s", "").unwrap();
    go.send(()).unwrap();
    got.recv().unwrap();
    eventually("the handler has ended", || sub.stats().received == 1);
    assert_eq!(sub.stats().state, State::Closed);
}

#[test]
fn unsubscribe_waits_for_the_handler() {
    let hub = hub();
    let (sub, begins, end) = held(&hub, "s", Options::new());
    for payload in ["1", "2", "3"] {
        hub.publish("s", payload).unwrap();
    }
    begins.recv().unwrap();
    let mut leaving = sub.begin_unsubscribe(LONG).unwrap();
    assert!(pubsub::wait::Wait::check(&mut leaving, std::time::Instant::now()).is_none());
    drop(end);
    assert_eq!(pubsub::wait::block(leaving), Ok(2));
    assert!(begins.try_recv().is_err(), "delivered after unsubscribe returned");
    assert_eq!(counts(&sub), [3, 1, 0, 0, 2]);
    assert_eq!(sub.unsubscribe(), Err(Error::Closed("the subscription")));
    assert_eq!(hub.stats().unwrap().bytes, 0);
}

#[test]
fn unsubscribe_gives_up_on_a_stuck_handler() {
    let hub = hub();
    let (sub, begins, end) = held(&hub, "s", Options::new());
    hub.publish("s", "1").unwrap();
    begins.recv().unwrap();
    let leaving = sub.begin_unsubscribe(Duration::ZERO).unwrap();
    assert!(matches!(pubsub::wait::block(leaving), Err(Error::Timeout(_))));
    hub.publish("s", "2").unwrap();
    drop(end);
    hub.wait_idle(LONG).unwrap();
    assert_eq!(counts(&sub), [1, 1, 0, 0, 0]);
}

#[test]
fn handlers_that_unsubscribe_each_other() {
    let hub = hub();
    let (sent, got) = mpsc::channel();
    let both = Arc::new(std::sync::Barrier::new(2));
    for (own, other) in [("a", "b"), ("b", "a")] {
        let (sent, both) = (sent.clone(), both.clone());
        hub.subscribe_with("s", Options::new().name(own), move |message| {
            let other = message.hub().find(other).unwrap();
            both.wait();
            sent.send(other.unsubscribe()).unwrap();
        })
        .unwrap();
    }
    hub.publish("s", "").unwrap();
    for _ in 0..2 {
        assert_eq!(got.recv().unwrap(), Ok(0));
    }
}

#[test]
fn drain_lets_a_handler_finish() {
    let hub = hub();
    let (sub, begins, end) = held(&hub, "s", Options::new());
    for payload in ["1", "2"] {
        hub.publish("s", payload).unwrap();
    }
    begins.recv().unwrap();
    assert!(matches!(sub.drain(Duration::ZERO), Err(Error::Timeout(_))));
    assert_eq!(sub.stats().state, State::Draining);
    hub.publish("s", "3").unwrap();
    assert_eq!(sub.drain(LONG), Err(Error::Closed("the subscription")));
    drop(end);
    eventually("it is drained", || sub.stats().state == State::Closed);
    assert_eq!(begins.recv().unwrap(), "2");
    assert_eq!(counts(&sub), [2, 2, 0, 0, 0]);
    assert!(hub.stats().unwrap().subscriptions.is_empty());
}

#[test]
fn drain_of_one_without_a_handler() {
    let hub = hub();
    let sub = hub.pull("s", Options::new()).unwrap();
    hub.publish("s", "1").unwrap();
    hub.publish("s", "2").unwrap();
    assert_eq!(sub.drain(LONG), Ok(()));
    hub.publish("s", "3").unwrap();
    assert_eq!(sub.stats().state, State::Draining);
    assert_eq!(sub.try_batch(1).state, State::Draining);
    assert_eq!(sub.try_batch(1).state, State::Closed);
    assert_eq!(sub.next(LONG).unwrap_err(), Error::Closed("the subscription"));
    let empty = hub.pull("s", Options::new()).unwrap();
    assert_eq!(empty.drain(LONG), Ok(()));
    assert_eq!(empty.stats().state, State::Closed);
}

#[test]
fn closing() {
    let hub = Hub::open(Config::new().history(3));
    let (sub, begins, end) = held(&hub, "s", Options::new());
    let pull = hub.pull("s", Options::new()).unwrap();
    for payload in ["1", "2"] {
        hub.publish("s", payload).unwrap();
    }
    begins.recv().unwrap();
    drop(end);
    // The handler gets what waits; what nobody takes is discarded.
    assert_eq!(hub.close(LONG), Ok(2));
    assert_eq!(begins.recv().unwrap(), "2");
    assert_eq!((counts(&sub), counts(&pull)), ([2, 2, 0, 0, 0], [2, 0, 0, 0, 2]));
    let closed = Error::Closed("the hub");
    assert_eq!(hub.close(LONG), Err(closed.clone()));
    for _ in 0..2 {
        assert_eq!(hub.pull("s", Options::new()).map(drop), Err(closed.clone()));
        assert_eq!(hub.publish("a..b", ""), Err(closed.clone()));
        assert_eq!(hub.request("s", "", LONG).map(drop), Err(closed.clone()));
        assert_eq!(hub.publisher("s").map(drop), Err(closed.clone()));
        assert_eq!(hub.wait_idle(LONG), Err(closed.clone()));
        assert_eq!(hub.stats().map(drop), Err(closed.clone()));
    }
}

#[test]
fn closing_does_not_wait_for_ever() {
    let hub = hub();
    let (sub, begins, end) = held(&hub, "s", Options::new());
    for payload in ["1", "2", "3"] {
        hub.publish("s", payload).unwrap();
    }
    begins.recv().unwrap();
    assert_eq!(hub.close(Duration::ZERO), Ok(2));
    drop(end);
    eventually("the handler has ended", || sub.stats().received == 1);
    assert_eq!(counts(&sub), [3, 1, 0, 0, 2]);
}

#[test]
fn closing_ends_requests() {
    let hub = hub();
    let asked = hub.pull("ask", Options::new()).unwrap();
    thread::scope(|scope| {
        let waiting = scope.spawn(|| hub.request("ask", "", LONG).map(drop));
        eventually("it asks", || asked.stats().pending == 1);
        hub.close(LONG).unwrap();
        assert_eq!(waiting.join().unwrap(), Err(Error::Closed("the hub")));
    });
}

#[test]
fn handlers_elsewhere_claim_their_messages() {
    let hub = hub();
    let sub = hub.subscribe_elsewhere("s", options(2, OnFull::DropOldest)).unwrap();
    for payload in ["1", "2"] {
        hub.publish("s", payload).unwrap();
    }
    assert_eq!(pubsub::wait::block(hub.ready()), Some(vec![sub.id()]));
    let waiting = sub.waiting(9, 9);
    assert_eq!(waiting.len(), 2);
    assert_eq!(sub.claim(waiting[0].position), Some(0));
    // The second is dropped while the first is handled: the handler must not see it.
    for payload in ["3", "4"] {
        hub.publish("s", payload).unwrap();
    }
    sub.finish(true);
    assert_eq!(sub.claim(waiting[1].position), None);
    let waiting = sub.waiting(9, 1);
    assert_eq!(waiting.len(), 1, "one message at least, and no more bytes than asked for");
    assert_eq!(sub.claim(waiting[0].position), Some(1));
    sub.finish(false);
    let last = sub.waiting(9, 9);
    assert_eq!(sub.claim(last[0].position), Some(0));
    assert!(hub.wait_idle(Duration::ZERO).is_err());
    sub.finish(false);
    assert!(sub.waiting(9, 9).is_empty());
    hub.wait_idle(LONG).unwrap();
    assert_eq!((counts(&sub), sub.stats().panics), ([4, 3, 0, 1, 0], 1));
    hub.close(LONG).unwrap();
    assert_eq!(pubsub::wait::block(hub.ready()), Some(vec![sub.id()]));
    assert_eq!(pubsub::wait::block(hub.ready()), None);
}
