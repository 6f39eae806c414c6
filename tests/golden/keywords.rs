//! Raw identifiers: keywords of Rust that name fields, functions and parameters.

#[spandrel::bridge(package = "keywords")]
mod ffi {
    struct Plain {
        r#type: u8,
        r#match: u16,
    }

    struct Packed {
        r#type: String,
        r#fn: Option<u8>,
    }

    enum Event {
        Moved { r#in: u8, r#where: String },
    }

    #[error]
    enum Failure {
        /// {type} is not in use
        Unused { r#type: String, r#use: u8 },
    }

    extern "Rust" {
        type Machine;
        fn r#match(r#type: u8, r#loop: &str) -> u8;
        fn keep(r#struct: Packed, r#enum: Plain, r#move: Event) -> Result<Packed, Failure>;
        fn r#impl(self: &Machine, r#ref: u8);
    }
}

use ffi::{Event, Failure, Packed, Plain};

/// A machine.
pub(crate) struct Machine;

impl Machine {
    fn r#impl(&self, _ref: u8) {}
}

fn r#match(r#type: u8, _loop: &str) -> u8 {
    r#type
}

fn keep(r#struct: Packed, r#enum: Plain, _move: Event) -> Result<Packed, Failure> {
    if r#enum.r#type == 0 {
        return Err(Failure::Unused { r#type: String::new(), r#use: 0 });
    }
    Ok(r#struct)
}
