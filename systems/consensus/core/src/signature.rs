//! Ed25519 with the one rule of this chain, ZIP 215.
//!
//! RFC 8032 leaves open which encodings of points a verifier accepts and whether it multiplies by the cofactor, and
//! libraries differ there. Nodes that differ fork. ZIP 215 decides every case: points may be encoded with a coordinate
//! that is not reduced and may be of small order, `s` must be below the order of the group, and
//! `[8][s]B = [8]R + [8][k]A`.

use ed25519_zebra::{Signature as Encoded, VerificationKey};

use crate::error::{Error, Failure};
use crate::sha256::Hash;

/// An Ed25519 signature: the encoding of `R`, then `s`.
pub type Signature = [u8; 64];

/// Checks that `signature` is one of `message` by `public_key`.
///
/// Any 32 and 64 bytes are a well-formed question, so that every no is [`Error::VerificationFailed`].
pub fn verify(public_key: &Hash, message: &[u8], signature: &Signature) -> Result<(), Error> {
    VerificationKey::try_from(*public_key)
        .and_then(|key| key.verify(&Encoded::from(*signature), message))
        .map_err(|_| Error::VerificationFailed(Failure::Signature))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The identity signs everything: `R` and `A` are it and `s` is 0.
    #[test]
    fn small_order_points_are_accepted() {
        let mut identity = [0; 32];
        identity[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        assert_eq!(verify(&identity, b"anything", &signature), Ok(()));
        signature[32] = 1;
        assert_eq!(
            verify(&identity, b"anything", &signature),
            Err(Error::VerificationFailed(Failure::Signature))
        );
    }
}
