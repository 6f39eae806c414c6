//! The table with real threads and the real barrier. Every interleaving of fewer steps: `models.rs`.

use std::{
    cell::{Cell, RefCell},
    sync::{
        Arc, Barrier, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    },
    thread,
};

use super::{Object, SLOT_MASK, TABLE, URGENT, close, insert, readers, with_exclusive, with_shared};
use crate::private::{
    call::{code, fault::Fault},
    panics,
};

/// Two halves that are equal whenever nobody has the object alone.
struct Pair {
    halves: [Cell<u64>; 2],
    dropped: Arc<AtomicU64>,
}

// SAFETY: the table excludes writes beside reads; these tests are there to find out if it does not.
unsafe impl Sync for Pair {}

impl Object for Pair {
    const KIND: u8 = 7;
    const NAME: &'static str = "tests.Pair";
}

impl Drop for Pair {
    fn drop(&mut self) {
        assert_eq!(self.halves[0], self.halves[1]);
        self.dropped.fetch_add(1, Relaxed);
    }
}

fn pair(dropped: &Arc<AtomicU64>) -> u64 {
    let object = Pair { halves: [const { Cell::new(0) }; 2], dropped: Arc::clone(dropped) };
    insert(object).expect("the table has room")
}

fn code_of(fault: Fault) -> u64 {
    fault.into_parts().0 & 0xff
}

fn read(handle: u64) -> Result<u64, u64> {
    with_shared(handle, |pair: &Pair| {
        let first = pair.halves[0].get();
        std::hint::spin_loop();
        assert_eq!(first, pair.halves[1].get(), "a write beside a read");
        Ok(first)
    })
    .map_err(code_of)
}

fn write(handle: u64) -> Result<(), u64> {
    with_exclusive(handle, |pair: &mut Pair| {
        pair.halves[0].set(pair.halves[0].get() + 1);
        std::hint::spin_loop();
        pair.halves[1].set(pair.halves[1].get() + 1);
        Ok(())
    })
    .map_err(code_of)
}

fn is_biased(handle: u64) -> bool {
    TABLE.find(handle).is_ok_and(|slot| slot.is_biased(handle))
}

fn biased(dropped: &Arc<AtomicU64>) -> u64 {
    let handle = pair(dropped);
    while !is_biased(handle) {
        read(handle).expect("nobody else knows the object");
    }
    handle
}

#[test]
fn many_reads_bias_an_object_and_a_write_ends_that() {
    let dropped = Arc::default();
    let handle = pair(&dropped);
    for _ in 0..100 {
        assert_eq!(read(handle), Ok(0));
    }
    assert!(is_biased(handle), "it is read and never written");
    assert_eq!(write(handle), Ok(()));
    assert_eq!(read(handle), Ok(1));
    assert!(!is_biased(handle), "a bias that was just taken away does not come back at once");
    for _ in 0..1 << 20 {
        assert_eq!(read(handle), Ok(1));
    }
    assert!(is_biased(handle));
    assert_eq!(close(handle).status, code::OK);
    assert_eq!(dropped.load(Relaxed), 1);
}

#[test]
fn reads_writes_and_closes_side_by_side() {
    let dropped = Arc::new(AtomicU64::new(0));
    let (rounds, threads) = (300, 4);
    let mut all_written = 0;
    for round in 0..rounds {
        let handle = if round % 3 == 0 { pair(&dropped) } else { biased(&dropped) };
        let start = Barrier::new(threads + 2);
        let written = thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    start.wait();
                    loop {
                        match read(handle) {
                            Ok(_) | Err(code::BUSY) => {}
                            Err(code::CLOSED) => return,
                            Err(other) => panic!("{other}"),
                        }
                    }
                });
            }
            let writer = scope.spawn(|| {
                start.wait();
                let mut written = 0;
                loop {
                    match write(handle | if written % 2 == 0 { URGENT } else { 0 }) {
                        Ok(()) => written += 1,
                        Err(code::BUSY) => {}
                        Err(code::CLOSED) => return written,
                        Err(other) => panic!("{other}"),
                    }
                }
            });
            start.wait();
            for _ in 0..round * 20 {
                std::hint::spin_loop();
            }
            assert_eq!(close(handle).status, code::OK);
            writer.join().expect("the writer ends with the object")
        });
        all_written += written;
        assert_eq!(dropped.load(Relaxed), round + 1, "an object is dropped once, by the last to leave");
        assert_eq!(read(handle), Err(code::CLOSED));
    }
    assert!(all_written > 0, "no write found its turn in {rounds} rounds");
}

