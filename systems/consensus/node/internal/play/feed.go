package play

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"spandrel.dev/consensus/chain"
	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/signing"
	"spandrel.dev/consensus/reference/go/msgpack"
	"spandrel.dev/consensus/reference/go/native"
)

// adminClient speaks to the admin socket of a member.
func adminClient(m *member) *http.Client {
	socket := filepath.Join(m.Home, "admin.sock")
	return &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", socket)
		},
	}}
}

// post sends a body to a path of an admin socket.
func post(ctx context.Context, client *http.Client, path string, body []byte) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://admin"+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode >= 300 {
		return fmt.Errorf("status %d: %s", response.StatusCode, bytes.TrimSpace(answer))
	}
	return nil
}

// feeder makes transactions: bytes, signed ones, and signed ones that only some
// rules for signatures accept.
type feeder struct {
	random *rand.Rand
	made   uint64
}

func (f *feeder) next() ([]byte, error) {
	f.made++
	switch f.random.IntN(12) {
	case 0:
		var seed hash.Hash
		for i := range seed {
			seed[i] = byte(f.random.Uint32())
		}
		key := signing.NewKey(seed)
		return f.signed(key.Public(), key.Sign)
	case 1:
		// The neutral point signs everything under ZIP 215, also with its x, a
		// zero, written with a sign. crypto/ed25519 compares R as bytes.
		neutral := hash.Hash{1}
		return f.signed(neutral, func([]byte) (s hash.Signature) {
			copy(s[:], neutral[:])
			s[31] = 0x80
			return s
		})
	}
	tx := fmt.Appendf([]byte{chain.KindData}, "%d ", f.made)
	for range f.random.IntN(200) {
		tx = append(tx, byte(f.random.Uint32()))
	}
	return tx, nil
}

// signed returns a transaction of the owner of a key.
func (f *feeder) signed(publicKey hash.Hash, sign func(message []byte) hash.Signature) ([]byte, error) {
	backend := native.Backend{}
	from, err := backend.Address(publicKey)
	if err != nil {
		return nil, err
	}
	tx := hash.Tx{TxFields: hash.TxFields{CodecVersion: hash.CodecVersion, From: from, Amount: f.made, Nonce: f.made, GasLimit: 21_000, GasPrice: 1}, Type: hash.Transfer}
	message, err := backend.TxSigningMessage(&tx)
	if err != nil {
		return nil, err
	}
	tx.Signature = sign(message)
	b := msgpack.AppendMap(nil, 11)
	number := func(name string, value uint64) { b = msgpack.AppendUint(msgpack.AppendString(b, name), value) }
	fixed := func(name string, value []byte) { b = msgpack.AppendFixed(msgpack.AppendString(b, name), value) }
	number("codec_version", hash.CodecVersion)
	b = msgpack.AppendString(msgpack.AppendString(b, "tx_type"), tx.Type.String())
	fixed("from", tx.From[:])
	fixed("to", tx.To[:])
	number("amount", tx.Amount)
	number("nonce", tx.Nonce)
	number("gas_limit", tx.GasLimit)
	number("gas_price", tx.GasPrice)
	fixed("signature", tx.Signature[:])
	b = msgpack.AppendByteArray(msgpack.AppendString(b, "data"), nil)
	number("timestamp", 0)
	return chain.Signed(publicKey, b), nil
}

// run sends transactions to running members until ctx ends.
func (f *feeder) run(ctx context.Context, members []*member, each time.Duration) {
	clients := map[*member]*http.Client{}
	for _, m := range members {
		clients[m] = adminClient(m)
	}
	ticker := time.NewTicker(each)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		m := members[f.random.IntN(len(members))]
		tx, err := f.next()
		if err != nil || !m.running() {
			continue
		}
		// A member that stops just now takes nothing; the next one does.
		_ = post(ctx, clients[m], "/v1/transactions", tx)
	}
}
