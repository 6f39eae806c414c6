//! Go code under a Rust program that is replaced by Rust code while the program runs: planted faults under each policy, plans that change
//! under load, rollbacks. What is compared really is Go.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
};

use guest::risk::ffi::{self, Point, RiskError};
use spandrel::{
    GoError, GoErrorKind, Secret,
    hook::{Decision, Hook, HookCall, set_hook},
};
use spandrel_migrate::{
    Action, Breaker, Candidate, Class, Core, Divergence, Event, EventKind, Key, Kit, Mode, Plan, PlanError,
    Policy, Rollback, Status, candidate, is_diverged, is_halted, with_key,
};

/// The hook is one of the whole process.
static TURN: Mutex<()> = Mutex::new(());

type Words = BTreeMap<String, Vec<u16>>;
type Joined = BTreeMap<String, u64>;

/// The Go code, once more in Rust.
mod right {
    use super::*;

    pub fn walk(from: Point, steps: &[Point], name: &str) -> Point {
        // Go adds the halves of 64 bits, without a carry.
        let half = |a: u128, b: u128, shift: u32| {
            u128::from(((a >> shift) as u64).wrapping_add((b >> shift) as u64)) << shift
        };
        let add = |from: Point, step: &Point| Point {
            x: half(from.x, step.x, 0) | half(from.x, step.x, 64),
            y: from.y.wrapping_add(step.y),
        };
        let end = steps.iter().fold(from, add);
        Point { y: end.y.wrapping_add(name.len() as i32), ..end }
    }

    pub fn join(a: String, words: Words, sep: Option<String>, n: u8) -> Joined {
        let mut joined = BTreeMap::from([(a, u64::from(n))]);
        for (mut word, numbers) in words {
            word.push_str(sep.as_deref().unwrap_or_default());
            if !numbers.is_empty() {
                *joined.entry(word).or_default() += numbers.iter().copied().map(u64::from).sum::<u64>();
            }
        }
        joined
    }

    pub fn decline(how: &str) -> Result<u32, RiskError> {
        match how {
            "made" => Err(RiskError::Refused { what: "tea".into(), times: 3 }),
            "wrapped" => Err(RiskError::Refused { what: "milk".into(), times: 2 }),
            _ => Ok(7),
        }
    }
}

fn sum() -> Candidate {
    candidate!(guest::risk::ffi, |a: i64, b: i64| -> i64 { a.wrapping_add(b) })
}

fn walk() -> Candidate {
    candidate!(guest::risk::ffi, |from: Point, steps: Vec<Point>, name: String| -> Point {
        right::walk(from, &steps, &name)
    })
}

fn join() -> Candidate {
    candidate!(guest::risk::ffi, |a: String, words: Words, sep: Option<String>, n: u8| -> Joined {
        right::join(a, words, sep, n)
    })
}

fn repeat() -> Candidate {
    candidate!(guest::risk::ffi, |bytes: Vec<u8>, times: u32| -> Vec<u8> { bytes.repeat(times as usize) })
}

fn decline() -> Candidate {
    candidate!(guest::risk::ffi, |how: String| -> Result<u32, RiskError> { right::decline(&how) })
}

const SUM: &str = "risk.Sum";
const WALK: &str = "risk.Walk";
const JOIN: &str = "risk.Join";
const REPEAT: &str = "risk.Repeat";
const DECLINE: &str = "risk.Decline";

