//! Enums without data: an integer type with constants in Go.

#[spandrel::bridge(package = "plainenums")]
mod ffi {
    /// Where a stream comes from.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Source {
        /// A file on this machine.
        File,
        /// Standard input.
        Standard,
        Http,
    }

    /// Answers of the server, with the numbers of the protocol.
    #[derive(Clone, Copy)]
    enum Status {
        Fine = 200,
        Created,
        Missing = 404,
        Odd = -1,
    }

    extern "Rust" {
        fn describe(source: Source) -> String;
        fn check(source: Source) -> Status;
        fn usual() -> Source;
        fn pick(sources: &[Source], fallback: Option<Source>) -> Source;
    }
}

use ffi::{Source, Status};

fn describe(source: Source) -> String {
    format!("{source:?}")
}

fn check(source: Source) -> Status {
    match source {
        Source::File => Status::Fine,
        Source::Standard => Status::Created,
        Source::Http => Status::Missing,
    }
}

fn usual() -> Source {
    Source::File
}

fn pick(sources: &[Source], fallback: Option<Source>) -> Source {
    sources.first().copied().or(fallback).unwrap_or(Source::Standard)
}