#[test]
fn uses_nest_deeper_than_a_thread_can_publish() {
    fn nested(handle: u64, depth: usize) -> Result<u64, u64> {
        if depth == 0 {
            assert_eq!(write(handle), Err(code::REENTRANT), "this very chain is reading it");
            return read(handle);
        }
        with_shared(handle, |_: &Pair| Ok(nested(handle, depth - 1))).map_err(code_of)?
    }
    let dropped = Arc::default();
    let handle = biased(&dropped);
    assert_eq!(nested(handle, 3 * readers::DEPTH), Ok(0));
    assert_eq!(write(handle), Ok(()), "all of them have ended");
    let outer = with_exclusive(handle, |_: &mut Pair| Ok((read(handle), write(handle))));
    assert_eq!(outer.map_err(code_of), Ok((Err(code::REENTRANT), Err(code::REENTRANT))));
    assert_eq!(close(handle).status, code::OK);
    assert_eq!(dropped.load(Relaxed), 1);
}

#[test]
fn a_closed_object_lives_to_the_end_of_a_published_read() {
    let dropped = Arc::new(AtomicU64::new(0));
    let handle = biased(&dropped);
    let read_on = with_shared(handle, |pair: &Pair| {
        let answer = thread::scope(|scope| scope.spawn(|| close(handle).status).join());
        assert_eq!(answer.ok(), Some(code::OK), "a close waits for nobody");
        assert_eq!(dropped.load(Relaxed), 0);
        assert_eq!(read(handle), Err(code::CLOSED));
        Ok(pair.halves[0].get())
    });
    assert_eq!(read_on.map_err(code_of), Ok(0));
    assert_eq!(dropped.load(Relaxed), 1);
}

#[test]
fn a_close_is_answered_while_64_threads_are_in() {
    const THREADS: usize = 64;
    let dropped = Arc::new(AtomicU64::new(0));
    let handle = biased(&dropped);
    let (all_in, closed) = (Barrier::new(THREADS + 1), Barrier::new(THREADS + 1));
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let read_on = with_shared(handle, |pair: &Pair| {
                    all_in.wait();
                    closed.wait();
                    Ok(pair.halves[0].get())
                });
                assert_eq!(read_on.map_err(code_of), Ok(0));
            });
        }
        all_in.wait();
        assert_eq!(close(handle).status, code::OK, "it waits for none of them");
        assert_eq!((dropped.load(Relaxed), read(handle)), (0, Err(code::CLOSED)));
        closed.wait();
    });
    assert_eq!(dropped.load(Relaxed), 1);
}

/// A host that forks: the child has the objects as they are, and can take a bias away.
#[cfg(target_os = "linux")]
#[test]
fn a_forked_process_goes_on_with_the_objects() {
    let dropped = Arc::default();
    let handle = biased(&dropped);
    // SAFETY: between fork and _exit the child calls the table alone, which takes no lock and no memory here.
    let child = unsafe { libc::fork() };
    if child == 0 {
        let goes_on = read(handle) == Ok(0) && write(handle) == Ok(()) && read(handle) == Ok(1);
        // SAFETY: it ends this process and runs nothing of it.
        unsafe { libc::_exit(i32::from(!goes_on)) };
    }
    assert!(child > 0, "{}", std::io::Error::last_os_error());
    let mut status = -1;
    // SAFETY: `status` is there to be written.
    assert_eq!(unsafe { libc::waitpid(child, &mut status, 0) }, child);
    assert_eq!(status, 0, "the child's reads and writes");
    assert_eq!((read(handle), is_biased(handle)), (Ok(0), true), "this process has an object of its own");
    assert_eq!(close(handle).status, code::OK);
}

