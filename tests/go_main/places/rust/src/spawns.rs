//! Tasks that are spawned outside of async functions.

use std::sync::atomic::{AtomicU64, Ordering};

use futures_util::{Stream, stream};
use tokio::sync::mpsc;

use crate::ffi::ChoreError;

static RUN: AtomicU64 = AtomicU64::new(0);

pub fn tasks_run() -> u64 {
    RUN.load(Ordering::SeqCst)
}

async fn run() {
    RUN.fetch_add(1, Ordering::SeqCst);
}

pub fn feed(count: u64) -> impl Stream<Item = u64> {
    let (sender, receiver) = mpsc::channel(4);
    tokio::spawn(async move {
        for number in 0..count {
            if sender.send(number).await.is_err() {
                return;
            }
        }
    });
    stream::unfold(
        receiver,
        |mut receiver| async move { receiver.recv().await.map(|number| (number, receiver)) },
    )
}

pub fn spawn_here() -> Result<u64, ChoreError> {
    tokio::spawn(run());
    Ok(tasks_run())
}

pub struct Worker;

impl Worker {
    pub fn start() -> Worker {
        tokio::spawn(run());
        Worker
    }

    pub fn feed(&self, count: u64) -> impl Stream<Item = u64> + use<> {
        feed(count)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        tokio::spawn(run());
    }
}

pub fn spawn_by_handle() -> u64 {
    let (sender, receiver) = std::sync::mpsc::channel();
    spandrel::runtime().spawn(async move {
        run().await;
        let _ = sender.send(7);
    });
    receiver.recv().unwrap_or_default()
}
