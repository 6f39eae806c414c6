//! Keys from passwords.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use sha2::Sha256;
use spandrel::Secret;
use zeroize::Zeroize;

use crate::ffi::CryptError;
use crate::wipe::guarded;

const KEY: usize = 32;

fn out_of_range(what: &str) -> CryptError {
    CryptError::OutOfRange { what: what.to_owned() }
}

pub(crate) fn argon2id(
    password: &[u8],
    salt: &[u8],
    t: u32,
    m_kib: u32,
    p: u32,
) -> Result<Secret<[u8]>, CryptError> {
    let params = Params::new(m_kib, t, p, Some(KEY)).map_err(|_| out_of_range("a parameter of Argon2id"))?;
    guarded(|| argon2id_with(password, salt, &[], params))
}

/// Argon2id with all its inputs; pepper and associated data are there for the vectors of RFC 9106.
fn argon2id_with(
    password: &[u8],
    salt: &[u8],
    pepper: &[u8],
    params: Params,
) -> Result<Secret<[u8]>, CryptError> {
    let mut blocks = Vec::new();
    let count = params.block_count();
    blocks.try_reserve_exact(count).map_err(|_| CryptError::OutOfMemory)?;
    blocks.resize(count, Block::default());
    let argon2 = Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, params)
        .map_err(|_| out_of_range("the pepper"))?;
    let mut derived = Ok(());
    let key = Secret::fill(KEY, |key| {
        derived = argon2.hash_password_into_with_memory(password, salt, key, &mut blocks);
    });
    for block in &mut blocks {
        block.zeroize();
    }
    derived.map(|()| key).map_err(|_| out_of_range("the salt or the password"))
}

pub(crate) fn scrypt(
    password: &[u8],
    salt: &[u8],
    log_n: u8,
    r: u32,
    p: u32,
) -> Result<Secret<[u8]>, CryptError> {
    let params = scrypt::Params::new(log_n, r, p).map_err(|_| out_of_range("a parameter of scrypt"))?;
    // The crate takes its memory without asking whether it is there.
    let bytes = 128_usize
        .checked_mul(r as usize)
        .and_then(|bytes| bytes.checked_mul((1_usize << log_n) + p as usize))
        .ok_or_else(|| out_of_range("a parameter of scrypt"))?;
    let mut room = Vec::<u8>::new();
    room.try_reserve_exact(bytes).map_err(|_| CryptError::OutOfMemory)?;
    drop(room);
    guarded(|| {
        let mut derived = Ok(());
        let key = Secret::fill(KEY, |key| derived = scrypt::scrypt(password, salt, &params, key));
        derived.map(|()| key).map_err(|_| out_of_range("a parameter of scrypt"))
    })
}

pub(crate) fn pbkdf2_sha256(password: &[u8], salt: &[u8], rounds: u32) -> Result<Secret<[u8]>, CryptError> {
    if rounds == 0 {
        return Err(out_of_range("the number of rounds"));
    }
    guarded(|| Ok(Secret::fill(KEY, |key| pbkdf2::pbkdf2_hmac::<Sha256>(password, salt, rounds, key))))
}

#[cfg(test)]
mod tests {
    use argon2::{AssociatedData, ParamsBuilder};

    use super::*;

    /// RFC 9106, section 5.3: the only official vector, with a pepper and associated data.
    #[test]
    fn rfc_9106() {
        let params = ParamsBuilder::new()
            .m_cost(32)
            .t_cost(3)
            .p_cost(4)
            .data(AssociatedData::new(&[4; 12]).unwrap())
            .build()
            .unwrap();
        let key = argon2id_with(&[1; 32], &[2; 16], &[3; 8], params).unwrap();
        let want = [
            0x0d, 0x64, 0x0d, 0xf5, 0x8d, 0x78, 0x76, 0x6c, 0x08, 0xc0, 0x37, 0xa3, 0x4a, 0x8b, 0x53, 0xc9,
            0xd0, 0x1e, 0xf0, 0x45, 0x2d, 0x75, 0xb6, 0x5e, 0xb5, 0x25, 0x20, 0xe9, 0x6b, 0x01, 0xe6, 0x59,
        ];
        assert_eq!(key.expose(), want);
    }

    #[test]
    fn parameters_out_of_range_are_refused() {
        assert!(argon2id(b"password", b"salt", 3, 64, 1).is_err(), "a salt of four bytes");
        assert!(argon2id(b"password", b"salt and salt", 0, 64, 1).is_err(), "no pass");
        assert!(scrypt(b"password", b"salt", 0, 8, 0).is_err(), "no lane");
        assert!(pbkdf2_sha256(b"password", b"salt", 0).is_err(), "no round");
    }
}
