//! Transactions: their hash and the message that is signed.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::msgpack::{Decoder, Encoder, Sink};
use crate::{CODEC_VERSION, Error, Hash, Sha256};

/// The most bytes a transaction carries.
pub const MAX_DATA: usize = 1 << 20;

/// What a transaction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum TxType {
    /// Moves an amount.
    Transfer = 1,
    /// Offers a problem and its bounty.
    ProblemSubmission = 2,
    /// Pays a bounty.
    BountyPayment = 3,
}

impl TxType {
    /// Every type, by number.
    pub const ALL: [TxType; 3] = [TxType::Transfer, TxType::ProblemSubmission, TxType::BountyPayment];

    /// The name in encodings, requests and vectors.
    pub const fn name(self) -> &'static str {
        match self {
            TxType::Transfer => "Transfer",
            TxType::ProblemSubmission => "ProblemSubmission",
            TxType::BountyPayment => "BountyPayment",
        }
    }

    /// The type of that name.
    pub fn from_name(name: &str) -> Option<TxType> {
        TxType::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The type of that number (1 to 3), as in the signing message.
    pub fn from_number(number: u8) -> Option<TxType> {
        TxType::ALL.into_iter().find(|&kind| kind as u8 == number)
    }
}

/// A transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction<'a> {
    /// What it does.
    pub tx_type: TxType,
    /// What has one length in every transaction.
    pub fields: TransactionFields,
    /// At most [`MAX_DATA`] bytes.
    pub data: Cow<'a, [u8]>,
}

/// The fields of a [`Transaction`] that have a fixed length, but its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TransactionFields {
    /// [`CODEC_VERSION`].
    pub codec_version: u8,
    /// The sender's address.
    pub from: Hash,
    /// The receiver's address.
    pub to: Hash,
    /// How much.
    pub amount: u64,
    /// The sender's counter.
    pub nonce: u64,
    /// The most gas it may use.
    pub gas_limit: u64,
    /// The price of one unit of gas.
    pub gas_price: u64,
    /// Ed25519 over [`Transaction::signing_message`].
    pub signature: [u8; 64],
    /// Seconds since 1970.
    pub timestamp: i64,
}

