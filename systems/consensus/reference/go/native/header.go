package native

import (
	"crypto/sha256"
	"encoding/binary"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/reference/go/msgpack"
)

// headerV1Room holds an encoded HeaderV1 without extra data: 123 bytes of keys,
// four fields of 34, five integers of up to 9 and the heads.
const headerV1Room = 320

// HeaderV1 implements hash.Backend.
func (Backend) HeaderV1(h *hash.HeaderV1) ([]byte, hash.Hash, error) {
	encoded, err := appendHeaderV1(make([]byte, 0, headerV1Room+2*len(h.ExtraData)), h)
	if err != nil {
		return nil, hash.Hash{}, err
	}
	return encoded, sha256.Sum256(encoded), nil
}

// HeaderV1Hash implements hash.Backend.
func (Backend) HeaderV1Hash(h *hash.HeaderV1) (hash.Hash, error) {
	var room [headerV1Room + 2*hash.MaxExtraData]byte
	encoded, err := appendHeaderV1(room[:0], h)
	if err != nil {
		return hash.Hash{}, err
	}
	return sha256.Sum256(encoded), nil
}

// appendHeaderV1 appends the header as a map whose fields stand in the order of
// the struct.
func appendHeaderV1(b []byte, h *hash.HeaderV1) ([]byte, error) {
	if err := checkVersion(h.CodecVersion); err != nil {
		return nil, err
	}
	if err := checkLimit("extra_data", len(h.ExtraData), hash.MaxExtraData); err != nil {
		return nil, err
	}
	b = msgpack.AppendMap(b, 10)
	b = appendUint(b, "codec_version", uint64(h.CodecVersion))
	b = appendUint(b, "block_index", h.BlockIndex)
	b = appendInt(b, "timestamp", h.Timestamp)
	b = appendFixed(b, "parent_hash", h.ParentHash[:])
	b = appendFixed(b, "merkle_root", h.MerkleRoot[:])
	b = appendFixed(b, "miner_address", h.MinerAddress[:])
	b = appendFixed(b, "commitment", h.Commitment[:])
	b = appendUint(b, "difficulty_target", h.DifficultyTarget)
	b = appendUint(b, "nonce", h.Nonce)
	b = msgpack.AppendByteArray(msgpack.AppendString(b, "extra_data"), h.ExtraData)
	return b, nil
}

// DecodeHeaderV1 implements hash.Backend.
func (Backend) DecodeHeaderV1(encoded []byte) (hash.HeaderV1, error) {
	var h hash.HeaderV1
	d := record{msgpack.NewDecoder(encoded)}
	d.Map(10)
	d.version(&h.CodecVersion)
	d.uint("block_index", &h.BlockIndex)
	d.int("timestamp", &h.Timestamp)
	d.fixed("parent_hash", h.ParentHash[:])
	d.fixed("merkle_root", h.MerkleRoot[:])
	d.fixed("miner_address", h.MinerAddress[:])
	d.fixed("commitment", h.Commitment[:])
	d.uint("difficulty_target", &h.DifficultyTarget)
	d.uint("nonce", &h.Nonce)
	d.Key("extra_data")
	h.ExtraData = d.ByteArray(hash.MaxExtraData)
	if err := d.end("header_v1"); err != nil {
		return hash.HeaderV1{}, err
	}
	if err := checkDecodedVersion("header_v1", h.CodecVersion); err != nil {
		return hash.HeaderV1{}, err
	}
	return h, nil
}

// HeaderGo208 implements hash.Backend.
func (Backend) HeaderGo208(h *hash.HeaderGo208) ([hash.Go208Size]byte, hash.Hash, error) {
	encoded := encodeGo208(h)
	return encoded, sha256.Sum256(encoded[:]), nil
}

// HeaderGo208Hash implements hash.Backend.
func (Backend) HeaderGo208Hash(h *hash.HeaderGo208) (hash.Hash, error) {
	encoded := encodeGo208(h)
	return sha256.Sum256(encoded[:]), nil
}

// encodeGo208 lays the fields out at their fixed offsets, little-endian.
func encodeGo208(h *hash.HeaderGo208) (b [hash.Go208Size]byte) {
	binary.LittleEndian.PutUint64(b[0:], h.Number)
	copy(b[8:], h.Parent[:])
	copy(b[40:], h.StateRoot[:])
	copy(b[72:], h.TxRoot[:])
	binary.LittleEndian.PutUint64(b[104:], uint64(h.Timestamp))
	copy(b[112:], h.Validator[:])
	binary.LittleEndian.PutUint64(b[144:], h.Difficulty)
	binary.LittleEndian.PutUint64(b[152:], h.Nonce)
	binary.LittleEndian.PutUint64(b[160:], h.GasLimit)
	binary.LittleEndian.PutUint64(b[168:], h.GasUsed)
	copy(b[176:], h.Extra[:])
	return b
}

// HashHeaders implements hash.Backend.
func (Backend) HashHeaders(encoded []byte, out []hash.Hash) error {
	if len(encoded) != hash.Go208Size*len(out) {
		return hash.Errorf(hash.InvalidInput, "encoded: %d bytes for %d headers of %d", len(encoded), len(out), hash.Go208Size)
	}
	for i := range out {
		out[i] = sha256.Sum256(encoded[hash.Go208Size*i : hash.Go208Size*(i+1)])
	}
	return nil
}
