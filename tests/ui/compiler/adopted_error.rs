// Errors that are not what the bridge says, or are not errors.

#[spandrel::bridge(package = "figures")]
mod ffi {
    /// What the bridge says has a field too few.
    #[error]
    #[adopt(super::Failure)]
    pub enum Failure {
        /// no {name}
        Missing { name: String },
        Torn,
    }

    #[error]
    #[adopt(super::NoError)]
    pub enum NoError {
        Gone,
    }

    extern "Rust" {
        fn torn() -> Result<(), Failure>;
        fn gone() -> Result<(), NoError>;
    }
}

#[derive(Debug)]
pub enum Failure {
    Missing { name: String, length: u64 },
    Torn,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("failed")
    }
}

impl std::error::Error for Failure {}

#[derive(Debug)]
pub enum NoError {
    Gone,
}

fn torn() -> Result<(), Failure> {
    Ok(())
}

fn gone() -> Result<(), NoError> {
    Ok(())
}

fn main() {}
