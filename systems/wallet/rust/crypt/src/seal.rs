//! XChaCha20-Poly1305.

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};
use spandrel::Secret;

use crate::ffi::CryptError;
use crate::wipe::guarded;

const TAG: usize = 16;

fn cipher(key: &[u8]) -> Result<XChaCha20Poly1305, CryptError> {
    XChaCha20Poly1305::new_from_slice(key).map_err(|_| CryptError::InvalidKey)
}

pub(crate) fn seal(key: &[u8], nonce: [u8; 24], header: &[u8], plain: &[u8]) -> Result<Vec<u8>, CryptError> {
    guarded(|| {
        let cipher = cipher(key)?;
        let mut sealed = Vec::with_capacity(plain.len() + TAG);
        sealed.extend_from_slice(plain);
        let tag = cipher
            .encrypt_inout_detached(&XNonce::from(nonce), header, sealed.as_mut_slice().into())
            .map_err(|_| CryptError::OutOfRange { what: "the plain text's length".into() })?;
        sealed.extend_from_slice(&tag);
        Ok(sealed)
    })
}

pub(crate) fn open(
    key: &[u8],
    nonce: [u8; 24],
    header: &[u8],
    sealed: &[u8],
) -> Result<Secret<[u8]>, CryptError> {
    guarded(|| {
        let cipher = cipher(key)?;
        let (content, tag) = sealed.split_last_chunk::<TAG>().ok_or(CryptError::NotAuthentic)?;
        let mut opened = Ok(());
        let plain = Secret::fill(content.len(), |plain| {
            plain.copy_from_slice(content);
            opened =
                cipher.decrypt_inout_detached(&XNonce::from(nonce), header, plain.into(), &Tag::from(*tag));
        });
        opened.map(|()| plain).map_err(|_| CryptError::NotAuthentic)
    })
}
