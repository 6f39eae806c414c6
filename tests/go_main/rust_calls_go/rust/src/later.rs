//! Futures and streams that Go implements.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Condvar, Mutex},
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};

use futures_util::{
    StreamExt, TryStreamExt,
    future::{join_all, try_join_all},
};
use spandrel::{GoError, Stream};

use crate::{
    ffi::{self, Jar, Point, Sink, SuppliedError},
    supply::{failed, same},
};

pub async fn await_all() -> Result<u32, SuppliedError> {
    let n = &mut 0;
    let point = Point { x: 3, y: -4, visible: true };
    let jar = Jar {
        label: "jam".to_owned(),
        grams: None,
        tags: vec![String::new(), "sweet".to_owned()],
        at: point.clone(),
    };
    let long = "ü".repeat(5000);
    same(ffi::resolve("ada").await.map_err(failed)?, "ada@example.test".to_owned(), n)?;
    same(ffi::resolve(&long).await.map_err(failed)?, format!("{long}@example.test"), n)?;
    same(ffi::resolve("").await.map_err(failed)?, "@example.test".to_owned(), n)?;
    same(ffi::tally(&[1, 2, 3], Some(4)).await, 10, n)?;
    same(ffi::tally(&[], None).await, 0, n)?;
    same(ffi::recall(jar.clone()).await.map_err(failed)?, jar, n)?;
    same(ffi::spot(point.clone()).await.map_err(failed)?, point, n)?;
    for size in [0, 1, 256, 257, 1 << 20] {
        let bytes: Vec<u8> = (0..size).map(|index| index as u8).collect();
        same(ffi::copy(&bytes).await.map_err(failed)?, bytes, n)?;
    }
    same(ffi::pause(Duration::from_millis(1)).await.map_err(failed)?, (), n)?;
    Ok(*n)
}

pub async fn await_many(count: u32, pause: Duration) -> Result<u64, SuppliedError> {
    let calls = (0..count).map(|index| async move {
        ffi::pause(pause).await?;
        Ok::<u64, GoError>(ffi::tally(&[u64::from(index)], None).await)
    });
    try_join_all(calls).await.map(|values| values.iter().sum()).map_err(failed)
}

pub async fn await_misbehave(how: &str) -> Vec<String> {
    match ffi::misbehave(how).await {
        Ok(value) => vec![value.to_string()],
        Err(error) => vec![
            format!("{:?}", error.kind()),
            error.message().to_owned(),
            error.type_name().to_owned(),
            (!error.stack().is_empty()).to_string(),
        ],
    }
}

pub async fn await_declared(how: &str) -> Result<u32, SuppliedError> {
    ffi::misbehave(how).await.map_err(|error| error.declared().unwrap_or(failed(error)))
}

pub async fn await_blow(how: &str) {
    ffi::blow(how).await;
}

pub async fn give_up(after: Duration) -> bool {
    tokio::time::timeout(after, ffi::pause(Duration::from_secs(3600))).await.is_err()
}

pub async fn give_up_late(count: u32, pause: Duration) -> u32 {
    let calls = (0..count).map(|_| tokio::time::timeout(pause, ffi::pause(pause)));
    join_all(calls).await.iter().filter(|ended| ended.is_ok()).count() as u32
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

pub fn block_on(name: &str) -> Result<String, SuppliedError> {
    let parker = Arc::new(Parker::default());
    let waker = Waker::from(Arc::clone(&parker));
    let mut future = std::pin::pin!(ffi::resolve(name));
    loop {
        if let Poll::Ready(answer) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return answer.map_err(failed);
        }
        let mut woken = parker.woken.lock().unwrap();
        while !std::mem::take(&mut *woken) {
            woken = parker.changed.wait(woken).unwrap();
        }
    }
}

pub async fn flush_sink(sink: Sink) -> Result<u32, SuppliedError> {
    sink.flush().await.map_err(failed)
}

pub async fn report(count: u32, heard: Box<dyn Fn(u32) -> u32 + Send + Sync>) -> u32 {
    let mut sum = 0;
    for number in 0..count {
        tokio::task::yield_now().await;
        sum += heard(number);
    }
    sum
}

pub fn leaf_begins() -> Result<u32, SuppliedError> {
    let mut future = std::pin::pin!(ffi::misbehave("well"));
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Err(error)) => Err(failed(error)),
        Poll::Ready(Ok(value)) => Ok(value),
        Poll::Pending => Ok(u32::MAX),
    }
}

pub async fn read_lines(count: u32, how: &str) -> Vec<String> {
    let items = ffi::lines(count, how).map(|line| line.unwrap_or_else(|error| format!("! {error}")));
    items.collect().await
}

pub async fn sum_spots(count: u32) -> Result<i64, SuppliedError> {
    let spots = ffi::spots(count).map_err(failed);
    spots.try_fold(0, |sum, point| async move { Ok(sum + i64::from(point.x) - i64::from(point.y)) }).await
}

pub async fn sum_ticks(count: u32, pause: Duration) -> Result<u64, SuppliedError> {
    ffi::ticks(count, pause).map_err(failed).try_fold(0, |sum, tick| async move { Ok(sum + tick) }).await
}

pub async fn take(count: u32) -> Result<u64, SuppliedError> {
    let some = ffi::endless().take(count as usize).map_err(failed);
    some.try_fold(0, |sum, number| async move { Ok(sum + number) }).await
}

pub async fn spell(text: &str) -> Result<String, SuppliedError> {
    ffi::letters(text).try_collect().await.map_err(failed)
}

pub async fn read_packets(sink: Sink, size: u64) -> Result<u64, SuppliedError> {
    let packets = sink.packets(size).map_err(failed);
    packets.try_fold(0, |sum, packet| async move { Ok(sum + packet.len() as u64) }).await
}

pub fn forward(
    count: u32,
    how: &str,
) -> impl Stream<Item = Result<String, SuppliedError>> + Send + 'static + use<> {
    ffi::lines(count, how).map_err(failed)
}

/// A call that has begun and is not waited for.
pub struct Parked(Option<Pin<Box<Waiting>>>);

type Waiting = dyn Future<Output = Result<(), GoError>> + Send;

impl Parked {
    pub fn park() -> Parked {
        let mut future = Box::pin(ffi::pause(Duration::from_secs(3600)));
        let polled = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(polled.is_pending(), "{polled:?}");
        Parked(Some(future))
    }

    pub fn leaf_drop(&mut self) -> bool {
        self.0.take().is_some()
    }
}
