package wallets

import (
	"slices"
	"strconv"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/amount"
	"spandrel.dev/wallet/internal/evm"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hd"
	"spandrel.dev/wallet/internal/object"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/psbt"
	"spandrel.dev/wallet/internal/store"
	"spandrel.dev/wallet/internal/typed"
)

// evmKey returns the key of an EVM account: of a path, or with the path "" of a wallet of one key.
func (w *unlocked) evmKey(scratch *page.Scratch, text string) ([]byte, error) {
	if w.master == nil {
		if text != "" {
			return nil, fault.New(fault.InvalidPath, "a wallet of a single key has one path, the empty one")
		}
		return w.content.Secret, nil
	}
	path, err := hd.ParsePath(text)
	if err != nil {
		return nil, err
	}
	if err := evm.CheckPath(path); err != nil {
		return nil, err
	}
	key, err := w.master.Derive(scratch, path)
	if err != nil {
		return nil, err
	}
	return key.Secret(), nil
}

// account returns the EVM account of a key.
func account(key []byte) (string, error) {
	public, err := crypt.PublicKey(key)
	if err != nil {
		return "", object.Error(err)
	}
	raw, err := crypt.EvmAddresses(public[:])
	if err != nil {
		return "", object.Error(err)
	}
	return address.Checksummed([20]byte(raw)), nil
}

// Signed is a signature for an EVM chain.
type Signed struct {
	From string
	// Raw and Hash are those of a transaction.
	Raw  []byte
	Hash [32]byte
	// Signature and Digest are those of a message or of typed data.
	Signature [65]byte
	Digest    [32]byte
}

