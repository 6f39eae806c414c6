package chain

import (
	"encoding/binary"
	"errors"
	"fmt"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/signing"
)

// The first byte of a transaction says what it is.
const (
	KindData   = 1 // any bytes
	KindUpdate = 2 // an Update, signed by the admin key
	KindSigned = 3 // a public key, then a transaction in MessagePack, signed by it
)

// Limits of a block.
const (
	MaxTransactions     = 10_000
	MaxTransactionBytes = 1<<20 + 1024 // the data of a hash.Tx and its other fields
	MaxBlockBytes       = 10 << 20
)

const updateSize = 1 + 32 + 8 + 8 + 64

// Update gives a validator another power. Power 0 removes it; a key that is not
// in the set adds a validator.
type Update struct {
	PublicKey hash.Hash
	Power     uint64
	Sequence  uint64 // 1 for the first update of the chain, then one more each
}

// message is what the admin key signs: the chain is part of it, so that an
// update of one chain is none of another.
func (u Update) message(chainID string) []byte {
	m := append([]byte("coinjecture validator update\x00"), chainID...)
	m = append(append(m, 0), u.PublicKey[:]...)
	m = binary.LittleEndian.AppendUint64(m, u.Power)
	return binary.LittleEndian.AppendUint64(m, u.Sequence)
}

// Sign returns the transaction that makes the update on the chain chainID.
func (u Update) Sign(chainID string, admin signing.Key) []byte {
	tx := append([]byte{KindUpdate}, u.PublicKey[:]...)
	tx = binary.LittleEndian.AppendUint64(tx, u.Power)
	tx = binary.LittleEndian.AppendUint64(tx, u.Sequence)
	signature := admin.Sign(u.message(chainID))
	return append(tx, signature[:]...)
}

// readUpdate reads an update and checks its signature.
func readUpdate(backend hash.Backend, state *State, tx []byte) (Update, error) {
	if len(tx) != updateSize {
		return Update{}, invalid("an update has %d bytes, not %d", updateSize, len(tx))
	}
	update := Update{
		PublicKey: hash.Hash(tx[1:33]),
		Power:     binary.LittleEndian.Uint64(tx[33:]),
		Sequence:  binary.LittleEndian.Uint64(tx[41:]),
	}
	err := backend.VerifySignature(state.Admin, update.message(state.ChainID), hash.Signature(tx[49:]))
	return update, verdict(err, "update")
}

// Signed returns the transaction that carries tx, which publicKey has signed.
func Signed(publicKey hash.Hash, encoded []byte) []byte {
	return append(append([]byte{KindSigned}, publicKey[:]...), encoded...)
}

// CheckTransaction returns nil when tx may be in the next block, and an error of
// cause ErrTransaction when not. Of an update it asks only that its sequence is
// still to come: which one is next, the block decides.
func CheckTransaction(backend hash.Backend, state *State, tx []byte) error {
	update, err := readTransaction(backend, state, tx)
	if err == nil && update != nil && update.Sequence <= state.Updates {
		err = invalid("update %d was made before", update.Sequence)
	}
	var no *invalidError
	if errors.As(err, &no) {
		return fmt.Errorf("%w: %s", ErrTransaction, no.reason)
	}
	return err
}

// readTransaction checks tx by itself. It returns the update it carries, if any.
func readTransaction(backend hash.Backend, state *State, tx []byte) (*Update, error) {
	switch {
	case len(tx) == 0:
		return nil, invalid("empty; the first byte is its kind")
	case len(tx) > MaxTransactionBytes:
		return nil, invalid("%d bytes, the limit is %d", len(tx), MaxTransactionBytes)
	}
	switch tx[0] {
	case KindData:
		return nil, nil
	case KindUpdate:
		update, err := readUpdate(backend, state, tx)
		return &update, err
	case KindSigned:
		return nil, checkSigned(backend, tx)
	}
	return nil, invalid("kind %d does not exist", tx[0])
}

func checkSigned(backend hash.Backend, tx []byte) error {
	if len(tx) < 33 {
		return invalid("a signed transaction has a public key of 32 bytes, not %d", len(tx)-1)
	}
	decoded, err := backend.DecodeTx(tx[33:])
	if err != nil {
		return verdict(err, "signed transaction")
	}
	return verdict(signing.VerifyTx(backend, &decoded, hash.Hash(tx[1:33])), "signed transaction")
}

// invalidError is a verdict on one transaction.
type invalidError struct{ reason string }

func (e *invalidError) Error() string { return e.reason }

func invalid(format string, args ...any) error {
	return &invalidError{fmt.Sprintf(format, args...)}
}

// verdict turns an error of the backend that judges its input into an
// invalidError, and leaves a failure of the machine as it is.
func verdict(err error, what string) error {
	switch hash.CodeOf(err) {
	case hash.OK:
		return nil
	case hash.InvalidInput, hash.VerificationFailed, hash.Encoding:
		return invalid("%s: %v", what, err)
	}
	return err
}
