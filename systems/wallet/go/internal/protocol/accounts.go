package protocol

import (
	"encoding/hex"
	"math"

	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/store"
	"spandrel.dev/wallet/internal/strictjson"
	"spandrel.dev/wallet/internal/wallets"
)

// The operations on accounts, policies and the log.

func addresses(list []wallets.Address, err error) (*Answer, error) {
	if err != nil {
		return nil, err
	}
	return new(members).list("addresses", len(list), func(i int) []byte {
		return new(members).string("path", list[i].Path).string("address", list[i].Text).bytes()
	}).answer()
}

func watch(s *Server, a *arguments) (*Answer, error) {
	wallet, start, count := a.text("wallet"), a.integer("start"), a.integer("count")
	if err := a.form(); err != nil {
		return nil, err
	}
	if err := address.CheckRange(address.BIP84, 0, start, count); err != nil {
		return nil, err
	}
	return addresses(s.Core.Watch(wallet, uint32(start), uint32(count)))
}

func addAccount(s *Server, a *arguments) (*Answer, error) {
	handle, which := a.handle(), a.account()
	if err := a.unlocked(handle); err != nil {
		return nil, err
	}
	account, err := which.parse()
	if err != nil {
		return nil, err
	}
	xpub, err := s.Core.AddAccount(handle, account, a.request.At)
	if err != nil {
		return nil, err
	}
	return new(members).string("xpub", xpub).answer()
}

func next(s *Server, a *arguments) (*Answer, error) {
	handle, which, change := a.handle(), a.account(), a.integer("change")
	if err := a.unlocked(handle); err != nil {
		return nil, err
	}
	account, err := which.parse()
	if err != nil {
		return nil, err
	}
	if err := address.CheckRange(account.Kind, change, 0, 1); err != nil {
		return nil, err
	}
	one, err := s.Core.Next(handle, account, uint32(change), a.request.At)
	if err != nil {
		return nil, err
	}
	return new(members).string("address", one.Text).string("path", one.Path).integer("index", int64(one.Index)).answer()
}

func addressRange(s *Server, a *arguments) (*Answer, error) {
	handle, which := a.handle(), a.account()
	change, start, count := a.integer("change"), a.integer("start"), a.integer("count")
	if err := a.unlocked(handle); err != nil {
		return nil, err
	}
	account, err := which.parse()
	if err != nil {
		return nil, err
	}
	if err := address.CheckRange(account.Kind, change, start, count); err != nil {
		return nil, err
	}
	return addresses(s.Core.Range(handle, account, uint32(change), uint32(start), uint32(count), a.request.At))
}

func verify(s *Server, a *arguments) (*Answer, error) {
	handle, which, given, count := a.handle(), a.account(), a.text("address"), a.integer("count")
	if err := a.unlocked(handle); err != nil {
		return nil, err
	}
	account, err := which.parse()
	if err != nil {
		return nil, err
	}
	if err := address.CheckRange(account.Kind, 0, 0, count); err != nil {
		return nil, err
	}
	found, err := s.Core.Verify(handle, account, given, uint32(count), a.request.At)
	if err != nil {
		return nil, err
	}
	return new(members).string("path", found.Path).integer("change", int64(found.Change)).integer("index", int64(found.Index)).answer()
}

func getPolicy(s *Server, a *arguments) (*Answer, error) {
	handle := a.handle()
	if err := a.unlocked(handle); err != nil {
		return nil, err
	}
	policy, err := s.Core.Policy(handle, a.request.At)
	if err != nil {
		return nil, err
	}
	return new(members).raw("policy", writePolicy(policy)).answer()
}

func writePolicy(policy store.Policy) []byte {
	out := new(members).string("max_fee_wei", policy.MaxFeeWei).string("max_fee_sat", policy.MaxFeeSat)
	if policy.AnyChain {
		return out.raw("chains", []byte("null")).bytes()
	}
	return out.list("chains", len(policy.Chains), func(i int) []byte { return text(policy.Chains[i]) }).bytes()
}

func setPolicy(s *Server, a *arguments) (*Answer, error) {
	handle, password, given := a.handle(), a.secret("password"), a.value("policy", strictjson.Object)
	wei, sat, chains := given.Get("max_fee_wei"), given.Get("max_fee_sat"), given.Get("chains")
	if len(given.Members) != 3 || !wei.Is(strictjson.Text) || !sat.Is(strictjson.Text) || chains == nil || chains.Kind != strictjson.Null && chains.Kind != strictjson.List {
		a.fail("policy has max_fee_wei, max_fee_sat and chains")
	} else {
		for _, item := range chains.Items {
			if !item.Is(strictjson.Text) {
				a.fail("chains are ids in decimal text")
			}
		}
	}
	if err := a.unlocked(handle); err != nil {
		return nil, err
	}
	policy := store.Policy{MaxFeeWei: wei.Text, MaxFeeSat: sat.Text, AnyChain: chains.Kind == strictjson.Null}
	for _, item := range chains.Items {
		policy.Chains = append(policy.Chains, item.Text)
	}
	if err := s.Core.SetPolicy(handle, policy, password, a.request.At); err != nil {
		return nil, err
	}
	return new(members).raw("policy", writePolicy(policy)).answer()
}

func readAudit(s *Server, a *arguments) (*Answer, error) {
	handle, start, count := a.handle(), a.integer("start"), a.integer("count")
	if err := a.unlocked(handle); err != nil {
		return nil, err
	}
	if err := address.CheckRange(address.BIP84, 0, 0, count); err != nil {
		return nil, err
	}
	if start < 0 || start > math.MaxInt32 {
		return nil, invalid("start is from 0 to 2^31−1")
	}
	entries, _, err := s.Core.Audit(handle, int(start), int(count), a.request.At)
	if err != nil {
		return nil, err
	}
	return new(members).list("entries", len(entries), func(i int) []byte {
		return new(members).integer("seq", start+int64(i)).integer("at", entries[i].At).string("op", entries[i].Operation.String()).
			string("mac", hex.EncodeToString(entries[i].Code[:])).bytes()
	}).answer()
}

func verifyAudit(s *Server, a *arguments) (*Answer, error) {
	handle := a.handle()
	if err := a.unlocked(handle); err != nil {
		return nil, err
	}
	entries, err := s.Core.VerifyAudit(handle, a.request.At)
	if err != nil {
		return nil, err
	}
	return new(members).integer("entries", int64(entries)).answer()
}
