//! A core in a worker: everything that a bridge declares gives there what it gives in the same process.

mod workers;

use std::{collections::BTreeMap, thread, time::Duration};

use futures_util::{StreamExt, TryStreamExt, future::try_join_all};
use guest::risk::ffi::{self, Point, RiskError};
use spandrel::{Bytes, GoErrorKind, Secret};
use spandrel_host::worker::{self, Worker};
use workers::{eventually, options, worker};

/// What every function answers, as text: once here, once in a worker.
fn answers() -> Vec<String> {
    let mut all = Vec::new();
    let mut note = |what: &str, answer: String| all.push(format!("{what}: {answer}"));
    note("sum", ffi::sum(i64::MIN, -1 >> 1).to_string());
    let steps = [Point { x: u128::MAX >> 8, y: -7 }, Point { x: 1 << 64, y: 3 }];
    for count in 0..=2 {
        let walked = ffi::walk(Point { x: 5, y: 1 }, &steps[..count], "naïve").unwrap();
        note("walk", format!("{walked:?}"));
    }
    let words = BTreeMap::from([("b".to_owned(), vec![1, 2]), ("c".to_owned(), Vec::new())]);
    note("join", format!("{:?}", ffi::join("", words.clone(), Some("-".to_owned()), 255).unwrap()));
    note("join", format!("{:?}", ffi::join("a", BTreeMap::new(), None, 0).unwrap()));
    for (bytes, times) in [(&b""[..], 3), (b"x", 0), (b"abc", 100), (b"0123456789abcdef", 70_000)] {
        let repeated = ffi::repeat(bytes, times).unwrap();
        note("repeat", format!("{} {:?}", repeated.len(), repeated.last_chunk::<3>()));
    }
    let sealed = ffi::seal(Secret::from(vec![1, 2]), Bytes::from(vec![0; 100_000])).unwrap();
    note("seal", format!("{} {:?}", sealed.len(), &sealed[..4]));
    let derived = ffi::derive(Secret::<str>::new("pass"), "sa", Secret::from(vec![255; 9000])).unwrap();
    note("derive", format!("{} {:?}", derived.len(), &derived.expose()[..7]));
    let empty = ffi::derive(Secret::<str>::new(""), "", Secret::from(Vec::new())).unwrap();
    note("derive", format!("{}", empty.len()));
    for panics in [false, true] {
        let error = ffi::refuse("tea", panics).unwrap_err();
        let declared = error.declared::<RiskError>();
        note("refuse", format!("{error} {:?} {} {declared:?}", error.kind(), error.type_name()));
        note("refuse", format!("{}", error.stack().contains("risks.Refuse")));
    }
    note("crash", ffi::crash("nothing").unwrap_err().to_string());

    let counter = ffi::counter("front").unwrap();
    let other = ffi::counter("other").unwrap();
    note("counter", format!("{:?} {:?} {}", counter.add(2), counter.add(40), counter.name()));
    note("read", format!("{:?} {:?}", ffi::read(&counter), ffi::read(&other)));
    all
}

