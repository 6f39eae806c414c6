package store

import (
	"encoding/binary"
	"slices"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hash"
	"spandrel.dev/wallet/internal/page"
)

// Kind is what a wallet has.
type Kind uint8

// The kinds.
const (
	Seed Kind = iota + 1
	Key
	Watch
)

var kindNames = map[Kind]string{Seed: "seed", Key: "key", Watch: "watch"}

// String returns the name of the kind.
func (k Kind) String() string { return kindNames[k] }

// State is what is known of a wallet beside its secret.
type State struct {
	Wallet      string
	Kind        Kind
	Fingerprint [4]byte
	BackedUp    bool
	Name        string
	Tries       Tries
	Accounts    []Account
	Policy      Policy
	Descriptor  string
	Audit       []Entry

	// What the wallet's own key authenticates, as it was read: a change of the tries alone does not need the key.
	inner     []byte
	innerCode [codeSize]byte
}

// Account is one that was added, and the number of the next address of either branch.
type Account struct {
	Kind, Chain uint8
	Number      uint32
	Next        [2]uint32
}

// Policy bounds what is signed.
type Policy struct {
	// MaxFeeWei and MaxFeeSat are decimal numbers.
	MaxFeeWei, MaxFeeSat string
	// AnyChain allows every chain; else Chains are those that are allowed.
	AnyChain bool
	Chains   []string
}

// DefaultPolicy is that of a new wallet: half an ether, a hundredth of a bitcoin, every chain.
func DefaultPolicy() Policy {
	return Policy{MaxFeeWei: "500000000000000000", MaxFeeSat: "1000000", AnyChain: true}
}

const (
	stateMagic   = "ARCS"
	stateVersion = 1
	codeSize     = 32
)

// encode writes the state. With a key, what it authenticates is written anew; without, it is written as it was read.
func (s *State) encode(scratch *page.Scratch, folderKey, walletKey []byte) []byte {
	if walletKey != nil {
		s.inner = s.encodeInner()
		s.innerCode = s.code(scratch, walletKey)
	}
	out := writer(binary.BigEndian.AppendUint16([]byte(stateMagic), stateVersion))
	out.head(s)
	out.number(uint64(s.Tries.Newest))
	out.byte(byte(len(s.Tries.Times)))
	for _, at := range s.Tries.Times {
		out.number(uint64(at))
	}
	out.long(s.inner)
	out = append(out, s.innerCode[:]...)
	code := codeOf(scratch, folderKey, out)
	return append(out, code[:]...)
}

// head is what both keys authenticate.
func (w *writer) head(s *State) {
	w.text(s.Wallet)
	w.byte(byte(s.Kind))
	*w = append(*w, s.Fingerprint[:]...)
	w.flag(s.BackedUp)
	w.text(s.Name)
}

func (s *State) encodeInner() []byte {
	var out writer
	out.count(len(s.Accounts))
	for _, account := range s.Accounts {
		out.byte(account.Kind)
		out.byte(account.Chain)
		out.count(int(account.Number))
		out.count(int(account.Next[0]))
		out.count(int(account.Next[1]))
	}
	out.text(s.Policy.MaxFeeWei)
	out.text(s.Policy.MaxFeeSat)
	out.flag(s.Policy.AnyChain)
	out.count(len(s.Policy.Chains))
	for _, chain := range s.Policy.Chains {
		out.text(chain)
	}
	out.text(s.Descriptor)
	out.count(len(s.Audit))
	for _, entry := range s.Audit {
		out.number(uint64(entry.At))
		out.byte(byte(entry.Operation))
		out = append(out, entry.Code[:]...)
	}
	return out
}

// code returns the code of the wallet's key over head and inner part.
func (s *State) code(scratch *page.Scratch, walletKey []byte) [codeSize]byte {
	var head writer
	head.head(s)
	return codeOf(scratch, walletKey, head, s.inner)
}

func codeOf(scratch *page.Scratch, key []byte, parts ...[]byte) [codeSize]byte {
	mark := scratch.Mark()
	defer scratch.Release(mark)
	code := scratch.Take(64)
	hash.HMAC512(scratch, code, key, parts...)
	return [codeSize]byte(code)
}

func tampered() error {
	return fault.New(fault.Tampered, "the wallet's files were changed by someone else")
}

// decode reads a state that the folder's key authenticates. Whether the wallet's key does, too, is for Authentic to say.
func decode(scratch *page.Scratch, wallet string, content, folderKey []byte) (*State, error) {
	if len(content) < len(stateMagic)+2+codeSize || string(content[:len(stateMagic)]) != stateMagic {
		return nil, tampered()
	}
	if binary.BigEndian.Uint16(content[len(stateMagic):]) != stateVersion {
		return nil, fault.New(fault.VersionTooNew, "the wallet was written by a later version")
	}
	body := content[:len(content)-codeSize]
	code := codeOf(scratch, folderKey, body)
	if !equal(code[:], content[len(body):]) {
		return nil, tampered()
	}
	in := reader{rest: body[len(stateMagic)+2:]}
	s := &State{Wallet: in.text(), Kind: Kind(in.byte()), Fingerprint: [4]byte(in.bytes(4)), BackedUp: in.flag(), Name: in.text()}
	s.Tries.Newest = int64(in.number())
	for range in.byte() {
		s.Tries.Times = append(s.Tries.Times, int64(in.number()))
	}
	s.inner = slices.Clone(in.long())
	s.innerCode = [codeSize]byte(in.bytes(codeSize))
	if in.failed || len(in.rest) > 0 || s.Wallet != wallet || kindNames[s.Kind] == "" || len(s.Tries.Times) > maxTries {
		return nil, tampered()
	}
	return s, s.decodeInner()
}

func (s *State) decodeInner() error {
	in := reader{rest: s.inner}
	for range in.count() {
		if in.failed {
			break
		}
		s.Accounts = append(s.Accounts, Account{
			Kind: in.byte(), Chain: in.byte(), Number: uint32(in.count()), Next: [2]uint32{uint32(in.count()), uint32(in.count())},
		})
	}
	s.Policy = Policy{MaxFeeWei: in.text(), MaxFeeSat: in.text(), AnyChain: in.flag()}
	for range in.count() {
		if in.failed {
			break
		}
		s.Policy.Chains = append(s.Policy.Chains, in.text())
	}
	s.Descriptor = in.text()
	for range in.count() {
		if in.failed {
			break
		}
		s.Audit = append(s.Audit, Entry{At: int64(in.number()), Operation: Operation(in.byte()), Code: [codeSize]byte(in.bytes(codeSize))})
	}
	if in.failed || len(in.rest) > 0 {
		return tampered()
	}
	return nil
}

// Authentic refuses a state that the wallet's own key does not authenticate.
func (s *State) Authentic(scratch *page.Scratch, walletKey []byte) error {
	code := s.code(scratch, walletKey)
	if !equal(code[:], s.innerCode[:]) {
		return tampered()
	}
	return nil
}
