package encoding

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/vectors"
)

func TestBech32Vectors(t *testing.T) {
	var file struct {
		vectors.Source
		Valid   []struct{ Variant, Text string }
		Invalid []struct{ Variant, Hex, Why string }

		Addresses        []struct{ Standard, Address, Script string }
		InvalidAddresses []struct{ Standard, Address, Why string } `json:"invalid_addresses"`
	}
	vectors.Load(t, "bech32.json", &file)
	variants := map[string]Variant{"bech32": Bech32, "bech32m": Bech32m}
	for _, vector := range file.Valid {
		prefix, _, variant, err := DecodeBech32(vector.Text)
		if err != nil || variant != variants[vector.Variant] || !strings.HasPrefix(strings.ToLower(vector.Text), prefix+"1") {
			t.Errorf("%s: %q, %x, %v", vector.Text, prefix, variant, err)
		}
	}
	for _, vector := range file.Invalid {
		if _, _, variant, err := DecodeBech32(string(vectors.Hex(t, vector.Hex))); err == nil && variant == variants[vector.Variant] {
			t.Errorf("%s (%s) is accepted", vector.Hex, vector.Why)
		}
	}
	for _, vector := range file.Addresses {
		prefix, version, program, err := DecodeWitness(vector.Address)
		if vector.Standard == "BIP-173" && !strings.HasPrefix(vector.Script, "00") {
			// BIP-350 made these invalid.
			if fault.Of(err) != fault.InvalidChecksum {
				t.Errorf("%s: %v", vector.Address, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", vector.Address, err)
			continue
		}
		opcode := byte(0)
		if version > 0 {
			opcode = 0x50 + byte(version)
		}
		if script := hex.EncodeToString(slices.Concat([]byte{opcode, byte(len(program))}, program)); script != vector.Script {
			t.Errorf("%s: got %s, want %s", vector.Address, script, vector.Script)
		}
		if text := EncodeWitness(prefix, version, program); text != strings.ToLower(vector.Address) {
			t.Errorf("%s: written as %s", vector.Address, text)
		}
	}
	for _, vector := range file.InvalidAddresses {
		// The part in front of the separator is judged by those who know the networks.
		if prefix, _, _, err := DecodeWitness(vector.Address); err == nil && (prefix == "bc" || prefix == "tb") {
			t.Errorf("%s (%s) is accepted", vector.Address, vector.Why)
		}
	}
	if len(file.Valid) != 14 || len(file.Invalid) != 26 || len(file.Addresses) != 14 || len(file.InvalidAddresses) != 25 {
		t.Errorf("%d, %d, %d, %d vectors", len(file.Valid), len(file.Invalid), len(file.Addresses), len(file.InvalidAddresses))
	}
}

func TestBase58(t *testing.T) {
	for _, content := range [][]byte{{}, {0}, {0, 0, 0}, {1}, {0, 255}, bytes.Repeat([]byte{255}, 78), bytes.Repeat([]byte{0}, 78), make([]byte, 21)} {
		scratch := vectors.Scratch(t)
		text := EncodeBase58(scratch, content)
		if got, err := DecodeBase58(scratch, []byte(text)); err != nil || !bytes.Equal(got, content) {
			t.Errorf("%x: %s, then %x, %v", content, text, got, err)
		}
		// One character changed, or a zero in front, is another number and no right checksum.
		for i := range len(text) {
			other := []byte(text)
			other[i] = alphabet58[(digits58[other[i]]+1)%58]
			if _, err := DecodeBase58(scratch, other); err == nil {
				t.Errorf("%s was accepted for %s", other, text)
			}
			scratch.Release(0)
		}
		if _, err := DecodeBase58(scratch, []byte("1"+text)); fault.Of(err) != fault.InvalidChecksum {
			t.Errorf("1%s: %v", text, err)
		}
	}
	for _, text := range []string{"", "1", "111", "0", "O", "I", "l", "abc ", "é", strings.Repeat("1", 121)} {
		if _, err := DecodeBase58(vectors.Scratch(t), []byte(text)); fault.Of(err) != fault.InvalidInput {
			t.Errorf("%q: %v", text, err)
		}
	}
}
