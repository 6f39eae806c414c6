package main

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/signing"
	"spandrel.dev/consensus/reference/go/msgpack"
	"spandrel.dev/consensus/reference/go/native"
)

// structured makes, for some operations, questions that go deep: random inputs
// would hardly ever be a true proof, a correct sum or a well-formed record.
// Every one may then be a little wrong.
var structured = map[string]func(*generator) []byte{
	"merkle_proof":          (*generator).proofQuestion,
	"merkle_verify":         (*generator).verifyQuestion,
	"subset_sum_verify":     (*generator).subsetSum,
	"ed25519_verify":        (*generator).signature,
	"msgpack_decode_strict": (*generator).record,
}

func (g *generator) leaves(rule hash.Rule, n int) (hash.Leaves, []string) {
	var data []byte
	var ends []int
	texts := make([]string, n)
	for i := range texts {
		size := 32
		if rule == hash.RFC6962 {
			size = g.length(70)
		}
		leaf := g.bytes(size)
		if i > 0 && g.IntN(6) == 0 && rule != hash.RFC6962 {
			leaf = append(leaf[:0], data[len(data)-32:]...) // the same again
		}
		data = append(data, leaf...)
		ends = append(ends, len(data))
		texts[i] = quoted(hex.EncodeToString(leaf))
	}
	leaves, _ := hash.DataLeaves(data, ends)
	return leaves, texts
}

func (g *generator) proofQuestion() []byte {
	rule := hash.Rule(g.IntN(3))
	_, texts := g.leaves(rule, 1+g.length(50))
	index := g.IntN(len(texts) + 1)
	return fmt.Appendf(nil, `{"op":"merkle_proof","rule":"%s","leaves":[%s],"index":%d}`, rule, strings.Join(texts, ","), index)
}

func (g *generator) verifyQuestion() []byte {
	rule := hash.Rule(g.IntN(3))
	leaves, texts := g.leaves(rule, 1+g.length(50))
	index, count := uint64(g.IntN(len(texts))), uint64(len(texts))
	proof, _ := native.Backend{}.MerkleProof(rule, leaves, index)
	leaf, root, asked := texts[index], proof.Root, rule
	switch g.IntN(12) {
	case 0:
		index ^= 1
	case 1:
		count += uint64(g.IntN(3))
	case 2:
		root[g.IntN(32)] ^= 1 << g.IntN(8)
	case 3:
		asked = hash.Rule(g.IntN(3))
	case 4:
		if len(proof.Steps) > 0 {
			proof.Steps[g.IntN(len(proof.Steps))].IsRight = g.IntN(2) == 0
		}
	case 5:
		if len(proof.Steps) > 0 {
			proof.Steps[g.IntN(len(proof.Steps))].Sibling[0] ^= 1
		}
	case 6:
		proof.Steps = append(proof.Steps, hash.ProofStep{IsRight: g.IntN(2) == 0})
	case 7:
		if n := len(proof.Steps); n > 0 {
			proof.Steps = proof.Steps[:n-1]
		}
	case 8:
		count = g.uint64()
	case 9:
		count, index = g.uint64(), g.uint64()
	}
	steps := make([]string, len(proof.Steps))
	for i, step := range proof.Steps {
		steps[i] = fmt.Sprintf(`{"sibling":"%x","is_right":%t}`, step.Sibling, step.IsRight)
	}
	return fmt.Appendf(nil, `{"op":"merkle_verify","rule":"%s","leaf":%s,"index":%d,"leaf_count":%d,"proof":[%s],"root":"%x"}`,
		asked, leaf, index, count, strings.Join(steps, ","), root)
}

func (g *generator) subsetSum() []byte {
	tier := hash.Tier(g.IntN(5))
	least, greatest := tier.Elements()
	elements := make([]string, least+g.IntN(greatest-least+1)+g.IntN(3)-1)
	values := make([]int64, len(elements))
	for i := range elements {
		values[i] = g.int64() >> g.IntN(40)
		elements[i] = strconv.FormatInt(values[i], 10)
	}
	chosen := g.Perm(len(elements))[:g.IntN(len(elements)+1)]
	var sum int64 // wraps now and then, and then it does not verify
	indices := make([]string, len(chosen))
	for i, index := range chosen {
		sum += values[index]
		indices[i] = strconv.Itoa(index)
	}
	ops, memory := uint64(2*len(chosen)), uint64(8*len(chosen))
	switch g.IntN(10) {
	case 0:
		ops--
	case 1:
		memory--
	case 2:
		sum++
	case 3:
		indices = append(indices, strconv.Itoa(g.IntN(40)))
	case 4:
		if len(indices) > 1 {
			indices[0] = indices[1]
		}
	case 5:
		tier = hash.Tier(g.IntN(5))
	}
	return fmt.Appendf(nil, `{"op":"subset_sum_verify","tier":"%s","elements":[%s],"target":%d,"indices":[%s],"max_ops":%d,"max_memory":%d}`,
		tier, strings.Join(elements, ","), sum, strings.Join(indices, ","), ops, memory)
}

