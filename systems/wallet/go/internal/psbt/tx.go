package psbt

import (
	"encoding/binary"

	"spandrel.dev/wallet/internal/hash"
	"spandrel.dev/wallet/internal/page"
)

// transaction is one without its witnesses.
type transaction struct {
	version  uint32
	inputs   []input
	outputs  []output
	lockTime uint32
}

type input struct {
	outpoint outpoint
	script   []byte
	sequence uint32
}

type outpoint struct {
	txid  [32]byte
	index uint32
}

type output struct {
	amount uint64
	script []byte
}

// maxMoney is all there will ever be, in satoshi.
const maxMoney = 21_000_000 * 100_000_000

// parseTransaction reads a whole transaction. With witnesses allowed it may have them; they are passed over.
func parseTransaction(raw []byte, witnesses bool) (*transaction, error) {
	r := &reader{rest: raw}
	t := &transaction{version: uint32(r.number(4))}
	// In the form with witnesses, a zero and a one stand where the number of inputs would.
	segregated := witnesses && len(r.rest) >= 2 && r.rest[0] == 0 && r.rest[1] == 1
	if segregated {
		r.bytes(2)
	}
	for range r.size() {
		in := input{outpoint: outpoint{index: 0}}
		copy(in.outpoint.txid[:], r.bytes(32))
		in.outpoint.index = uint32(r.number(4))
		in.script, in.sequence = r.sized(), uint32(r.number(4))
		if r.failed {
			break
		}
		t.inputs = append(t.inputs, in)
	}
	for range r.size() {
		out := output{amount: r.number(8), script: r.sized()}
		if r.failed {
			break
		}
		t.outputs = append(t.outputs, out)
	}
	if segregated {
		for range t.inputs {
			for range r.size() {
				if r.sized(); r.failed {
					break
				}
			}
		}
	}
	t.lockTime = uint32(r.number(4))
	if r.failed || len(r.rest) > 0 {
		return nil, invalid("a transaction is malformed")
	}
	total := uint64(0)
	for _, out := range t.outputs {
		if total += min(out.amount, maxMoney+1); total > maxMoney {
			return nil, invalid("a transaction pays more than there is")
		}
	}
	return t, nil
}

// encode writes the transaction without witnesses; script is what input at has, and all others have none.
func (t *transaction) encode(at int, script []byte) []byte {
	out := binary.LittleEndian.AppendUint32(nil, t.version)
	out = appendSize(out, len(t.inputs))
	for i, in := range t.inputs {
		out = in.outpoint.append(out)
		if i == at {
			out = appendSized(out, script)
		} else {
			out = appendSize(out, 0)
		}
		out = binary.LittleEndian.AppendUint32(out, in.sequence)
	}
	out = appendSize(out, len(t.outputs))
	for _, one := range t.outputs {
		out = one.append(out)
	}
	return binary.LittleEndian.AppendUint32(out, t.lockTime)
}

// txid returns the name of a transaction that may have scripts.
func (t *transaction) txid(scratch *page.Scratch) (id [32]byte) {
	out := binary.LittleEndian.AppendUint32(nil, t.version)
	out = appendSize(out, len(t.inputs))
	for _, in := range t.inputs {
		out = binary.LittleEndian.AppendUint32(appendSized(in.outpoint.append(out), in.script), in.sequence)
	}
	out = appendSize(out, len(t.outputs))
	for _, one := range t.outputs {
		out = one.append(out)
	}
	out = binary.LittleEndian.AppendUint32(out, t.lockTime)
	hash.DoubleSum256(scratch, id[:], out)
	return id
}

func (o outpoint) append(out []byte) []byte {
	return binary.LittleEndian.AppendUint32(append(out, o.txid[:]...), o.index)
}

func (o output) append(out []byte) []byte {
	return appendSized(binary.LittleEndian.AppendUint64(out, o.amount), o.script)
}
