package psbt

import (
	"bytes"
	"encoding/binary"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/hash"
	"spandrel.dev/wallet/internal/intent"
	"spandrel.dev/wallet/internal/page"
)

// Judged is a packet whose inputs are known: what they are worth, and what they belong to.
type Judged struct {
	*Packet
	Chain address.Chain
	// Fee is what no output takes, in satoshi.
	Fee uint64

	spent []output
}

// Payment is an output as a person sees it.
type Payment struct {
	// Address is empty where the script has none.
	Address string
	Amount  uint64
}

// Judge looks up what each input spends, not only ours: the fee is a difference, and a lie about one input is a lie
// about it (bitcoin#19215).
func (p *Packet) Judge(scratch *page.Scratch, chain address.Chain) (*Judged, error) {
	if len(p.tx.inputs) == 0 || len(p.tx.outputs) == 0 {
		return nil, invalid("a transaction has inputs and outputs")
	}
	j := &Judged{Packet: p, Chain: chain}
	seen := map[outpoint]bool{}
	in, out := uint64(0), uint64(0)
	for i, one := range p.tx.inputs {
		if seen[one.outpoint] {
			return nil, invalid("an input comes twice")
		}
		seen[one.outpoint] = true
		spent, err := spentBy(scratch, one.outpoint, p.inputs[i])
		if err != nil {
			return nil, err
		}
		if err := checkScripts(scratch, p.inputs[i], spent.script); err != nil {
			return nil, err
		}
		j.spent = append(j.spent, spent)
		in += spent.amount
	}
	for _, one := range p.tx.outputs {
		out += one.amount
	}
	if out > in || in > maxMoney {
		return nil, invalid("more goes out than comes in")
	}
	j.Fee = in - out
	return j, nil
}

// spentBy returns the output that an input spends. Its transaction has to be there; taproot alone signs the amounts and
// scripts of all inputs, so that a lie about them makes the signature worthless.
func spentBy(scratch *page.Scratch, from outpoint, records recordMap) (spent output, err error) {
	witness, hasWitness := records.get(inWitness)
	if hasWitness {
		r := &reader{rest: witness}
		spent = output{amount: r.number(8), script: r.sized()}
		if r.failed || len(r.rest) > 0 || spent.amount > maxMoney {
			return spent, invalid("a witness_utxo is malformed")
		}
	}
	whole, hasWhole := records.get(inNonWitness)
	if !hasWhole {
		if hasWitness && isTaproot(spent.script) {
			return spent, nil
		}
		return spent, invalid("an input lacks its non_witness_utxo")
	}
	t, err := parseTransaction(whole, true)
	if err != nil {
		return spent, err
	}
	if t.txid(scratch) != from.txid || uint64(from.index) >= uint64(len(t.outputs)) {
		return spent, invalid("a non_witness_utxo is not the transaction that is spent")
	}
	real := t.outputs[from.index]
	if hasWitness && (spent.amount != real.amount || !bytes.Equal(spent.script, real.script)) {
		return spent, invalid("witness_utxo and non_witness_utxo differ")
	}
	return real, nil
}

// checkScripts refuses scripts that do not belong to what is spent.
func checkScripts(scratch *page.Scratch, records recordMap, spent []byte) error {
	inner := spent
	if redeem, found := records.get(inRedeem); found {
		if !bytes.Equal(scriptHash(redeem), spent) {
			return invalid("a redeem script is not that of its output")
		}
		inner = redeem
	}
	if witness, found := records.get(inWitnessCode); found {
		var sum [32]byte
		hash.Sum256(scratch, sum[:], witness)
		if !bytes.Equal(append([]byte{0, 32}, sum[:]...), inner) {
			return invalid("a witness script is not that of its output")
		}
	}
	return nil
}

// Scripts of single keys.

func keyHash(hash []byte) []byte {
	return append(append([]byte{0x76, 0xa9, 20}, hash...), 0x88, 0xac)
}

func scriptHash(script []byte) []byte {
	hash := crypt.Hash160(script)
	return append(append([]byte{0xa9, 20}, hash[:]...), 0x87)
}

func witnessKeyHash(hash []byte) []byte { return append([]byte{0, 20}, hash...) }

func taproot(key []byte) []byte { return append([]byte{0x51, 32}, key...) }

func isTaproot(script []byte) bool {
	return len(script) == 34 && script[0] == 0x51 && script[1] == 32
}

// Payments returns the outputs.
func (j *Judged) Payments(scratch *page.Scratch) []Payment {
	list := make([]Payment, 0, len(j.tx.outputs))
	for _, one := range j.tx.outputs {
		list = append(list, Payment{Address: address.OfScript(scratch, one.script, j.Chain), Amount: one.amount})
	}
	return list
}

// Inputs returns their number.
func (j *Judged) Inputs() int { return len(j.tx.inputs) }

// Intent names everything that is signed: the transaction, and for each input what it spends and how it is signed.
func (j *Judged) Intent(scratch *page.Scratch) intent.Intent {
	parts := [][]byte{{byte(j.Chain)}, j.tx.encode(-1, nil)}
	for i, spent := range j.spent {
		kind := binary.LittleEndian.AppendUint32(nil, j.sighash(i))
		parts = append(parts, append(kind, spent.append(nil)...))
	}
	return intent.Of(scratch, "psbt", parts...)
}

const (
	sighashDefault = 0
	sighashAll     = 1
)

// sighash returns the type of an input; where none is given, that of its kind.
func (j *Judged) sighash(at int) uint32 {
	if given, found := j.inputs[at].get(inSighash); found {
		return binary.LittleEndian.Uint32(given)
	}
	if isTaproot(j.spent[at].script) {
		return sighashDefault
	}
	return sighashAll
}
