//! secp256k1, by libsecp256k1: keys, their sums, and signatures.

use ripemd::Ripemd160;
use secp256k1::ecdsa::{RecoverableSignature, RecoveryId};
use secp256k1::{Keypair, Message, Parity, PublicKey, Scalar, SecretKey, XOnlyPublicKey, schnorr};
use sha2::{Digest, Sha256};
use sha3::Keccak256;
use spandrel::Secret;
use zeroize::Zeroizing;

use crate::ffi::CryptError;
use crate::wipe::guarded;

const COMPRESSED: usize = 33;

fn secret_key(bytes: &[u8]) -> Result<SecretKey, CryptError> {
    let mut copy = Zeroizing::new([0; 32]);
    if bytes.len() != copy.len() {
        return Err(CryptError::InvalidKey);
    }
    copy.copy_from_slice(bytes);
    SecretKey::from_secret_bytes(*copy).map_err(|_| CryptError::InvalidKey)
}

fn scalar(bytes: &[u8]) -> Option<Scalar> {
    let mut copy = Zeroizing::new([0; 32]);
    if bytes.len() != copy.len() {
        return None;
    }
    copy.copy_from_slice(bytes);
    Scalar::from_be_bytes(*copy).ok()
}

fn point(bytes: &[u8]) -> Result<PublicKey, CryptError> {
    PublicKey::from_slice(bytes).map_err(|_| CryptError::InvalidPoint)
}

/// Maps compressed keys that lie one behind the other.
fn each_key<const N: usize>(
    publics: &[u8],
    map: impl Fn(&[u8]) -> Result<[u8; N], CryptError>,
) -> Result<Vec<u8>, CryptError> {
    let (keys, rest) = publics.as_chunks::<COMPRESSED>();
    if !rest.is_empty() {
        return Err(CryptError::InvalidPoint);
    }
    let mut out = Vec::with_capacity(keys.len() * N);
    for key in keys {
        out.extend(map(key)?);
    }
    Ok(out)
}

pub(crate) fn public_key(secret: &[u8]) -> Result<[u8; COMPRESSED], CryptError> {
    guarded(|| Ok(secret_key(secret)?.public_key().serialize()))
}

pub(crate) fn add_secret(secret: &[u8], tweak: &[u8]) -> Result<Secret<[u8]>, CryptError> {
    guarded(|| {
        let tweak = scalar(tweak).ok_or(CryptError::InvalidTweak)?;
        let sum = secret_key(secret)?.add_tweak(&tweak).map_err(|_| CryptError::InvalidTweak)?;
        Ok(Secret::<[u8]>::new(sum.as_secret_bytes()))
    })
}

pub(crate) fn add_public(public: &[u8], tweaks: &[u8]) -> Result<Vec<u8>, CryptError> {
    let public = point(public)?;
    let (tweaks, rest) = tweaks.as_chunks::<32>();
    if !rest.is_empty() {
        return Err(CryptError::InvalidTweak);
    }
    let mut out = Vec::with_capacity(tweaks.len() * COMPRESSED);
    for tweak in tweaks {
        let sum = scalar(tweak).and_then(|tweak| public.add_exp_tweak(&tweak).ok());
        out.extend(sum.ok_or(CryptError::InvalidTweak)?.serialize());
    }
    Ok(out)
}

pub(crate) fn check_public(public: &[u8]) -> Result<[u8; COMPRESSED], CryptError> {
    Ok(point(public)?.serialize())
}

pub(crate) fn hash160(data: &[u8]) -> [u8; 20] {
    Ripemd160::digest(Sha256::digest(data)).into()
}

pub(crate) fn hash160_keys(publics: &[u8]) -> Result<Vec<u8>, CryptError> {
    each_key(publics, |key| Ok(hash160(key)))
}

pub(crate) fn keccak256(data: &[u8]) -> [u8; 32] {
    Keccak256::digest(data).into()
}

pub(crate) fn evm_addresses(publics: &[u8]) -> Result<Vec<u8>, CryptError> {
    each_key(publics, |key| {
        let hash = keccak256(&point(key)?.serialize_uncompressed()[1..]);
        let mut address = [0; 20];
        address.copy_from_slice(&hash[12..]);
        Ok(address)
    })
}

/// The tweak of an output key: the tagged hash of BIP-340 over the internal key and the root of the scripts, if any.
fn taproot_tweak(internal: &XOnlyPublicKey, root: &[u8]) -> Result<Scalar, CryptError> {
    if !root.is_empty() && root.len() != 32 {
        return Err(CryptError::InvalidTweak);
    }
    let tag = Sha256::digest(b"TapTweak");
    let hash = Sha256::new().chain_update(tag).chain_update(tag);
    let hash = hash.chain_update(internal.to_byte_array()).chain_update(root);
    scalar(&hash.finalize()).ok_or(CryptError::InvalidTweak)
}

pub(crate) fn taproot_outputs(publics: &[u8], root: &[u8]) -> Result<Vec<u8>, CryptError> {
    each_key(publics, |key| {
        let (internal, _) = point(key)?.x_only_public_key();
        let tweak = taproot_tweak(&internal, root)?;
        let (output, _) = internal.add_tweak(&tweak).map_err(|_| CryptError::InvalidTweak)?;
        Ok(output.to_byte_array())
    })
}

pub(crate) fn taproot_secret(secret: &[u8], root: &[u8]) -> Result<Secret<[u8]>, CryptError> {
    guarded(|| {
        let key = secret_key(secret)?;
        let (internal, parity) = key.x_only_public_key();
        let key = if parity == Parity::Odd { key.negate() } else { key };
        let tweak = taproot_tweak(&internal, root)?;
        let sum = key.add_tweak(&tweak).map_err(|_| CryptError::InvalidTweak)?;
        Ok(Secret::<[u8]>::new(sum.as_secret_bytes()))
    })
}

pub(crate) fn ecdsa_sign(secret: &[u8], digest: [u8; 32]) -> Result<[u8; 65], CryptError> {
    guarded(|| {
        let key = secret_key(secret)?;
        let signed = RecoverableSignature::sign_ecdsa_recoverable(Message::from_digest(digest), &key);
        let (id, compact) = signed.serialize_compact();
        let mut out = [0; 65];
        out[..64].copy_from_slice(&compact);
        out[64] = id.into();
        Ok(out)
    })
}

pub(crate) fn ecdsa_recover(signature: [u8; 65], digest: [u8; 32]) -> Result<[u8; COMPRESSED], CryptError> {
    let id = RecoveryId::try_from(i32::from(signature[64])).map_err(|_| CryptError::InvalidSignature)?;
    let signature =
        RecoverableSignature::from_compact(&signature[..64], id).map_err(|_| CryptError::InvalidSignature)?;
    let key =
        signature.recover_ecdsa(Message::from_digest(digest)).map_err(|_| CryptError::InvalidSignature)?;
    Ok(key.serialize())
}

pub(crate) fn schnorr_sign(secret: &[u8], message: &[u8], aux: [u8; 32]) -> Result<[u8; 64], CryptError> {
    guarded(|| {
        let pair = Keypair::from_secret_key(&secret_key(secret)?);
        Ok(schnorr::sign_with_aux_rand(message, &pair, &aux).to_byte_array())
    })
}

pub(crate) fn schnorr_verify(public: [u8; 32], message: &[u8], signature: [u8; 64]) -> bool {
    XOnlyPublicKey::from_byte_array(public)
        .is_ok_and(|key| key.verify(message, &schnorr::Signature::from_byte_array(signature)).is_ok())
}