fn all_right() -> [(&'static str, Candidate); 5] {
    [(SUM, sum()), (WALK, walk()), (JOIN, join()), (REPEAT, repeat()), (DECLINE, decline())]
}

macro_rules! faults {
    ($($name:literal, $function:ident, |$($arg:ident: $ty:ty),*| -> $answer:ty $body:block;)*) => {
        fn faults() -> Vec<(&'static str, &'static str, Candidate)> {
            vec![$((
                $name,
                $function,
                candidate!(guest::risk::ffi, |$($arg: $ty),*| -> Result<$answer, RiskError> $body),
            )),*]
        }
    };
}

faults! {
    "a sum of 32 bits", SUM, |a: i64, b: i64| -> i64 { Ok(i64::from((a as i32).wrapping_add(b as i32))) };
    "a sum without its sign", SUM, |a: i64, b: i64| -> i64 { Ok(a.wrapping_add(b).wrapping_abs()) };
    "a sum that saturates", SUM, |a: i64, b: i64| -> i64 { Ok(a.saturating_add(b)) };
    "a sum that fails when it overflows", SUM, |a: i64, b: i64| -> i64 {
        a.checked_add(b).ok_or(RiskError::Refused { what: "sum".into(), times: 1 })
    };
    "a sum that panics at a minus", SUM, |a: i64, b: i64| -> i64 {
        assert!(a >= 0, "planted");
        Ok(a.wrapping_add(b))
    };
    "a difference", SUM, |a: i64, b: i64| -> i64 { Ok(a.wrapping_sub(b)) };
    "a walk of 64 bits", WALK, |from: Point, steps: Vec<Point>, name: String| -> Point {
        let end = right::walk(from, &steps, &name);
        Ok(Point { x: u128::from(end.x as u64), ..end })
    };
    "a walk without its last step", WALK, |from: Point, steps: Vec<Point>, name: String| -> Point {
        Ok(right::walk(from, &steps[..steps.len().saturating_sub(1)], &name))
    };
    "a walk that counts letters", WALK, |from: Point, steps: Vec<Point>, name: String| -> Point {
        let end = right::walk(from, &steps, "");
        Ok(Point { y: end.y.wrapping_add(name.chars().count() as i32), ..end })
    };
    "a walk that does not move", WALK, |from: Point, _steps: Vec<Point>, _name: String| -> Point { Ok(from) };
    "a walk that saturates", WALK, |from: Point, steps: Vec<Point>, name: String| -> Point {
        let y = steps.iter().fold(from.y, |y, step| y.saturating_add(step.y));
        Ok(Point { y: y.saturating_add(name.len() as i32), ..right::walk(from, &steps, &name) })
    };
    "a join without a separator", JOIN, |a: String, words: Words, _sep: Option<String>, n: u8| -> Joined {
        Ok(right::join(a, words, None, n))
    };
    "a join whose sums are of 16 bits", JOIN, |a: String, words: Words, sep: Option<String>, n: u8| -> Joined {
        Ok(right::join(a, words, sep, n).into_iter().map(|(word, sum)| (word, u64::from(sum as u16))).collect())
    };
    "a join with words of no numbers", JOIN, |a: String, words: Words, sep: Option<String>, n: u8| -> Joined {
        let none: Vec<String> = words.iter().filter(|(_, all)| all.is_empty()).map(|(word, _)| word.clone()).collect();
        let mut joined = right::join(a, words, sep, n);
        none.into_iter().for_each(|word| { joined.entry(word).or_default(); });
        Ok(joined)
    };
    "a join that replaces the first", JOIN, |a: String, words: Words, sep: Option<String>, n: u8| -> Joined {
        let mut joined = right::join(a.clone(), words, sep, n);
        joined.insert(a, u64::from(n));
        Ok(joined)
    };
    "a join of lower case", JOIN, |a: String, words: Words, sep: Option<String>, n: u8| -> Joined {
        Ok(right::join(a.to_lowercase(), words, sep, n))
    };
    "a join of nothing", JOIN, |_a: String, _words: Words, _sep: Option<String>, _n: u8| -> Joined { Ok(Joined::new()) };
    "once too often", REPEAT, |bytes: Vec<u8>, times: u32| -> Vec<u8> { Ok(bytes.repeat(times as usize + 1)) };
    "at least once", REPEAT, |bytes: Vec<u8>, times: u32| -> Vec<u8> { Ok(bytes.repeat(times.max(1) as usize)) };
    "text only", REPEAT, |bytes: Vec<u8>, times: u32| -> Vec<u8> {
        Ok(String::from_utf8_lossy(&bytes).repeat(times as usize).into_bytes())
    };
    "the wrong way round", REPEAT, |bytes: Vec<u8>, times: u32| -> Vec<u8> {
        Ok(bytes.iter().rev().copied().collect::<Vec<u8>>().repeat(times as usize))
    };
    "a repetition that fails for nothing", REPEAT, |bytes: Vec<u8>, times: u32| -> Vec<u8> {
        if times == 0 { Err(RiskError::Refused { what: "nothing".into(), times }) } else { Ok(bytes.repeat(times as usize)) }
    };
    "another variant of an error", DECLINE, |how: String| -> u32 {
        right::decline(&how).map_err(|error| RiskError::Core { message: error.to_string() })
    };
    "another field of an error", DECLINE, |how: String| -> u32 {
        right::decline(&how).map_err(|_| RiskError::Refused { what: "tea".into(), times: 2 })
    };
    "no error", DECLINE, |how: String| -> u32 { Ok(right::decline(&how).unwrap_or(7)) };
    "an error that panics", DECLINE, |how: String| -> u32 { Ok(right::decline(&how).unwrap()) };
}

/// Values that are different enough for each fault, as a call of Go and what Rust answers.
type Call = (&'static str, Box<dyn Fn() -> Result<String, GoError> + Send + Sync>, String);

fn call<T: std::fmt::Debug + 'static>(
    function: &'static str,
    call: impl Fn() -> Result<T, GoError> + Send + Sync + 'static,
    right: T,
) -> Call {
    (function, Box::new(move || call().map(|answer| format!("{answer:?}"))), format!("{right:?}"))
}

/// The error of `decline` as the hook had it: the bridge turns it into its own.
fn declined(how: &'static str) -> Result<String, GoError> {
    Ok(format!("{:?}", ffi::decline(how)))
}

fn calls() -> Vec<Call> {
    let mut all = Vec::new();
    for (a, b) in [(1, 2), (-7, 3), (1 << 40, 5), (i64::MAX, 1), (0, 0), (-5, -6)] {
        // Functions without an error panic in Rust where their call fails.
        let made = move || std::panic::catch_unwind(|| ffi::sum(a, b));
        let made =
            move || made().map_err(|_| GoError::of_hook(SUM, GoErrorKind::Returned, "panic", String::new()));
        all.push(call(SUM, made, a.wrapping_add(b)));
    }
    let steps = [Point { x: 1, y: 2 }, Point { x: u128::MAX - 5, y: 9 }, Point { x: 1 << 70, y: i32::MAX }];
    for (count, name) in [(0, ""), (1, "Zürich"), (2, "a"), (3, "abc")] {
        let (from, steps) = (Point { x: 10, y: 3 }, steps[..count].to_vec());
        let right = right::walk(from, &steps, name);
        all.push(call(WALK, move || ffi::walk(from, &steps, name), right));
    }
    let words = || {
        Words::from([("a".into(), vec![1, 2]), ("A".into(), vec![65_535, 65_535]), ("none".into(), vec![])])
    };
    for (a, sep) in [("a", None), ("B", Some("-")), ("", Some(""))] {
        let sep = sep.map(str::to_owned);
        let right = right::join(a.to_owned(), words(), sep.clone(), 9);
        all.push(call(JOIN, move || ffi::join(a, words(), sep.clone(), 9), right));
    }
    for (bytes, times) in [(&b"xy"[..], 2), (b"\xff\x00z", 3), (b"abc", 0), (b"", 4)] {
        all.push(call(REPEAT, move || ffi::repeat(bytes, times), bytes.repeat(times as usize)));
    }
    for how in ["made", "wrapped", "no"] {
        let right = format!("{:?}", right::decline(how));
        all.push((DECLINE, Box::new(move || declined(how)), right));
    }
    all
}

/// A kit that stands around the calls for the length of a test.
struct Installed {
    kit: Kit,
    found: Arc<Mutex<Vec<Divergence>>>,
    events: Arc<Mutex<Vec<Event>>>,
    _turn: MutexGuard<'static, ()>,
}

impl Drop for Installed {
    fn drop(&mut self) {
        set_hook(None);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn install(candidates: impl IntoIterator<Item = (&'static str, Candidate)>, plan: Plan) -> Installed {
    guest::start().unwrap();
    let turn = lock(&TURN);
    let (found, events) = <(Arc<Mutex<Vec<Divergence>>>, Arc<Mutex<Vec<Event>>>)>::default();
    let (tell_found, tell_events) = (Arc::clone(&found), Arc::clone(&events));
    let mut builder = Kit::builder()
        .on_divergence(move |divergence| lock(&tell_found).push(divergence.clone()))
        .on_event(move |event| lock(&tell_events).push(event.clone()));
    for (name, candidate) in candidates {
        builder = builder.candidate(name, candidate);
    }
    let kit = builder.build(plan).unwrap();
    assert!(set_hook(Some(kit.hook())).is_none());
    Installed { kit, found, events, _turn: turn }
}

impl Installed {
    fn status(&self, function: &str) -> Status {
        self.kit.status().into_iter().find(|status| status.function == function).unwrap()
    }
}

fn policy(mode: Mode) -> Policy {
    Policy { mode, ..Policy::default() }
}

fn gate(on_difference: Action) -> Policy {
    Policy { on_difference, ..policy(Mode::Gate) }
}

/// Each planted fault under each policy that compares: it is found, and no gate and no shadow delivers a wrong answer.
#[test]
fn faults_under_policies() {
    let policies = [
        ("shadow", policy(Mode::Shadow)),
        ("gate, fallback", gate(Action::Fallback)),
        ("gate, abstain", gate(Action::Abstain)),
        ("gate, halt", gate(Action::Halt)),
    ];
    assert!(faults().len() >= 24);
    for (name, chosen) in policies {
        let mut found = 0;
        for (fault, of, planted) in faults() {
            let installed = install([(of, planted)], Plan::new(chosen.clone()));
            for (function, made, right) in calls() {
                match made() {
                    Ok(answer) if function == DECLINE && answer.contains("Core") => {
                        assert!(
                            name.contains("abstain") || name.contains("halt"),
                            "{name}, {fault}: {answer}"
                        );
                    }
                    Ok(answer) => assert_eq!(answer, right, "{name}, {fault}: a wrong answer was delivered"),
                    Err(error) => {
                        let known = is_diverged(&error) || is_halted(&error) || error.type_name() == "panic";
                        assert!(
                            known && !name.contains("fallback") && name != "shadow",
                            "{name}, {fault}: {error}"
                        );
                    }
                }
            }
            installed.kit.flush();
            let status = installed.status(of);
            assert!(status.diverged > 0, "{name}: {fault} is not found: {status:?}");
            assert_eq!(status.halted, name == "gate, halt", "{fault}");
            assert_eq!(
                status.abstained > 0,
                name == "gate, abstain" || name == "gate, halt",
                "{name}, {fault}"
            );
            let panics = fault.contains("panics");
            assert_eq!(status.failed > 0, panics, "{name}, {fault}");
            assert_eq!(lock(&installed.found).iter().any(|d| d.difference.class == Class::Panic), panics);
            found += 1;
        }
        assert_eq!(found, faults().len());
    }
}

/// The canary of the table above: without a comparison the same faults do deliver wrong answers.
#[test]
fn faults_are_wrong_answers_where_the_candidate_serves() {
    for (fault, of, planted) in faults() {
        let installed = install([(of, planted)], Plan::new(policy(Mode::Candidate)));
        let wrong =
            calls().into_iter().filter(|(_, made, right)| made().ok().as_ref() != Some(right)).count();
        assert!(wrong > 0, "{fault} is no fault");
        assert!(installed.status(of).served > 0);
    }
}

/// Right candidates are not found wrong, and answer as Go does, whoever serves.
#[test]
fn no_false_alarms() {
    for mode in [Mode::Shadow, Mode::Gate, Mode::Candidate, Mode::Fallback, Mode::Ramp] {
        let installed = install(all_right(), Plan::new(Policy { percent: 50.0, ..policy(mode) }));
        for round in 0..200_i64 {
            for (_, made, right) in calls() {
                assert_eq!(made().unwrap(), right, "{mode:?}");
            }
            assert_eq!(ffi::sum(round << 50, -round * 3), (round << 50) - round * 3);
            if round % 10 == 0 {
                installed.kit.flush();
            }
        }
        installed.kit.flush();
        assert!(lock(&installed.found).is_empty(), "{mode:?}: {}", lock(&installed.found)[0]);
        for status in installed.kit.status() {
            let (compares, serves) =
                (matches!(mode, Mode::Shadow | Mode::Gate), !matches!(mode, Mode::Shadow | Mode::Gate));
            assert_eq!((status.agreed > 0, status.served > 0), (compares, serves), "{mode:?}: {status:?}");
            assert_eq!(status.dropped + status.skipped + status.failed, 0, "{status:?}");
        }
    }
}

/// An error that only Go has, and one whose message differs: the first is a divergence, the second not.
#[test]
fn errors_are_compared_by_kind_and_variant() {
    let installed = install([(DECLINE, decline())], Plan::new(policy(Mode::Gate)));
    ffi::decline("made").unwrap_err();
    assert_eq!(installed.status(DECLINE).agreed, 1);
    ffi::decline("foreign").unwrap_err();
    ffi::decline("panic").unwrap_err();
    let classes: Vec<Class> = lock(&installed.found).iter().map(|d| d.difference.class).collect();
    assert_eq!(classes, [Class::Error, Class::Error]);
    drop(installed);
    let other = candidate!(guest::risk::ffi, |how: String| -> Result<u32, String> {
        Err(format!("other words: {how}"))
    });
    let installed = install([(DECLINE, other)], Plan::new(policy(Mode::Gate)));
    ffi::decline("foreign").unwrap_err();
    assert_eq!(installed.status(DECLINE).agreed, 1);
    ffi::decline("made").unwrap_err();
    assert_eq!(lock(&installed.found)[0].difference.class, Class::ErrorCode);
}

/// After a rollback the next call is Go's: by hand, by divergences and by panics. It does not come back by itself.
#[test]
fn rollback_is_there_at_the_next_call() {
    let wrong = || candidate!(guest::risk::ffi, |a: i64, b: i64| -> i64 { a.wrapping_mul(b) });
    let installed = install([(SUM, wrong())], Plan::new(policy(Mode::Candidate)));
    assert_eq!(ffi::sum(5, 6), 30);
    installed.kit.roll_back(SUM, "by hand").unwrap();
    for _ in 0..100 {
        assert_eq!(ffi::sum(5, 6), 11);
    }
    assert!(installed.status(SUM).rolled_back);
    installed.kit.resume(SUM).unwrap();
    assert_eq!(ffi::sum(5, 6), 30);
    let kinds: Vec<EventKind> = lock(&installed.events).iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::RolledBack, EventKind::Resumed]);
    assert!(matches!(installed.kit.roll_back("risk.Summ", ""), Err(PlanError::NoCandidate(..))));
    drop(installed);

    // A gate that answers as Go does, and gives up at the third difference.
    let rollback = Rollback { divergences: 3, ..Rollback::default() };
    let installed = install([(SUM, wrong())], Plan::new(Policy { rollback, ..policy(Mode::Gate) }));
    for call in 1..=10 {
        assert_eq!(ffi::sum(5, 6), 11);
        assert_eq!(installed.status(SUM).rolled_back, call >= 3, "call {call}");
    }
    assert_eq!(installed.status(SUM).diverged, 3);
    drop(installed);

    // The first panic is the caller's, the next call is Go's.
    let panics =
        candidate!(guest::risk::ffi, |_bytes: Vec<u8>, _times: u32| -> Vec<u8> { panic!("planted") });
    let rollback = Rollback { errors: 1, ..Rollback::default() };
    let installed = install([(REPEAT, panics)], Plan::new(Policy { rollback, ..policy(Mode::Candidate) }));
    let error = ffi::repeat(b"a", 2).unwrap_err();
    assert_eq!((error.kind(), error.message()), (GoErrorKind::Panicked, "the candidate in Rust: planted"));
    assert_eq!(ffi::repeat(b"a", 2).unwrap(), b"aa");
    assert_eq!(installed.status(REPEAT).failed, 1);
}

/// The canary of the rollbacks above: a hook that is one call late is noticed by the same count.
#[test]
fn a_rollback_one_call_too_late_is_noticed() {
    struct Late {
        now: Kit,
        before: Kit,
        late: AtomicBool,
    }
    impl Hook for Late {
        fn begin(&self, call: &HookCall<'_>) -> Decision {
            let first = self.now.status()[0].rolled_back && self.late.swap(false, Ordering::Relaxed);
            if first { self.before.begin(call) } else { self.now.begin(call) }
        }
    }
    guest::start().unwrap();
    let _turn = lock(&TURN);
    for late in [false, true] {
        let wrong = || candidate!(guest::risk::ffi, |a: i64, b: i64| -> i64 { a.wrapping_mul(b) });
        let [now, before] = [(); 2].map(|()| {
            Kit::builder().candidate(SUM, wrong()).build(Plan::new(policy(Mode::Candidate))).unwrap()
        });
        set_hook(Some(Arc::new(Late { now: now.clone(), before, late: AtomicBool::new(late) })));
        assert_eq!(ffi::sum(5, 6), 30);
        now.roll_back(SUM, "drill").unwrap();
        let stale = (0..10).filter(|_| ffi::sum(5, 6) != 11).count();
        set_hook(None);
        assert_eq!(stale, usize::from(late));
    }
}

/// A fallback answers with Go where the candidate panics, and spares it then.
#[test]
fn a_fallback_goes_to_go_and_spares_what_panics() {
    static BROKEN: AtomicBool = AtomicBool::new(true);
    static ASKED: AtomicU64 = AtomicU64::new(0);
    let sometimes = candidate!(guest::risk::ffi, |a: i64, b: i64| -> i64 {
        ASKED.fetch_add(1, Ordering::Relaxed);
        assert!(!BROKEN.load(Ordering::Relaxed), "planted");
        a + b
    });
    let breaker = Breaker { failures: 3, pause: Some(std::time::Duration::ZERO), probes: 2 };
    let spared = Breaker { pause: Some(std::time::Duration::from_secs(86_400)), ..breaker.clone() };
    let installed =
        install([(SUM, sometimes)], Plan::new(Policy { breaker: spared, ..policy(Mode::Fallback) }));
    for _ in 0..20 {
        assert_eq!(ffi::sum(1, 2), 3);
    }
    let status = installed.status(SUM);
    assert_eq!(
        (status.failed, status.fell_back, status.served, ASKED.load(Ordering::Relaxed)),
        (3, 20, 0, 3)
    );
    assert_eq!(lock(&installed.events)[0].kind, EventKind::BreakerOpen);
    drop(installed);
    ASKED.store(0, Ordering::Relaxed);
    let again = candidate!(guest::risk::ffi, |a: i64, b: i64| -> i64 {
        assert!(!BROKEN.load(Ordering::Relaxed), "planted");
        a + b
    });
    let installed = install([(SUM, again)], Plan::new(Policy { breaker, ..policy(Mode::Fallback) }));
    (0..5).for_each(|_| assert_eq!(ffi::sum(1, 2), 3));
    BROKEN.store(false, Ordering::Relaxed);
    (0..5).for_each(|_| assert_eq!(ffi::sum(1, 2), 3));
    assert_eq!((installed.status(SUM).fell_back, installed.status(SUM).served), (5, 5));
    let kinds: Vec<EventKind> = lock(&installed.events).iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::BreakerOpen, EventKind::BreakerClosed]);
}

