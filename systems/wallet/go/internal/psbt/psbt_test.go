package psbt

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"testing"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hd"
	"spandrel.dev/wallet/internal/mnemonic"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/vectors"
)

type named struct{ Name, PSBT string }

type file struct {
	vectors.Source
	Mnemonic       string
	Invalid, Valid []named
	FailsSigner    []named `json:"fails_signer"`
	Digests        []struct {
		Name, Tx string
		Input    int
		Amount   uint64
		KeyHash  string `json:"key_hash"`
		Digest   string
	}
	Cases []struct {
		Chain        string
		Kinds        []int
		PSBT, Signed string
		Fee          string
		Outputs      []struct {
			Address *string
			Amount  string
		}
	}
}

func load(t *testing.T) file {
	t.Helper()
	var f file
	vectors.Load(t, "psbt.json", &f)
	return f
}

func scratchOf(t *testing.T) *page.Scratch {
	t.Helper()
	scratch, err := page.Acquire(4 * page.Size)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(scratch.Close)
	return scratch
}

func master(t *testing.T, scratch *page.Scratch, words string) *hd.Key {
	t.Helper()
	parsed, err := mnemonic.Parse(scratch, []byte(words), nil)
	if err != nil {
		t.Fatal(err)
	}
	seed, err := mnemonic.Seed(scratch, parsed.Text, nil)
	if err != nil {
		t.Fatal(err)
	}
	key, err := hd.Master(scratch, seed)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestBIP174(t *testing.T) {
	f := load(t)
	for _, vector := range f.Invalid {
		if p, err := Parse(vector.PSBT); fault.Of(err) != fault.InvalidInput {
			t.Errorf("%s: %+v, %v", vector.Name, p, err)
		}
	}
	for _, vector := range f.Valid {
		p, err := Parse(vector.PSBT)
		if err != nil || p.Text() != vector.PSBT {
			t.Errorf("%s: %v", vector.Name, err)
		}
	}
	for _, vector := range f.FailsSigner {
		p, err := Parse(vector.PSBT)
		if err == nil {
			_, err = p.Judge(scratchOf(t), address.Testnet)
		}
		if fault.Of(err) != fault.InvalidInput {
			t.Errorf("%s: %v", vector.Name, err)
		}
	}
	if len(f.Invalid) != 20 || len(f.Valid) != 10 || len(f.FailsSigner) != 4 {
		t.Errorf("%d, %d, %d vectors", len(f.Invalid), len(f.Valid), len(f.FailsSigner))
	}
}

func TestBIP143(t *testing.T) {
	f := load(t)
	for _, vector := range f.Digests {
		tx, err := parseTransaction(vectors.Hex(t, vector.Tx), false)
		if err != nil {
			t.Fatal(err)
		}
		j := &Judged{Packet: &Packet{tx: tx}, spent: make([]output, len(tx.inputs))}
		j.spent[vector.Input].amount = vector.Amount
		digest := j.witnessDigest(scratchOf(t), vector.Input, keyHash(vectors.Hex(t, vector.KeyHash)))
		if got := hex.EncodeToString(digest[:]); got != vector.Digest {
			t.Errorf("%s: got %s, want %s", vector.Name, got, vector.Digest)
		}
	}
	if len(f.Digests) != 2 {
		t.Errorf("%d vectors", len(f.Digests))
	}
}

// The inputs of BIP-341 that are signed as the wallet signs: everything, by the key.
func TestBIP341(t *testing.T) {
	var f struct {
		vectors.Source
		ScriptPubKey    any
		KeyPathSpending []struct {
			Given struct {
				RawUnsignedTx string
				UtxosSpent    []struct {
					ScriptPubKey string
					AmountSats   uint64
				}
			}
			Intermediary, Auxiliary any
			InputSpending           []struct {
				Given struct {
					TxinIndex, HashType         int
					InternalPrivkey, MerkleRoot string
				}
				Intermediary struct {
					InternalPubkey, Tweak, TweakedPrivkey, SigMsg, SigHash string
					PrecomputedUsed                                        []string
				}
				Expected any
			}
		}
	}
	vectors.Load(t, "bip341.json", &f)
	whole := 0
	for _, vector := range f.KeyPathSpending {
		tx, err := parseTransaction(vectors.Hex(t, vector.Given.RawUnsignedTx), false)
		if err != nil {
			t.Fatal(err)
		}
		j := &Judged{Packet: &Packet{tx: tx}}
		for _, spent := range vector.Given.UtxosSpent {
			j.spent = append(j.spent, output{spent.AmountSats, vectors.Hex(t, spent.ScriptPubKey)})
		}
		for _, in := range vector.InputSpending {
			if in.Given.HashType != sighashDefault {
				continue // the wallet refuses to sign so, which TestSignRefusals shows
			}
			whole++
			digest := j.taprootDigest(scratchOf(t), in.Given.TxinIndex)
			if got := hex.EncodeToString(digest[:]); got != in.Intermediary.SigHash {
				t.Errorf("input %d: got %s, want %s", in.Given.TxinIndex, got, in.Intermediary.SigHash)
			}
		}
	}
	if whole != 1 {
		t.Errorf("%d inputs", whole)
	}
}

func TestSign(t *testing.T) {
	f := load(t)
	for i, vector := range f.Cases {
		scratch := scratchOf(t)
		chain, err := address.ParseChain(vector.Chain)
		if err != nil {
			t.Fatal(err)
		}
		p, err := Parse(vector.PSBT)
		if err != nil {
			t.Errorf("%d: %v", i, err)
			continue
		}
		j, err := p.Judge(scratch, chain)
		if err != nil {
			t.Errorf("%d: %v", i, err)
			continue
		}
		if got := strconv.FormatUint(j.Fee, 10); got != vector.Fee || j.Inputs() != len(vector.Kinds) {
			t.Errorf("%d: fee %s, want %s", i, got, vector.Fee)
		}
		for at, payment := range j.Payments(scratch) {
			want := vector.Outputs[at]
			if strconv.FormatUint(payment.Amount, 10) != want.Amount || want.Address == nil && payment.Address != "" || want.Address != nil && payment.Address != *want.Address {
				t.Errorf("%d: output %d: got %+v, want %+v", i, at, payment, want)
			}
		}
		before := j.Intent(scratch)
		signed, err := j.Sign(scratch, master(t, scratch, f.Mnemonic))
		if err != nil || len(signed) != len(vector.Kinds) {
			t.Errorf("%d: signed %v, %v", i, signed, err)
			continue
		}
		want, err := Parse(vector.Signed)
		if err != nil {
			t.Fatal(err)
		}
		for at := range j.inputs {
			if vector.Kinds[at] == 86 {
				checkTaproot(t, j, want, at)
				continue
			}
			ours, theirs := j.inputs[at].all(inPartial), want.inputs[at].all(inPartial)
			if len(ours) != 1 || len(theirs) != 1 || !slices.Equal(ours[0].key, theirs[0].key) || !slices.Equal(ours[0].value, theirs[0].value) {
				t.Errorf("%d: input %d of kind %d: got %x, want %x", i, at, vector.Kinds[at], ours, theirs)
			}
		}
		// Signatures do not change what is signed; a packet can be signed twice.
		again, err := Parse(j.Text())
		if err != nil {
			t.Fatal(err)
		}
		judged, err := again.Judge(scratch, chain)
		if err != nil || judged.Intent(scratch) != before {
			t.Errorf("%d: another intent after signing, %v", i, err)
		}
		if _, err := judged.Sign(scratch, master(t, scratch, f.Mnemonic)); err != nil || judged.Text() != j.Text() {
			t.Errorf("%d: signed twice: %v", i, err)
		}
	}
	if len(f.Cases) != 14 {
		t.Errorf("%d vectors", len(f.Cases))
	}
}

// checkTaproot compares signatures by what they sign: embit draws a nonce of its own, and puts its signature into the
// witness at once, as one item of 64 bytes.
func checkTaproot(t *testing.T, j *Judged, want *Packet, at int) {
	t.Helper()
	digest := j.taprootDigest(scratchOf(t), at)
	ours, theirs := mustGet(t, j.inputs[at], inTapSignature), mustGet(t, want.inputs[at], inFinalWitness)[2:]
	for whose, signature := range map[string][]byte{"our": ours, "embit's": theirs} {
		if !crypt.SchnorrVerify([32]byte(j.spent[at].script[2:]), digest[:], [64]byte(signature)) {
			t.Errorf("input %d: %s signature is none", at, whose)
		}
	}
}

// changed parses the vector with one input of each kind, and lets change spoil it.
func changed(t *testing.T, change func(p *Packet)) *Packet {
	t.Helper()
	p, err := Parse(load(t).Cases[4].PSBT)
	if err != nil {
		t.Fatal(err)
	}
	change(p)
	again, err := Parse(p.Text())
	if err != nil {
		t.Fatalf("what was changed is no PSBT: %v", err)
	}
	return again
}

func remove(m *recordMap, kind byte) {
	*m = slices.DeleteFunc(*m, func(one record) bool { return one.key[0] == kind })
}

// Inputs of the vector, by kind.
const (
	legacyInput = iota
	nestedInput
	witnessInput
	taprootInput
)

func TestJudge(t *testing.T) {
	fee, err := strconv.ParseUint(load(t).Cases[4].Fee, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		change func(p *Packet)
		code   fault.Code
	}{
		"as it is": {func(*Packet) {}, 0},
		// bitcoin#19215, bdk_wallet#552: the amount of a witness input is somebody's word without its transaction.
		"witness_utxo alone":                {func(p *Packet) { remove(&p.inputs[witnessInput], inNonWitness) }, fault.InvalidInput},
		"nested witness_utxo alone":         {func(p *Packet) { remove(&p.inputs[nestedInput], inNonWitness) }, fault.InvalidInput},
		"no utxo of a legacy input":         {func(p *Packet) { remove(&p.inputs[legacyInput], inNonWitness) }, fault.InvalidInput},
		"no utxo of a taproot input":        {func(p *Packet) { remove(&p.inputs[taprootInput], inWitness) }, fault.InvalidInput},
		"another transaction":               {func(p *Packet) { p.inputs[0].set([]byte{inNonWitness}, mustGet(t, p.inputs[1], inNonWitness)) }, fault.InvalidInput},
		"an output that is not there":       {func(p *Packet) { setTx(t, p, func(tx *transaction) { tx.inputs[0].outpoint.index = 2 }) }, fault.InvalidInput},
		"amounts that differ":               {func(p *Packet) { bump(mustGet(t, p.inputs[witnessInput], inWitness)) }, fault.InvalidInput},
		"an input twice":                    {func(p *Packet) { setTx(t, p, func(tx *transaction) { tx.inputs[1].outpoint = tx.inputs[0].outpoint }) }, fault.InvalidInput},
		"more out than in":                  {func(p *Packet) { setTx(t, p, func(tx *transaction) { tx.outputs[0].amount += fee + 1 }) }, fault.InvalidInput},
		"no fee":                            {func(p *Packet) { setTx(t, p, func(tx *transaction) { tx.outputs[0].amount += fee }) }, 0},
		"a redeem script of something else": {func(p *Packet) { p.inputs[nestedInput].set([]byte{inRedeem}, []byte{0x51}) }, fault.InvalidInput},
		"a witness script of something":     {func(p *Packet) { p.inputs[witnessInput].set([]byte{inWitnessCode}, []byte{0x51}) }, fault.InvalidInput},
		"no outputs":                        {func(p *Packet) { setTx(t, p, func(tx *transaction) { tx.outputs = nil }); p.outputs = nil }, fault.InvalidInput},
	} {
		_, err := changed(t, test.change).Judge(scratchOf(t), address.Bitcoin)
		if fault.Of(err) != test.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func mustGet(t *testing.T, m recordMap, kind byte) []byte {
	t.Helper()
	value, found := m.get(kind)
	if !found {
		t.Fatalf("the vector has no record %d", kind)
	}
	return value
}

func bump(value []byte) { value[0]++ }

// setTx changes the transaction of a packet.
func setTx(t *testing.T, p *Packet, change func(tx *transaction)) {
	t.Helper()
	tx, err := parseTransaction(mustGet(t, p.global, globalTx), false)
	if err != nil {
		t.Fatal(err)
	}
	change(tx)
	p.global.set([]byte{globalTx}, tx.encode(-1, nil))
}

// path replaces the path of an input's key.
func path(t *testing.T, p *Packet, at int, text string) {
	t.Helper()
	steps, err := hd.ParsePath(text)
	if err != nil {
		t.Fatal(err)
	}
	kind, head := byte(inDerivation), 4
	if at == taprootInput {
		kind, head = inTapPath, 5
	}
	old := p.inputs[at].all(kind)[0]
	value := slices.Clone(old.value[:head])
	for _, step := range steps {
		value = binary.LittleEndian.AppendUint32(value, step)
	}
	p.inputs[at].set(old.key, value)
}

func TestSignRefusals(t *testing.T) {
	f := load(t)
	for name, test := range map[string]struct {
		chain  address.Chain
		change func(p *Packet)
		code   fault.Code
	}{
		"the other chain":       {address.Testnet, func(*Packet) {}, fault.InvalidPath},
		"another purpose":       {0, func(p *Packet) { path(t, p, 0, "m/45'/0'/0'/0/0") }, fault.InvalidPath},
		"one level less":        {0, func(p *Packet) { path(t, p, 0, "m/44'/0'/0'/0") }, fault.InvalidPath},
		"one level more":        {0, func(p *Packet) { path(t, p, 0, "m/44'/0'/0'/0/0/0") }, fault.InvalidPath},
		"a hardened address":    {0, func(p *Packet) { path(t, p, 0, "m/44'/0'/0'/0/0'") }, fault.InvalidPath},
		"an open account":       {0, func(p *Packet) { path(t, p, 0, "m/44'/0'/0/0/0") }, fault.InvalidPath},
		"taproot of purpose 84": {0, func(p *Packet) { path(t, p, taprootInput, "m/84'/0'/1'/1/3") }, fault.InvalidPath},
		"another index":         {0, func(p *Packet) { path(t, p, 0, "m/44'/0'/0'/0/1") }, fault.Tampered},
		"another kind":          {0, func(p *Packet) { path(t, p, 0, "m/84'/0'/0'/0/0") }, fault.Tampered},
		"another taproot index": {0, func(p *Packet) { path(t, p, taprootInput, "m/86'/0'/1'/1/4") }, fault.Tampered},
		"sighash NONE":          {0, func(p *Packet) { p.inputs[2].set([]byte{inSighash}, []byte{2, 0, 0, 0}) }, fault.PolicyDenied},
		"sighash ANYONECANPAY":  {0, func(p *Packet) { p.inputs[2].set([]byte{inSighash}, []byte{0x81, 0, 0, 0}) }, fault.PolicyDenied},
		"sighash of high bits":  {0, func(p *Packet) { p.inputs[2].set([]byte{inSighash}, []byte{1, 1, 0, 0}) }, fault.PolicyDenied},
		"taproot SINGLE":        {0, func(p *Packet) { p.inputs[taprootInput].set([]byte{inSighash}, []byte{3, 0, 0, 0}) }, fault.PolicyDenied},
		"sighash ALL, said":     {0, func(p *Packet) { p.inputs[2].set([]byte{inSighash}, []byte{1, 0, 0, 0}) }, 0},
		"taproot DEFAULT, said": {0, func(p *Packet) { p.inputs[taprootInput].set([]byte{inSighash}, []byte{0, 0, 0, 0}) }, 0},
		"a path of three bytes": {0, func(p *Packet) { old := p.inputs[0].all(inDerivation)[0]; p.inputs[0].set(old.key, old.value[:7]) }, fault.InvalidInput},
		"a path cut short":      {0, func(p *Packet) { old := p.inputs[3].all(inTapPath)[0]; p.inputs[3].set(old.key, []byte{9}) }, fault.InvalidInput},
		"nobody's fingerprint": {0, func(p *Packet) {
			for i := range p.inputs {
				for _, kind := range []byte{inDerivation, inTapPath} {
					for _, one := range p.inputs[i].all(kind) {
						one.value[len(one.value)-24] ^= 1
					}
				}
			}
		}, fault.NotFound},
		"final already": {0, func(p *Packet) {
			for i := range p.inputs {
				p.inputs[i].set([]byte{inFinalScript}, nil)
			}
		}, fault.NotFound},
	} {
		scratch := scratchOf(t)
		j, err := changed(t, test.change).Judge(scratch, test.chain)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		before := j.Text()
		signed, err := j.Sign(scratch, master(t, scratch, f.Mnemonic))
		if fault.Of(err) != test.code {
			t.Errorf("%s: signed %v, %v, want %v", name, signed, err, test.code)
		}
		if err != nil && j.Text() != before {
			t.Errorf("%s: something was signed before it was refused", name)
		}
	}
}

// Everything that is signed counts for the intent, and nothing else.
func TestIntent(t *testing.T) {
	scratch := scratchOf(t)
	of := func(chain address.Chain, change func(p *Packet)) string {
		j, err := changed(t, change).Judge(scratch, chain)
		if err != nil {
			t.Fatal(err)
		}
		return j.Intent(scratch).String()
	}
	same := of(0, func(*Packet) {})
	for name, change := range map[string]func(p *Packet){
		"an unknown record": func(p *Packet) { p.inputs[0].set([]byte{0xf0, 1}, []byte("x")) },
		"no paths":          func(p *Packet) { remove(&p.inputs[0], inDerivation) },
		"a sighash as ever": func(p *Packet) { p.inputs[0].set([]byte{inSighash}, []byte{1, 0, 0, 0}) },
		"another order":     func(p *Packet) { slices.Reverse(p.inputs[0]) },
	} {
		if of(0, change) != same {
			t.Errorf("%s changes the intent", name)
		}
	}
	for name, change := range map[string]func(p *Packet){
		"an amount":        func(p *Packet) { setTx(t, p, func(tx *transaction) { tx.outputs[0].amount-- }) },
		"a script":         func(p *Packet) { setTx(t, p, func(tx *transaction) { tx.outputs[0].script[5]++ }) },
		"a sequence":       func(p *Packet) { setTx(t, p, func(tx *transaction) { tx.inputs[0].sequence-- }) },
		"a lock time":      func(p *Packet) { setTx(t, p, func(tx *transaction) { tx.lockTime++ }) },
		"a sighash":        func(p *Packet) { p.inputs[0].set([]byte{inSighash}, []byte{2, 0, 0, 0}) },
		"a taproot amount": func(p *Packet) { bump(mustGet(t, p.inputs[taprootInput], inWitness)) },
	} {
		if of(0, change) == same {
			t.Errorf("%s does not change the intent", name)
		}
	}
	if of(address.Testnet, func(*Packet) {}) == same {
		t.Error("two chains have one intent")
	}
}

func TestForm(t *testing.T) {
	for _, text := range []string{"", "AAAA", "cHNidP8", "cHNidP8B", "cHNidP8=", "cHNi dP8B", strings.Repeat("A", 1000), "cHNidP8BAAoAAAAAAAAAAAAAAAA=="} {
		if p, err := Parse(text); fault.Of(err) != fault.InvalidInput {
			t.Errorf("%q: %+v, %v", text, p, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	var file file
	vectors.Load(f, "psbt.json", &file)
	for _, one := range file.Cases {
		raw, _ := base64.StdEncoding.DecodeString(one.PSBT)
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := parse(raw)
		if err != nil {
			return
		}
		scratch := scratchOf(t)
		j, err := p.Judge(scratch, address.Bitcoin)
		if err != nil {
			return
		}
		j.Payments(scratch)
		j.Intent(scratch)
		if _, err := j.Sign(scratch, master(t, scratch, file.Mnemonic)); fault.Of(err) == fault.Panic {
			t.Error(err)
		}
		if again, err := parse(raw); err != nil || again.Text() != base64.StdEncoding.EncodeToString(raw) {
			t.Error("what was read is written in another way")
		}
	})
}
