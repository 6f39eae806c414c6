// Package evm reads, shows and signs transactions and messages of EVM chains.
package evm

import "spandrel.dev/wallet/internal/amount"

// RLP, by its definition in the Ethereum yellow paper, appendix B. Numbers have no leading zeros: r and s of a signature
// are numbers, too.

func rlpHead(out []byte, short byte, size int) []byte {
	if size <= 55 {
		return append(out, short+byte(size))
	}
	length := amount.Of(uint64(size)).Bytes()
	return append(append(out, short+55+byte(len(length))), length...)
}

func rlpBytes(out, content []byte) []byte {
	if len(content) == 1 && content[0] < 0x80 {
		return append(out, content[0])
	}
	return append(rlpHead(out, 0x80, len(content)), content...)
}

func rlpNumber(out []byte, number amount.Amount) []byte { return rlpBytes(out, number.Bytes()) }

// rlpList wraps what items have appended.
func rlpList(out, items []byte) []byte { return append(rlpHead(out, 0xc0, len(items)), items...) }
