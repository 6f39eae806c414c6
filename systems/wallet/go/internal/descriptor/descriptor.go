package descriptor

import (
	"encoding/hex"
	"strconv"
	"strings"

	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hd"
	"spandrel.dev/wallet/internal/page"
)

// Descriptor is one branch of an account: who can see all its addresses and spend none.
type Descriptor struct {
	Kind  address.Kind
	Chain address.Chain
	// Fingerprint is that of the wallet's seed.
	Fingerprint [4]byte
	Account     uint32
	Change      uint32
	Key         *hd.PublicKey
}

// What stands around the key, by kind.
var around = [...][2]string{
	address.BIP44: {"pkh(", ")"},
	address.BIP49: {"sh(wpkh(", "))"},
	address.BIP84: {"wpkh(", ")"},
	address.BIP86: {"tr(", ")"},
}

// Text writes the descriptor with its checksum.
func (d *Descriptor) Text(scratch *page.Scratch) (string, error) {
	path, err := address.AccountPath(d.Kind, d.Chain, d.Account)
	if err != nil {
		return "", err
	}
	origin := hex.EncodeToString(d.Fingerprint[:]) + strings.TrimPrefix(path.String(), "m")
	key := d.Key.Text(scratch, d.Chain == address.Testnet)
	body := around[d.Kind][0] + "[" + origin + "]" + key + "/" + strconv.Itoa(int(d.Change)) + "/*" + around[d.Kind][1]
	checksum, err := Checksum(body)
	if err != nil {
		return "", err
	}
	return body + "#" + checksum, nil
}

func invalid(message string) error { return fault.New(fault.InvalidInput, message) }

// Parse reads what Text writes, with h for ' as well. A checksum is needed.
func Parse(scratch *page.Scratch, text string) (*Descriptor, error) {
	body, err := split(text)
	if err != nil {
		return nil, err
	}
	for kind, part := range around {
		inner, found := strings.CutPrefix(body, part[0])
		if !found {
			continue
		}
		inner, found = strings.CutSuffix(inner, part[1])
		if !found {
			return nil, invalid("the descriptor does not end")
		}
		return parseKey(scratch, address.Kind(kind), inner)
	}
	return nil, invalid("descriptors here are pkh, sh(wpkh), wpkh and tr of one key")
}

func parseKey(scratch *page.Scratch, kind address.Kind, text string) (*Descriptor, error) {
	origin, rest, found := strings.Cut(strings.TrimPrefix(text, "["), "]")
	if !found || !strings.HasPrefix(text, "[") {
		return nil, invalid("the key of the descriptor does not say where it comes from")
	}
	fingerprint, steps, _ := strings.Cut(origin, "/")
	d := &Descriptor{Kind: kind}
	if n, err := hex.Decode(d.Fingerprint[:], []byte(fingerprint[:min(len(fingerprint), 8)])); err != nil || n != 4 || len(fingerprint) != 8 {
		return nil, invalid("the fingerprint of the descriptor has not eight digits")
	}
	path, err := hd.ParsePath("m/" + steps)
	if err != nil || len(path) != 3 {
		return nil, invalid("the key of the descriptor does not come from an account")
	}
	parts := strings.Split(rest, "/")
	if len(parts) != 3 || parts[2] != "*" || parts[1] != "0" && parts[1] != "1" {
		return nil, invalid("the key of the descriptor ends in /0/* or /1/*")
	}
	d.Change = uint32(parts[1][0] - '0')
	key, err := hd.Parse(scratch, []byte(parts[0]))
	if err != nil {
		return nil, err
	}
	if key.Public == nil || key.Version.Purpose != 0 {
		return nil, invalid("the key of the descriptor is not an xpub or a tpub")
	}
	if key.Version.Testnet {
		d.Chain = address.Testnet
	}
	d.Key, d.Account = key.Public, path[2]&^hd.Hardened
	want, err := address.AccountPath(kind, d.Chain, d.Account)
	if err != nil {
		return nil, err
	}
	if path.String() != want.String() || d.Key.Depth() != 3 || d.Key.Number() != path[2] {
		return nil, invalid("the path of the descriptor is not that of its key and kind")
	}
	return d, nil
}

// Addresses returns count addresses of the branch.
func (d *Descriptor) Addresses(scratch *page.Scratch, start, count uint32) ([]string, error) {
	return address.Range(scratch, d.Key, d.Kind, d.Chain, d.Change, start, count)
}