/// A share is sticky by key: a growing one moves no key back.
#[test]
fn a_ramp_is_sticky() {
    let marked = candidate!(guest::risk::ffi, |a: i64, b: i64| -> i64 { a + b + 1_000_000 });
    let ramp = |percent| Plan::new(Policy { percent, ..policy(Mode::Ramp) });
    let installed = install([(SUM, marked)], ramp(20.0));
    let moved = || -> Vec<bool> {
        (0..2000).map(|user| with_key(&format!("user {user}"), || ffi::sum(1, 1)) > 2).collect()
    };
    let (first, again) = (moved(), moved());
    assert_eq!(first, again);
    let share = first.iter().filter(|moved| **moved).count();
    assert!((300..500).contains(&share), "{share} of 2000 at 20 percent");
    installed.kit.set_plan(ramp(60.0)).unwrap();
    assert!(first.iter().zip(moved()).all(|(before, now)| !before || now));
    let by_arguments = Policy { percent: 50.0, key: Some(Key::Arguments), ..policy(Mode::Ramp) };
    installed.kit.set_plan(Plan::new(by_arguments)).unwrap();
    for a in 0..200 {
        assert_eq!(ffi::sum(a, 1), ffi::sum(a, 1));
    }
}

/// How calls ended while plans changed.
#[derive(Debug, Default)]
struct Ends {
    served: AtomicU64,
    abstained: AtomicU64,
    torn: AtomicU64,
}

