package core

import (
	"encoding/hex"
	"math"

	"spandrel.dev/spandrel"

	"spandrel.dev/wallet/host/arcsign"
	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/protocol"
	"spandrel.dev/wallet/internal/store"
	"spandrel.dev/wallet/internal/wallets"
)

// Accounts, policies, the log.

var kinds = map[arcsign.Kind]address.Kind{
	arcsign.KindBip44: address.BIP44, arcsign.KindBip49: address.BIP49, arcsign.KindBip84: address.BIP84, arcsign.KindBip86: address.BIP86,
	arcsign.KindEvm: address.KindEVM,
}

var chains = map[arcsign.Chain]address.Chain{
	arcsign.ChainBitcoin: address.Bitcoin, arcsign.ChainTestnet: address.Testnet, arcsign.ChainEvm: address.EVM,
}

func accountOf(a arcsign.Account) (wallets.Account, error) {
	account := wallets.Account{Kind: kinds[a.Kind], Chain: chains[a.Chain], Number: a.Number}
	_, err := address.AccountPath(account.Kind, account.Chain, account.Number)
	return account, err
}

func addressOf(one *wallets.Address) arcsign.Address {
	return arcsign.Address{Path: one.Path, Address: one.Text, Change: one.Change, Index: one.Index}
}

func addressesOf(list []wallets.Address) []arcsign.Address {
	out := make([]arcsign.Address, len(list))
	for i := range list {
		out[i] = addressOf(&list[i])
	}
	return out
}

// Descriptors returns what others need to watch an account.
func (s *session) Descriptors(handle string, a arcsign.Account, at int64) (arcsign.Descriptors, error) {
	var out arcsign.Descriptors
	account, err := accountOf(a)
	if err != nil {
		return out, told(err)
	}
	found, err := s.server.Core.ExportDescriptor(handle, account, at)
	if err != nil {
		return out, told(err)
	}
	out.Xpub = found.XPub
	if found.Receive != "" {
		out.Receive, out.Change = &found.Receive, &found.Change
	}
	return out, nil
}

// AddAccount counts the addresses of an account from now on.
func (s *session) AddAccount(handle string, a arcsign.Account, at int64) (string, error) {
	account, err := accountOf(a)
	if err != nil {
		return "", told(err)
	}
	xpub, err := s.server.Core.AddAccount(handle, account, at)
	return xpub, told(err)
}

// NextAddress returns the next address of an account.
func (s *session) NextAddress(handle string, a arcsign.Account, change uint32, at int64) (arcsign.Address, error) {
	account, err := accountOf(a)
	if err == nil {
		err = address.CheckRange(account.Kind, int64(change), 0, 1)
	}
	if err != nil {
		return arcsign.Address{}, told(err)
	}
	next, err := s.server.Core.Next(handle, account, change, at)
	if err != nil {
		return arcsign.Address{}, told(err)
	}
	return addressOf(next), nil
}

// Addresses returns addresses of an account.
func (s *session) Addresses(handle string, a arcsign.Account, change, start, count uint32, at int64) ([]arcsign.Address, error) {
	account, err := accountOf(a)
	if err == nil {
		err = address.CheckRange(account.Kind, int64(change), int64(start), int64(count))
	}
	if err != nil {
		return nil, told(err)
	}
	list, err := s.server.Core.Range(handle, account, change, start, count, at)
	return addressesOf(list), told(err)
}

// Watched returns addresses of a wallet that can only watch.
func (s *session) Watched(wallet string, start, count uint32) ([]arcsign.Address, error) {
	if err := address.CheckRange(address.BIP84, 0, int64(start), int64(count)); err != nil {
		return nil, told(err)
	}
	list, err := s.server.Core.Watch(wallet, start, count)
	return addressesOf(list), told(err)
}

// FindAddress looks for an address among the first of an account.
func (s *session) FindAddress(handle string, a arcsign.Account, text string, count uint32, at int64) (arcsign.Address, error) {
	account, err := accountOf(a)
	if err == nil {
		err = address.CheckRange(account.Kind, 0, 0, int64(count))
	}
	if err != nil {
		return arcsign.Address{}, told(err)
	}
	found, err := s.server.Core.Verify(handle, account, text, count, at)
	if err != nil {
		return arcsign.Address{}, told(err)
	}
	return addressOf(found), nil
}

// Policy returns what bounds the wallet's signatures.
func (s *session) Policy(handle string, at int64) (arcsign.Policy, error) {
	policy, err := s.server.Core.Policy(handle, at)
	out := arcsign.Policy{MaxFeeWei: policy.MaxFeeWei, MaxFeeSat: policy.MaxFeeSat}
	if !policy.AnyChain {
		out.Chains = append([]string{}, policy.Chains...)
	}
	return out, told(err)
}

// SetPolicy changes it.
func (s *session) SetPolicy(handle string, p arcsign.Policy, password *spandrel.Secret, at int64) error {
	policy := store.Policy{MaxFeeWei: p.MaxFeeWei, MaxFeeSat: p.MaxFeeSat, AnyChain: p.Chains == nil, Chains: p.Chains}
	return with(func(given [][]byte) error { return s.server.Core.SetPolicy(handle, policy, given[0], at) }, password)
}

// Audit returns the log of a wallet, once it is seen to be whole.
func (s *session) Audit(handle string, at int64) ([]arcsign.Entry, error) {
	if _, err := s.server.Core.VerifyAudit(handle, at); err != nil {
		return nil, told(err)
	}
	entries, _, err := s.server.Core.Audit(handle, 0, math.MaxInt32, at)
	out := make([]arcsign.Entry, len(entries))
	for i, entry := range entries {
		out[i] = arcsign.Entry{At: entry.At, Op: entry.Operation.String(), Mac: hex.EncodeToString(entry.Code[:])}
	}
	return out, told(err)
}

// SelfTest returns how many known answers the core gives.
func (s *session) SelfTest() (uint32, error) {
	passed, err := protocol.SelfTest()
	return uint32(passed), told(err)
}