// signing gets the key of a path, lets sign use it, and writes the entry of the log before anything is given out.
func (c *Core) signing(handle, path string, now int64, operation store.Operation, sign func(scratch *page.Scratch, w *unlocked, key []byte, out *Signed) error) (*Signed, error) {
	out := &Signed{}
	err := c.with(handle, now, func(scratch *page.Scratch, w *unlocked) error {
		key, err := w.evmKey(scratch, path)
		if err != nil {
			return err
		}
		if err := sign(scratch, w, key, out); err != nil {
			return err
		}
		if out.From, err = account(key); err != nil {
			return err
		}
		w.state.Record(scratch, w.key, now, operation)
		return w.save()
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// SignTx signs a transaction that was shown.
func (c *Core) SignTx(handle, path string, chainID uint64, tx *evm.Tx, intent string, now int64) (*Signed, error) {
	return c.signing(handle, path, now, store.SignedTx, func(scratch *page.Scratch, w *unlocked, key []byte, out *Signed) error {
		if err := tx.Intent(scratch).Check(intent); err != nil {
			return err
		}
		limit, err := amount.Parse(w.state.Policy.MaxFeeWei)
		if err != nil {
			return err
		}
		if err := tx.Allow(chainID, limit); err != nil {
			return err
		}
		if err := allowed(w.state.Policy, chainID); err != nil {
			return err
		}
		out.Raw, out.Hash, err = tx.Sign(key)
		return err
	})
}

// SignMessage signs a message that was shown.
func (c *Core) SignMessage(handle, path string, message evm.Message, intent string, now int64) (*Signed, error) {
	return c.signing(handle, path, now, store.SignedMessage, func(scratch *page.Scratch, _ *unlocked, key []byte, out *Signed) (err error) {
		if err := message.Intent(scratch).Check(intent); err != nil {
			return err
		}
		out.Digest = message.Digest()
		out.Signature, err = evm.SignDigest(key, out.Digest)
		return err
	})
}

// SignTyped signs typed data that was shown.
func (c *Core) SignTyped(handle, path string, chainID uint64, data *typed.Data, intent string, now int64) (*Signed, error) {
	return c.signing(handle, path, now, store.SignedTyped, func(scratch *page.Scratch, w *unlocked, key []byte, out *Signed) (err error) {
		if err := data.Intent(scratch).Check(intent); err != nil {
			return err
		}
		if err := data.Allow(chainID); err != nil {
			return err
		}
		if err := allowed(w.state.Policy, chainID); err != nil {
			return err
		}
		out.Digest = data.Digest()
		out.Signature, err = evm.SignDigest(key, out.Digest)
		return err
	})
}

// SignPSBT signs our inputs of a packet that was shown, and returns it with the inputs that were signed.
func (c *Core) SignPSBT(handle string, chain address.Chain, packet *psbt.Packet, intent string, now int64) (text string, signed []int, err error) {
	err = c.with(handle, now, func(scratch *page.Scratch, w *unlocked) error {
		if w.master == nil {
			return denied()
		}
		judged, err := packet.Judge(scratch, chain)
		if err != nil {
			return err
		}
		if err := judged.Intent(scratch).Check(intent); err != nil {
			return err
		}
		limit, err := amount.Parse(w.state.Policy.MaxFeeSat)
		if err != nil {
			return err
		}
		if amount.Of(judged.Fee).Compare(limit) > 0 {
			return fault.New(fault.FeeTooHigh, "the fee is higher than the wallet's policy allows")
		}
		if signed, err = judged.Sign(scratch, w.master); err != nil {
			return err
		}
		text = judged.Text()
		w.state.Record(scratch, w.key, now, store.SignedPSBT)
		return w.save()
	})
	if err != nil {
		return "", nil, err
	}
	return text, signed, nil
}

func allowed(policy store.Policy, chainID uint64) error {
	if policy.AnyChain || slices.Contains(policy.Chains, strconv.FormatUint(chainID, 10)) {
		return nil
	}
	return fault.New(fault.PolicyDenied, "the wallet's policy does not have this chain")
}

// Policy returns what bounds the wallet's signatures.
func (c *Core) Policy(handle string, now int64) (policy store.Policy, err error) {
	err = c.with(handle, now, func(_ *page.Scratch, w *unlocked) error {
		policy = w.state.Policy
		return nil
	})
	return policy, err
}

// SetPolicy changes it; that takes the password.
func (c *Core) SetPolicy(handle string, policy store.Policy, password []byte, now int64) error {
	c.mutex.Lock()
	h, err := c.find(handle, now)
	c.mutex.Unlock()
	if err != nil {
		return err
	}
	if err := checkPolicy(policy); err != nil {
		return err
	}
	return c.protected(h.wallet, password, now, func(scratch *page.Scratch, o *opened) error {
		return c.change(scratch, h.wallet, o, func(state *store.State) error {
			state.Policy = policy
			return nil
		})
	})
}

func checkPolicy(policy store.Policy) error {
	for _, text := range []string{policy.MaxFeeWei, policy.MaxFeeSat} {
		if _, err := amount.Parse(text); err != nil {
			return err
		}
	}
	for i, text := range policy.Chains {
		chain, err := amount.Parse(text)
		if err != nil {
			return err
		}
		if word, fits := chain.Word(); !fits || word == 0 || word >= 1<<63 || slices.Contains(policy.Chains[:i], text) || policy.AnyChain {
			return fault.New(fault.InvalidInput, "chains are null or different ids from 1 to 2^63−1")
		}
	}
	return nil
}

// Audit returns entries of the log from start on, and the number of all.
func (c *Core) Audit(handle string, start, count int, now int64) (entries []store.Entry, all int, err error) {
	err = c.with(handle, now, func(_ *page.Scratch, w *unlocked) error {
		all = len(w.state.Audit)
		from := min(start, all)
		entries = w.state.Audit[from:min(from+count, all)]
		return nil
	})
	return entries, all, err
}

// VerifyAudit goes through the whole log and returns the number of its entries.
func (c *Core) VerifyAudit(handle string, now int64) (entries int, err error) {
	err = c.with(handle, now, func(scratch *page.Scratch, w *unlocked) error {
		entries = len(w.state.Audit)
		return w.state.VerifyAudit(scratch, w.key)
	})
	return entries, err
}
