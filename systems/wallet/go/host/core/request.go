package core

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
	"os"
	"sync"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/strictjson"
)

// arguments reads the arguments of a request; "" is that there are none.
func arguments(text string) (*strictjson.Value, error) {
	if text == "" {
		return nil, nil
	}
	// They lie in the request, which is an object itself.
	value, err := strictjson.ParseInside([]byte(text), 1)
	if err != nil {
		return nil, err
	}
	if !value.Is(strictjson.Object) {
		return nil, fault.New(fault.InvalidInput, "args are an object")
	}
	return value, nil
}

// unpack takes secrets apart, which lie one behind the other, each behind its length. They stay where they are.
func unpack(names []string, packed []byte) (map[string][]byte, error) {
	secrets := make(map[string][]byte, len(names))
	for _, name := range names {
		if len(packed) < 4 {
			return nil, malformed()
		}
		n := binary.BigEndian.Uint32(packed)
		packed = packed[4:]
		if uint64(n) > uint64(len(packed)) {
			return nil, malformed()
		}
		if _, twice := secrets[name]; twice {
			return nil, fault.New(fault.InvalidInput, "a secret comes twice")
		}
		secrets[name] = packed[:n:n]
		packed = packed[n:]
	}
	return secrets, nil
}

func malformed() error {
	return fault.New(fault.InvalidInput, "secrets are not packed as they have to be")
}

// build returns the hash of this program, or zeros where it cannot be read.
var build = sync.OnceValue(func() string {
	sum := sha256.New()
	if name, err := os.Executable(); err == nil {
		if file, err := os.Open(name); err == nil {
			_, err = io.Copy(sum, file)
			if err == nil && file.Close() == nil {
				return hex.EncodeToString(sum.Sum(nil))
			}
		}
	}
	return hex.EncodeToString(make([]byte, sha256.Size))
})
