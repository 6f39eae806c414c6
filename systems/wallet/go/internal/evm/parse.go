package evm

import (
	"encoding/hex"
	"math"
	"slices"
	"strings"

	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/amount"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/strictjson"
)

// Bounds of a transaction.
const (
	minGas  = 21000
	maxData = 128 << 10
)

func invalid(message string) error { return fault.New(fault.InvalidInput, message) }

// ParseTx reads a transaction: exactly the fields of its type.
func ParseTx(scratch *page.Scratch, value *strictjson.Value) (*Tx, error) {
	in := &fields{scratch: scratch, value: value}
	kind := value.Get("type")
	if !value.Is(strictjson.Object) || !kind.Is(strictjson.Text) {
		return nil, invalid("a transaction has a type")
	}
	t := &Tx{Type: Type(kind.Text)}
	names := []string{"type", "chain_id", "nonce", "gas", "to", "value", "data"}
	switch t.Type {
	case Legacy:
		names = append(names, "gas_price")
	case AccessList:
		names = append(names, "gas_price", "access_list")
	case FeeMarket:
		names = append(names, "max_fee", "max_priority", "access_list")
	default:
		return nil, invalid("a transaction is legacy, access_list or fee_market")
	}
	for _, member := range value.Members {
		if !slices.Contains(names, member.Key) {
			return nil, invalid("a transaction of this type has no " + member.Key)
		}
	}
	t.ChainID, t.Nonce, t.Gas = in.word("chain_id"), in.word("nonce"), in.word("gas")
	t.To, t.Value, t.Data = in.account("to"), in.amount("value"), in.data("data")
	if t.Type == FeeMarket {
		t.Price, t.MaxPriority = in.amount("max_fee"), in.amount("max_priority")
	} else {
		t.Price = in.amount("gas_price")
	}
	if t.Type != Legacy {
		t.Access = in.access("access_list")
	}
	if in.err != nil {
		return nil, in.err
	}
	return t, t.check()
}

func (t *Tx) check() error {
	fee, over := t.Price.Times(t.Gas)
	_, overTotal := fee.Add(t.Value)
	switch {
	case t.ChainID < 1 || t.ChainID > math.MaxInt64:
		return invalid("chain_id is from 1 to 2^63−1")
	case t.Nonce == math.MaxUint64:
		return invalid("nonce is below 2^64−1") // EIP-2681
	case t.Gas < minGas:
		return invalid("gas is at least 21000")
	case len(t.Data) > maxData:
		return invalid("data has at most 128 KiB")
	case t.To == nil && len(t.Data) == 0:
		return invalid("a transaction to nobody makes a contract, and needs data")
	case t.Type == FeeMarket && t.Price.Compare(t.MaxPriority) < 0:
		return invalid("max_priority is at most max_fee")
	case over || overTotal:
		return invalid("gas × price and value are more than any account has")
	}
	return nil
}

// fields reads members; after its first error everything is zero.
type fields struct {
	scratch *page.Scratch
	value   *strictjson.Value
	err     error
}

func (f *fields) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

func (f *fields) text(name string) string {
	value := f.value.Get(name)
	if !value.Is(strictjson.Text) {
		f.fail(invalid(name + " is missing, or no text"))
		return ""
	}
	return value.Text
}

func (f *fields) amount(name string) amount.Amount {
	a, err := amount.Parse(f.text(name))
	if err != nil {
		f.fail(err)
	}
	return a
}

func (f *fields) word(name string) uint64 {
	word, fits := f.amount(name).Word()
	if !fits {
		f.fail(invalid(name + " is below 2^64"))
	}
	return word
}

func (f *fields) data(name string) []byte {
	raw, err := Data(f.text(name))
	if err != nil {
		f.fail(err)
	}
	return raw
}

// account returns nil for null.
func (f *fields) account(name string) *[20]byte {
	if value := f.value.Get(name); value != nil && value.Kind == strictjson.Null {
		return nil
	}
	checked, err := address.Check(f.scratch, f.text(name), address.EVM)
	if err != nil {
		f.fail(err)
		return nil
	}
	account := [20]byte(checked.Payload)
	return &account
}

func (f *fields) access(name string) (list []Access) {
	value := f.value.Get(name)
	if !value.Is(strictjson.List) {
		f.fail(invalid(name + " is missing, or no list"))
		return nil
	}
	for _, item := range value.Items {
		inner := &fields{scratch: f.scratch, value: item}
		keys := item.Get("keys")
		if !item.Is(strictjson.Object) || len(item.Members) != 2 || !keys.Is(strictjson.List) {
			f.fail(invalid("an entry of access_list has address and keys"))
			return nil
		}
		account := inner.account("address")
		if account == nil {
			inner.fail(invalid("an entry of access_list has an address"))
		}
		if inner.err != nil {
			f.fail(inner.err)
			return nil
		}
		entry := Access{Account: *account}
		for _, key := range keys.Items {
			raw, err := Data(key.Text)
			if !key.Is(strictjson.Text) || err != nil || len(raw) != 32 {
				f.fail(invalid("a key of access_list has 32 bytes"))
				return nil
			}
			entry.Keys = append(entry.Keys, [32]byte(raw))
		}
		list = append(list, entry)
	}
	return list
}

// Data reads 0x and two digits a byte.
func Data(text string) ([]byte, error) {
	digits, ok := strings.CutPrefix(text, "0x")
	raw, err := hex.DecodeString(digits)
	if !ok || err != nil {
		return nil, invalid("data is 0x and two digits a byte")
	}
	return raw, nil
}
