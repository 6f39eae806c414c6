package core

import (
	"encoding/hex"

	"spandrel.dev/wallet/host/arcsign"
	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/evm"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/protocol"
	"spandrel.dev/wallet/internal/psbt"
	"spandrel.dev/wallet/internal/strictjson"
	"spandrel.dev/wallet/internal/typed"
	"spandrel.dev/wallet/internal/wallets"
)

// Showing and signing. What is signed is read again from the same payload; its intent says that it is what was shown.

// read is a payload that was read: one of its fields.
type read struct {
	tx     *evm.Tx
	text   evm.Message
	typed  *typed.Data
	packet *psbt.Packet
	chain  address.Chain
}

func readPayload(scratch *page.Scratch, payload arcsign.Payload) (r read, err error) {
	switch payload := payload.(type) {
	case arcsign.PayloadTransaction:
		value, err := strictjson.Parse([]byte(payload.V0))
		if err != nil {
			return r, err
		}
		r.tx, err = evm.ParseTx(scratch, value)
		return r, err
	case arcsign.PayloadTyped:
		value, err := strictjson.Parse([]byte(payload.V0))
		if err != nil {
			return r, err
		}
		r.typed, err = typed.Parse(scratch, value)
		return r, err
	case arcsign.PayloadText:
		r.text = evm.Message(payload.V0)
		return r, nil
	case arcsign.PayloadBytes:
		r.text = evm.Message(payload.V0)
		return r, nil
	case arcsign.PayloadPsbt:
		r.chain = chains[payload.Chain]
		if err := address.BIP84.Check(r.chain); err != nil {
			return r, err
		}
		r.packet, err = psbt.Parse(payload.Text)
		return r, err
	}
	return r, fault.New(fault.InvalidInput, "nothing to show")
}

func digits(raw []byte) string { return "0x" + hex.EncodeToString(raw) }

func orNil(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// Show returns what a payload does, and what stands for it.
func (s *session) Show(payload arcsign.Payload) (shown arcsign.Shown, err error) {
	err = page.Run(16*page.Size, func(scratch *page.Scratch) error {
		r, err := readPayload(scratch, payload)
		if err != nil {
			return err
		}
		switch {
		case r.tx != nil:
			of := r.tx.Summary()
			shown.Summary = arcsign.SummaryTransaction{
				Kind: string(of.Type), ChainID: of.ChainID, To: orNil(of.To), Value: of.Value.String(), FeeMax: of.FeeMax.String(),
				TotalMax: of.TotalMax.String(), DataBytes: uint64(of.DataBytes),
			}
			shown.Intent = r.tx.Intent(scratch).String()
		case r.typed != nil:
			digest := r.typed.Digest()
			summary := arcsign.SummaryTyped{PrimaryType: r.typed.PrimaryType, Digest: digits(digest[:])}
			if r.typed.ChainID != nil {
				summary.ChainID = orNil(r.typed.ChainID.String())
			}
			shown.Summary, shown.Intent = summary, r.typed.Intent(scratch).String()
		case r.packet != nil:
			judged, err := r.packet.Judge(scratch, r.chain)
			if err != nil {
				return err
			}
			summary := arcsign.SummaryPsbt{Inputs: uint32(judged.Inputs()), Fee: judged.Fee}
			for _, payment := range judged.Payments(scratch) {
				summary.Outputs = append(summary.Outputs, arcsign.Payment{Address: orNil(payment.Address), Amount: payment.Amount})
			}
			shown.Summary, shown.Intent = summary, judged.Intent(scratch).String()
		default:
			digest := r.text.Digest()
			shown.Summary = arcsign.SummaryMessage{Bytes: uint64(len(r.text)), Digest: digits(digest[:])}
			shown.Intent = r.text.Intent(scratch).String()
		}
		return nil
	})
	return shown, told(err)
}

// Sign signs what was shown.
func (s *session) Sign(handle, path, chainID string, payload arcsign.Payload, intent string, at int64) (arcsign.Signed, error) {
	var r read
	err := page.Run(16*page.Size, func(scratch *page.Scratch) (err error) {
		r, err = readPayload(scratch, payload)
		return err
	})
	if err != nil {
		return nil, told(err)
	}
	if r.packet != nil {
		text, inputs, err := s.server.Core.SignPSBT(handle, r.chain, r.packet, intent, at)
		if err != nil {
			return nil, told(err)
		}
		out := arcsign.SignedPsbt{Text: text}
		for _, input := range inputs {
			out.Signed = append(out.Signed, uint32(input))
		}
		return out, nil
	}
	if r.tx == nil && r.typed == nil {
		return signature(s.server.Core.SignMessage(handle, path, r.text, intent, at))
	}
	id, err := protocol.ChainID(chainID)
	if err != nil {
		return nil, told(err)
	}
	if r.typed != nil {
		return signature(s.server.Core.SignTyped(handle, path, id, r.typed, intent, at))
	}
	signed, err := s.server.Core.SignTx(handle, path, id, r.tx, intent, at)
	if err != nil {
		return nil, told(err)
	}
	return arcsign.SignedTransaction{Raw: digits(signed.Raw), Hash: digits(signed.Hash[:]), From: signed.From}, nil
}

func signature(signed *wallets.Signed, err error) (arcsign.Signed, error) {
	if err != nil {
		return nil, told(err)
	}
	return arcsign.SignedSignature{Signature: digits(signed.Signature[:]), Digest: digits(signed.Digest[:]), From: signed.From}, nil
}
