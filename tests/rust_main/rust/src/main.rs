//! Asks the core for a sum and puts something away; or does what the one argument says, for tests.

use std::{env, time::Duration};

use guest::{ffi, risk::ffi as risk};
use spandrel_host::worker::{Options, Worker};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    spandrel_host::worker::serve();
    let how = env::args().nth(1).unwrap_or_default();
    if how == "impatient" {
        let error = spandrel_host::start_within(Duration::from_millis(50)).unwrap_err();
        println!("{error}");
        ffi::fail("")?;
        println!("waited");
    }
    if how == "worker" {
        return with_worker(&env::args().nth(2).unwrap_or_default());
    }
    guest::start()?;
    if how == "sleep" {
        println!("asleep");
        ffi::sleep(60_000)?;
    }
    let sink = ffi::open("front")?;
    let item = ffi::Item { label: "plum".to_owned(), grams: Some(40), tags: Vec::new() };
    println!("{} {} {}", ffi::add(40, 2), sink.name(), sink.put(item)?);
    Ok(())
}

/// Starts a worker and another process, prints their numbers, and keeps the worker busy.
fn with_worker(how: &str) -> Result<(), Box<dyn std::error::Error>> {
    let options = Options::new().without_deadline();
    #[cfg(spandrel_link = "shared")]
    let options = options.core(spandrel_host::Core::beside("libguest_core.so").in_tests());
    let worker = Worker::start(options)?;
    worker.set_default();
    let other = std::process::Command::new("sleep").arg("600").stdout(std::process::Stdio::null()).spawn()?;
    println!("{} {}", worker.id().unwrap_or_default(), other.id());
    match how {
        "idle" => std::thread::sleep(Duration::from_secs(600)),
        "sleep" => risk::sleep(600_000)?,
        kind => risk::crash(kind)?,
    }
    Ok(())
}