/// Replaces the plan many times under load. Of the two plans one has the candidate serve, with an answer that tells, and the other has a
/// gate abstain from exactly this answer: what is neither ended by a plan that is not one of them.
fn changed(plans: &[Plan]) -> [u64; 3] {
    let marked = candidate!(guest::risk::ffi, |bytes: Vec<u8>, times: u32| -> Vec<u8> {
        let mut marked = bytes.repeat(times as usize);
        marked.push(b'!');
        marked
    });
    let installed = install([(REPEAT, marked)], plans[0].clone());
    let (ended, made, ends) = (AtomicBool::new(false), AtomicU64::new(0), Ends::default());
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !ended.load(Ordering::Relaxed) {
                    let end = match ffi::repeat(b"ab", 2) {
                        Ok(answer) if answer == b"abab!" => &ends.served,
                        Err(error) if is_diverged(&error) => &ends.abstained,
                        _ => &ends.torn,
                    };
                    end.fetch_add(1, Ordering::Relaxed);
                    made.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for change in 1..=10_000 {
            installed.kit.set_plan(plans[change % plans.len()].clone()).unwrap();
            if change % 100 < plans.len() {
                // Each plan is followed by some calls that begin after it.
                let before = made.load(Ordering::Relaxed);
                while made.load(Ordering::Relaxed) < before + 6 {
                    thread::yield_now();
                }
            }
        }
        ended.store(true, Ordering::Relaxed);
    });
    assert_eq!(lock(&installed.events).len(), 10_000);
    let [served, abstained, torn] =
        [&ends.served, &ends.abstained, &ends.torn].map(|end| end.load(Ordering::Relaxed));
    let status = installed.status(REPEAT);
    assert_eq!((status.served, status.abstained), (served, abstained), "calls were lost");
    [served, abstained, torn]
}

