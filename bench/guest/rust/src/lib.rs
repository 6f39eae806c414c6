//! The bridge.

/// What Go implements.
#[spandrel::bridge(package = "served")]
pub mod ffi {
    extern "Go" {
        /// Adds.
        fn add(a: i64, b: i64) -> i64;
        /// Makes so many bytes of this value.
        fn fill(count: u64, value: u8) -> Result<Vec<u8>>;
    }
}
