//! Prices, in Rust: what replaces the Go code in `go/native`.

#[spandrel::bridge(package = "pricing")]
mod ffi {
    #[error]
    pub enum PriceError {
        /// a discount of {percent} percent
        Discount { percent: u8 },
    }

    extern "Rust" {
        /// The sum of prices in cents, less a discount that is rounded down.
        fn total(cents: &[u64], percent: u8) -> Result<u64, PriceError>;
        /// A title as part of an address.
        fn slug(title: &str) -> String;
    }
}

use ffi::PriceError;

fn total(cents: &[u64], percent: u8) -> Result<u64, PriceError> {
    if percent > 100 {
        return Err(PriceError::Discount { percent });
    }
    let sum = cents.iter().fold(0, |sum: u128, price| sum + u128::from(*price));
    let discount = sum * u128::from(percent) / 100;
    Ok(u64::try_from(sum - discount).unwrap_or(u64::MAX))
}

fn slug(title: &str) -> String {
    let lower = title.to_ascii_lowercase();
    let words = lower.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
