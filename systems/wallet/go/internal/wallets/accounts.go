package wallets

import (
	"slices"

	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/descriptor"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hd"
	"spandrel.dev/wallet/internal/keystore"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/store"
)

// Account names one.
type Account struct {
	Kind   address.Kind
	Chain  address.Chain
	Number uint32
}

// Address is one and where it lies.
type Address struct {
	Path, Text string
	Change     uint32
	Index      uint32
}

func (a Account) path(change, index uint32) string {
	path, err := address.AccountPath(a.Kind, a.Chain, a.Number)
	if err != nil {
		return ""
	}
	return append(path, change, index).String()
}

// public derives the account's extended public key.
func (w *unlocked) public(scratch *page.Scratch, a Account) (*hd.PublicKey, error) {
	if w.master == nil {
		return nil, denied()
	}
	path, err := address.AccountPath(a.Kind, a.Chain, a.Number)
	if err != nil {
		return nil, err
	}
	mark := scratch.Mark()
	defer scratch.Release(mark)
	key, err := w.master.Derive(scratch, path)
	if err != nil {
		return nil, err
	}
	return key.Public()
}

func (a Account) is(other store.Account) bool {
	return uint8(a.Kind) == other.Kind && uint8(a.Chain) == other.Chain && a.Number == other.Number
}

// AddAccount returns the extended public key of an account, whose addresses are counted from now on.
func (c *Core) AddAccount(handle string, a Account, now int64) (xpub string, err error) {
	err = c.with(handle, now, func(scratch *page.Scratch, w *unlocked) error {
		public, err := w.public(scratch, a)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(w.state.Accounts, a.is) {
			return fault.New(fault.AlreadyExists, "the account is there")
		}
		w.state.Accounts = append(w.state.Accounts, store.Account{Kind: uint8(a.Kind), Chain: uint8(a.Chain), Number: a.Number})
		xpub = public.Text(scratch, a.Chain == address.Testnet)
		return w.save()
	})
	return xpub, err
}

// Next returns the next address of an account. It is on the disk that it was given before it is.
func (c *Core) Next(handle string, a Account, change uint32, now int64) (next *Address, err error) {
	err = c.with(handle, now, func(scratch *page.Scratch, w *unlocked) error {
		public, err := w.public(scratch, a)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(w.state.Accounts, a.is)
		if at < 0 {
			return fault.New(fault.NotFound, "the account was not added")
		}
		counter := &w.state.Accounts[at].Next[change]
		if err := address.CheckRange(a.Kind, int64(change), int64(*counter), 1); err != nil {
			return err
		}
		list, err := address.Range(scratch, public, a.Kind, a.Chain, change, *counter, 1)
		if err != nil {
			return err
		}
		next = &Address{Path: a.path(change, *counter), Text: list[0], Change: change, Index: *counter}
		*counter++
		return w.save()
	})
	return next, err
}

// Range returns addresses of an account, whether it was added or not.
func (c *Core) Range(handle string, a Account, change, start, count uint32, now int64) (list []Address, err error) {
	err = c.with(handle, now, func(scratch *page.Scratch, w *unlocked) error {
		public, err := w.public(scratch, a)
		if err != nil {
			return err
		}
		texts, err := address.Range(scratch, public, a.Kind, a.Chain, change, start, count)
		for i, text := range texts {
			index := start + uint32(i)
			list = append(list, Address{Path: a.path(change, index), Text: text, Change: change, Index: index})
		}
		return err
	})
	return list, err
}

// Verify looks for an address among the first count of both branches.
func (c *Core) Verify(handle string, a Account, text string, count uint32, now int64) (found *Address, err error) {
	err = c.with(handle, now, func(scratch *page.Scratch, w *unlocked) error {
		public, err := w.public(scratch, a)
		if err != nil {
			return err
		}
		checked, err := address.Check(scratch, text, a.Chain)
		if err != nil {
			return err
		}
		branches := uint32(2)
		if a.Kind == address.KindEVM {
			branches = 1
		}
		for change := range branches {
			list, err := address.Range(scratch, public, a.Kind, a.Chain, change, 0, count)
			if err != nil {
				return err
			}
			if at := slices.Index(list, checked.Canonical); at >= 0 {
				found = &Address{Path: a.path(change, uint32(at)), Text: list[at], Change: change, Index: uint32(at)}
				return nil
			}
		}
		return fault.New(fault.NotFound, "the address is none of these")
	})
	return found, err
}

// Watch returns addresses of a wallet that can only watch.
func (c *Core) Watch(wallet string, start, count uint32) (list []Address, err error) {
	if err := store.CheckID(wallet); err != nil {
		return nil, err
	}
	err = run(func(scratch *page.Scratch) error {
		return c.folder.Do(func() error {
			state, err := c.folder.Load(scratch, wallet)
			if err != nil {
				return err
			}
			if state.Kind != store.Watch {
				return fault.New(fault.Locked, "this wallet's addresses need it unlocked")
			}
			d, err := descriptor.Parse(scratch, state.Descriptor)
			if err != nil {
				return err
			}
			texts, err := d.Addresses(scratch, start, count)
			a := Account{d.Kind, d.Chain, d.Account}
			for i, text := range texts {
				index := start + uint32(i)
				list = append(list, Address{Path: a.path(d.Change, index), Text: text, Change: d.Change, Index: index})
			}
			return err
		})
	})
	return list, err
}

// Descriptors is what others need to watch an account.
type Descriptors struct {
	XPub, Receive, Change string // the latter two are empty for evm
}

// ExportDescriptor returns an account's extended key and descriptors.
func (c *Core) ExportDescriptor(handle string, a Account, now int64) (out *Descriptors, err error) {
	err = c.with(handle, now, func(scratch *page.Scratch, w *unlocked) error {
		public, err := w.public(scratch, a)
		if err != nil {
			return err
		}
		out = &Descriptors{XPub: public.Text(scratch, a.Chain == address.Testnet)}
		if a.Kind == address.KindEVM {
			return nil
		}
		d := &descriptor.Descriptor{Kind: a.Kind, Chain: a.Chain, Fingerprint: w.content.Fingerprint, Account: a.Number, Key: public}
		if out.Receive, err = d.Text(scratch); err != nil {
			return err
		}
		d.Change = 1
		out.Change, err = d.Text(scratch)
		return err
	})
	return out, err
}

// ExportKeystore returns the key of an EVM account as other wallets keep it.
func (c *Core) ExportKeystore(handle, path string, n int, password []byte, now int64) (file []byte, err error) {
	err = c.with(handle, now, func(scratch *page.Scratch, w *unlocked) error {
		key, err := w.evmKey(scratch, path)
		if err != nil {
			return err
		}
		file, err = keystore.Export(scratch, key, password, n)
		return err
	}, password)
	return file, err
}
