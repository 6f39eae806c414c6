//! The cipher and the check of version 3 keystores.

use aes::Aes128;
use ctr::cipher::{KeyIvInit, StreamCipher};
use sha3::{Digest, Keccak256};
use spandrel::Secret;

use crate::ffi::CryptError;
use crate::wipe::guarded;

/// Splits what a password gave into the key of the cipher and that of the check.
fn halves(derived: &[u8]) -> Result<(&[u8], &[u8]), CryptError> {
    if derived.len() == 32 { Ok(derived.split_at(16)) } else { Err(CryptError::InvalidKey) }
}

pub(crate) fn aes128_ctr(derived: &[u8], iv: [u8; 16], data: &[u8]) -> Result<Secret<[u8]>, CryptError> {
    let (key, _) = halves(derived)?;
    guarded(|| {
        let mut cipher =
            ctr::Ctr128BE::<Aes128>::new_from_slices(key, &iv).map_err(|_| CryptError::InvalidKey)?;
        Ok(Secret::fill(data.len(), |out| {
            out.copy_from_slice(data);
            cipher.apply_keystream(out);
        }))
    })
}

pub(crate) fn keystore_mac(derived: &[u8], ciphertext: &[u8]) -> Result<[u8; 32], CryptError> {
    let (_, key) = halves(derived)?;
    guarded(|| Ok(Keccak256::new().chain_update(key).chain_update(ciphertext).finalize().into()))
}
