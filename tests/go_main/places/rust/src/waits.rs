//! Futures and streams that wait.

use std::{future::pending, time::Duration};

use futures_util::{Stream, StreamExt, stream};
use spandrel::GoError;

use crate::ffi::{self, ChoreError};

impl From<GoError> for ChoreError {
    fn from(error: GoError) -> ChoreError {
        ChoreError::Go { message: error.to_string() }
    }
}

pub async fn nap(time: Duration) -> u64 {
    tokio::time::sleep(time).await;
    time.as_millis() as u64
}

pub async fn never() -> u64 {
    pending().await
}

pub fn ticks(count: u64, pause: Duration) -> impl Stream<Item = u64> {
    stream::iter(0..count).then(move |number| async move {
        tokio::time::sleep(pause).await;
        number
    })
}

pub async fn go_wait(time: Duration) -> Result<u64, ChoreError> {
    Ok(ffi::wait(time).await?)
}

pub async fn go_numbers(count: u64, pause: Duration) -> Result<u64, ChoreError> {
    let mut numbers = ffi::numbers(count, pause);
    let mut sum = 0;
    while let Some(number) = numbers.next().await {
        sum += number?;
    }
    Ok(sum)
}

pub async fn go_first(count: u64, pause: Duration) -> Result<u64, ChoreError> {
    let mut numbers = ffi::numbers(count, pause);
    Ok(numbers.next().await.transpose()?.unwrap_or_default())
}

pub struct Gate {
    shut: u64,
}

impl Gate {
    pub fn new() -> Gate {
        Gate { shut: 0 }
    }

    pub async fn hold(&self, time: Duration) -> u64 {
        tokio::time::sleep(time).await;
        self.shut
    }

    pub fn shut(&mut self) -> u64 {
        self.shut += 1;
        self.shut
    }
}
