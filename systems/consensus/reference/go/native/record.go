package native

import (
	"math"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/reference/go/msgpack"
)

func appendUint(b []byte, key string, v uint64) []byte {
	return msgpack.AppendUint(msgpack.AppendString(b, key), v)
}

func appendInt(b []byte, key string, v int64) []byte {
	return msgpack.AppendInt(msgpack.AppendString(b, key), v)
}

func appendFixed(b []byte, key string, field []byte) []byte {
	return msgpack.AppendFixed(msgpack.AppendString(b, key), field)
}

func appendName(b []byte, key, name string) []byte {
	return msgpack.AppendString(msgpack.AppendString(b, key), name)
}

// record reads the entries of one record in their order.
type record struct{ *msgpack.Decoder }

func (d record) uint(key string, into *uint64) {
	d.Key(key)
	*into = d.Uint(math.MaxUint64)
}

func (d record) int(key string, into *int64) {
	d.Key(key)
	*into = d.Int()
}

func (d record) fixed(key string, into []byte) {
	d.Key(key)
	d.Fixed(into)
}

// name reads an enum by the name of its variant.
func (d record) name(key string) string {
	d.Key(key)
	return d.String()
}

func (d record) version(into *uint8) {
	d.Key("codec_version")
	*into = uint8(d.Uint(math.MaxUint8))
}

// end reports the first fault of the record, or a leftover, as an encoding
// error.
func (d record) end(what string) error {
	if err := d.End(); err != nil {
		return hash.Errorf(hash.Encoding, "data: %s: %v", what, err)
	}
	return nil
}

func encodingFault(what, field, value string) error {
	return hash.Errorf(hash.Encoding, "data: %s: %s: %q does not exist", what, field, value)
}

func checkDecodedVersion(what string, version uint8) error {
	if version != hash.CodecVersion {
		return hash.Errorf(hash.Encoding, "data: %s: codec_version: %d, only %d exists", what, version, hash.CodecVersion)
	}
	return nil
}
