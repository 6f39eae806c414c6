//! The two header encodings.
//!
//! [`HeaderV1`] is msgpack with named fields, [`HeaderGo208`] a fixed layout of 208 bytes. Each is
//! hashed with SHA-256, once.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::Error;
use crate::msgpack::{Decoder, Encoder, Sink, SliceSink};
use crate::sha256::{Hash, sha256_equal, sha256_in_buffer};
use crate::transaction::check_version;

/// The most bytes of extra data in a [`HeaderV1`].
pub const MAX_EXTRA_DATA: usize = 256;

/// Room for any encoded [`HeaderV1`]: 10 keys and integers, 4 hashes, 256 bytes of two each.
pub const MAX_V1_BYTES: usize = 832;

/// Bytes of an encoded [`HeaderGo208`].
pub const GO208_BYTES: usize = 208;

/// A header as msgpack map with ten named fields.
///
/// ```
/// use coinjecture::{HeaderV1, HeaderV1Fields};
///
/// let fields = HeaderV1Fields {
///     timestamp: 1_704_067_200,
///     difficulty_target: 100,
///     ..HeaderV1Fields::default()
/// };
/// let header = HeaderV1 { fields, extra_data: [].as_slice().into() };
/// assert_eq!(header.hash()?[..4], [0x9e, 0x28, 0xbe, 0xbb]);
/// # Ok::<(), coinjecture::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderV1<'a> {
    /// What has one length in every header.
    pub fields: HeaderV1Fields,
    /// At most [`MAX_EXTRA_DATA`] bytes.
    pub extra_data: Cow<'a, [u8]>,
}

/// The fields of a [`HeaderV1`] that have a fixed length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderV1Fields {
    /// [`crate::CODEC_VERSION`].
    pub codec_version: u8,
    /// The block's height.
    pub block_index: u64,
    /// Seconds since 1970.
    pub timestamp: i64,
    /// The hash of the block before.
    pub parent_hash: Hash,
    /// The root over the block's transactions.
    pub merkle_root: Hash,
    /// Who mined it.
    pub miner_address: Hash,
    /// What the miner committed to.
    pub commitment: Hash,
    /// The work that was asked for.
    pub difficulty_target: u64,
    /// The miner's counter.
    pub nonce: u64,
}

impl Default for HeaderV1Fields {
    fn default() -> Self {
        HeaderV1Fields {
            codec_version: crate::CODEC_VERSION,
            block_index: 0,
            timestamp: 0,
            parent_hash: [0; 32],
            merkle_root: [0; 32],
            miner_address: [0; 32],
            commitment: [0; 32],
            difficulty_target: 0,
            nonce: 0,
        }
    }
}