#[test]
fn an_urgent_call_holds_back_all_but_those_that_are_in() {
    let dropped = Arc::default();
    let handle = biased(&dropped);
    let inside = with_shared(handle, |_: &Pair| {
        let elsewhere = |call: fn(u64) -> Result<u64, u64>, handle: u64| {
            thread::scope(|scope| scope.spawn(|| call(handle)).join()).expect("it does not panic")
        };
        let writes = |handle| write(handle).map(|()| 0);
        assert_eq!(elsewhere(writes, handle), Err(code::BUSY));
        assert_eq!(elsewhere(read, handle), Ok(0), "a call that has not waited holds nobody back");
        assert_eq!(elsewhere(writes, handle | URGENT), Err(code::BUSY));
        assert_eq!(elsewhere(read, handle), Err(code::BUSY));
        Ok(read(handle))
    });
    assert_eq!(inside.map_err(code_of), Ok(Ok(0)), "a chain that is in goes on");
    assert_eq!(read(handle), Err(code::BUSY), "the urgent call has not had its turn");
    assert_eq!(write(handle | URGENT), Ok(()));
    assert_eq!(read(handle), Ok(1));
    // One that stops waiting is followed by another urgent one.
    assert_eq!(with_shared(handle, |_: &Pair| Ok(read(handle | URGENT))).map_err(code_of), Ok(Ok(1)));
    assert_eq!(close(handle).status, code::OK);
}

/// A call of two objects that has waited needs both at once: it holds others back where it was let in as well.
#[test]
fn issue_an_urgent_call_of_two_objects_holds_both() {
    let dropped = Arc::default();
    let (first, second) = (pair(&dropped), pair(&dropped));
    let wanted = || with_exclusive(second | URGENT, |_: &mut Pair| Ok(()));
    let shared = || with_shared(first | URGENT, |_: &Pair| wanted()).map_err(code_of);
    let exclusive = || with_exclusive(first | URGENT, |_: &mut Pair| wanted()).map_err(code_of);
    for both in [&shared as &(dyn Fn() -> Result<(), u64> + Sync), &exclusive] {
        let beside = with_shared(second, |_: &Pair| {
            // On another thread: this one would be told that it waits for itself.
            let other = || (both(), read(first));
            Ok(thread::scope(|scope| scope.spawn(other).join()).expect("it does not panic"))
        });
        assert_eq!(
            beside.map_err(code_of),
            Ok((Err(code::BUSY), Err(code::BUSY))),
            "others are let in at the first object"
        );
        assert_eq!(both(), Ok(()));
        assert_eq!((read(first), read(second)), (Ok(0), Ok(0)));
    }
    assert_eq!((close(first).status, close(second).status), (code::OK, code::OK));
}

