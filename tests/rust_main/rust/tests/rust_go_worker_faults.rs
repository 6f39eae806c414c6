//! A core that ends its process, or does not answer, in a worker: the program lives, says what happened, and goes on.

mod workers;

use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Command, Stdio},
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use futures_util::StreamExt;
use guest::risk::ffi;
use spandrel::{GoError, GoErrorKind};
use spandrel_host::worker::Worker;
use workers::{eventually, options, worker};

/// Tests that count the processes and descriptors of this one.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn goes_on(worker: &Worker, after: &str) {
    for n in 0..3 {
        assert_eq!(worker.run(|| ffi::sum(n, 1)), n + 1, "after {after}");
    }
}

fn signal(pid: u32, signal: libc::c_int) {
    // SAFETY: the process is a worker of ours, and not reaped while its handle lives.
    assert_eq!(unsafe { libc::kill(pid.cast_signed(), signal) }, 0);
}

/// What Go's `recover` does not catch, or nothing catches.
#[test]
fn faults_end_the_worker_and_not_the_program() {
    let _alone = alone();
    let worker = worker();
    for (kind, said) in [
        ("goroutine_panic", "panic: on a goroutine of its own"),
        ("map_write", "concurrent map"),
        ("stack", ""),
        ("unlock", "unlock of unlocked mutex"),
        ("bad_pointer", "fatal error: fault"),
        ("goexit", "called runtime.Goexit"),
        ("memory", "out of memory"),
        ("exit", "exited with status 7"),
        ("kill", "signal 9"),
        ("abort", "signal 6"),
    ] {
        let starts = worker.starts();
        let error = worker.run(|| ffi::crash(kind)).unwrap_err();
        assert_eq!(error.kind(), GoErrorKind::Died, "{kind}: {error}");
        assert!(error.message().contains(said), "{kind}: {error}");
        goes_on(&worker, kind);
        assert_eq!(worker.starts(), starts + 1, "{kind}");
    }
    // Go may also stop for ever while it reports a fault that interrupts a handler of C's: the deadline ends it.
    let starts = worker.starts();
    let error = worker.run(|| ffi::crash("nil_in_handler")).unwrap_err();
    assert!(matches!(error.kind(), GoErrorKind::Died | GoErrorKind::Deadline), "{error}");
    goes_on(&worker, "nil_in_handler");
    assert_eq!(worker.starts(), starts + 1);
    // The canary: an error and a panic end nothing.
    let starts = worker.starts();
    assert_eq!(worker.run(|| ffi::refuse("x", true)).unwrap_err().kind(), GoErrorKind::Panicked);
    assert_eq!(worker.starts(), starts);
}

#[test]
fn what_does_not_answer_is_ended_at_its_deadline() {
    let _alone = alone();
    let worker = worker();
    for kind in ["deadlock", "spin", "stop"] {
        let short = worker.with_deadline(Duration::from_millis(100));
        let error = short.run(|| ffi::crash(kind)).unwrap_err();
        assert_eq!(error.kind(), GoErrorKind::Deadline, "{kind}: {error}");
        assert!(error.to_string().contains("100ms"), "{error}");
        goes_on(&worker, kind);
    }
    // Others that it had not answered fail with it, and say why.
    let others: Vec<_> = (0..4)
        .map(|_| {
            let worker = worker.clone();
            thread::spawn(move || worker.run(|| ffi::sleep(60_000)).unwrap_err())
        })
        .collect();
    thread::sleep(Duration::from_millis(100));
    let short = worker.with_deadline(Duration::from_millis(50));
    assert_eq!(short.run(|| ffi::sleep(60_000)).unwrap_err().kind(), GoErrorKind::Deadline);
    for other in others {
        let error = other.join().unwrap();
        assert_eq!(error.kind(), GoErrorKind::Died, "{error}");
        assert!(error.to_string().contains("a call was not answered in time"), "{error}");
    }
    goes_on(&worker, "sleep");
    // The canary: what is in time is answered.
    worker.with_deadline(Duration::from_secs(20)).run(|| ffi::sleep(200)).unwrap();
}

fn kill_after(worker: &Worker, pause: Duration) -> thread::JoinHandle<()> {
    let pid = worker.id().unwrap();
    thread::spawn(move || {
        thread::sleep(pause);
        signal(pid, libc::SIGKILL);
    })
}

#[test]
fn killed_before_in_and_after_a_call() {
    let _alone = alone();
    let worker = worker();
    let died = |error: GoError| assert_eq!(error.kind(), GoErrorKind::Died, "{error}");
    for round in 0..20 {
        // Before: it is either seen in time, or the call fails; nothing is asked twice.
        signal(worker.id().unwrap(), libc::SIGKILL);
        if let Err(error) = worker.run(|| ffi::count(1)) {
            died(error);
        }
        // In a call.
        goes_on(&worker, "before");
        let killer = kill_after(&worker, Duration::from_millis(200));
        died(worker.run(|| ffi::sleep(60_000)).unwrap_err());
        killer.join().unwrap();
        goes_on(&worker, "in");
        // In a long argument and a long answer, at some moment of them.
        let before = worker.id();
        let killer = kill_after(&worker, Duration::from_micros(500 * round));
        let long = vec![1; 8 << 20];
        if let Err(error) = worker.run(|| ffi::repeat(&long, 4)) {
            died(error);
        }
        killer.join().unwrap();
        eventually("the end is seen", || worker.id() != before);
        goes_on(&worker, "long");
        // After.
        signal(worker.id().unwrap(), libc::SIGKILL);
        eventually("the end is seen", || worker.id().is_none());
        goes_on(&worker, "after");
    }
}

