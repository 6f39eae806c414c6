package store

import (
	"cmp"
	"encoding/hex"
	"slices"

	"spandrel.dev/wallet/internal/arc1"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/page"
)

// What belongs to a wallet: its secret in arc1, if it has one, and its state.
const (
	secretEnding = ".arc1"
	stateEnding  = ".state"
	maxState     = maxFile
	idSize       = 8
)

// CheckID refuses what is not the name of a wallet, before a file is touched.
func CheckID(wallet string) error {
	raw, err := hex.DecodeString(wallet)
	if err != nil || len(raw) != idSize || hex.EncodeToString(raw) != wallet {
		return fault.New(fault.InvalidInput, "a wallet is named by 16 digits")
	}
	return nil
}

// NewID draws the name of a new wallet.
func NewID() (string, error) {
	raw := make([]byte, idSize)
	if err := page.Random(raw); err != nil {
		return "", err
	}
	return hex.EncodeToString(raw), nil
}

// Listed is a wallet as anyone can see it.
type Listed struct {
	Wallet, Name, Kind string
	Fingerprint        string
	BackedUp           bool
}

// Damaged is the kind of a wallet whose files do not go together.
const Damaged = "damaged"

// All these are called inside Do.

// Load returns the state of a wallet.
func (f *Folder) Load(scratch *page.Scratch, wallet string) (*State, error) {
	content, err := f.read(wallet+stateEnding, maxState)
	if fault.Of(err) == fault.NotFound {
		if _, secret := f.read(wallet+secretEnding, arc1.MaxSize); fault.Of(secret) != fault.NotFound {
			return nil, tampered() // half of it is there
		}
	}
	if err != nil {
		return nil, err
	}
	state, err := decode(scratch, wallet, content, f.identity.Key[:])
	if err != nil {
		return nil, err
	}
	if state.Kind == Watch {
		return state, state.Authentic(scratch, f.identity.Key[:])
	}
	return state, nil
}

// Secret returns the sealed file of a wallet.
func (f *Folder) Secret(wallet string) ([]byte, error) {
	return f.read(wallet+secretEnding, arc1.MaxSize)
}

// Save writes a state. Without the wallet's key only the tries may have changed.
func (f *Folder) Save(scratch *page.Scratch, state *State, walletKey []byte) error {
	if state.Kind == Watch {
		walletKey = f.identity.Key[:]
	}
	return f.write(state.Wallet+stateEnding, state.encode(scratch, f.identity.Key[:], walletKey))
}

// SaveSecret replaces the sealed file.
func (f *Folder) SaveSecret(wallet string, file []byte) error {
	return f.write(wallet+secretEnding, file)
}

// Add makes a wallet. The secret comes last: a state without it is what an interrupted Add or Remove leaves, and nobody
// sees it.
func (f *Folder) Add(scratch *page.Scratch, state *State, walletKey, file []byte) error {
	others, err := f.List(scratch)
	if err != nil {
		return err
	}
	for _, other := range others {
		same := other.Fingerprint == hex.EncodeToString(state.Fingerprint[:]) && other.Kind == state.Kind.String()
		if other.Kind != Damaged && (other.Name == state.Name || same) {
			return fault.New(fault.AlreadyExists, "a wallet of this name or of these words is there")
		}
	}
	if err := f.Save(scratch, state, walletKey); err != nil || state.Kind == Watch {
		return err
	}
	return f.SaveSecret(state.Wallet, file)
}

// CheckName refuses the name of another wallet.
func (f *Folder) CheckName(scratch *page.Scratch, wallet, name string) error {
	others, err := f.List(scratch)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(others, func(other Listed) bool { return other.Wallet != wallet && other.Name == name && other.Kind != Damaged }) {
		return fault.New(fault.AlreadyExists, "a wallet of this name is there")
	}
	return nil
}

// Remove removes a wallet, its secret first.
func (f *Folder) Remove(wallet string) error {
	if err := f.remove(wallet + secretEnding); err != nil {
		return err
	}
	return f.remove(wallet + stateEnding)
}

// List returns all wallets in the order of their names.
func (f *Folder) List(scratch *page.Scratch) ([]Listed, error) {
	secrets, err := f.names(secretEnding)
	if err != nil {
		return nil, err
	}
	states, err := f.names(stateEnding)
	if err != nil {
		return nil, err
	}
	all := []Listed{}
	for _, wallet := range slices.Compact(slices.Sorted(slices.Values(slices.Concat(secrets, states)))) {
		if CheckID(wallet) != nil {
			continue // not ours
		}
		mark := scratch.Mark()
		state, err := f.Load(scratch, wallet)
		scratch.Release(mark)
		hasSecret := slices.Contains(secrets, wallet)
		switch {
		case fault.Of(err) == fault.StorageGone:
			return nil, err
		case err == nil && state.Kind != Watch && !hasSecret:
			continue // an interrupted Add or Remove
		case err != nil || state.Kind == Watch && hasSecret:
			all = append(all, Listed{Wallet: wallet, Kind: Damaged})
		default:
			all = append(all, Listed{
				Wallet: wallet, Name: state.Name, Kind: state.Kind.String(),
				Fingerprint: hex.EncodeToString(state.Fingerprint[:]), BackedUp: state.BackedUp,
			})
		}
	}
	slices.SortStableFunc(all, func(a, b Listed) int { return cmp.Compare(a.Name, b.Name) })
	return all, nil
}
