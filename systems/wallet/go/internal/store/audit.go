package store

import (
	"encoding/binary"

	"spandrel.dev/wallet/internal/page"
)

// Operation is what an entry of the audit log is about.
type Operation uint8

// The operations that are entries.
const (
	Unlocked Operation = iota + 1
	SignedTx
	SignedMessage
	SignedTyped
	SignedPSBT
)

var operationNames = map[Operation]string{
	Unlocked: "wallet.unlock", SignedTx: "evm.sign_tx", SignedMessage: "evm.sign_message", SignedTyped: "evm.sign_typed",
	SignedPSBT: "btc.psbt_sign",
}

// String returns the name of the operation in the protocol.
func (o Operation) String() string { return operationNames[o] }

// Entry is one line of the audit log.
type Entry struct {
	At        int64
	Operation Operation
	// Code authenticates this entry and all before it.
	Code [codeSize]byte
}

// Record appends an entry. Its code covers the code before it, so that no entry can be taken out, put in or moved.
func (s *State) Record(scratch *page.Scratch, walletKey []byte, at int64, operation Operation) {
	entry := Entry{At: at, Operation: operation}
	entry.Code = s.codeOf(scratch, walletKey, len(s.Audit), entry)
	s.Audit = append(s.Audit, entry)
}

func (s *State) codeOf(scratch *page.Scratch, walletKey []byte, sequence int, entry Entry) [codeSize]byte {
	var before [codeSize]byte
	if sequence > 0 {
		before = s.Audit[sequence-1].Code
	}
	var line [17]byte
	binary.BigEndian.PutUint64(line[:], uint64(sequence))
	binary.BigEndian.PutUint64(line[8:], uint64(entry.At))
	line[16] = byte(entry.Operation)
	return codeOf(scratch, walletKey, []byte("audit"), before[:], line[:])
}

// VerifyAudit goes through the whole chain.
func (s *State) VerifyAudit(scratch *page.Scratch, walletKey []byte) error {
	for sequence, entry := range s.Audit {
		code := s.codeOf(scratch, walletKey, sequence, entry)
		if !equal(code[:], entry.Code[:]) || operationNames[entry.Operation] == "" {
			return tampered()
		}
	}
	return nil
}
