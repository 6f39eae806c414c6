//! Destructors that panic where no call is there to return it.

use std::{
    future::pending,
    panic,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};

use crate::{ffi::ChoreError, waits::Gate};

static HOLDS: AtomicU64 = AtomicU64::new(0);

pub fn holds_begun() -> u64 {
    HOLDS.load(Ordering::SeqCst)
}

pub struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("bomb");
    }
}

impl Bomb {
    pub fn new() -> Bomb {
        Bomb
    }

    pub async fn hold(&self, time: Duration) -> u64 {
        HOLDS.fetch_add(1, Ordering::SeqCst);
        tokio::time::sleep(time).await;
        7
    }

    pub fn gate_beside(&self, visit: &dyn Fn()) -> Gate {
        visit();
        Gate::new()
    }
}

pub async fn bomb_wait() -> u64 {
    let _bomb = Bomb;
    pending().await
}

pub async fn bomb_wait_woken() -> u64 {
    let _bomb = Bomb;
    loop {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

pub fn bomb_stream(count: u64) -> impl Stream<Item = u64> {
    let bomb = Bomb;
    stream::iter(0..count).map(move |number| {
        let _ = &bomb;
        number
    })
}

pub fn bomb_twice() -> impl Stream<Item = u64> {
    let bomb = Bomb;
    stream::iter(0..1).map(move |_| {
        let _ = &bomb;
        panic!("first")
    })
}

struct Owner([u8; 4]);

impl AsRef<[u8]> for Owner {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        panic!("bytes bomb");
    }
}

pub fn bomb_bytes() -> Result<Bytes, ChoreError> {
    Ok(Bytes::from_owner(Owner([1, 2, 3, 4])))
}

pub fn bomb_payload() -> Result<(), ChoreError> {
    panic::panic_any(Bomb)
}

static HEARD: Mutex<String> = Mutex::new(String::new());

pub fn hook_in_rust() {
    spandrel::set_lost_panic_hook(|lost| {
        if let Ok(mut heard) = HEARD.lock() {
            *heard = lost.to_string();
        }
    });
}

pub fn heard_in_rust() -> Result<(String, u64), ChoreError> {
    let heard = HEARD.lock().map(|heard| heard.clone()).unwrap_or_default();
    Ok((heard, spandrel::lost_panics()))
}