#[test]
fn killed_in_what_is_answered_later() {
    let _alone = alone();
    let worker = worker();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        for _ in 0..5 {
            goes_on(&worker, "a stream");
            let killer = kill_after(&worker, Duration::from_millis(500));
            let many = (0..50).map(|v| worker.run_async(ffi::later(v, 3_600_000)));
            for answer in futures_util::future::join_all(many).await {
                assert_eq!(answer.unwrap_err().kind(), GoErrorKind::Died);
            }
            killer.join().unwrap();
            let items = worker.run_async(async {
                let mut numbers = ffi::numbers(u32::MAX, 1, u32::MAX);
                assert_eq!(numbers.next().await.unwrap().unwrap(), 0);
                let killer = kill_after(&worker, Duration::from_millis(5));
                let mut last = None;
                while let Some(item) = numbers.next().await {
                    last = Some(item);
                }
                killer.join().unwrap();
                last
            });
            assert_eq!(items.await.unwrap().unwrap_err().kind(), GoErrorKind::Died);
        }
        let error = worker.run_async(ffi::later_crash("map_write")).await.unwrap_err();
        assert_eq!(error.kind(), GoErrorKind::Died, "{error}");
        assert!(error.message().contains("concurrent map"), "{error}");
        let short = worker.with_deadline(Duration::from_millis(100));
        let error = short.run_async(ffi::later_crash("stop")).await.unwrap_err();
        assert_eq!(error.kind(), GoErrorKind::Deadline, "{error}");
        assert_eq!(worker.run_async(ffi::later(4, 0)).await.unwrap(), 8);
    });
}

/// The processes whose parent is this one, with their states.
fn children() -> Vec<(u32, char)> {
    let own = std::process::id();
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let stats = processes.filter_map(|process| fs::read_to_string(process.path().join("stat")).ok());
    let children = stats.filter_map(|stat| {
        let pid = stat.split(' ').next()?.parse().ok()?;
        let mut rest = stat.rsplit_once(") ")?.1.split(' ');
        let state = rest.next()?.chars().next()?;
        (rest.next()?.parse() == Ok(own)).then_some((pid, state))
    });
    children.collect()
}

fn descriptors() -> usize {
    fs::read_dir("/proc/self/fd").unwrap().count()
}

fn threads() -> usize {
    fs::read_dir("/proc/self/task").unwrap().count()
}

#[test]
fn many_deaths_leave_nothing_behind() {
    let _alone = alone();
    let worker = worker();
    let kill = || {
        signal(worker.id().unwrap(), libc::SIGKILL);
        eventually("the end is seen", || worker.id().is_none());
        goes_on(&worker, "a death");
    };
    (0..5).for_each(|_| kill());
    eventually("one child", || children().len() == 1);
    let (open, running) = (descriptors(), threads());
    (0..300).for_each(|_| kill());
    eventually("one child, no zombie", || children().len() == 1);
    assert!(descriptors() <= open, "{} descriptors were {open}", descriptors());
    eventually("no threads more", || threads() <= running);
    assert!(worker.starts() > 300);
    worker.stop();
    let error = worker.run(|| ffi::sleep(0)).unwrap_err();
    assert_eq!(error.kind(), GoErrorKind::Died);
    assert!(error.to_string().contains("the worker was stopped"), "{error}");
    eventually("no child", || children().is_empty());

    // The canary: a zombie and a descriptor would have been seen.
    let mut zombie = Command::new("/bin/true").stdout(Stdio::piped()).spawn().unwrap();
    eventually("a zombie", || children().iter().any(|(pid, state)| (*pid, *state) == (zombie.id(), 'Z')));
    let before = descriptors();
    let file = fs::File::open("/dev/null").unwrap();
    assert!(descriptors() > before);
    drop(file);
    zombie.wait().unwrap();
}

#[test]
fn workers_that_always_end_are_not_started_without_end() {
    let _alone = alone();
    let worker = Worker::start(options().restarts(3)).unwrap();
    for _ in 0..3 {
        assert!(worker.run(|| ffi::crash("exit")).is_err());
    }
    let error = worker.run(|| ffi::crash("exit")).unwrap_err();
    assert!(error.to_string().contains("3 workers were started within a minute"), "{error}");
    assert!(error.to_string().contains("status 7"), "{error}");
    assert_eq!(worker.starts(), 3);
}

#[test]
fn an_answer_that_is_too_large_is_refused() {
    let _alone = alone();
    let worker = Worker::start(options().largest_answer(1 << 20)).unwrap();
    assert_eq!(worker.run(|| ffi::repeat(&[1], 1 << 20)).unwrap().len(), 1 << 20);
    let error = worker.run(|| ffi::repeat(&[1], (1 << 20) + 1)).unwrap_err();
    assert_eq!(error.kind(), GoErrorKind::Died, "{error}");
    assert!(error.to_string().contains("`largest_answer`"), "{error}");
    goes_on(&worker, "too much");
}

fn exists(pid: u32) -> bool {
    // One that nobody reaps, because the container has no init, has ended as well.
    fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
}

/// The program is killed in each state of its worker: the worker ends.
#[test]
fn the_worker_ends_with_its_program() {
    let _alone = alone();
    for how in ["idle", "sleep", "spin", "stop"] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_guest"))
            .args(["worker", how])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
        // The canary: a process that is no worker stays.
        let (worker, other) = line.trim().split_once(' ').unwrap();
        let [worker, other] = [worker, other].map(|pid| pid.parse::<u32>().unwrap());
        assert!(exists(worker) && exists(other));
        thread::sleep(Duration::from_millis(50));
        program.kill().unwrap();
        program.wait().unwrap();
        eventually("the worker has ended", || !exists(worker));
        assert!(exists(other), "{how}");
        signal(other, libc::SIGKILL);
    }
}
