//! The word lists of BIP-39, which the crate `bip39` carries.

use bip39::Language;
use unicode_normalization::UnicodeNormalization;

use crate::ffi::CryptError;

/// In the order of the wallet's protocol, which is also that of the numbers in its files.
const LANGUAGES: [Language; 10] = [
    Language::English,
    Language::Japanese,
    Language::Korean,
    Language::Spanish,
    Language::SimplifiedChinese,
    Language::TraditionalChinese,
    Language::French,
    Language::Italian,
    Language::Czech,
    Language::Portuguese,
];

pub(crate) fn word_list(language: u32) -> Result<String, CryptError> {
    let language = LANGUAGES
        .get(language as usize)
        .ok_or_else(|| CryptError::OutOfRange { what: "the language".into() })?;
    Ok(language.word_list().join("\n").nfkd().collect())
}