/// A plan that is replaced under load loses no call, and no call follows two plans.
#[test]
fn plan_changes_under_load() {
    let plans = [Plan::new(policy(Mode::Candidate)), Plan::new(gate(Action::Abstain))];
    let [served, abstained, torn] = changed(&plans);
    assert!(served > 0 && abstained > 0 && torn == 0, "{served} served, {abstained} abstained, {torn} torn");
    // The canary: the mode of one plan with the action of the other.
    let [mode, action] = plans;
    let [_, _, torn] = changed(&[mode, action, Plan::new(gate(Action::Fallback))]);
    assert!(torn > 0, "a plan that is half of each is not noticed");
}

/// A full queue drops comparisons, and counts them; no call waits.
#[test]
fn a_full_queue_drops_and_counts() {
    static GATE: Mutex<()> = Mutex::new(());
    let waits = candidate!(guest::risk::ffi, |a: i64, b: i64| -> i64 {
        drop(GATE.lock().unwrap_or_else(PoisonError::into_inner));
        a + b
    });
    guest::start().unwrap();
    let _turn = lock(&TURN);
    let kit = Kit::builder()
        .candidate(SUM, waits)
        .queue(4)
        .workers(1)
        .build(Plan::new(policy(Mode::Shadow)))
        .unwrap();
    set_hook(Some(kit.hook()));
    let closed = lock(&GATE);
    for _ in 0..20 {
        assert_eq!(ffi::sum(1, 2), 3);
    }
    drop(closed);
    kit.flush();
    set_hook(None);
    let status = kit.status().remove(0);
    // One may be on its way while four wait.
    assert!(status.dropped == 15 || status.dropped == 16, "{status:?}");
    assert_eq!(status.agreed + status.dropped, 20);
}

