//! Futures and calls that wait for Go code which calls the object that they have.

use std::{
    pin::{Pin, pin},
    sync::{Arc, Condvar, Mutex},
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};

use futures_util::StreamExt;

/// Go code that is waited for.
#[spandrel::bridge(package = "circles")]
pub mod ffi {
    extern "Go" {
        /// Runs a step of the test's.
        async fn act(step: u32) -> u64;
        /// Runs a step of the test's, which yields.
        fn items(step: u32) -> impl Stream<Item = Result<u64>>;
    }

    extern "Rust" {
        /// An object with methods that wait for Go.
        type Tower;
        #[constructor]
        fn build() -> Tower;
        fn raise(self: &mut Tower) -> u64;
        fn height(self: &Tower) -> u64;
        /// Waits for `act`. With a pause, that begins on a thread of the executor's.
        async fn ask(self: &Tower, step: u32, pause: Duration) -> u64;
        /// Waits for all of `items`.
        async fn gather(self: &Tower, step: u32, pause: Duration) -> u64;
        /// Calls back, and then waits for `act`.
        async fn tell(self: &Tower, step: u32, heard: Box<dyn Fn() + Send + Sync>) -> u64;
        /// Waits for `act` for so long, and then waits no more.
        async fn ask_briefly(self: &Tower, step: u32, pause: Duration) -> bool;
        /// Waits for `act` on the calling thread.
        fn block(self: &Tower, step: u32) -> u64;
        /// The same with the object alone.
        fn block_alone(self: &mut Tower, step: u32) -> u64;
        /// Waits for `act` with two objects.
        async fn ask_both(first: &Tower, second: &Tower, step: u32) -> u64;
        /// Waits for `act` with no object.
        async fn relay(step: u32, pause: Duration) -> u64;
        /// The items of `items`.
        fn pass(step: u32) -> impl Stream<Item = u64>;
        /// Panics some time later, with two objects.
        async fn fall(first: &Tower, second: &Tower, pause: Duration);
        /// Waits that long with two objects.
        async fn stand(first: &Tower, second: &Tower, pause: Duration) -> u64;
        fn join(first: &mut Tower, second: &mut Tower) -> u64;
        /// How many were dropped.
        fn fallen() -> u64;
    }
}

static FALLEN: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);

/// A value that is raised.
pub struct Tower(u64);

impl Drop for Tower {
    fn drop(&mut self) {
        FALLEN.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }
}

impl Tower {
    fn build() -> Tower {
        Tower(0)
    }

    fn raise(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }

    fn height(&self) -> u64 {
        self.0
    }

    async fn ask(&self, step: u32, pause: Duration) -> u64 {
        relay(step, pause).await
    }

    async fn gather(&self, step: u32, pause: Duration) -> u64 {
        tokio::time::sleep(pause).await;
        ffi::items(step).fold(0, |sum, item| async move { sum + item.unwrap_or(1000) }).await
    }

    async fn tell(&self, step: u32, heard: Box<dyn Fn() + Send + Sync>) -> u64 {
        heard();
        ffi::act(step).await
    }

    async fn ask_briefly(&self, step: u32, pause: Duration) -> bool {
        tokio::time::timeout(pause, ffi::act(step)).await.is_ok()
    }

    fn block(&self, step: u32) -> u64 {
        block_on(ffi::act(step))
    }

    fn block_alone(&mut self, step: u32) -> u64 {
        block_on(ffi::act(step))
    }
}

async fn ask_both(_: &Tower, _: &Tower, step: u32) -> u64 {
    ffi::act(step).await
}

async fn relay(step: u32, pause: Duration) -> u64 {
    if !pause.is_zero() {
        // Twice: the first wake-up is the waiter's.
        tokio::time::sleep(pause).await;
        tokio::time::sleep(pause).await;
    }
    ffi::act(step).await
}

fn pass(step: u32) -> impl spandrel::Stream<Item = u64> + Send + 'static + use<> {
    ffi::items(step).map(|item| item.unwrap_or(1000))
}

async fn fall(_: &Tower, _: &Tower, pause: Duration) {
    tokio::time::sleep(pause).await;
    panic!("a tower falls");
}

async fn stand(first: &Tower, second: &Tower, pause: Duration) -> u64 {
    tokio::time::sleep(pause).await;
    first.0 + second.0
}

fn join(first: &mut Tower, second: &mut Tower) -> u64 {
    first.0 + second.0
}

fn fallen() -> u64 {
    FALLEN.load(std::sync::atomic::Ordering::Relaxed)
}

/// Wakes a thread that waits for a future.
#[derive(Default)]
struct Parker {
    woken: Mutex<bool>,
    changed: Condvar,
}

impl Wake for Parker {
    fn wake(self: Arc<Self>) {
        *self.woken.lock().unwrap() = true;
        self.changed.notify_one();
    }
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let parker = Arc::new(Parker::default());
    let waker = Waker::from(Arc::clone(&parker));
    let mut future: Pin<&mut _> = pin!(future);
    loop {
        if let Poll::Ready(answer) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return answer;
        }
        let mut woken = parker.woken.lock().unwrap();
        while !std::mem::take(&mut *woken) {
            woken = parker.changed.wait(woken).unwrap();
        }
    }
}
