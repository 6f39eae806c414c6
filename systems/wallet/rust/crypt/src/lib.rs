//! What the wallet's Go core uses of C and of Rust.
//!
//! The core has its secrets in locked pages of its own and passes them to these functions as borrowed bytes: nothing
//! is copied on the way in. Secrets on the way out are `Secret`s, from locked page to locked page. Inside, three things
//! wipe the copies: the crates wipe what they own, every function that sees a secret wipes the stack
//! below itself ([`wipe`]), and the allocator of this object wipes what is freed. A memory scan in the Go core's tests
//! judges the result.

mod curve;
mod kdf;
mod keystore;
mod seal;
mod text;
mod wipe;
mod words;

use curve::*;
use kdf::*;
use keystore::*;
use seal::*;
use text::*;
use words::*;

/// The wallet's cryptographic object: the curve, sealing, password hashing, Unicode and word lists.
///
/// Everything here is safe for concurrent use and keeps no state. Parameters called `secret`, `password`, `key`, `plain`
/// or `text` are borrowed and never copied into memory that is not wiped.
#[spandrel::bridge(package = "crypt")]
pub mod ffi {
    /// Why the object refused.
    #[error]
    #[derive(Clone, PartialEq)]
    pub enum CryptError {
        /// the key is zero or not below the order of the curve
        InvalidKey,
        /// the bytes are not a point of the curve
        InvalidPoint,
        /// the sum is not a valid key
        InvalidTweak,
        /// the signature is malformed
        InvalidSignature,
        /// the sealed bytes do not belong to this key and header
        NotAuthentic,
        /// {what} is out of range
        OutOfRange {
            /// What it is.
            what: String,
        },
        /// the text is not UTF-8
        InvalidText,
        /// there is not enough memory
        OutOfMemory,
    }

    extern "Rust" {
        /// Returns the compressed public key of a secret one.
        fn public_key(secret: &[u8]) -> Result<[u8; 33], CryptError>;

        /// Returns secret + tweak modulo the order of the curve: the step from a private key to its child.
        fn add_secret(secret: &[u8], tweak: &[u8]) -> Result<Secret<[u8]>, CryptError>;

        /// Returns public + tweak·G for each 32 bytes of tweaks, one behind the other.
        fn add_public(public: &[u8], tweaks: &[u8]) -> Result<Vec<u8>, CryptError>;

        /// Returns a compressed key from 33 or 65 bytes that are a point of the curve.
        fn check_public(public: &[u8]) -> Result<[u8; 33], CryptError>;

        /// Returns RIPEMD-160 of SHA-256 of each compressed key, one behind the other.
        fn hash160_keys(publics: &[u8]) -> Result<Vec<u8>, CryptError>;

        /// Returns RIPEMD-160 of SHA-256 of the data.
        fn hash160(data: &[u8]) -> [u8; 20];

        /// Returns the account address (20 bytes) of each compressed key, one behind the other.
        fn evm_addresses(publics: &[u8]) -> Result<Vec<u8>, CryptError>;

        /// Returns the BIP-341 output key (32 bytes) of each compressed key, one behind the other. root is that of the
        /// scripts, empty for keys without scripts.
        fn taproot_outputs(publics: &[u8], root: &[u8]) -> Result<Vec<u8>, CryptError>;

        /// Returns the secret key that belongs to taproot_outputs of the public one.
        fn taproot_secret(secret: &[u8], root: &[u8]) -> Result<Secret<[u8]>, CryptError>;

        /// Signs by ECDSA with the nonce of RFC 6979, without extra data, and a low s: r, s, recovery id.
        fn ecdsa_sign(secret: &[u8], digest: [u8; 32]) -> Result<[u8; 65], CryptError>;

        /// Returns the compressed key that made a signature of r, s, recovery id.
        fn ecdsa_recover(signature: [u8; 65], digest: [u8; 32]) -> Result<[u8; 33], CryptError>;

        /// Signs by BIP-340.
        fn schnorr_sign(secret: &[u8], message: &[u8], aux: [u8; 32]) -> Result<[u8; 64], CryptError>;

        /// Reports whether a BIP-340 signature is that of the message and the 32 bytes of the key.
        fn schnorr_verify(public: [u8; 32], message: &[u8], signature: [u8; 64]) -> bool;

        /// Returns Keccak-256, with the padding of 2011, as the EVM uses it.
        fn keccak256(data: &[u8]) -> [u8; 32];

        /// Seals by XChaCha20-Poly1305: ciphertext and tag.
        fn seal(key: &[u8], nonce: [u8; 24], header: &[u8], plain: &[u8]) -> Result<Vec<u8>, CryptError>;

        /// Opens what seal made.
        fn open(
            key: &[u8],
            nonce: [u8; 24],
            header: &[u8],
            sealed: &[u8],
        ) -> Result<Secret<[u8]>, CryptError>;

        /// Returns 32 bytes of Argon2id, version 1.3. Its memory is wiped, not locked.
        fn argon2id(
            password: &[u8],
            salt: &[u8],
            t: u32,
            m_kib: u32,
            p: u32,
        ) -> Result<Secret<[u8]>, CryptError>;

        /// Returns 32 bytes of scrypt with N = 2^log_n.
        fn scrypt(
            password: &[u8],
            salt: &[u8],
            log_n: u8,
            r: u32,
            p: u32,
        ) -> Result<Secret<[u8]>, CryptError>;

        /// Returns 32 bytes of PBKDF2 with HMAC-SHA256.
        fn pbkdf2_sha256(password: &[u8], salt: &[u8], rounds: u32) -> Result<Secret<[u8]>, CryptError>;

        /// Encrypts or decrypts by AES-128 in counter mode; the key is the first 16 bytes of derived.
        fn aes128_ctr(derived: &[u8], iv: [u8; 16], data: &[u8]) -> Result<Secret<[u8]>, CryptError>;

        /// Returns the check of a version 3 keystore: Keccak-256 of bytes 16 to 32 of derived, and the ciphertext.
        fn keystore_mac(derived: &[u8], ciphertext: &[u8]) -> Result<[u8; 32], CryptError>;

        /// Returns the text in NFKD.
        fn nfkd(text: &[u8]) -> Result<Secret<[u8]>, CryptError>;

        /// Returns the words of the text: in NFKD, in lower case, one space between two.
        fn words(text: &[u8]) -> Result<Secret<[u8]>, CryptError>;

        /// Returns the text, which is not secret, in NFC.
        fn nfc(text: &str) -> String;

        /// Returns the 2048 words of a BIP-39 list in NFKD, one a line, in the order of the list. Languages count from 0:
        /// english, japanese, korean, spanish, chinese_simplified, chinese_traditional, french, italian, czech,
        /// portuguese.
        fn word_list(language: u32) -> Result<String, CryptError>;
    }
}