/// So does an async call: until there is a future, it has waited for nothing.
#[cfg(feature = "async")]
#[test]
fn issue_an_urgent_future_of_two_objects_holds_both() {
    let dropped = Arc::default();
    let (first, second) = (pair(&dropped), pair(&dropped));
    let both = || -> Result<_, Fault> {
        let one = super::hold::<Pair>(first | URGENT)?;
        let other = super::hold::<Pair>(second | URGENT)?;
        Ok((one.used(), other.used(), one, other))
    };
    let on_another_thread = |call: &(dyn Fn() -> (Result<(), u64>, Result<u64, u64>) + Sync)| {
        thread::scope(|scope| scope.spawn(call).join()).expect("it does not panic")
    };
    let beside = with_exclusive(second, |_: &mut Pair| {
        Ok(on_another_thread(&|| (both().map(drop).map_err(code_of), read(first))))
    });
    let (begun, passed) = beside.unwrap_or_else(|_| unreachable!("nobody else has it"));
    assert_eq!((begun, passed), (Err(code::BUSY), Err(code::BUSY)), "others are let in at the first object");
    let begun = both().unwrap_or_else(|fault| panic!("{}", code_of(fault)));
    assert_eq!((read(first), read(second)), (Ok(0), Ok(0)), "the future shares them");
    drop(begun);
    assert_eq!((write(first), write(second)), (Ok(()), Ok(())), "a future that has ended holds nobody back");
    assert_eq!(close(second).status, code::OK);
    assert_eq!(both().map(drop).map_err(code_of), Err(code::CLOSED));
    assert_eq!(read(first), Ok(1), "nor does a call that has failed");
    assert_eq!(close(first).status, code::OK);
}

#[test]
fn ten_thousand_threads_come_and_go() {
    let dropped = Arc::default();
    let handle = biased(&dropped);
    let (threads, at_once) = (10_000, 100);
    for _ in 0..threads / at_once {
        let all_in = Barrier::new(at_once);
        thread::scope(|scope| {
            for _ in 0..at_once {
                scope.spawn(|| {
                    with_shared(handle, |_: &Pair| {
                        all_in.wait();
                        Ok(())
                    })
                    .map_err(code_of)
                    .expect("nobody writes");
                });
            }
        });
    }
    assert!(is_biased(handle));
    // Other tests have threads of their own at the same time.
    assert!((readers::made() as usize) < threads / 10, "{} records", readers::made());
    assert_eq!(write(handle), Ok(()));
    assert_eq!(close(handle).status, code::OK);
}

/// Threads that read one after the other use the same record: the list that a `&mut self` call may have to look through does not
/// grow with them.
#[test]
fn issue_records_are_used_again() {
    let dropped = Arc::default();
    let handle = biased(&dropped);
    let before = readers::made();
    for _ in 0..10_000 {
        let read_on = thread::scope(|scope| scope.spawn(|| read(handle)).join());
        assert_eq!(read_on.ok(), Some(Ok(0)));
    }
    assert!(is_biased(handle));
    let made = readers::made() - before;
    println!("10000 threads one after the other have made {made} records");
    // Those of this test use one; other tests of this program have some hundred threads at once.
    assert!(made < 500, "{made} records for 10000 threads, one at a time");
    assert_eq!((write(handle), close(handle).status), (Ok(()), code::OK));
}

#[test]
fn a_thread_that_is_ending_can_still_call() {
    struct Late(u64, Arc<AtomicBool>);
    impl Drop for Late {
        fn drop(&mut self) {
            self.1.store(read(self.0) == Ok(0), Relaxed);
        }
    }
    std::thread_local! {
        static EARLY: RefCell<Option<Late>> = const { RefCell::new(None) };
        static LATER: RefCell<Option<Late>> = const { RefCell::new(None) };
    }
    let dropped = Arc::default();
    let handle = biased(&dropped);
    let (early, later) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let ending = thread::spawn({
        let (early, later) = (Arc::clone(&early), Arc::clone(&later));
        move || {
            // Destructors run from the last to the first: one before and one after the thread's record is released.
            EARLY.with(|late| *late.borrow_mut() = Some(Late(handle, early)));
            read(handle).expect("nobody writes");
            LATER.with(|late| *late.borrow_mut() = Some(Late(handle, later)));
        }
    });
    ending.join().expect("it does not panic");
    assert!(early.load(Relaxed) && later.load(Relaxed));
    assert_eq!(write(handle), Ok(()), "no use is left behind");
    assert_eq!(close(handle).status, code::OK);
    assert_eq!(dropped.load(Relaxed), 1);
}

