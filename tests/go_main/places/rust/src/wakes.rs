//! Futures that a thread of no executor's wakes.

use std::{
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
    thread,
    time::Duration,
};

use crate::ffi::ChoreError;

#[derive(Default)]
struct State {
    done: bool,
    waker: Option<Waker>,
}

/// Ready when a thread has said so, which wakes while it has the lock that the future takes.
struct Bell(Arc<Mutex<State>>);

impl Bell {
    fn new() -> Bell {
        let state = Arc::<Mutex<State>>::default();
        let ringer = state.clone();
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(1));
            let mut state = ringer.lock().expect("nobody panics with it");
            state.done = true;
            if let Some(waker) = state.waker.take() {
                waker.wake();
            }
            thread::sleep(Duration::from_millis(1));
        });
        Bell(state)
    }
}

impl Future for Bell {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.0.lock().expect("nobody panics with it");
        if state.done {
            return Poll::Ready(());
        }
        state.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

/// Where the rest of an async function runs.
fn place() -> String {
    thread::current().name().unwrap_or("Go").to_owned()
}

pub async fn rung(times: u64) -> String {
    for _ in 0..times {
        Bell::new().await;
    }
    place()
}

pub async fn rung_by_worker() -> String {
    tokio::time::sleep(Duration::from_millis(1)).await;
    place()
}

pub async fn rung_and_fails(how: u8) -> Result<u64, ChoreError> {
    struct Guard(u8);

    impl Drop for Guard {
        fn drop(&mut self) {
            if self.0 == 2 {
                panic!("dropped after the bell");
            }
        }
    }

    let guard = Guard(how);
    Bell::new().await;
    match guard.0 {
        0 => Err(ChoreError::Go { message: "rung".to_owned() }),
        1 => panic!("rung"),
        _ => Ok(7),
    }
}

/// Rung while the caller still polls.
pub async fn rung_at_once() -> u64 {
    let mut turns = 0;
    std::future::poll_fn(|context| {
        turns += 1;
        context.waker().wake_by_ref();
        if turns < 4 { Poll::Pending } else { Poll::Ready(()) }
    })
    .await;
    turns
}