impl HeaderV1<'_> {
    /// SHA-256 of the encoding. Nothing is allocated.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] for another codec version or too much extra data.
    pub fn hash(&self) -> Result<Hash, Error> {
        // Most headers have little extra data, and zeroing the large buffer costs as much as a
        // block of hashing.
        if self.extra_data.len() <= 32 {
            self.hash_in::<448>()
        } else {
            self.hash_in::<{ MAX_V1_BYTES + 64 }>()
        }
    }

    fn hash_in<const ROOM: usize>(&self) -> Result<Hash, Error> {
        let mut buffer = [0u8; ROOM];
        let mut sink = SliceSink::new(&mut buffer);
        self.write(&mut sink)?;
        let length = sink.finish()?;
        Ok(sha256_in_buffer(&mut buffer, length))
    }

    /// Writes the encoding to the front of `out` and returns its length, at most [`MAX_V1_BYTES`].
    ///
    /// # Errors
    /// As [`HeaderV1::hash`], and when `out` is too short.
    pub fn encode_into(&self, out: &mut [u8]) -> Result<usize, Error> {
        let mut sink = SliceSink::new(out);
        self.write(&mut sink)?;
        sink.finish()
    }

    /// The encoding.
    ///
    /// # Errors
    /// As [`HeaderV1::hash`].
    pub fn encode(&self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.write(&mut bytes)?;
        Ok(bytes)
    }

    #[inline]
    fn write(&self, sink: &mut impl Sink) -> Result<(), Error> {
        let fields = &self.fields;
        check_version(fields.codec_version)?;
        if self.extra_data.len() > MAX_EXTRA_DATA {
            return Err(Error::invalid("extra_data", "more than 256 bytes"));
        }
        let mut encoder = Encoder::new(sink);
        encoder.map(10);
        encoder.key("codec_version");
        encoder.unsigned(fields.codec_version.into());
        encoder.key("block_index");
        encoder.unsigned(fields.block_index);
        encoder.key("timestamp");
        encoder.signed(fields.timestamp);
        encoder.key("parent_hash");
        encoder.bytes(&fields.parent_hash);
        encoder.key("merkle_root");
        encoder.bytes(&fields.merkle_root);
        encoder.key("miner_address");
        encoder.bytes(&fields.miner_address);
        encoder.key("commitment");
        encoder.bytes(&fields.commitment);
        encoder.key("difficulty_target");
        encoder.unsigned(fields.difficulty_target);
        encoder.key("nonce");
        encoder.unsigned(fields.nonce);
        encoder.key("extra_data");
        encoder.byte_array("extra_data", &self.extra_data)
    }

    /// Reads exactly what [`HeaderV1::encode`] writes.
    ///
    /// # Errors
    /// [`Error::Encoding`] for any other bytes, [`Error::OutOfMemory`].
    pub fn decode(bytes: &[u8]) -> Result<HeaderV1<'static>, Error> {
        let mut decoder = Decoder::new(bytes);
        decoder.map(10)?;
        let codec_version = decoder.version()?;
        decoder.key("block_index")?;
        let block_index = decoder.unsigned()?;
        decoder.key("timestamp")?;
        let timestamp = decoder.signed()?;
        decoder.key("parent_hash")?;
        let parent_hash = decoder.bytes()?;
        decoder.key("merkle_root")?;
        let merkle_root = decoder.bytes()?;
        decoder.key("miner_address")?;
        let miner_address = decoder.bytes()?;
        decoder.key("commitment")?;
        let commitment = decoder.bytes()?;
        decoder.key("difficulty_target")?;
        let difficulty_target = decoder.unsigned()?;
        decoder.key("nonce")?;
        let nonce = decoder.unsigned()?;
        decoder.key("extra_data")?;
        let extra_data = decoder.byte_array(MAX_EXTRA_DATA)?;
        decoder.end()?;
        let fields = HeaderV1Fields {
            codec_version,
            block_index,
            timestamp,
            parent_hash,
            merkle_root,
            miner_address,
            commitment,
            difficulty_target,
            nonce,
        };
        Ok(HeaderV1 { fields, extra_data: Cow::Owned(extra_data) })
    }
}

/// A header in the fixed layout of the Go nodes: 208 bytes, integers little-endian.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct HeaderGo208 {
    /// Offset 0: the block's height.
    pub number: u64,
    /// Offset 8: the hash of the block before.
    pub parent: Hash,
    /// Offset 40: the root over the state.
    pub state_root: Hash,
    /// Offset 72: the root over the transactions.
    pub tx_root: Hash,
    /// Offset 104: seconds since 1970.
    pub timestamp: i64,
    /// Offset 112: who proposed it.
    pub validator: Hash,
    /// Offset 144: the work that was asked for.
    pub difficulty: u64,
    /// Offset 152: the proposer's counter.
    pub nonce: u64,
    /// Offset 160: the most gas the block may use.
    pub gas_limit: u64,
    /// Offset 168: the gas it used.
    pub gas_used: u64,
    /// Offset 176: anything.
    pub extra: Hash,
}

