package psbt

import (
	"encoding/binary"

	"spandrel.dev/wallet/internal/hash"
	"spandrel.dev/wallet/internal/page"
)

// The three ways to hash what is signed. All of them sign all inputs and all outputs.

// legacyDigest is that of the first transactions: the script of the key in the place of the input's own.
func (j *Judged) legacyDigest(scratch *page.Scratch, at int) (digest [32]byte) {
	whole := binary.LittleEndian.AppendUint32(j.tx.encode(at, j.spent[at].script), sighashAll)
	hash.DoubleSum256(scratch, digest[:], whole)
	return digest
}

// witnessDigest is that of BIP-143.
func (j *Judged) witnessDigest(scratch *page.Scratch, at int, code []byte) (digest [32]byte) {
	var outpoints, sequences, outputs []byte
	for _, in := range j.tx.inputs {
		outpoints = in.outpoint.append(outpoints)
		sequences = binary.LittleEndian.AppendUint32(sequences, in.sequence)
	}
	for _, out := range j.tx.outputs {
		outputs = out.append(outputs)
	}
	whole := binary.LittleEndian.AppendUint32(nil, j.tx.version)
	for _, list := range [][]byte{outpoints, sequences} {
		hash.DoubleSum256(scratch, digest[:], list)
		whole = append(whole, digest[:]...)
	}
	whole = appendSized(j.tx.inputs[at].outpoint.append(whole), code)
	whole = binary.LittleEndian.AppendUint64(whole, j.spent[at].amount)
	whole = binary.LittleEndian.AppendUint32(whole, j.tx.inputs[at].sequence)
	hash.DoubleSum256(scratch, digest[:], outputs)
	whole = append(whole, digest[:]...)
	whole = binary.LittleEndian.AppendUint32(whole, j.tx.lockTime)
	hash.DoubleSum256(scratch, digest[:], binary.LittleEndian.AppendUint32(whole, sighashAll))
	return digest
}

// taprootDigest is that of BIP-341, for a spend by the key.
func (j *Judged) taprootDigest(scratch *page.Scratch, at int) (digest [32]byte) {
	var outpoints, amounts, scripts, sequences, outputs []byte
	for i, in := range j.tx.inputs {
		outpoints = in.outpoint.append(outpoints)
		amounts = binary.LittleEndian.AppendUint64(amounts, j.spent[i].amount)
		scripts = appendSized(scripts, j.spent[i].script)
		sequences = binary.LittleEndian.AppendUint32(sequences, in.sequence)
	}
	for _, out := range j.tx.outputs {
		outputs = out.append(outputs)
	}
	var tag [32]byte
	hash.Sum256(scratch, tag[:], []byte("TapSighash"))
	whole := append(append(tag[:], tag[:]...), 0, sighashDefault)
	whole = binary.LittleEndian.AppendUint32(whole, j.tx.version)
	whole = binary.LittleEndian.AppendUint32(whole, j.tx.lockTime)
	for _, list := range [][]byte{outpoints, amounts, scripts, sequences, outputs} {
		hash.Sum256(scratch, digest[:], list)
		whole = append(whole, digest[:]...)
	}
	whole = binary.LittleEndian.AppendUint32(append(whole, 0), uint32(at))
	hash.Sum256(scratch, digest[:], whole)
	return digest
}