impl Transaction<'_> {
    /// SHA-256 of the msgpack encoding. Nothing is allocated.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] for another codec version or too much data.
    pub fn hash(&self) -> Result<Hash, Error> {
        let mut hasher = Sha256::new();
        self.write(&mut hasher)?;
        Ok(hasher.finish())
    }

    /// The msgpack encoding.
    ///
    /// # Errors
    /// As [`Transaction::hash`].
    pub fn encode(&self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.write(&mut bytes)?;
        Ok(bytes)
    }

    /// The bytes that the sender signs: fixed layout, little-endian, without the signature.
    ///
    /// # Errors
    /// As [`Transaction::hash`], and [`Error::OutOfMemory`].
    pub fn signing_message(&self) -> Result<Vec<u8>, Error> {
        let length = self.signing_message_length()?;
        let mut message = Vec::new();
        message.try_reserve_exact(length).map_err(|_| Error::OutOfMemory { bytes: length })?;
        message.resize(length, 0);
        self.write_signing_message(&mut message)?;
        Ok(message)
    }

    /// The length of the signing message in bytes.
    ///
    /// # Errors
    /// As [`Transaction::hash`].
    pub fn signing_message_length(&self) -> Result<usize, Error> {
        self.check()?;
        Ok(2 + 2 * 32 + 4 * 8 + 4 + self.data.len() + 8)
    }

    /// Writes the signing message to the front of `out` and returns its length.
    ///
    /// # Errors
    /// As [`Transaction::hash`], and when `out` is too short.
    pub fn write_signing_message(&self, out: &mut [u8]) -> Result<usize, Error> {
        let length = self.signing_message_length()?;
        let out = out.get_mut(..length).ok_or(Error::invalid("out", "too short for the signing message"))?;
        let mut rest = out;
        let mut put = |bytes: &[u8]| {
            let (head, tail) = core::mem::take(&mut rest).split_at_mut(bytes.len());
            head.copy_from_slice(bytes);
            rest = tail;
        };
        put(&[self.fields.codec_version, self.tx_type as u8]);
        put(&self.fields.from);
        put(&self.fields.to);
        let TransactionFields { amount, nonce, gas_limit, gas_price, .. } = self.fields;
        for number in [amount, nonce, gas_limit, gas_price] {
            put(&number.to_le_bytes());
        }
        // The limit on data keeps the length far below 2^32.
        put(&(self.data.len() as u32).to_le_bytes());
        put(&self.data);
        put(&self.fields.timestamp.to_le_bytes());
        Ok(length)
    }

    fn check(&self) -> Result<(), Error> {
        check_version(self.fields.codec_version)?;
        if self.data.len() > MAX_DATA {
            return Err(Error::invalid("data", "more than 1048576 bytes"));
        }
        Ok(())
    }

    fn write(&self, sink: &mut impl Sink) -> Result<(), Error> {
        self.check()?;
        let mut encoder = Encoder::new(sink);
        encoder.map(11);
        encoder.key("codec_version");
        encoder.unsigned(self.fields.codec_version.into());
        encoder.key("tx_type");
        encoder.text(self.tx_type.name());
        encoder.key("from");
        encoder.bytes(&self.fields.from);
        encoder.key("to");
        encoder.bytes(&self.fields.to);
        encoder.key("amount");
        encoder.unsigned(self.fields.amount);
        encoder.key("nonce");
        encoder.unsigned(self.fields.nonce);
        encoder.key("gas_limit");
        encoder.unsigned(self.fields.gas_limit);
        encoder.key("gas_price");
        encoder.unsigned(self.fields.gas_price);
        encoder.key("signature");
        encoder.bytes(&self.fields.signature);
        encoder.key("data");
        encoder.byte_array("data", &self.data)?;
        encoder.key("timestamp");
        encoder.signed(self.fields.timestamp);
        Ok(())
    }

    /// Reads exactly what [`Transaction::encode`] writes.
    ///
    /// # Errors
    /// [`Error::Encoding`] for any other bytes, [`Error::OutOfMemory`].
    pub fn decode(bytes: &[u8]) -> Result<Transaction<'static>, Error> {
        let mut decoder = Decoder::new(bytes);
        decoder.map(11)?;
        let codec_version = decoder.version()?;
        decoder.key("tx_type")?;
        let tx_type = decoder.variant(TxType::from_name)?;
        decoder.key("from")?;
        let from = decoder.bytes()?;
        decoder.key("to")?;
        let to = decoder.bytes()?;
        decoder.key("amount")?;
        let amount = decoder.unsigned()?;
        decoder.key("nonce")?;
        let nonce = decoder.unsigned()?;
        decoder.key("gas_limit")?;
        let gas_limit = decoder.unsigned()?;
        decoder.key("gas_price")?;
        let gas_price = decoder.unsigned()?;
        decoder.key("signature")?;
        let signature = decoder.bytes()?;
        decoder.key("data")?;
        let data = decoder.byte_array(MAX_DATA)?;
        decoder.key("timestamp")?;
        let timestamp = decoder.signed()?;
        decoder.end()?;
        let fields = TransactionFields {
            codec_version,
            from,
            to,
            amount,
            nonce,
            gas_limit,
            gas_price,
            signature,
            timestamp,
        };
        Ok(Transaction { tx_type, fields, data: Cow::Owned(data) })
    }
}

/// There is one version; another one is refused, never cut to a byte.
pub(crate) fn check_version(version: u8) -> Result<(), Error> {
    if version == CODEC_VERSION { Ok(()) } else { Err(Error::invalid("codec_version", "must be 1")) }
}