// record asks to decode a well-formed record with up to two bytes of it wrong.
func (g *generator) record() []byte {
	var b []byte
	key := func(name string) { b = msgpack.AppendString(b, name) }
	unsigned := func(name string) { key(name); b = msgpack.AppendUint(b, g.uint64()) }
	signed := func(name string) { key(name); b = msgpack.AppendInt(b, g.int64()) }
	fixed := func(name string, n int) { key(name); b = msgpack.AppendFixed(b, g.bytes(n)) }
	name := func(name, value string) { key(name); b = msgpack.AppendString(b, value) }
	one := func() { key("codec_version"); b = append(b, 1) }
	kind := []string{"header_v1", "tx", "problem", "solution"}[g.IntN(4)]
	switch kind {
	case "header_v1":
		b = msgpack.AppendMap(b, 10)
		one()
		unsigned("block_index")
		signed("timestamp")
		for _, field := range []string{"parent_hash", "merkle_root", "miner_address", "commitment"} {
			fixed(field, 32)
		}
		unsigned("difficulty_target")
		unsigned("nonce")
		key("extra_data")
		b = msgpack.AppendByteArray(b, g.bytes(g.length(258)))
	case "tx":
		b = msgpack.AppendMap(b, 11)
		one()
		name("tx_type", hash.TxType(1+g.IntN(3)).String())
		fixed("from", 32)
		fixed("to", 32)
		for _, field := range []string{"amount", "nonce", "gas_limit", "gas_price"} {
			unsigned(field)
		}
		fixed("signature", 64)
		key("data")
		b = msgpack.AppendByteArray(b, g.bytes(g.length(300)))
		signed("timestamp")
	case "problem":
		b = msgpack.AppendMap(b, 5)
		name("problem_type", "SubsetSum")
		name("tier", hash.Tier(g.IntN(5)).String())
		key("elements")
		n := g.length(40)
		b = msgpack.AppendArray(b, n)
		for range n {
			b = msgpack.AppendInt(b, g.int64())
		}
		signed("target")
		signed("timestamp")
	case "solution":
		b = msgpack.AppendMap(b, 2)
		key("indices")
		n := g.length(40)
		b = msgpack.AppendArray(b, n)
		for range n {
			b = msgpack.AppendUint(b, g.uint64()>>32)
		}
		signed("timestamp")
	}
	for range g.IntN(3) {
		b = g.spoiltRecord(b)
	}
	return fmt.Appendf(nil, `{"op":"msgpack_decode_strict","type":"%s","data":"%x"}`, kind, b)
}

// signature asks about a true signature, or one whose parts are of small order
// or a bit wrong.
func (g *generator) signature() []byte {
	key := signing.NewKey(hash.Hash(g.bytes(32)))
	message := g.bytes(g.length(200))
	public, sig := key.Public(), key.Sign(message)
	switch g.IntN(6) {
	case 0:
		sig[g.IntN(64)] ^= 1 << g.IntN(8)
	case 1:
		public[g.IntN(32)] ^= 1 << g.IntN(8)
	case 2:
		message = g.bytes(g.length(200))
	case 3:
		// y from 0 to 1 or from p to p+1: points of small order, not all reduced.
		public, sig = g.smallOrder(), hash.Signature{}
		r := g.smallOrder()
		copy(sig[:], r[:])
	}
	return fmt.Appendf(nil, `{"op":"ed25519_verify","public_key":"%x","message":"%x","signature":"%x"}`, public, message, sig)
}

func (g *generator) smallOrder() (encoded hash.Hash) {
	if g.IntN(2) == 0 {
		for i := range encoded {
			encoded[i] = 0xff
		}
		encoded[0], encoded[31] = byte(0xec+g.IntN(3)), 0x7f
	} else {
		encoded[0] = byte(g.IntN(2))
	}
	encoded[31] |= byte(g.IntN(2)) << 7
	return encoded
}
