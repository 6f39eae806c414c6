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

    struct r#type {
        r#gen: u8,
    }

    enum r#enum {
        r#if,
        r#else,
    }

    #[error]
    enum r#try {
        r#yield,
    }

    extern "Rust" {
        type r#loop;
        #[constructor]
        fn r#box(r#gen: r#enum) -> Result<r#loop, r#try>;
        fn r#while(self: &mut r#loop, other: &r#loop, each: &dyn Fn(r#type)) -> Vec<r#type>;
        async fn r#await(self: &r#loop) -> r#type;
        fn r#static() -> impl Stream<Item = Result<r#type, r#try>>;

        type Machine;
        fn r#match(r#type: u8, r#loop: &str) -> u8;
        fn keep(r#struct: Packed, r#enum: Plain, r#move: Event) -> Result<Packed, Failure>;
        fn r#impl(self: &Machine, r#ref: u8);
    }
}

use ffi::{Event, Failure, Packed, Plain, r#enum, r#try, r#type};

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

/// A loop.
pub(crate) struct r#loop(u8);

impl r#loop {
    fn r#box(r#gen: r#enum) -> Result<r#loop, r#try> {
        match r#gen {
            r#enum::r#if => Ok(r#loop(0)),
            r#enum::r#else => Err(r#try::r#yield),
        }
    }

    fn r#while(&mut self, other: &r#loop, each: &dyn Fn(r#type)) -> Vec<r#type> {
        each(r#type { r#gen: other.0 });
        vec![r#type { r#gen: self.0 }]
    }

    async fn r#await(&self) -> r#type {
        r#type { r#gen: self.0 }
    }
}

/// Nothing.
struct Never;

impl spandrel::Stream for Never {
    type Item = Result<r#type, r#try>;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(None)
    }
}

fn r#static() -> impl spandrel::Stream<Item = Result<r#type, r#try>> + Send + 'static {
    Never
}