/// What cannot be made of data alone passes to Go, and is counted and told. A shadow compares async functions.
#[test]
fn what_is_not_data_is_skipped() {
    let later = candidate!(guest::risk::ffi, |v: u64, _milliseconds: u32| -> u64 { 2 * v });
    let wrong = candidate!(guest::risk::ffi, |v: u64, _milliseconds: u32| -> u64 { 2 * v + 1 });
    let derive = candidate!(guest::risk::ffi, || -> () {});
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let installed =
        install([("risk.Later", later), ("risk.Derive", derive.clone())], Plan::new(policy(Mode::Shadow)));
    assert_eq!(runtime.block_on(ffi::later(21, 1)).unwrap(), 42);
    ffi::derive(Secret::<str>::new("p"), "s", Secret::from(vec![1])).unwrap();
    installed.kit.flush();
    assert_eq!((installed.status("risk.Later").agreed, installed.status("risk.Derive").skipped), (1, 1));
    assert_eq!(lock(&installed.events)[0].kind, EventKind::Skipped);
    installed.kit.set_plan(Plan::new(policy(Mode::Gate))).unwrap();
    assert_eq!(runtime.block_on(ffi::later(21, 1)).unwrap(), 42);
    assert_eq!(installed.status("risk.Later").skipped, 1);
    drop(installed);
    let installed = install([("risk.Later", wrong)], Plan::new(policy(Mode::Shadow)));
    assert_eq!(runtime.block_on(ffi::later(21, 1)).unwrap(), 42);
    installed.kit.flush();
    assert_eq!(installed.status("risk.Later").diverged, 1);
}

