//! Keys of Ed25519 (RFC 8032).

use std::fmt;

use ed25519_dalek::{
    Signature, Signer, SigningKey, VerifyingKey,
    pkcs8::{DecodePrivateKey, EncodePrivateKey, spki::der::pem::LineEnding},
};
use zeroize::{Zeroize, Zeroizing};

/// The key that verifies a library. It stands in the program:
///
/// ```
/// use spandrel_host::signing::PublicKey;
///
/// const KEYS: [PublicKey; 1] =
///     [PublicKey::from_hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")];
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// The key with these 32 bytes, as RFC 8032 encodes it.
    pub const fn from_bytes(bytes: [u8; 32]) -> PublicKey {
        PublicKey(bytes)
    }

    /// The key with these 64 hexadecimal digits, as `spandrel keygen` prints it.
    ///
    /// # Panics
    ///
    /// If the text is something else; in a constant that is an error of the compiler.
    pub const fn from_hex(text: &str) -> PublicKey {
        match bytes_of_hex(text.as_bytes()) {
            Some(bytes) => PublicKey(bytes),
            None => panic!("a public key has 64 hexadecimal digits"),
        }
    }

    /// As [`from_hex`](PublicKey::from_hex), of a text that may be anything.
    pub const fn parse(text: &str) -> Option<PublicKey> {
        match bytes_of_hex(text.as_bytes()) {
            Some(bytes) => Some(PublicKey(bytes)),
            None => None,
        }
    }

    /// Whether a signature of these bytes was made with the secret half of this key. Strict: keys of small order, which
    /// verify signatures of any text, never match.
    pub(super) fn verifies(&self, signed: &[u8], signature: &[u8; 64]) -> bool {
        VerifyingKey::from_bytes(&self.0)
            .is_ok_and(|key| key.verify_strict(signed, &Signature::from_bytes(signature)).is_ok())
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

/// The key that signs libraries. It never leaves the machine that releases them; its memory is wiped when it is dropped.
pub struct SecretKey(SigningKey);

/// Why there is no secret key.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The system has no random bytes.
    #[error("no random bytes: {0}")]
    Random(getrandom::Error),
    /// The text is not a secret key.
    #[error("not an Ed25519 key in PKCS #8 (PEM): {0}")]
    NotAKey(ed25519_dalek::pkcs8::Error),
    /// The key cannot be written as text.
    #[error("the key cannot be written as PKCS #8: {0}")]
    Encode(ed25519_dalek::pkcs8::Error),
}

impl SecretKey {
    /// A new key, from the system's random bytes.
    pub fn generate() -> Result<SecretKey, KeyError> {
        let mut seed = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *seed).map_err(KeyError::Random)?;
        Ok(SecretKey(SigningKey::from_bytes(&seed)))
    }

    /// Reads a key from PKCS #8 in PEM, as `spandrel keygen` and `openssl genpkey -algorithm ed25519` write it.
    pub fn from_pem(text: &str) -> Result<SecretKey, KeyError> {
        SigningKey::from_pkcs8_pem(text).map(SecretKey).map_err(KeyError::NotAKey)
    }

    /// The key as PKCS #8 in PEM.
    pub fn to_pem(&self) -> Result<Zeroizing<String>, KeyError> {
        // Without the public half: that form is the one that all versions of OpenSSL read.
        let mut seed = ed25519_dalek::pkcs8::KeypairBytes { secret_key: self.0.to_bytes(), public_key: None };
        let text = seed.to_pkcs8_pem(LineEnding::LF).map_err(KeyError::Encode);
        seed.secret_key.zeroize();
        text
    }

    /// The half that verifies.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// Signs bytes.
    pub(super) fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey(of {})", self.public())
    }
}

/// The bytes that lower-case hexadecimal digits stand for.
pub(super) const fn bytes_of_hex<const N: usize>(text: &[u8]) -> Option<[u8; N]> {
    if text.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    let mut at = 0;
    while at < N {
        let (Some(high), Some(low)) = (digit(text[2 * at]), digit(text[2 * at + 1])) else { return None };
        bytes[at] = high << 4 | low;
        at += 1;
    }
    Some(bytes)
}

const fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8032, section 7.1, test 1.
    #[test]
    fn keys_and_signatures_are_those_of_the_standard() {
        let seed =
            bytes_of_hex::<32>(b"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").unwrap();
        let secret = SecretKey(SigningKey::from_bytes(&seed));
        let public = PublicKey::from_hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assert_eq!(secret.public(), public);
        let signature: [u8; 64] = bytes_of_hex(
            b"e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        )
        .unwrap();
        assert_eq!(secret.sign(b""), signature);
        assert!(public.verifies(b"", &signature) && !public.verifies(b"x", &signature));
        assert_eq!(SecretKey::from_pem(&secret.to_pem().unwrap()).unwrap().public(), public);
    }

    #[test]
    fn a_key_of_small_order_verifies_nothing() {
        // The neutral element: R = identity and S = 0 fit every text under the plain equation.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        assert!(!PublicKey::from_bytes(neutral).verifies(b"anything", &signature));
    }

    #[test]
    fn a_key_is_64_digits() {
        assert_eq!(PublicKey::parse(&"0".repeat(63)), None);
        assert_eq!(PublicKey::parse(&"0".repeat(65)), None);
        assert_eq!(PublicKey::parse(&"G".repeat(64)), None);
        assert!(PublicKey::parse(&"0f".repeat(32)).is_some_and(|key| key.to_string() == "0f".repeat(32)));
    }

    #[test]
    fn a_secret_key_does_not_print_itself() {
        let key = SecretKey::generate().unwrap();
        let pem = key.to_pem().unwrap();
        assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----\n"));
        assert_eq!(format!("{key:?}"), format!("SecretKey(of {})", key.public()));
    }
}