async fn later_answers() -> Vec<String> {
    let mut all = Vec::new();
    let mut note = |what: &str, answer: String| all.push(format!("{what}: {answer}"));
    note("later", format!("{:?}", ffi::later(21, 5).await));
    let many = try_join_all((0..300).map(|v| ffi::later(v, 2))).await.unwrap();
    note("later", many.iter().sum::<u64>().to_string());
    let bytes = ffi::later_bytes(Bytes::from(vec![3; 70_000])).await.unwrap();
    note("bytes", format!("{} {}", bytes.len(), bytes[69_999]));
    let secret = ffi::later_secret(Secret::from(vec![4; 5000])).await.unwrap();
    note("secret", format!("{} {}", secret.len(), secret.expose()[4999]));
    let error = ffi::later_refuse("milk").await.unwrap_err();
    note("refuse", format!("{error} {:?}", error.declared::<RiskError>()));
    for count in [0, 1, 256, 257, 5000] {
        let numbers: Vec<u64> = ffi::numbers(count, 0, u32::MAX).try_collect().await.unwrap();
        note("numbers", format!("{} {:?}", numbers.len(), numbers.last()));
    }
    let items: Vec<_> = ffi::numbers(400, 0, 300).collect().await;
    let last = items.last().unwrap().as_ref().unwrap_err();
    note("numbers", format!("{} {last} {:?}", items.len(), last.declared::<RiskError>()));
    let slow: Vec<u64> = ffi::numbers(3, 2, u32::MAX).try_collect().await.unwrap();
    note("numbers", format!("{slow:?}"));
    let counter = ffi::later_counter("later").await.unwrap();
    note("counter", format!("{:?} {}", counter.add(1), counter.name()));
    all
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
fn all_answers_are_those_of_the_same_process() {
    guest::start().unwrap();
    let worker = worker();
    assert_eq!(worker.run(answers), answers());
    let runtime = runtime();
    let expected = runtime.block_on(later_answers());
    assert_eq!(runtime.block_on(worker.run_async(later_answers())), expected);

    // The canary: where a call was made can be seen.
    let here = std::process::id();
    let parent = |text: String| text.contains(&format!("\nparent {here}\n"));
    assert!(parent(worker.run(ffi::describe).unwrap()) && !parent(ffi::describe().unwrap()));
    // The Rust side of the core is the worker's.
    assert_eq!((worker.run(|| ffi::count(5)).unwrap(), worker.run(|| ffi::count(5)).unwrap()), (5, 10));
    assert_eq!(worker.run(|| worker::here(|| ffi::count(1))).unwrap(), 1);
    assert_eq!(worker.starts(), 1);
}

/// Declared errors are typed in the result, here and in a worker.
#[test]
fn issue_go_functions_fail_with_errors_of_the_bridge() {
    guest::start().unwrap();
    let worker = worker();
    let refused = |what: &str, times| Err(RiskError::Refused { what: what.to_owned(), times });
    let core = |message: &str| Err(RiskError::Core { message: message.to_owned() });
    for (how, expected) in [
        ("", Ok(7)),
        ("made", refused("tea", 3)),
        ("wrapped", refused("milk", 2)),
        ("foreign", core("Returned unsupported operation")),
        ("panic", core("Panicked declined")),
    ] {
        let text = format!("{expected:?}");
        assert_eq!(format!("{:?}", ffi::decline(how)), text);
        assert_eq!(format!("{:?}", worker.run(|| ffi::decline(how))), text);
        let later = runtime().block_on(worker.run_async(ffi::later_decline(how)));
        assert_eq!(format!("{later:?}"), text);
    }
    worker.stop();
    let died = worker.run(|| ffi::decline("")).unwrap_err();
    assert!(matches!(&died, RiskError::Core { message } if message.starts_with("Died ")), "{died:?}");
}

#[test]
fn many_threads_call_at_once() {
    let worker = worker();
    thread::scope(|scope| {
        for thread in 0..16_i64 {
            let worker = &worker;
            scope.spawn(move || {
                for n in 0..200 {
                    assert_eq!(worker.run(|| ffi::sum(thread, n)), thread + n);
                    if n % 50 == 0 {
                        let long = worker.run(|| ffi::repeat(&[thread as u8], 300_000)).unwrap();
                        assert!(long.iter().all(|byte| i64::from(*byte) == thread));
                    }
                }
            });
        }
    });
    assert_eq!(worker.starts(), 1);
}

#[test]
fn dropped_futures_and_streams_are_cancelled_in_the_worker() {
    let worker = worker();
    runtime().block_on(async {
        let long = worker.run_async(ffi::later(1, 3_600_000));
        assert!(tokio::time::timeout(Duration::from_millis(20), long).await.is_err());
        worker
            .run_async(async {
                let mut numbers = ffi::numbers(u32::MAX, 0, u32::MAX);
                assert_eq!(numbers.next().await.unwrap().unwrap(), 0);
            })
            .await;
    });
    eventually("both contexts are cancelled", || worker.run(ffi::cancelled).unwrap() == 2);
}

#[test]
fn go_values_are_released_in_the_worker() {
    let worker = worker();
    let counters: Vec<_> = (0..50).map(|_| worker.run(|| ffi::counter("x")).unwrap()).collect();
    assert_eq!(worker.run(ffi::counters).unwrap(), 50);
    // Methods go to the worker that has the value, in any scope.
    assert_eq!(worker::here(|| counters[0].add(1)).unwrap(), 1);
    drop(counters);
    eventually("the worker has released them", || worker.run(ffi::counters).unwrap() == 0);
}

#[test]
fn go_values_of_another_core_are_refused() {
    guest::start().unwrap();
    let (first, second) = (worker(), worker());
    let (here, there) = (ffi::counter("here").unwrap(), first.run(|| ffi::counter("there")).unwrap());
    for error in [
        first.run(|| ffi::read(&here)).unwrap_err(),
        second.run(|| ffi::read(&there)).unwrap_err(),
        ffi::read(&there).unwrap_err(),
    ] {
        assert_eq!(error.kind(), GoErrorKind::Refused, "{error}");
        assert!(error.to_string().contains("another core"), "{error}");
    }
    assert_eq!((ffi::read(&here).unwrap(), first.run(|| ffi::read(&there)).unwrap()), (0, 0));
    first.stop();
    let error = there.add(1).unwrap_err();
    assert_eq!(error.kind(), GoErrorKind::Died, "{error}");
    drop(there);
}

/// What a worker is before its core starts.
#[test]
fn a_worker_is_protected() {
    // A descriptor that foreign code has left open.
    // SAFETY: it only makes another descriptor, which is not closed by a new program.
    let leaked = unsafe { libc::dup(2) };
    assert!(leaked > 2);
    // Cargo sets it for tests.
    let inherited = "variable CARGO_MANIFEST_DIR=";
    let worker = Worker::start(
        options()
            .clear_environment()
            .environment("GOTRACEBACK", "none")
            .argument("an argument")
            .memory(600 << 20),
    )
    .unwrap();
    let text = worker.run(ffi::describe).unwrap();
    let has = |line: &str| text.lines().any(|known| known == line);
    for line in ["limit core 0", "limit data 629145600", "dumpable 0", "no_new_privs 1"] {
        assert!(has(line), "{line} is not in\n{text}");
    }
    assert!(has("descriptor 0 /dev/null") && has("variable GOTRACEBACK=none"), "{text}");
    assert!(has("arguments [\"an argument\"]") && !text.contains(inherited), "{text}");
    // Two sockets, of which one is for calls; what the test has left open is not there.
    assert_eq!(text.matches(" socket:[").count(), 2, "{text}");
    let pid = worker.id().unwrap();
    let memory = std::fs::File::open(format!("/proc/{pid}/mem"));
    // SAFETY: it only asks.
    if unsafe { libc::getuid() } != 0 {
        assert!(memory.is_err());
    }

    // The canary: this process has none of that, and the descriptor.
    guest::start().unwrap();
    let text = ffi::describe().unwrap();
    let line = text.lines().find(|line| line.starts_with(&format!("descriptor {leaked} "))).unwrap();
    let target = line.rsplit_once(' ').unwrap().1;
    assert!(!worker.run(ffi::describe).unwrap().contains(&format!("descriptor {leaked} {target}")), "{line}");
    assert!(
        text.contains("dumpable 1") && text.contains("no_new_privs 0") && text.contains(inherited),
        "{text}"
    );
}

#[test]
fn what_does_not_start_says_why() {
    let failed = |options| Worker::start(options).unwrap_err().to_string();
    let text = failed(options().program("/nowhere/program"));
    assert!(text.contains("fork and exec") && text.contains("No such file"), "{text}");
    let text = failed(options().program("/bin/false"));
    assert!(text.contains("exited with status 1") && text.contains("worker::serve()"), "{text}");
    let text = failed(options().restarts(0));
    assert!(text.contains("0 workers were started"), "{text}");
    let text = failed(options().environment("Guest_INIT", "panic"));
    assert!(text.contains("the guest burns"), "{text}");
    #[cfg(spandrel_link = "shared")]
    {
        use spandrel_host::Core;
        let text = failed(options().core(Core::beside("libnothing.so")));
        assert!(text.contains("libnothing.so"), "{text}");
        let wrong = || Err::<(), _>(format!("{} is wrong", ffi::sum(1, 1)));
        let text = failed(options().core(Core::beside("libguest_core.so").in_tests().known_answer(wrong)));
        assert!(text.contains("failed its self-test: 2 is wrong"), "{text}");
        let bare = spandrel_host::worker::Options::new().program(env!("CARGO_BIN_EXE_guest"));
        let text = failed(bare.quiet());
        assert!(text.contains("the core of the worker does not start: no Go core is linked"), "{text}");
    }
}
