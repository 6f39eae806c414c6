//! A small bridge that is changed on one side only, to see who notices.

/// A shop.
#[spandrel::bridge(package = "shop")]
pub mod ffi {
    /// Something on sale.
    pub struct Item {
        /// Its number.
        pub number: u32,
        /// Its price in cents.
        pub price: u32,
        /// Its name.
        pub name: String,
    }

    /// How something is paid.
    pub enum Payment {
        /// With coins.
        Cash = 1,
        /// With a card.
        Card = 2,
        /// Later.
        Bill = 3,
    }

    /// Why a sale failed.
    #[error]
    pub enum ShopError {
        /// sold out
        SoldOut,
        /// {missing} cents are missing
        TooLittle {
            /// How much.
            missing: u32,
        },
    }

    extern "Rust" {
        /// Sells an item.
        fn sell(item: Item, payment: Payment) -> Result<u64, ShopError>;
        /// What is left of an amount after a discount, both in cents.
        fn reduce(amount: u64, discount: u64) -> u64;
        /// Text for a price.
        fn label(price: u32) -> String;

        /// A till.
        type Till;
        /// Opens one with some change in it.
        #[constructor]
        fn open(change: u64) -> Till;
        /// Puts money in.
        fn put(self: &mut Till, amount: u64) -> u64;
        /// What is in it.
        fn amount(self: &Till) -> u64;
    }
}

use ffi::*;

fn sell(item: Item, payment: Payment) -> Result<u64, ShopError> {
    match payment {
        Payment::Cash if item.price > 100_000 => Err(ShopError::TooLittle { missing: item.price - 100_000 }),
        _ if item.name.is_empty() => Err(ShopError::SoldOut),
        _ => Ok((item.number + item.price).into()),
    }
}

fn reduce(amount: u64, discount: u64) -> u64 {
    amount.saturating_sub(discount)
}

fn label(price: u32) -> String {
    format!("{}.{:02}", price / 100, price % 100)
}

/// A till.
pub struct Till(u64);

impl Till {
    fn open(change: u64) -> Till {
        Till(change)
    }

    fn put(&mut self, amount: u64) -> u64 {
        self.0 += amount;
        self.0
    }

    fn amount(&self) -> u64 {
        self.0
    }
}
