//! Doc comments and what becomes of them in godoc.

/// Tools for measuring streams.
///
/// They work on whatever was read, and keep nothing.
///
/// ```text
/// measure | print
/// ```
#[spandrel::bridge(package = "docs")]
mod ffi {
    /// A measurement, in the units of its kind.
    ///
    /// # Units
    ///
    /// - seconds for times
    /// - bytes for sizes
    struct Measurement {
        /// The value.
        value: f64,

        /// What it is a value of.
        ///
        /// Two paragraphs.
        of: String,
        plain: u8,
    }

    /// Kinds of measurement.
    enum Kind {
        /// Time.
        Time,
        Size,
    }

    /// HTTP status and its text.
    struct Answer {
        code: u16,
        text: String,
    }

    extern "Rust" {
        /// Measures a text.
        ///
        /// Returns the number of letters, as [`Measurement`].
        fn measure(text: &str) -> Measurement;
        /// Returns the answer.
        fn last_answer() -> Answer;
        /// The kind of a measurement.
        fn kind_of(measurement: Measurement) -> Kind;
        /// An empty text gives zero.
        fn zero() -> u8;
        /// Number of words.
        fn words(text: &str) -> u64;
        /// HTTP status of the last call.
        fn status() -> u16;
        /// Picks one of:
        /// * the first,
        ///   if there is one
        /// * the last
        ///
        /// In this order:
        ///
        /// 1. look
        /// 2. pick
        ///
        /// Cost
        ///
        /// One comparison, as in ``max''.
        ///
        ///     pick(2)
        fn pick(count: u8) -> u8;
        #[doc = "Ends with a\r\nbell\u{7}, a nul\0 and */.\n\n\n+build ignore\n[go]: https://go.dev\n"]
        fn ring();
        #[doc = ""]
        fn silent();
        /** Starts over. */
        fn start();
        /**
         * Finds [`Measurement`] values; see [`Kind`], [`Self::kind_of`] and [the list](https://example.test/list).
         *
         * - all of them
         *   at once
         *
         * # Examples
         *
         * ```
         * # use docs::starred;
         * assert_eq!(docs::starred(), 7);
         * ```
         */
        fn starred() -> u8;
        fn undocumented();
        /// Process the text at once, whatever it holds.
        fn process(text: &str);
        /// Status of the last run.
        fn last_status() -> u16;
        ///   Indented code follows:
        ///
        ///     code()
        ///
        fn indented();
        /// `value` is what was asked for.
        fn tick(value: u8);
        /// Ändert nichts: "x" → 'y'.
        fn umlaut();
        /// Keep it
        /// over two lines.
        fn wrapped();
    }
}

use ffi::{Answer, Kind, Measurement};

fn measure(text: &str) -> Measurement {
    Measurement { value: text.len() as f64, of: text.to_owned(), plain: 0 }
}

fn last_answer() -> Answer {
    Answer { code: 200, text: "fine".to_owned() }
}

fn kind_of(measurement: Measurement) -> Kind {
    if measurement.value > 0.0 { Kind::Size } else { Kind::Time }
}

fn zero() -> u8 {
    0
}

fn words(text: &str) -> u64 {
    text.split_whitespace().count() as u64
}

fn status() -> u16 {
    200
}

fn start() {}

fn starred() -> u8 {
    7
}

fn pick(count: u8) -> u8 {
    count
}

fn ring() {}

fn silent() {}

fn undocumented() {}

fn process(_text: &str) {}

fn last_status() -> u16 {
    0
}

fn indented() {}

fn tick(_value: u8) {}

fn umlaut() {}

fn wrapped() {}
