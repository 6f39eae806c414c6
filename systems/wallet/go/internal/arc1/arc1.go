// Package arc1 reads and writes the file that a wallet's secret lies in: sealed under a password, nothing else.
// PROTOCOL.md describes it byte by byte.
package arc1

import (
	"encoding/binary"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/object"
	"spandrel.dev/wallet/internal/page"
)

// The header, by offset; all of it is authenticated.
const (
	magic        = "ARC1"
	version      = 1
	kdfArgon2id  = 1
	cipherXC20P  = 2
	atVersion    = 4
	atKDF        = 6
	atCipher     = 7
	atT          = 8
	atM          = 12
	atP          = 16
	atSalt       = 17
	atNonce      = 33
	atCiphertext = 57
	tag          = 16
)

// MaxSize is that of a file.
const MaxSize = 4096

// KDF is the parameters of Argon2id.
type KDF struct{ T, MKiB, P uint32 }

// DefaultKDF is used where none is given.
var DefaultKDF = KDF{T: 3, MKiB: 65536, P: 4}

// Check refuses parameters that are too cheap, or too dear.
func (k KDF) Check() error {
	if k.T < 1 || k.T > 16 || k.MKiB < 19456 || k.MKiB > 1048576 || k.P < 1 || k.P > 8 {
		return fault.New(fault.KDFOutOfRange, "the key derivation takes t 1 to 16, m_kib 19456 to 1048576, p 1 to 8")
	}
	return nil
}

// Kind is what the content is.
type Kind uint8

// The kinds.
const (
	Mnemonic Kind = iota
	EVMKey
)

// Content is what is sealed. Secret lies in a scratch.
type Content struct {
	Kind        Kind
	Language    uint8
	Secret      []byte // entropy of 16 to 32 bytes, or a key of 32
	Fingerprint [4]byte
}

const languages = 10

// Around the secret: kind, language, length; fingerprint.
const (
	contentHead = 3
	contentTail = 4
)

// Password returns a typed password in NFKD, in the scratch.
func Password(scratch *page.Scratch, typed []byte) ([]byte, error) {
	// No character has a form in NFKD that is shorter than a quarter of it.
	if len(typed) <= 4*maxPassword {
		normal, err := object.Secret(crypt.Nfkd(typed)).Into(scratch)
		if err != nil {
			return nil, err
		}
		if len(normal) >= minPassword && len(normal) <= maxPassword {
			return normal, nil
		}
	}
	return nil, fault.New(fault.InvalidInput, "a password has 8 to 1024 bytes")
}

const (
	minPassword = 8
	maxPassword = 1024
)

// Room is what a scratch needs for a password and a file.
const Room = 16 << 10

// Seal returns a file. The password is what Password returned. Salt and nonce are fresh.
func Seal(scratch *page.Scratch, content *Content, password []byte, kdf KDF) ([]byte, error) {
	if err := kdf.Check(); err != nil {
		return nil, err
	}
	mark := scratch.Mark()
	defer scratch.Release(mark)
	header := make([]byte, atCiphertext)
	copy(header, magic)
	binary.BigEndian.PutUint16(header[atVersion:], version)
	header[atKDF], header[atCipher] = kdfArgon2id, cipherXC20P
	binary.BigEndian.PutUint32(header[atT:], kdf.T)
	binary.BigEndian.PutUint32(header[atM:], kdf.MKiB)
	header[atP] = byte(kdf.P)
	if err := page.Random(header[atSalt:]); err != nil {
		return nil, err
	}
	plain := scratch.Take(contentHead + len(content.Secret) + contentTail)
	plain[0], plain[1], plain[2] = byte(content.Kind), content.Language, byte(len(content.Secret))
	copy(plain[contentHead:], content.Secret)
	copy(plain[contentHead+len(content.Secret):], content.Fingerprint[:])
	key, err := derive(scratch, header, password)
	if err != nil {
		return nil, err
	}
	sealed, err := crypt.Seal(key, [24]byte(header[atNonce:]), header, plain)
	if err != nil {
		return nil, object.Error(err)
	}
	return append(header, sealed...), nil
}

func derive(scratch *page.Scratch, header, password []byte) ([]byte, error) {
	kdf := readKDF(header)
	return object.Secret(crypt.Argon2id(password, header[atSalt:atNonce], kdf.T, kdf.MKiB, kdf.P)).Into(scratch)
}

func readKDF(header []byte) KDF {
	return KDF{T: binary.BigEndian.Uint32(header[atT:]), MKiB: binary.BigEndian.Uint32(header[atM:]), P: uint32(header[atP])}
}

func tampered(message string) error { return fault.New(fault.Tampered, message) }

// Inspect judges all of a file that can be judged without its password, and returns its parameters.
func Inspect(file []byte) (KDF, error) {
	if len(file) < atSalt || len(file) > MaxSize || string(file[:len(magic)]) != magic {
		return KDF{}, tampered("the file is not a wallet's")
	}
	if binary.BigEndian.Uint16(file[atVersion:]) != version || file[atKDF] != kdfArgon2id || file[atCipher] != cipherXC20P {
		return KDF{}, fault.New(fault.VersionTooNew, "the file was written by a later version")
	}
	if len(file) < atCiphertext+tag {
		return KDF{}, tampered("the file is cut short")
	}
	kdf := readKDF(file)
	return kdf, kdf.Check()
}

// Open returns the content of a file, in the scratch. The password is what Password returned.
func Open(scratch *page.Scratch, file, password []byte) (*Content, error) {
	if _, err := Inspect(file); err != nil {
		return nil, err
	}
	header := file[:atCiphertext]
	key, err := derive(scratch, header, password)
	if err != nil {
		return nil, err
	}
	plain, err := object.Secret(crypt.Open(key, [24]byte(header[atNonce:]), header, file[atCiphertext:])).Into(scratch)
	if err != nil {
		return nil, err
	}
	return parse(plain)
}

func parse(plain []byte) (*Content, error) {
	if len(plain) < contentHead+contentTail || len(plain) != contentHead+int(plain[2])+contentTail {
		return nil, tampered("the content of the file is not a wallet's")
	}
	content := &Content{Kind: Kind(plain[0]), Language: plain[1], Secret: plain[contentHead : contentHead+int(plain[2])]}
	copy(content.Fingerprint[:], plain[len(plain)-contentTail:])
	n := len(content.Secret)
	switch {
	case content.Kind == Mnemonic && content.Language < languages && n >= 16 && n <= 32 && n%4 == 0:
	case content.Kind == EVMKey && content.Language == 0 && n == 32:
	default:
		return nil, tampered("the content of the file is not a wallet's")
	}
	return content, nil
}
