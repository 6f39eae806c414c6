//! Unicode: normal forms of texts, most of them secret.

use spandrel::Secret;
use unicode_normalization::UnicodeNormalization;

use crate::ffi::CryptError;
use crate::wipe::guarded;

/// Writes characters into a secret; they are counted first, since a secret does not grow.
fn collect(characters: impl Iterator<Item = char> + Clone) -> Secret<[u8]> {
    let length = characters.clone().map(char::len_utf8).sum();
    Secret::fill(length, |out| {
        let mut at = 0;
        for character in characters {
            at += character.encode_utf8(&mut out[at..]).len();
        }
    })
}

fn utf8(text: &[u8]) -> Result<&str, CryptError> {
    std::str::from_utf8(text).map_err(|_| CryptError::InvalidText)
}

pub(crate) fn nfkd(text: &[u8]) -> Result<Secret<[u8]>, CryptError> {
    guarded(|| Ok(collect(utf8(text)?.nfkd())))
}

pub(crate) fn words(text: &[u8]) -> Result<Secret<[u8]>, CryptError> {
    guarded(|| {
        let lower = utf8(text)?.nfkd().flat_map(char::to_lowercase);
        // A space goes in front of a word once something stands before it.
        let spaced = lower
            .scan((false, false), |(begun, gap), character| {
                if character.is_whitespace() {
                    *gap = *begun;
                    return Some([None, None]);
                }
                let space = gap.then_some(' ');
                (*begun, *gap) = (true, false);
                Some([space, Some(character)])
            })
            .flatten()
            .flatten();
        Ok(collect(spaced))
    })
}

pub(crate) fn nfc(text: &str) -> String {
    text.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        String::from_utf8(words(text.as_bytes()).unwrap().expose().to_vec()).unwrap()
    }

    #[test]
    fn words_stand_one_space_apart() {
        assert_eq!(of(" Abandon\u{3000}ABOUT \r\n zoo\t"), "abandon about zoo");
        assert_eq!(of(""), "");
        assert_eq!(of(" \u{3000}\n"), "");
        assert_eq!(of("ÉCLAIR"), "e\u{301}clair", "decomposed, then in lower case");
    }

    #[test]
    fn text_that_is_not_utf8_is_refused() {
        assert_eq!(words(b"\xff").unwrap_err(), CryptError::InvalidText);
        assert_eq!(nfkd(b"a\xc3").unwrap_err(), CryptError::InvalidText);
    }
}
