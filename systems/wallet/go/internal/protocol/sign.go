package protocol

import (
	"encoding/hex"
	"strconv"

	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/amount"
	"spandrel.dev/wallet/internal/evm"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/psbt"
	"spandrel.dev/wallet/internal/strictjson"
	"spandrel.dev/wallet/internal/typed"
	"spandrel.dev/wallet/internal/wallets"
)

// Showing and signing.

func data(raw []byte) string { return "0x" + hex.EncodeToString(raw) }

// shown is an answer of tx.decode.
func shown(summary []byte, intent string) (*Answer, error) {
	return new(members).raw("summary", summary).string("intent", intent).answer()
}

// decode takes one of four things.
func decode(_ *Server, a *arguments) (answer *Answer, err error) {
	tx, packet, message, structured := a.optional("tx"), a.optional("psbt"), a.optional("message"), a.optional("typed")
	if count(tx != nil, packet != nil, message != nil, structured != nil) != 1 {
		a.fail("one of tx, psbt, message and typed is decoded")
	}
	chainName, packetText := "", ""
	if packet != nil {
		packetText, chainName = a.text("psbt"), a.text("chain")
	}
	if err := a.form(); err != nil {
		return nil, err
	}
	err = page.Run(16*page.Size, func(scratch *page.Scratch) (err error) {
		switch {
		case tx != nil:
			answer, err = decodeTx(scratch, tx)
		case packet != nil:
			answer, err = decodePSBT(scratch, packetText, chainName)
		case message != nil:
			read, err := evm.ParseMessage(message)
			if err != nil {
				return err
			}
			digest := read.Digest()
			summary := new(members).integer("message_bytes", int64(len(read))).string("digest", data(digest[:])).bytes()
			answer, err = shown(summary, read.Intent(scratch).String())
			return err
		default:
			read, err := typed.Parse(scratch, structured)
			if err != nil {
				return err
			}
			digest := read.Digest()
			chain := ""
			if read.ChainID != nil {
				chain = read.ChainID.String()
			}
			summary := new(members).string("primary_type", read.PrimaryType).orNull("chain_id", chain).string("digest", data(digest[:])).bytes()
			answer, err = shown(summary, read.Intent(scratch).String())
			return err
		}
		return err
	})
	return answer, err
}

func decodeTx(scratch *page.Scratch, value *strictjson.Value) (*Answer, error) {
	tx, err := evm.ParseTx(scratch, value)
	if err != nil {
		return nil, err
	}
	s := tx.Summary()
	summary := new(members).string("type", string(s.Type)).string("chain_id", strconv.FormatUint(s.ChainID, 10)).orNull("to", s.To).
		string("value", s.Value.String()).string("fee_max", s.FeeMax.String()).string("total_max", s.TotalMax.String()).
		integer("data_bytes", int64(s.DataBytes)).bytes()
	return shown(summary, tx.Intent(scratch).String())
}

func decodePSBT(scratch *page.Scratch, text, chainName string) (*Answer, error) {
	chain, err := bitcoinChain(chainName)
	if err != nil {
		return nil, err
	}
	packet, err := psbt.Parse(text)
	if err != nil {
		return nil, err
	}
	judged, err := packet.Judge(scratch, chain)
	if err != nil {
		return nil, err
	}
	payments := judged.Payments(scratch)
	summary := new(members).integer("inputs", int64(judged.Inputs())).list("outputs", len(payments), func(i int) []byte {
		return new(members).orNull("address", payments[i].Address).string("amount", strconv.FormatUint(payments[i].Amount, 10)).bytes()
	}).string("fee", strconv.FormatUint(judged.Fee, 10)).bytes()
	return shown(summary, judged.Intent(scratch).String())
}

func bitcoinChain(name string) (address.Chain, error) {
	chain, err := address.ParseChain(name)
	if err != nil {
		return chain, err
	}
	return chain, address.BIP84.Check(chain)
}

// ChainID reads one beside what is signed.
func ChainID(text string) (uint64, error) {
	number, err := amount.Parse(text)
	if err != nil {
		return 0, err
	}
	word, fits := number.Word()
	if !fits || word == 0 || word >= 1<<63 {
		return 0, invalid("chain_id is from 1 to 2^63−1")
	}
	return word, nil
}

func signTx(s *Server, a *arguments) (*Answer, error) {
	handle, path, chain, value, intent := a.handle(), a.text("path"), a.text("chain_id"), a.value("tx", strictjson.Object), a.text("intent")
	if err := a.unlocked(handle); err != nil {
		return nil, err
	}
	id, err := ChainID(chain)
	if err != nil {
		return nil, err
	}
	var tx *evm.Tx
	err = page.Run(page.Size, func(scratch *page.Scratch) (err error) {
		tx, err = evm.ParseTx(scratch, value)
		return err
	})
	if err != nil {
		return nil, err
	}
	signed, err := s.Core.SignTx(handle, path, id, tx, intent, a.request.At)
	if err != nil {
		return nil, err
	}
	return new(members).string("raw", data(signed.Raw)).string("hash", data(signed.Hash[:])).string("from", signed.From).answer()
}

func signature(signed *wallets.Signed, err error) (*Answer, error) {
	if err != nil {
		return nil, err
	}
	return new(members).string("signature", data(signed.Signature[:])).string("digest", data(signed.Digest[:])).string("from", signed.From).answer()
}

func signMessage(s *Server, a *arguments) (*Answer, error) {
	handle, path, value, intent := a.handle(), a.text("path"), a.value("message", strictjson.Object), a.text("intent")
	if err := a.unlocked(handle); err != nil {
		return nil, err
	}
	message, err := evm.ParseMessage(value)
	if err != nil {
		return nil, err
	}
	return signature(s.Core.SignMessage(handle, path, message, intent, a.request.At))
}

func signTyped(s *Server, a *arguments) (*Answer, error) {
	handle, path, chain, value, intent := a.handle(), a.text("path"), a.text("chain_id"), a.value("typed", strictjson.Object), a.text("intent")
	if err := a.unlocked(handle); err != nil {
		return nil, err
	}
	id, err := ChainID(chain)
	if err != nil {
		return nil, err
	}
	var read *typed.Data
	err = page.Run(page.Size, func(scratch *page.Scratch) (err error) {
		read, err = typed.Parse(scratch, value)
		return err
	})
	if err != nil {
		return nil, err
	}
	return signature(s.Core.SignTyped(handle, path, id, read, intent, a.request.At))
}

func signPSBT(s *Server, a *arguments) (*Answer, error) {
	handle, chainName, written, intent := a.handle(), a.text("chain"), a.text("psbt"), a.text("intent")
	if err := a.unlocked(handle); err != nil {
		return nil, err
	}
	chain, err := bitcoinChain(chainName)
	if err != nil {
		return nil, err
	}
	packet, err := psbt.Parse(written)
	if err != nil {
		return nil, err
	}
	text, signed, err := s.Core.SignPSBT(handle, chain, packet, intent, a.request.At)
	if err != nil {
		return nil, err
	}
	number := func(i int) []byte { return strconv.AppendInt(nil, int64(signed[i]), 10) }
	return new(members).string("psbt", text).list("signed", len(signed), number).answer()
}
