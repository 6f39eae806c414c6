package evm

import (
	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/amount"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/intent"
	"spandrel.dev/wallet/internal/object"
	"spandrel.dev/wallet/internal/page"
)

// Type is the kind of a transaction.
type Type string

// The kinds, and the bytes in front of the typed ones (EIP-2718).
const (
	Legacy     Type = "legacy"      // EIP-155
	AccessList Type = "access_list" // EIP-2930
	FeeMarket  Type = "fee_market"  // EIP-1559

	accessListByte = 0x01
	feeMarketByte  = 0x02
)

// Tx is a transaction to sign.
type Tx struct {
	Type    Type
	ChainID uint64
	Nonce   uint64
	Gas     uint64
	// To is nil where a contract is made.
	To    *[20]byte
	Value amount.Amount
	Data  []byte
	// Price is that of gas, MaxPriority the part of it that may go to the maker of the block (fee_market).
	Price, MaxPriority amount.Amount
	Access             []Access
}

// Access is an account of an access list and the keys of its storage.
type Access struct {
	Account [20]byte
	Keys    [][32]byte
}

// Summary is what a person sees before signing.
type Summary struct {
	Type      Type
	ChainID   uint64
	To        string // EIP-55; empty where a contract is made
	Value     amount.Amount
	FeeMax    amount.Amount
	TotalMax  amount.Amount
	DataBytes int
}

// Summary returns what a person sees. Parse has seen to it that its sums fit.
func (t *Tx) Summary() Summary {
	s := Summary{Type: t.Type, ChainID: t.ChainID, Value: t.Value, DataBytes: len(t.Data)}
	if t.To != nil {
		s.To = address.Checksummed(*t.To)
	}
	s.FeeMax, _ = t.Price.Times(t.Gas)
	s.TotalMax, _ = s.FeeMax.Add(t.Value)
	return s
}

// fields appends what every kind has between the price and the end.
func (t *Tx) fields(out []byte) []byte {
	out = rlpNumber(out, amount.Of(t.Gas))
	if t.To == nil {
		out = rlpBytes(out, nil)
	} else {
		out = rlpBytes(out, t.To[:])
	}
	return rlpBytes(rlpNumber(out, t.Value), t.Data)
}

func (t *Tx) accessList(out []byte) []byte {
	var entries []byte
	for _, access := range t.Access {
		var keys []byte
		for _, key := range access.Keys {
			keys = rlpBytes(keys, key[:])
		}
		entries = rlpList(entries, rlpList(rlpBytes(nil, access.Account[:]), keys))
	}
	return rlpList(out, entries)
}

// encode returns the bytes of the transaction with what stands at its end.
func (t *Tx) encode(end []byte) []byte {
	var items []byte
	if t.Type != Legacy {
		items = rlpNumber(items, amount.Of(t.ChainID))
	}
	items = rlpNumber(items, amount.Of(t.Nonce))
	if t.Type == FeeMarket {
		items = rlpNumber(items, t.MaxPriority)
	}
	items = t.fields(rlpNumber(items, t.Price))
	if t.Type != Legacy {
		items = t.accessList(items)
	}
	items = append(items, end...)
	switch t.Type {
	case AccessList:
		return rlpList([]byte{accessListByte}, items)
	case FeeMarket:
		return rlpList([]byte{feeMarketByte}, items)
	}
	return rlpList(nil, items)
}

// unsigned returns the bytes whose hash is signed.
func (t *Tx) unsigned() []byte {
	if t.Type != Legacy {
		return t.encode(nil)
	}
	return t.encode(rlpNumber(rlpNumber(rlpNumber(nil, amount.Of(t.ChainID)), amount.Amount{}), amount.Amount{}))
}

// Intent names the transaction.
func (t *Tx) Intent(scratch *page.Scratch) intent.Intent {
	return intent.Of(scratch, "transaction", t.unsigned())
}

// Sign returns the signed bytes, ready to send, and their hash.
func (t *Tx) Sign(secret []byte) (raw []byte, hash [32]byte, err error) {
	signature, err := crypt.EcdsaSign(secret, crypt.Keccak256(t.unsigned()))
	if err != nil {
		return nil, hash, object.Error(err)
	}
	v := amount.Of(uint64(signature[64]))
	if t.Type == Legacy {
		v, _ = amount.Of(t.ChainID).Times(2)
		v, _ = v.Add(amount.Of(35 + uint64(signature[64])))
	}
	end := rlpNumber(nil, v)
	end = rlpNumber(end, amount.FromBytes(signature[:32]))
	end = rlpNumber(end, amount.FromBytes(signature[32:64]))
	raw = t.encode(end)
	return raw, crypt.Keccak256(raw), nil
}

// Allow judges a transaction by the chain that it is signed for and by the highest fee, in wei.
func (t *Tx) Allow(chainID uint64, maxFee amount.Amount) error {
	if t.ChainID != chainID {
		return fault.New(fault.ChainMismatch, "the transaction is for another chain")
	}
	if t.Summary().FeeMax.Compare(maxFee) > 0 {
		return fault.New(fault.FeeTooHigh, "the fee may become higher than the wallet's policy allows")
	}
	return nil
}
