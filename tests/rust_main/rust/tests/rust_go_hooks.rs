//! Hooks around calls into Go: what they see of each kind of call, here and in a worker, and answers in place of Go.

mod workers;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use futures_util::StreamExt;
use guest::risk::ffi::{self, Point, RiskError};
use spandrel::{
    Bytes, GoErrorKind, Secret,
    hook::{Decision, Hook, HookCall, set_hook},
};
use workers::worker;

/// The hook is one of the whole process.
static TURN: Mutex<()> = Mutex::new(());

type Decide = dyn Fn(&str) -> Option<Decision> + Send + Sync;

/// Writes down every call, unless something else becomes of it.
struct Notes {
    lines: Arc<Mutex<Vec<String>>>,
    decide: Box<Decide>,
}

impl Hook for Notes {
    fn begin(&self, call: &HookCall<'_>) -> Decision {
        if let Some(decision) = (self.decide)(call.function()) {
            return decision;
        }
        let kinds = [(call.is_method(), "method"), (call.is_async(), "async"), (call.is_stream(), "stream")];
        let kinds = kinds.iter().filter(|kind| kind.0).map(|kind| format!(" {}", kind.1)).collect::<String>();
        let begun = format!("{}{kinds} {}", call.function(), hex(&call.arguments()));
        let lines = Arc::clone(&self.lines);
        Decision::Watch(Box::new(move |outcome| {
            let end = match (outcome.answer(), outcome.error()) {
                (Some(answer), None) => hex(&answer),
                (None, Some(error)) => format!("{:?} {}", error.kind(), error.message()),
                (None, None) if outcome.is_cancelled() => "cancelled".to_owned(),
                (None, None) => "ended".to_owned(),
                (Some(_), Some(_)) => "both".to_owned(),
            };
            assert!(outcome.took().as_secs() < 600);
            lock(&lines).push(format!("{begun} -> {end}"));
        }))
    }
}

/// A hook for the length of a test.
struct Hooked {
    lines: Arc<Mutex<Vec<String>>>,
    _turn: MutexGuard<'static, ()>,
}

impl Hooked {
    fn deciding(decide: impl Fn(&str) -> Option<Decision> + Send + Sync + 'static) -> Hooked {
        let turn = lock(&TURN);
        let lines = Arc::default();
        assert!(
            set_hook(Some(Arc::new(Notes { lines: Arc::clone(&lines), decide: Box::new(decide) }))).is_none()
        );
        Hooked { lines, _turn: turn }
    }

    fn noting() -> Hooked {
        Hooked::deciding(|_| None)
    }

    /// What was noted since the last time.
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *lock(&self.lines))
    }
}

