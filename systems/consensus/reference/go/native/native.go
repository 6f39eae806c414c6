// Package native is the reference backend: every rule written out in plain Go
// over crypto/sha256, readable beside the rules and independent of the Rust
// core.
package native

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/signing"
)

// Backend implements hash.Backend in plain Go. The zero value is ready.
type Backend struct{}

var _ hash.Backend = Backend{}

// Name returns "go".
func (Backend) Name() string { return hash.Native }

// Version returns hash.Version.
func (Backend) Version() string { return hash.Version }

// Kernels names Go's own package: it chooses by processor and does not say what.
func (Backend) Kernels() hash.Kernels {
	return hash.Kernels{Choice: "auto", Single: "crypto/sha256", Tree: "crypto/sha256", TreeSmall: "crypto/sha256", TreeFrom: 1}
}

// SHA256 implements hash.Backend.
func (Backend) SHA256(data []byte) (hash.Hash, error) { return sha256.Sum256(data), nil }

// EpochSalt implements hash.Backend.
func (Backend) EpochSalt(parent hash.Hash, index uint64) (hash.Hash, error) {
	var message [40]byte
	copy(message[:], parent[:])
	binary.LittleEndian.PutUint64(message[32:], index)
	return sha256.Sum256(message[:]), nil
}

// MinerSalt implements hash.Backend.
func (Backend) MinerSalt(key, epochSalt, parent hash.Hash, index uint64) (hash.Hash, error) {
	var message [72]byte
	copy(message[:], epochSalt[:])
	copy(message[32:], parent[:])
	binary.LittleEndian.PutUint64(message[64:], index)
	mac := hmac.New(sha256.New, key[:])
	mac.Write(message[:])
	return hash.Hash(mac.Sum(nil)), nil
}

// Commitment implements hash.Backend.
func (Backend) Commitment(epochSalt, problem, solution, minerSalt hash.Hash) (hash.Hash, error) {
	var message [128]byte
	copy(message[:], epochSalt[:])
	copy(message[32:], problem[:])
	copy(message[64:], solution[:])
	copy(message[96:], minerSalt[:])
	return sha256.Sum256(message[:]), nil
}

// EscrowID implements hash.Backend.
func (Backend) EscrowID(submitter, problem hash.Hash, block uint64) (hash.Hash, error) {
	var message [72]byte
	copy(message[:], submitter[:])
	copy(message[32:], problem[:])
	binary.LittleEndian.PutUint64(message[64:], block)
	return sha256.Sum256(message[:]), nil
}

// Address implements hash.Backend.
func (Backend) Address(pubkey hash.Hash) (hash.Hash, error) { return sha256.Sum256(pubkey[:]), nil }

// VerifySignature implements hash.Backend.
func (Backend) VerifySignature(publicKey hash.Hash, message []byte, signature hash.Signature) error {
	if !signing.Verify(publicKey, message, signature) {
		return hash.Errorf(hash.VerificationFailed, "not a signature of this message by this key")
	}
	return nil
}

func checkVersion(version uint8) error {
	if version != hash.CodecVersion {
		return hash.Errorf(hash.InvalidInput, "codec_version: %d, only %d exists", version, hash.CodecVersion)
	}
	return nil
}

func checkLimit(field string, size, limit int) error {
	if size > limit {
		return hash.Errorf(hash.InvalidInput, "%s: %d bytes, the limit is %d", field, size, limit)
	}
	return nil
}
