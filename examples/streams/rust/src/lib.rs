//! An async function and a stream, for Go.

use std::time::Duration;

use futures_util::{StreamExt, stream};
use spandrel::Stream;

#[spandrel::bridge(package = "feed")]
mod ffi {
    /// One measurement.
    pub struct Reading {
        pub sensor: u32,
        pub value: f64,
    }

    extern "Rust" {
        /// Waits for the sensor to be ready, and returns its name.
        async fn connect(sensor: u32) -> String;

        /// Measures for as long as someone reads.
        fn readings(sensor: u32) -> impl Stream<Item = Reading>;
    }
}

async fn connect(sensor: u32) -> String {
    let wait = if sensor == 0 { Duration::from_secs(3600) } else { Duration::from_millis(1) };
    tokio::time::sleep(wait).await;
    format!("sensor {sensor}")
}

fn readings(sensor: u32) -> impl Stream<Item = ffi::Reading> {
    stream::iter(1u32..).then(move |number| async move {
        tokio::time::sleep(Duration::from_millis(1)).await;
        ffi::Reading { sensor, value: f64::from(number) / 2.0 }
    })
}
