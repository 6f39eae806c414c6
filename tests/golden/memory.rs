//! Memory with an owner: reference-counted bytes, and secrets.

#[spandrel::bridge(package = "memory")]
mod ffi {
    #[error]
    enum VaultError {
        /// the key does not fit
        WrongKey,
    }

    extern "Rust" {
        /// Returns the shared page of zeros.
        fn zeros() -> Bytes;
        /// Returns the tail of some bytes, without a copy.
        fn tail(data: Bytes, skip: u64) -> Bytes;
        fn longer(a: Bytes, b: Bytes) -> bool;
        /// Makes a key of `len` bytes.
        fn make_key(len: u64) -> Secret<[u8]>;
        fn strength(password: Secret<str>) -> u32;

        type Vault;
        #[constructor]
        fn lock(key: Secret<[u8]>, content: Bytes) -> Vault;
        /// Returns the content, for the right key.
        fn open(self: &Vault, key: Secret<[u8]>) -> Result<Bytes, VaultError>;
        fn rekey(self: &mut Vault, key: Secret<[u8]>) -> Secret<[u8]>;
    }
}

use ffi::VaultError;
use spandrel::{Bytes, Secret};

fn zeros() -> Bytes {
    Bytes::from_static(&[0; 4096])
}

fn tail(data: Bytes, skip: u64) -> Bytes {
    data.slice(skip as usize..)
}

fn longer(a: Bytes, b: Bytes) -> bool {
    a.len() > b.len()
}

fn make_key(len: u64) -> Secret<[u8]> {
    Secret::fill(len as usize, |bytes| bytes.fill(4))
}

fn strength(password: Secret<str>) -> u32 {
    password.expose().chars().count() as u32
}

pub(crate) struct Vault {
    key: Secret<[u8]>,
    content: Bytes,
}

impl Vault {
    fn lock(key: Secret<[u8]>, content: Bytes) -> Vault {
        Vault { key, content }
    }

    fn open(&self, key: Secret<[u8]>) -> Result<Bytes, VaultError> {
        if key == self.key { Ok(self.content.clone()) } else { Err(VaultError::WrongKey) }
    }

    fn rekey(&mut self, key: Secret<[u8]>) -> Secret<[u8]> {
        std::mem::replace(&mut self.key, key)
    }
}
