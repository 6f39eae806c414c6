//! Futures and streams of the everything.

use std::{
    future::{pending, poll_fn},
    iter,
    sync::atomic::{AtomicU64, Ordering},
    task::Poll,
    time::Duration,
};

use futures_util::{StreamExt, stream};
use spandrel::Stream;

use crate::{
    counter::{Counter, Gate},
    echo::fail,
    ffi::{EverythingError, Person, Point, Shape},
};

static ALIVE: AtomicU64 = AtomicU64::new(0);

pub(crate) fn alive() -> u64 {
    ALIVE.load(Ordering::SeqCst)
}

/// Counted as alive for as long as a future or a stream holds it.
struct Alive;

impl Alive {
    fn new() -> Alive {
        ALIVE.fetch_add(1, Ordering::SeqCst);
        Alive
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Panics when it is dropped.
struct Bad;

impl Drop for Bad {
    fn drop(&mut self) {
        panic!("dropped badly");
    }
}

pub(crate) async fn ready(v: u32) -> u32 {
    v
}

pub(crate) async fn after(time: Duration, v: u32) -> u32 {
    let _alive = Alive::new();
    tokio::time::sleep(time).await;
    v
}

pub(crate) async fn turns(count: u32) -> u32 {
    let _alive = Alive::new();
    let mut polls = 0;
    poll_fn(|context| {
        polls += 1;
        if polls > count {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
    polls
}

pub(crate) async fn echo_text_later(v: &str, count: u32) -> String {
    turns(count).await;
    v.to_owned()
}

pub(crate) async fn echo_bytes_later(v: &[u8], count: u32) -> Vec<u8> {
    turns(count).await;
    v.to_vec()
}

pub(crate) async fn echo_numbers_later(v: &[u32], count: u32) -> Vec<u32> {
    turns(count).await;
    v.to_vec()
}

pub(crate) async fn echo_names_later(v: &[String], count: u32) -> Vec<String> {
    turns(count).await;
    v.to_vec()
}

pub(crate) async fn echo_person_later(v: Person, count: u32) -> Person {
    turns(count).await;
    v
}

pub(crate) async fn echo_point_later(v: Point, count: u32) -> Point {
    turns(count).await;
    v
}

pub(crate) async fn echo_wide_later(v: u128, count: u32) -> u128 {
    turns(count).await;
    v
}

pub(crate) async fn echo_shape_later(v: Shape, count: u32) -> Shape {
    turns(count).await;
    v
}

pub(crate) async fn nothing_later(count: u32) {
    turns(count).await;
}

pub(crate) async fn fail_later(how: u8, count: u32) -> Result<u32, EverythingError> {
    turns(count).await;
    fail(how)
}

pub(crate) async fn forever_later(count: u32) -> Duration {
    turns(count).await;
    Duration::MAX
}

pub(crate) async fn never() -> u32 {
    let _alive = Alive::new();
    pending().await
}

pub(crate) async fn never_bad() {
    let (_alive, _bad) = (Alive::new(), Bad);
    pending().await
}

pub(crate) async fn bad_end(count: u32) {
    let (_alive, _bad) = (Alive::new(), Bad);
    turns(count).await;
}

pub(crate) async fn counter_later(start: i64, count: u32) -> Counter {
    turns(count).await;
    Counter::new(start)
}

pub(crate) async fn total_later(a: &Counter, b: &Counter, count: u32) -> i64 {
    turns(count).await;
    a.value() + b.value()
}

impl Counter {
    pub(crate) async fn slowly(start: i64, count: u32) -> Result<Counter, EverythingError> {
        turns(count).await;
        if start < 0 { Err(EverythingError::NotFound) } else { Ok(Counter::new(start)) }
    }

    pub(crate) async fn value_later(&self, count: u32) -> i64 {
        turns(count).await;
        self.value()
    }

    pub(crate) async fn wait(&self) {
        let _alive = Alive::new();
        pending().await
    }

    pub(crate) fn values(&self, count: u32) -> impl Stream<Item = i64> + Send + 'static {
        let value = self.value();
        held((0..=count).map(move |_| value))
    }

    pub(crate) fn climb(&mut self, steps: Vec<i64>) -> impl Stream<Item = i64> + Send + 'static {
        let values: Vec<i64> = steps.into_iter().map(|step| self.add(step)).collect();
        held(values.into_iter())
    }
}

impl Gate {
    pub(crate) async fn pass_later(&self, time: Duration) -> u32 {
        let inside = self.enter();
        tokio::time::sleep(time).await;
        self.leave();
        inside
    }
}

/// A stream that is counted as alive.
fn held<T: Send + 'static>(
    items: impl Iterator<Item = T> + Send + 'static,
) -> impl Stream<Item = T> + Send + 'static {
    let alive = Alive::new();
    stream::iter(items.inspect(move |_| {
        let _alive = &alive;
    }))
}

pub(crate) fn numbers(end: u64) -> impl Stream<Item = u64> + Send + 'static {
    held(0..end)
}

pub(crate) fn events(count: u32) -> impl Stream<Item = [u8; 64]> + Send + 'static {
    held((0..count).map(|number| {
        let mut event = [number as u8; 64];
        event[..4].copy_from_slice(&number.to_le_bytes());
        event
    }))
}

pub(crate) fn points(count: u32) -> impl Stream<Item = Point> + Send + 'static {
    held((0..count as i32).map(|x| Point { x, y: -x, visible: x % 2 == 0 }))
}

pub(crate) fn names(count: u32) -> impl Stream<Item = String> + Send + 'static {
    held((0..count).map(|number| format!("name {number}")))
}

pub(crate) fn people(person: Person, count: u32) -> impl Stream<Item = Person> + Send + 'static {
    held((0..count).map(move |number| Person { age: number as u8, ..person.clone() }))
}

pub(crate) fn times(count: u32) -> impl Stream<Item = Duration> + Send + 'static {
    held((0..count).map(|number| Duration::from_secs(u64::from(number))).chain(iter::once(Duration::MAX)))
}

pub(crate) fn blocks(count: u32, size: u64) -> impl Stream<Item = Vec<u8>> + Send + 'static {
    held((0..count).map(move |number| vec![number as u8; size as usize]))
}

pub(crate) fn pages(count: u32) -> impl Stream<Item = [u64; 2048]> + Send + 'static {
    held((0..count).map(|number| [u64::from(number); 2048]))
}

pub(crate) fn ticks(count: u32, pause: Duration) -> impl Stream<Item = u32> + Send + 'static {
    held(0..count).then(move |number| async move {
        tokio::time::sleep(pause).await;
        number
    })
}

pub(crate) fn polite(count: u32) -> impl Stream<Item = u32> + Send + 'static {
    held(0..count).then(|number| async move {
        turns(number % 80).await;
        number
    })
}

pub(crate) fn failing(
    count: u32,
    how: u8,
) -> impl Stream<Item = Result<u32, EverythingError>> + Send + 'static {
    held((0..=count).map(move |number| if number == count { fail(how) } else { Ok(number) }))
}

pub(crate) fn failing_names(
    count: u32,
    how: u8,
) -> impl Stream<Item = Result<String, EverythingError>> + Send + 'static {
    failing(count, how).map(|item| item.map(|number| number.to_string()))
}

pub(crate) fn endless() -> impl Stream<Item = u32> + Send + 'static {
    held((0..).map(|number: u32| number))
}

pub(crate) fn silent() -> impl Stream<Item = u32> + Send + 'static {
    let alive = Alive::new();
    stream::poll_fn(move |_| {
        let _alive = &alive;
        Poll::Pending
    })
}
