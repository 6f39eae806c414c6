//! Asks the core for a sum and puts something away; or does what the one argument says, for tests.

use std::{env, time::Duration};

use guest::ffi;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let how = env::args().nth(1).unwrap_or_default();
    if how == "impatient" {
        let error = spandrel_host::start_within(Duration::from_millis(50)).unwrap_err();
        println!("{error}");
        ffi::fail("")?;
        println!("waited");
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