impl Drop for Hooked {
    fn drop(&mut self) {
        set_hook(None);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Bytes as pairs of digits, of long ones the first.
fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().take(24).map(|byte| format!("{byte:02x}")).collect::<String>();
    if bytes.len() > 24 { format!("{digits}… {}", bytes.len()) } else { digits }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap()
}

/// One call of each kind.
fn calls() {
    assert_eq!(ffi::sum(-2, 5), 3);
    let steps = [Point { x: 1, y: 2 }];
    ffi::walk(Point { x: 5, y: 1 }, &steps, "ab").unwrap();
    ffi::join("a", BTreeMap::new(), None, 7).unwrap();
    assert_eq!(ffi::repeat(b"xy", 2).unwrap(), b"xyxy");
    ffi::seal(Secret::from(vec![0]), Bytes::from_static(b"abc")).unwrap();
    ffi::derive(Secret::<str>::new("p"), "s", Secret::from(vec![1])).unwrap();
    ffi::refuse("tea", false).unwrap_err();
    ffi::refuse("tea", true).unwrap_err();
    let counter = ffi::counter("c").unwrap();
    assert_eq!(counter.add(4).unwrap(), 4);
    runtime().block_on(async {
        assert_eq!(ffi::later(21, 1).await.unwrap(), 42);
        ffi::later_bytes(Bytes::from_static(b"abc")).await.unwrap();
        ffi::later_secret(Secret::from(vec![1])).await.unwrap();
        ffi::later_refuse("milk").await.unwrap_err();
        drop(ffi::later_counter("d").await.unwrap());
        assert_eq!(ffi::numbers(3, 0, 9).count().await, 3);
        assert!(ffi::numbers(3, 0, 1).collect::<Vec<_>>().await.last().unwrap().is_err());
        {
            let mut dropped = ffi::numbers(1000, 1, 9999);
            dropped.next().await.unwrap().unwrap();
        }
        let late = tokio::time::timeout(std::time::Duration::from_millis(20), ffi::later(1, 60_000)).await;
        assert!(late.is_err());
    });
}

#[test]
fn a_hook_sees_every_call_here_and_in_a_worker() {
    guest::start().unwrap();
    let worker = worker();
    let hooked = Hooked::noting();
    calls();
    let here = hooked.take();
    for expected in [
        "risk.Sum feffffffffffffff0500000000000000 -> 0300000000000000",
        "risk.Repeat 0200000000000000787902000000… -> 78797879",
        // The secret is not seen, the bytes behind it are.
        "risk.Seal 00000000000000000300000000000000616263 -> ",
        "risk.Refuse 03000000000000007465610000000000000000… -> Returned the core: tea is refused, 2 times",
        "risk.Counter.Add method 0400000000000000 -> 0400000000000000",
        "risk.Later async 15000000000000000100000000000000 -> 2a00000000000000",
        "risk.LaterBytes async 0300000000000000616263 -> 616263",
        "risk.LaterRefuse async 04000000000000006d696c6b -> Returned ",
        "risk.Numbers stream 030000000000000000000000000000000900000000000000 -> ended",
        "risk.Numbers stream 030000000000000000000000000000000100000000000000 -> Returned ",
        "risk.Later async 010000000000000060ea000000000000 -> cancelled",
    ] {
        let (call, end) = expected.split_once(" -> ").unwrap();
        let begins = call.trim_end_matches('…');
        let found = here.iter().any(|line| {
            line.starts_with(begins)
                && line.split_once(" -> ").is_some_and(|(_, ended)| ended.starts_with(end))
        });
        assert!(found, "no {expected} in {here:#?}");
    }
    // The stream that was dropped, and the secrets.
    assert!(
        here.iter().any(|line| line.contains("Numbers stream") && line.ends_with("-> cancelled")),
        "{here:#?}"
    );
    assert!(
        here.iter().any(|line| line.starts_with("risk.Derive 0000000000000000") && line.ends_with("-> "))
    );
    assert!(here.iter().any(|line| line.ends_with("-> Panicked refused tea")));
    assert_eq!(here.len(), 19, "{here:#?}");
    worker.run(calls);
    // What lies between the fields of a record is of no value.
    let known = |lines: Vec<String>| {
        lines.into_iter().filter(|line| !line.starts_with("risk.Walk")).collect::<Vec<_>>()
    };
    assert_eq!(known(hooked.take()), known(here));
    // Calls of other threads are seen, too; those of a process without a hook are not.
    thread::spawn(|| ffi::sum(1, 1)).join().unwrap();
    assert_eq!(hooked.take().len(), 1);
    drop(hooked);
    let _turn = lock(&TURN);
    assert_eq!(ffi::sum(1, 1), 2);
}

#[test]
fn a_hook_answers_in_place_of_go() {
    guest::start().unwrap();
    let hooked = Hooked::deciding(|function| {
        Some(match function {
            "risk.Sum" => Decision::Answer(77_u64.to_le_bytes().to_vec()),
            "risk.Repeat" => Decision::Answer(vec![9; 1000]),
            "risk.Describe" => Decision::Answer(b"a lie".to_vec()),
            "risk.Seal" => Decision::Answer(b"sealed".to_vec()),
            "risk.Derive" => Decision::Answer(b"key".to_vec()),
            "risk.Sleep" | "risk.LaterRefuse" => Decision::Fail("not today".to_owned()),
            "risk.Decline" => Decision::Fail("neither".to_owned()),
            "risk.Later" => Decision::Answer(5_u64.to_le_bytes().to_vec()),
            "risk.LaterBytes" => Decision::Answer(b"later".to_vec()),
            "risk.LaterSecret" => Decision::Answer(b"hidden".to_vec()),
            "risk.Walk" => Decision::Answer(vec![1]),
            "risk.Count" => Decision::Answer(vec![1, 2, 3]),
            "risk.Join" => Decision::Answer(vec![255; 40]),
            "risk.Counter" | "risk.Numbers" => Decision::Answer(Vec::new()),
            _ => return None,
        })
    });
    assert_eq!(ffi::sum(1, 1), 77);
    assert_eq!(ffi::repeat(b"x", 1).unwrap(), [9; 1000]);
    assert_eq!(ffi::describe().unwrap(), "a lie");
    assert_eq!(ffi::seal(Secret::from(vec![1]), Bytes::new()).unwrap(), b"sealed"[..]);
    assert_eq!(ffi::derive(Secret::<str>::new(""), "", Secret::from(vec![1])).unwrap().expose(), b"key");
    let error = ffi::sleep(1).unwrap_err();
    assert_eq!((error.kind(), error.message()), (GoErrorKind::Returned, "not today"));
    assert!(matches!(ffi::decline(""), Err(RiskError::Core { message }) if message == "Returned neither"));
    runtime().block_on(async {
        assert_eq!(ffi::later(1, 60_000).await.unwrap(), 5);
        assert_eq!(ffi::later_bytes(Bytes::new()).await.unwrap(), b"later"[..]);
        assert_eq!(ffi::later_secret(Secret::from(vec![1])).await.unwrap().expose(), b"hidden");
        assert_eq!(ffi::later_refuse("x").await.unwrap_err().message(), "not today");
        let refused = ffi::numbers(1, 0, 9).next().await.unwrap().unwrap_err();
        assert_eq!(refused.kind(), GoErrorKind::Refused);
    });
    // What is not an answer of the function is an error, and nothing else.
    let wrong = [
        ffi::walk(Point { x: 1, y: 1 }, &[], "").map(drop).unwrap_err(),
        ffi::count(1).map(drop).unwrap_err(),
        ffi::join("", BTreeMap::new(), None, 1).map(drop).unwrap_err(),
        ffi::counter("c").map(drop).unwrap_err(),
    ];
    for error in wrong {
        assert_eq!(error.kind(), GoErrorKind::Refused, "{error}");
    }
    assert!(hooked.take().is_empty());
}

/// The ones that are ready.
#[test]
fn spans_and_metrics() {
    use spandrel::hook::{Metrics, Spans};
    guest::start().unwrap();
    let _turn = lock(&TURN);
    let recorder = metrics_util::debugging::DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    let spans = Spanned::default();
    set_hook(Some(Arc::new(Metrics)));
    metrics::with_local_recorder(&recorder, || {
        ffi::sum(1, 1);
        ffi::sum(1, 2);
        ffi::refuse("tea", true).unwrap_err();
    });
    set_hook(Some(Arc::new(Spans)));
    tracing::subscriber::with_default(spans.clone(), || {
        ffi::sum(1, 1);
        ffi::refuse("tea", false).unwrap_err();
    });
    set_hook(None);
    let mut counted = BTreeMap::new();
    for (key, _, _, value) in snapshotter.snapshot().into_vec() {
        let labels: Vec<_> = key.key().labels().map(|label| label.value().to_owned()).collect();
        if let metrics_util::debugging::DebugValue::Counter(count) = value {
            counted.insert(labels.join(" "), count);
        }
    }
    let expected = [("risk.Refuse panicked".to_owned(), 1), ("risk.Sum ok".to_owned(), 2)];
    assert_eq!(counted, BTreeMap::from(expected));
    let noted = lock(&spans.0).clone();
    assert_eq!(noted.len(), 3, "{noted:?}");
    assert!(noted[0].contains("risk.Sum") && noted[1].contains("risk.Refuse"), "{noted:?}");
    assert!(noted[2].contains("tea is refused, 2 times"), "{noted:?}");
}

/// A subscriber that writes down the fields of spans.
#[derive(Clone, Default)]
struct Spanned(Arc<Mutex<Vec<String>>>);

struct Fields(String);

impl tracing::field::Visit for Fields {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        self.0 += &format!("{}={value:?} ", field.name());
    }
}

impl tracing::Subscriber for Spanned {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        let mut fields = Fields(String::new());
        span.record(&mut fields);
        lock(&self.0).push(fields.0);
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, values: &tracing::span::Record<'_>) {
        let mut fields = Fields(String::new());
        values.record(&mut fields);
        lock(&self.0).push(fields.0);
    }

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn event(&self, _: &tracing::Event<'_>) {}
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}
