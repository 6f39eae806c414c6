//! A Rust program that calls Go.

use std::{collections::BTreeMap, error::Error};

use letters::ffi;

fn main() -> Result<(), Box<dyn Error>> {
    spandrel_host::start()?;
    for name in ["Ada", "Grace"] {
        let values = BTreeMap::from([("name".to_owned(), name.to_owned())]);
        println!("{}", ffi::render("hello, {{.name | shout}}", values)?);
    }
    if let Err(error) = ffi::render("{{.name", BTreeMap::new()) {
        println!("error: {}", error.message());
    }
    Ok(())
}
