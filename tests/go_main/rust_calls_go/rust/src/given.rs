//! Memory with an owner, and Go values that come later: what one side transfers to the other.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use futures_util::future::join3;
use spandrel::{Bytes, GoError, Secret};

use crate::{
    ffi::{self, SuppliedError},
    supply::{failed, same},
};

static FREED: AtomicU64 = AtomicU64::new(0);

/// Memory that counts when it is freed.
struct Counted(Vec<u8>);

impl AsRef<[u8]> for Counted {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        FREED.fetch_add(1, Ordering::Relaxed);
    }
}

pub fn counted(len: u64) -> Bytes {
    Bytes::from_owner(Counted((0..len).map(|index| index as u8).collect()))
}

pub fn freed() -> u64 {
    FREED.load(Ordering::Relaxed)
}

pub fn stow_away(len: u64) -> Result<(), SuppliedError> {
    ffi::stow(counted(len)).map_err(failed)
}

fn sum(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte)).sum()
}

pub fn hand_over(in_place: bool) -> Result<u32, SuppliedError> {
    let n = &mut 0;
    let sink = ffi::open("spliced").map_err(failed)?;
    for len in [0, 1, 4096, 100_000] {
        let bytes = counted(len);
        same(ffi::weigh(bytes.clone()), len, n)?;
        let back = ffi::echo(bytes.clone()).map_err(failed)?;
        same(&back, &bytes, n)?;
        same(back.as_ptr() == bytes.as_ptr() || len == 0, in_place || len == 0, n)?;
        let tail = ffi::echo(bytes.slice(len as usize / 2..)).map_err(failed)?;
        same(tail, bytes.slice(len as usize / 2..), n)?;
        same(ffi::label(&sink, vec!["a".to_owned()], bytes.clone()).map_err(failed)?, len as u32 + 1, n)?;
        same(sink.splice(bytes.clone()).map_err(failed)?, bytes, n)?;
    }
    let key = Secret::<[u8]>::fill(32, |bytes| bytes.fill(3));
    same(ffi::sign(key.clone(), b"abc").map_err(failed)?, 96 + sum(b"abc"), n)?;
    same(ffi::sign(Secret::new(&[]), b"").map_err(failed)?, 0, n)?;
    same(ffi::renew(key.clone()).map_err(failed)?, key, n)?;
    same(ffi::is_strong(Secret::new("grün")), false, n)?;
    same(ffi::is_strong(Secret::new("correct horse battery")), true, n)?;
    Ok(*n)
}

pub async fn hand_over_later(in_place: bool) -> Result<u32, SuppliedError> {
    let n = &mut 0;
    for len in [0, 1, 100_000] {
        let bytes = counted(len);
        let back = ffi::echo_later(bytes.clone(), Duration::from_millis(1)).await.map_err(failed)?;
        same(&back, &bytes, n)?;
        same(back.as_ptr() == bytes.as_ptr() || len == 0, in_place || len == 0, n)?;
    }
    let sink = ffi::open_later("late", Duration::from_millis(1)).await.map_err(failed)?;
    same(sink.name(), "late".to_owned(), n)?;
    let key = Secret::<[u8]>::new(&[5; 40]);
    same(sink.seal(key.clone()).await.map_err(failed)?, key, n)?;
    Ok(*n)
}

pub async fn pass_round(key: Secret<[u8]>) -> Result<Secret<[u8]>, SuppliedError> {
    ffi::sign(key.clone(), b"").map_err(failed)?;
    let key = ffi::renew(key).map_err(failed)?;
    let sink = ffi::open("sealed").map_err(failed)?;
    let key = sink.seal(key).await.map_err(failed)?;
    drop(sink.seal(key.clone()));
    Ok(key)
}

/// What came, in words.
fn told<T>(answer: Result<T, GoError>, tell: impl FnOnce(T) -> String) -> String {
    answer.map_or_else(|error| format!("! {error}"), tell)
}

fn bytes_told(bytes: Bytes) -> String {
    format!("{} bytes, sum {}", bytes.len(), sum(&bytes))
}

fn key_told(key: Secret<[u8]>) -> String {
    format!("{} bytes, sum {}", key.len(), sum(key.expose()))
}

fn text_told(text: Secret<str>) -> String {
    text.expose().to_owned()
}

pub fn ask(what: &str, how: &str) -> String {
    match what {
        "bytes" => told(ffi::pour(how), bytes_told),
        "key" => told(ffi::make_key(how), key_told),
        "text" => told(ffi::passphrase(how), text_told),
        _ => told(ffi::open(how), |sink| sink.name()),
    }
}

pub async fn ask_later(what: &str, how: &str) -> String {
    match what {
        "bytes" => told(ffi::pour_later(how).await, bytes_told),
        "key" => told(ffi::make_key_later(how, Duration::ZERO).await, key_told),
        "text" => told(ffi::passphrase_later(how).await, text_told),
        _ => told(ffi::open_later(how, Duration::ZERO).await, |sink| sink.name()),
    }
}

pub async fn give_up_handed(count: u32, pause: Duration) -> u32 {
    let mut in_time = 0;
    for _ in 0..count {
        let (bytes, key, sink) = join3(
            tokio::time::timeout(pause, ffi::echo_later(counted(100), pause)),
            tokio::time::timeout(pause, ffi::make_key_later("fresh", pause)),
            tokio::time::timeout(pause, ffi::open_later("cancelled", pause)),
        )
        .await;
        in_time += [bytes.is_ok(), key.is_ok(), sink.is_ok()].map(u32::from).iter().sum::<u32>();
    }
    in_time
}
