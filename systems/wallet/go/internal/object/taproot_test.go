package object

import (
	"encoding/hex"
	"strings"
	"testing"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/encoding"
	"spandrel.dev/wallet/internal/vectors"
)

// bip341 holds what the wallet needs of these vectors: output keys with and without scripts, and spending by the key.
// Spending by scripts is not the wallet's; control blocks, leaf hashes and the transaction's own hashes are read by
// nobody here.
type bip341 struct {
	vectors.Source
	ScriptPubKey []struct {
		Given struct {
			InternalPubkey string
			ScriptTree     any
		}
		Intermediary struct {
			LeafHashes                       []string
			MerkleRoot, Tweak, TweakedPubkey string
		}
		Expected struct {
			ScriptPubKey, BIP350Address string
			ScriptPathControlBlocks     []string
		}
	}
	KeyPathSpending []struct {
		Given         any
		Intermediary  any
		InputSpending []struct {
			Given struct {
				TxinIndex                   int
				InternalPrivkey, MerkleRoot string
				HashType                    int
			}
			Intermediary struct {
				InternalPubkey, Tweak, TweakedPrivkey, SigMsg, SigHash string
				PrecomputedUsed                                        []string
			}
			Expected struct{ Witness []string }
		}
		Auxiliary any
	}
}

func TestBIP341(t *testing.T) {
	var file bip341
	vectors.Load(t, "bip341.json", &file)
	for _, vector := range file.ScriptPubKey {
		key := vectors.Hex(t, "02"+vector.Given.InternalPubkey)
		output, err := crypt.TaprootOutputs(key, vectors.Hex(t, vector.Intermediary.MerkleRoot))
		if err != nil || hex.EncodeToString(output) != vector.Intermediary.TweakedPubkey || "5120"+hex.EncodeToString(output) != vector.Expected.ScriptPubKey {
			t.Errorf("%s: got %x, %v", vector.Given.InternalPubkey, output, err)
		}
		if got := encoding.EncodeWitness("bc", 1, output); got != vector.Expected.BIP350Address {
			t.Errorf("got %s, want %s", got, vector.Expected.BIP350Address)
		}
	}
	spent := 0
	for _, transaction := range file.KeyPathSpending {
		for _, input := range transaction.InputSpending {
			scratch := vectors.Scratch(t)
			secret, err := Secret(crypt.TaprootSecret(vectors.Hex(t, input.Given.InternalPrivkey), vectors.Hex(t, input.Given.MerkleRoot))).Into(scratch)
			if err != nil || hex.EncodeToString(secret) != input.Intermediary.TweakedPrivkey {
				t.Errorf("input %d: tweaked %x, %v", input.Given.TxinIndex, secret, err)
				continue
			}
			signature, err := crypt.SchnorrSign(secret, vectors.Hex(t, input.Intermediary.SigHash), [32]byte{})
			if err != nil || !strings.HasPrefix(input.Expected.Witness[0], hex.EncodeToString(signature[:])) {
				t.Errorf("input %d: signed %x, %v, want %s", input.Given.TxinIndex, signature, err, input.Expected.Witness[0])
			}
			spent++
		}
	}
	if len(file.ScriptPubKey) != 7 || spent != 7 {
		t.Errorf("%d output keys and %d inputs", len(file.ScriptPubKey), spent)
	}
}