/// A candidate whose types are not those of the bridge is found at its first call.
#[test]
fn wrong_types_are_malformed() {
    let narrow = candidate!(guest::risk::ffi, |a: i64| -> Joined { Joined::from([("a".into(), a as u64)]) });
    let installed = install([(WALK, narrow)], Plan::new(policy(Mode::Gate)));
    ffi::walk(Point { x: 1, y: 1 }, &[], "").unwrap();
    assert_eq!(lock(&installed.found)[0].difference.class, Class::Malformed);
}

/// A candidate may call Go: what it calls is not compared again.
#[test]
fn a_candidate_may_call_go() {
    let asks = candidate!(guest::risk::ffi, |bytes: Vec<u8>, times: u32| -> Result<Vec<u8>, GoError> {
        ffi::repeat(&bytes, times)
    });
    let installed = install([(REPEAT, asks)], Plan::new(policy(Mode::Gate)));
    assert_eq!(ffi::repeat(b"ab", 2).unwrap(), b"abab");
    assert_eq!((installed.status(REPEAT).agreed, lock(&installed.found).len()), (1, 0));
}

#[test]
fn wrong_plans_are_refused_as_a_whole() {
    let build = |plan| Kit::builder().candidate(SUM, sum()).candidate(WALK, walk()).build(plan);
    let half = Policy { percent: 101.0, ..policy(Mode::Ramp) };
    for (plan, message) in [
        (
            Plan::default().with("Sun", policy(Mode::Gate)),
            "migrate: the plan names Sun, which has no candidate; candidates are there for risk.Sum, risk.Walk",
        ),
        (
            Plan::default().with("Sum", half),
            "migrate: policy of risk.Sum: sample and percent are from 0 to 100",
        ),
        (
            Plan::default().with("Sum", Policy::default()).with(SUM, Policy::default()),
            "migrate: the plan has two policies for risk.Sum, or its name without a package is one of two functions",
        ),
    ] {
        assert_eq!(build(plan).unwrap_err().to_string(), message);
    }
    assert!(Kit::builder().candidate(SUM, sum()).candidate(SUM, sum()).build(Plan::default()).is_err());
    let kit =
        build(Plan::default().with("Sum", Policy { order: vec![Core::Primary], ..policy(Mode::Candidate) }))
            .unwrap();
    let before = kit.plan();
    kit.set_plan(Plan::default().with("Sun", policy(Mode::Gate))).unwrap_err();
    assert_eq!(kit.plan(), before);
}