/// A future that has released an object is still on the list of what its thread uses, while it releases another one.
#[cfg(feature = "async")]
#[test]
fn issue_a_future_that_has_released_an_object_does_not_pass_a_write() {
    let dropped = Arc::default();
    let handle = pair(&dropped);
    let hold = super::hold::<Pair>(handle).unwrap_or_else(|_| panic!("it is open"));
    let slots = [hold.used()];
    drop(hold);
    let inside = Barrier::new(2);
    thread::scope(|scope| {
        scope.spawn(|| {
            let written = with_exclusive(handle, |_: &mut Pair| {
                inside.wait();
                inside.wait();
                Ok(())
            });
            assert!(written.is_ok());
        });
        inside.wait();
        super::hold::linked(slots, || assert_ne!(read(handle), Ok(0), "a read beside a write"));
        inside.wait();
    });
    assert_eq!(close(handle).status, code::OK);
}

/// An object whose destructor panics.
struct Bomb;

impl Object for Bomb {
    const KIND: u8 = 8;
    const NAME: &'static str = "tests.Bomb";
}

impl Drop for Bomb {
    fn drop(&mut self) {
        std::panic::resume_unwind(Box::new("bomb"));
    }
}

/// A call that drops a closed object returns its own result, which may be the only reference to something.
#[test]
fn issue_results_outlive_a_panicking_destructor() {
    // The object is closed by its own call, which then is its last user.
    let shared = |handle| with_shared(handle, |_: &Bomb| Ok(close(handle))).map(|_| ()).map_err(code_of);
    let exclusive =
        |handle| with_exclusive(handle, |_: &mut Bomb| Ok(close(handle))).map(|_| ()).map_err(code_of);
    let fresh = || insert(Bomb).expect("the table has room");
    let biased = fresh();
    for _ in 0..100 {
        assert!(with_shared(biased, |_: &Bomb| Ok(())).is_ok());
    }
    for (name, result) in
        [("counted", shared(fresh())), ("published", shared(biased)), ("exclusive", exclusive(fresh()))]
    {
        assert_eq!(result, Ok(()), "{name}");
    }
}

/// The call that ends the last use of a closed object may have come for another one, or for none: the panic of the destructor goes by
/// the name of the object that is dropped.
#[test]
fn issue_a_use_for_nothing_names_what_it_drops() {
    struct Mine;
    impl Object for Mine {
        const KIND: u8 = 9;
        const NAME: &'static str = "tests.Mine";
    }
    impl Drop for Mine {
        fn drop(&mut self) {
            std::panic::resume_unwind(Box::new("a mine"));
        }
    }
    static HEARD: Mutex<Vec<String>> = Mutex::new(Vec::new());
    panics::set_lost_panic_hook(|lost| {
        HEARD.lock().unwrap_or_else(PoisonError::into_inner).push(lost.origin().to_owned());
    });
    // The handle of what was in the slot before, as a pair.
    let dropped = Arc::default();
    let old = pair(&dropped);
    assert_eq!(close(old).status, code::OK);
    let handle = loop {
        // Other tests make objects as well.
        let handle = insert(Mine).expect("the table has room");
        if handle & SLOT_MASK == old & SLOT_MASK {
            break handle;
        }
    };
    let look = || with_shared(handle, |_: &Mine| Ok(())).expect("nobody else knows the object");
    while !is_biased(handle) {
        look();
    }
    look();
    let slot = TABLE.find(handle).unwrap_or_else(|_| unreachable!("it is open"));
    readers::here(|reader| {
        // A read with the old handle publishes its use, and looks at the slot again after the close.
        let place = reader.publish(slot.used());
        assert_eq!(close(handle).status, code::OK);
        assert!(!HEARD.lock().unwrap_or_else(PoisonError::into_inner).contains(&Mine::NAME.to_owned()));
        slot.withdraw(reader, place);
    });
    assert!(HEARD.lock().unwrap_or_else(PoisonError::into_inner).contains(&Mine::NAME.to_owned()));
}
