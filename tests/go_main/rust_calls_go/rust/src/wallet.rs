//! Errors of the bridge that Go makes: what Rust finds in them, and the same errors with the message that Rust writes.

/// A wallet whose checks are Go's.
#[spandrel::bridge(package = "wallet")]
pub mod ffi {
    /// Plain data with a name.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Entry {
        pub name: String,
        pub at: Option<u8>,
    }

    /// Data without fields.
    #[derive(Clone, Debug, PartialEq)]
    pub enum Coin {
        Bit = 1,
        HttpCoin = 4,
    }

    /// Data of several shapes.
    #[derive(Clone, Debug, PartialEq)]
    pub enum Shape {
        Dot,
        Circle(f32),
        Line { from: (i8, i8), names: Vec<String> },
    }

    /// Why a wallet refuses.
    #[error]
    #[derive(Clone, PartialEq)]
    pub enum WalletError {
        /// word {index} is not in the list
        InvalidMnemonic {
            index: u32,
        },
        Locked,
        /// {reason}
        Said {
            reason: String,
        },
        /// cannot read: {source}
        Unreadable {
            source: DiskError,
            tries: u8,
        },
        /// 100% {{sure}}: {yes} {letter} {small} {large} {wide} {huge} {single} {double}
        Scalars {
            yes: bool,
            letter: char,
            small: i8,
            large: u64,
            wide: u128,
            huge: i128,
            single: f32,
            double: f64,
        },
        /// {coin} {entry} {shapes} {limit} {list} {bytes} {pair} {floats}
        Data {
            coin: Coin,
            entry: Entry,
            shapes: Vec<Shape>,
            limit: Option<u32>,
            list: Option<Vec<char>>,
            bytes: [u8; 3],
            pair: (bool, String),
            floats: Vec<f64>,
        },
        /// {names} {numbers} {pause} {at}
        Keyed {
            names: BTreeMap<String, Option<f32>>,
            numbers: BTreeSet<i16>,
            pause: Duration,
            at: SystemTime,
        },
    }

    /// Why the disk failed.
    #[error]
    #[derive(Clone, PartialEq)]
    pub enum DiskError {
        /// sector {sector} is bad
        BadSector {
            sector: u64,
        },
        Gone,
    }

    extern "Go" {
        fn check(mnemonic: Secret<str>) -> Result<u32>;

        /// What signs.
        type Signer;
        fn sign(self: &Signer) -> Result<()>;
        async fn sign_later(self: &Signer) -> Result<()>;
    }

    extern "Rust" {
        /// Lets Go check, and says what came of it.
        fn report_check() -> String;
        /// Lets Go sign, and says what came of it.
        fn report_sign(signer: &Signer) -> String;
        /// Lets Go sign later, and says what came of it.
        async fn report_sign_later(signer: Signer) -> String;
        /// Lets Go sign, and returns the error of this bridge that Go returned.
        fn echo(signer: &Signer) -> Result<(), WalletError>;
    }
}

use ffi::{DiskError, Signer, WalletError};

fn report_check() -> String {
    match ffi::check(spandrel::Secret::<str>::from("one two three".to_owned())) {
        Ok(value) => format!("ok {value}"),
        Err(error) => report(&error),
    }
}

fn report_sign(signer: &Signer) -> String {
    signer.sign().map_or_else(|error| report(&error), |()| "ok".to_owned())
}

async fn report_sign_later(signer: Signer) -> String {
    signer.sign_later().await.map_or_else(|error| report(&error), |()| "ok".to_owned())
}

#[expect(clippy::result_large_err, reason = "the error has a variant for every kind of data")]
fn echo(signer: &Signer) -> Result<(), WalletError> {
    let Err(error) = signer.sign() else { return Ok(()) };
    Err(error.declared().unwrap_or_else(|| WalletError::Said { reason: format!("not declared: {error}") }))
}

fn report(error: &spandrel::GoError) -> String {
    let declared = match (error.declared::<WalletError>(), error.declared::<DiskError>()) {
        (Some(error), None) => format!("{error:?}"),
        (None, Some(error)) => format!("{error:?}"),
        _ => "none".to_owned(),
    };
    format!("{:?} | {} | {} | {declared}", error.kind(), error.type_name(), error.message())
}
