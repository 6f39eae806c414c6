package native

import (
	"crypto/sha256"
	"encoding/binary"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/reference/go/msgpack"
)

// txRoom holds an encoded transaction without data: 90 bytes of keys, two
// fields of 34, one of 66, six integers of up to 9, a name and the heads.
const txRoom = 384

// TxHash implements hash.Backend.
func (Backend) TxHash(tx *hash.Tx) (hash.Hash, error) {
	if err := checkTx(tx); err != nil {
		return hash.Hash{}, err
	}
	return sha256.Sum256(appendTx(make([]byte, 0, txRoom+2*len(tx.Data)), tx)), nil
}

// TxSigningMessage implements hash.Backend.
func (Backend) TxSigningMessage(tx *hash.Tx) ([]byte, error) {
	if err := checkTx(tx); err != nil {
		return nil, err
	}
	le := binary.LittleEndian
	b := make([]byte, 0, 110+len(tx.Data))
	b = append(b, tx.CodecVersion, byte(tx.Type))
	b = append(b, tx.From[:]...)
	b = append(b, tx.To[:]...)
	b = le.AppendUint64(b, tx.Amount)
	b = le.AppendUint64(b, tx.Nonce)
	b = le.AppendUint64(b, tx.GasLimit)
	b = le.AppendUint64(b, tx.GasPrice)
	b = le.AppendUint32(b, uint32(len(tx.Data)))
	b = append(b, tx.Data...)
	return le.AppendUint64(b, uint64(tx.Timestamp)), nil
}

func checkTx(tx *hash.Tx) error {
	if err := checkVersion(tx.CodecVersion); err != nil {
		return err
	}
	if !tx.Type.Valid() {
		return hash.Errorf(hash.InvalidInput, "tx_type: %d does not exist", tx.Type)
	}
	return checkLimit("data", len(tx.Data), hash.MaxTxData)
}

func appendTx(b []byte, tx *hash.Tx) []byte {
	b = msgpack.AppendMap(b, 11)
	b = appendUint(b, "codec_version", uint64(tx.CodecVersion))
	b = appendName(b, "tx_type", tx.Type.String())
	b = appendFixed(b, "from", tx.From[:])
	b = appendFixed(b, "to", tx.To[:])
	b = appendUint(b, "amount", tx.Amount)
	b = appendUint(b, "nonce", tx.Nonce)
	b = appendUint(b, "gas_limit", tx.GasLimit)
	b = appendUint(b, "gas_price", tx.GasPrice)
	b = appendFixed(b, "signature", tx.Signature[:])
	b = msgpack.AppendByteArray(msgpack.AppendString(b, "data"), tx.Data)
	return appendInt(b, "timestamp", tx.Timestamp)
}

// DecodeTx implements hash.Backend.
func (Backend) DecodeTx(encoded []byte) (hash.Tx, error) {
	var tx hash.Tx
	d := record{msgpack.NewDecoder(encoded)}
	d.Map(11)
	d.version(&tx.CodecVersion)
	name := d.name("tx_type")
	d.fixed("from", tx.From[:])
	d.fixed("to", tx.To[:])
	d.uint("amount", &tx.Amount)
	d.uint("nonce", &tx.Nonce)
	d.uint("gas_limit", &tx.GasLimit)
	d.uint("gas_price", &tx.GasPrice)
	d.fixed("signature", tx.Signature[:])
	d.Key("data")
	tx.Data = d.ByteArray(hash.MaxTxData)
	d.int("timestamp", &tx.Timestamp)
	if err := d.end("tx"); err != nil {
		return hash.Tx{}, err
	}
	if err := checkDecodedVersion("tx", tx.CodecVersion); err != nil {
		return hash.Tx{}, err
	}
	kind, ok := hash.ParseTxType(name)
	if !ok {
		return hash.Tx{}, encodingFault("tx", "tx_type", name)
	}
	tx.Type = kind
	return tx, nil
}
