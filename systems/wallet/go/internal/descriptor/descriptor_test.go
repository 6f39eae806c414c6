package descriptor

import (
	"strings"
	"testing"

	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/vectors"
)

// BIP-380 has one pair, and the ways to spoil it.
func TestChecksum(t *testing.T) {
	if got, err := Checksum("raw(deadbeef)"); err != nil || got != "89f8spxm" {
		t.Errorf("got %s, %v", got, err)
	}
	for text, code := range map[string]fault.Code{
		"raw(deadbeef)#89f8spxm": 0, "raw(deadbeef)": fault.InvalidInput, "raw(deadbeef)#": fault.InvalidChecksum,
		"raw(deadbeef)#89f8spxmx": fault.InvalidChecksum, "raw(deadbeef)#89f8spx": fault.InvalidChecksum,
		"raw(deedbeef)#89f8spxm": fault.InvalidChecksum, "raw(deadbeef)##9f8spxm": fault.InvalidChecksum, "raw(Ü)#00000000": fault.InvalidInput,
	} {
		if _, err := split(text); fault.Of(err) != code {
			t.Errorf("%s: %v", text, err)
		}
	}
}

const (
	account84 = "zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31mGDtKsAYz2oz2AGutZYs"
	key84     = "xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2fMFMKHPJ4ZeZXYVUhLv1VMrjPC7PW6V"
)

func with(body string) string {
	checksum, err := Checksum(body)
	if err != nil {
		panic(err)
	}
	return body + "#" + checksum
}

// The checksum is over the text as it is, so that ' and h have different ones; both are read, ' is written (bdk#968,
// bitcoin#24317).
func TestIssueApostropheAndH(t *testing.T) {
	scratch := vectors.Scratch(t)
	apostrophes := "wpkh([73c5da0a/84'/0'/0']" + key84 + "/0/*)"
	letters := strings.ReplaceAll(apostrophes, "'", "h")
	if with(apostrophes)[len(apostrophes):] == with(letters)[len(letters):] {
		t.Error("both spellings have one checksum")
	}
	for _, text := range []string{with(apostrophes), with(letters)} {
		read, err := Parse(scratch, text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if written, err := read.Text(scratch); err != nil || written != with(apostrophes) {
			t.Errorf("%s is written as %s, %v", text, written, err)
		}
		addresses, err := read.Addresses(scratch, 0, 2)
		if err != nil || addresses[0] != "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu" || addresses[1] != "bc1qnjg0jd8228aq7egyzacy8cys3knf9xvrerkf9g" {
			t.Errorf("%s: %v, %v", text, addresses, err)
		}
	}
	crossed := apostrophes + with(letters)[len(letters):]
	if _, err := Parse(scratch, crossed); fault.Of(err) != fault.InvalidChecksum {
		t.Errorf("the checksum of the other spelling: %v", err)
	}
}

func TestEveryKind(t *testing.T) {
	scratch := vectors.Scratch(t)
	read, err := Parse(scratch, with("wpkh([73c5da0a/84h/0h/0h]"+key84+"/1/*)"))
	if err != nil || read.Change != 1 || read.Account != 0 || read.Kind != address.BIP84 || read.Chain != address.Bitcoin {
		t.Fatalf("%+v, %v", read, err)
	}
	for kind := address.BIP44; kind <= address.BIP86; kind++ {
		for chain := address.Bitcoin; chain <= address.Testnet; chain++ {
			one := *read
			one.Kind, one.Chain = kind, chain
			text, err := one.Text(scratch)
			if err != nil {
				t.Fatal(err)
			}
			again, err := Parse(scratch, text)
			if err != nil || again.Kind != kind || again.Chain != chain {
				t.Errorf("%s: %+v, %v", text, again, err)
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	for body, code := range map[string]fault.Code{
		"wpkh([73c5da0a/84'/0'/0']" + key84 + "/2/*)":             fault.InvalidInput,
		"wpkh([73c5da0a/84'/0'/0']" + key84 + "/0/0)":             fault.InvalidInput,
		"wpkh([73c5da0a/84'/0'/0']" + key84 + ")":                 fault.InvalidInput,
		"wpkh([73c5da0a/84'/0'/0']" + key84 + "/0/*":              fault.InvalidInput,
		"wpkh(" + key84 + "/0/*)":                                 fault.InvalidInput,
		"wpkh([73c5da0/84'/0'/0']" + key84 + "/0/*)":              fault.InvalidInput,
		"wpkh([73c5da0a/84'/0'/1']" + key84 + "/0/*)":             fault.InvalidInput, // another account than the key's
		"wpkh([73c5da0a/84'/1'/0']" + key84 + "/0/*)":             fault.InvalidInput, // another coin
		"wpkh([73c5da0a/86'/0'/0']" + key84 + "/0/*)":             fault.InvalidInput, // another purpose
		"wpkh([73c5da0a/84'/0'/0']" + account84 + "/0/*)":         fault.InvalidInput, // descriptors know x and t only
		"wpkh([73c5da0a/84'/0'/0']" + key84[:50] + "/0/*)":        fault.InvalidChecksum,
		"multi(1,[73c5da0a/84'/0'/0']" + key84 + "/0/*)":          fault.InvalidInput,
		"sh(wpkh([73c5da0a/49'/0'/0']" + key84 + "/0/*)":          fault.InvalidInput,
		"wpkh([73c5da0a/84'/0'/0']" + key84 + "/0/*),wpkh(" + ")": fault.InvalidInput,
	} {
		if read, err := Parse(vectors.Scratch(t), with(body)); fault.Of(err) != code {
			t.Errorf("%s: %+v, %v, want %v", body, read, err, code)
		}
	}
}