/// The struct lies in memory as the encoding does on a little-endian machine; the C and Go sides
/// assert the same offsets.
const _: () = {
    assert!(size_of::<HeaderGo208>() == GO208_BYTES);
    assert!(core::mem::offset_of!(HeaderGo208, parent) == 8);
    assert!(core::mem::offset_of!(HeaderGo208, state_root) == 40);
    assert!(core::mem::offset_of!(HeaderGo208, tx_root) == 72);
    assert!(core::mem::offset_of!(HeaderGo208, timestamp) == 104);
    assert!(core::mem::offset_of!(HeaderGo208, validator) == 112);
    assert!(core::mem::offset_of!(HeaderGo208, difficulty) == 144);
    assert!(core::mem::offset_of!(HeaderGo208, nonce) == 152);
    assert!(core::mem::offset_of!(HeaderGo208, gas_limit) == 160);
    assert!(core::mem::offset_of!(HeaderGo208, gas_used) == 168);
    assert!(core::mem::offset_of!(HeaderGo208, extra) == 176);
};

impl HeaderGo208 {
    /// The encoding.
    pub fn encode(&self) -> [u8; GO208_BYTES] {
        let mut out = [0u8; GO208_BYTES];
        self.write(&mut out);
        out
    }

    #[inline]
    fn write(&self, out: &mut [u8; GO208_BYTES]) {
        out[0..8].copy_from_slice(&self.number.to_le_bytes());
        out[8..40].copy_from_slice(&self.parent);
        out[40..72].copy_from_slice(&self.state_root);
        out[72..104].copy_from_slice(&self.tx_root);
        out[104..112].copy_from_slice(&self.timestamp.to_le_bytes());
        out[112..144].copy_from_slice(&self.validator);
        out[144..152].copy_from_slice(&self.difficulty.to_le_bytes());
        out[152..160].copy_from_slice(&self.nonce.to_le_bytes());
        out[160..168].copy_from_slice(&self.gas_limit.to_le_bytes());
        out[168..176].copy_from_slice(&self.gas_used.to_le_bytes());
        out[176..208].copy_from_slice(&self.extra);
    }

    /// SHA-256 of the encoding. Nothing is allocated.
    pub fn hash(&self) -> Hash {
        let mut buffer = [0u8; 256];
        if let Some(out) = buffer.first_chunk_mut() {
            self.write(out);
        }
        sha256_in_buffer(&mut buffer, GO208_BYTES)
    }
}

/// The hash of one encoded [`HeaderGo208`].
pub fn go208_hash_encoded(encoded: &[u8; GO208_BYTES]) -> Hash {
    let mut buffer = [0u8; 256];
    buffer[..GO208_BYTES].copy_from_slice(encoded);
    sha256_in_buffer(&mut buffer, GO208_BYTES)
}

/// `out[i]` is the hash of `headers[i]`; the vector kernel takes up to 16 headers at once.
///
/// # Errors
/// [`Error::InvalidInput`] when `out` has another length than `headers`.
pub fn go208_hash_batch(headers: &[HeaderGo208], out: &mut [Hash]) -> Result<(), Error> {
    if headers.len() != out.len() {
        return Err(Error::invalid("out", "must have one place per header"));
    }
    let mut encoded = [[0u8; GO208_BYTES]; 16];
    for (headers, out) in headers.chunks(16).zip(out.chunks_mut(16)) {
        for (header, bytes) in headers.iter().zip(&mut encoded) {
            header.write(bytes);
        }
        hash_encoded(&encoded[..headers.len()], out);
    }
    Ok(())
}

/// As [`go208_hash_batch`], for headers that are already encoded, one after the other.
///
/// # Errors
/// [`Error::InvalidInput`] when `encoded` is not exactly 208 bytes for every place in `out`.
pub fn go208_hash_encoded_batch(encoded: &[u8], out: &mut [Hash]) -> Result<(), Error> {
    let (headers, rest) = encoded.as_chunks::<GO208_BYTES>();
    if !rest.is_empty() || headers.len() != out.len() {
        return Err(Error::invalid("headers", "must be 208 bytes for every place in out"));
    }
    hash_encoded(headers, out);
    Ok(())
}

fn hash_encoded(headers: &[[u8; GO208_BYTES]], out: &mut [Hash]) {
    if let [header] = headers {
        out[0] = go208_hash_encoded(header);
    } else {
        sha256_equal(|i| &headers[i], GO208_BYTES, out);
    }
}
