//! Go values that Rust holds and hands back, without a function to call on them.

#[spandrel::bridge(package = "govalues")]
mod ffi {
    extern "Go" {
        /// Something of Go's.
        type Token;
    }

    extern "Rust" {
        fn keep(token: Token);
        fn look(token: &Token) -> u8;
    }
}

use ffi::Token;

fn keep(token: Token) {
    drop(token);
}

fn look(_token: &Token) -> u8 {
    1
}
