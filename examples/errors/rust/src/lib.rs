//! Errors with fields, and a panic, for Go.

use ffi::PaymentError;

#[spandrel::bridge(package = "bank")]
mod ffi {
    /// Why a payment fails.
    #[error]
    pub enum PaymentError {
        /// {amount} is more than the balance of {balance}
        InsufficientFunds {
            amount: u64,
            balance: u64,
        },
        AccountLocked,
    }

    extern "Rust" {
        /// Returns the balance that is left after a payment.
        fn pay(balance: u64, amount: u64) -> Result<u64, PaymentError>;
    }
}

fn pay(balance: u64, amount: u64) -> Result<u64, PaymentError> {
    assert!(amount > 0, "a payment of nothing");
    if balance == 0 {
        return Err(PaymentError::AccountLocked);
    }
    balance.checked_sub(amount).ok_or(PaymentError::InsufficientFunds { amount, balance })
}
