package store

import (
	"bytes"
	"reflect"
	"testing"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/vectors"
)

var (
	folderKey = bytes.Repeat([]byte{1}, 32)
	walletKey = bytes.Repeat([]byte{2}, 32)
)

const id = "0123456789abcdef"

func sample(t *testing.T) *State {
	t.Helper()
	s := &State{
		Wallet: id, Kind: Seed, Fingerprint: [4]byte{1, 2, 3, 4}, BackedUp: true, Name: "Ünïcødé",
		Tries:    Tries{Times: []int64{5, 6}, Newest: 7},
		Accounts: []Account{{2, 0, 0, [2]uint32{3, 4}}, {4, 2, 1<<31 - 1, [2]uint32{1 << 31, 0}}},
		Policy:   Policy{MaxFeeWei: "1", MaxFeeSat: "0", Chains: []string{"1", "137"}},
	}
	scratch := vectors.Scratch(t)
	for i, operation := range []Operation{Unlocked, SignedTx, SignedPSBT} {
		s.Record(scratch, walletKey, int64(1000+i), operation)
	}
	return s
}

func TestStateRoundTrip(t *testing.T) {
	scratch := vectors.Scratch(t)
	s := sample(t)
	content := s.encode(scratch, folderKey, walletKey)
	got, err := decode(scratch, id, content, folderKey)
	if err != nil || !reflect.DeepEqual(got, s) {
		t.Fatalf("got %+v, %v, want %+v", got, err, s)
	}
	if err := got.Authentic(scratch, walletKey); err != nil {
		t.Error(err)
	}
	if err := got.Authentic(scratch, folderKey); fault.Of(err) != fault.Tampered {
		t.Errorf("another wallet's key: %v", err)
	}
	if err := got.VerifyAudit(scratch, walletKey); err != nil {
		t.Error(err)
	}
	// Tries can change without the wallet's key, and nothing else.
	got.Tries.Clear()
	again, err := decode(scratch, id, got.encode(scratch, folderKey, nil), folderKey)
	if err != nil || again.Authentic(scratch, walletKey) != nil || len(again.Tries.Times) != 0 {
		t.Errorf("%+v, %v", again, err)
	}
	got.Name = "another"
	again, err = decode(scratch, id, got.encode(scratch, folderKey, nil), folderKey)
	if err != nil || fault.Of(again.Authentic(scratch, walletKey)) != fault.Tampered {
		t.Errorf("a name that the wallet's key does not know: %v", err)
	}
	if _, err := decode(scratch, "fedcba9876543210", content, folderKey); fault.Of(err) != fault.Tampered {
		t.Errorf("the state of another wallet: %v", err)
	}
}

// Whoever has the folder's key, but not the wallet's, changes nothing unnoticed.
func TestFolderKeyAloneChangesNothing(t *testing.T) {
	scratch := vectors.Scratch(t)
	s := sample(t)
	content := s.encode(scratch, folderKey, walletKey)
	for _, change := range []func(s *State){
		func(s *State) { s.Accounts[0].Next[0] = 0 },
		func(s *State) { s.Policy.AnyChain = true },
		func(s *State) { s.Audit = s.Audit[:2] },
		func(s *State) { s.BackedUp = false },
		func(s *State) { s.Fingerprint[0]++ },
	} {
		got, err := decode(scratch, id, content, folderKey)
		if err != nil {
			t.Fatal(err)
		}
		change(got)
		code := got.innerCode
		got.inner = got.encodeInner()
		got.innerCode = code
		forged, err := decode(scratch, id, got.encode(scratch, folderKey, nil), folderKey)
		if err == nil {
			err = forged.Authentic(scratch, walletKey)
		}
		if fault.Of(err) != fault.Tampered {
			t.Errorf("a forged state: %v", err)
		}
	}
}

func TestEveryByteOfAState(t *testing.T) {
	scratch := vectors.Scratch(t)
	content := sample(t).encode(scratch, folderKey, walletKey)
	for at := range content {
		damaged := bytes.Clone(content)
		damaged[at] ^= 1 << (at % 8)
		_, err := decode(scratch, id, damaged, folderKey)
		want := fault.Tampered
		if at == 4 || at == 5 {
			want = fault.VersionTooNew
		}
		if fault.Of(err) != want {
			t.Errorf("byte %d: %v", at, err)
		}
		if _, err := decode(scratch, id, content[:at], folderKey); err == nil {
			t.Errorf("%d bytes are accepted", at)
		}
	}
}

// What the folder's key authenticates may still be nonsense: with the key one can write any bytes.
func FuzzDecode(f *testing.F) {
	scratch := vectors.Scratch(f)
	s := &State{Wallet: id, Kind: Seed, Policy: DefaultPolicy()}
	content := s.encode(scratch, folderKey, walletKey)
	f.Add(content[6 : len(content)-codeSize])
	f.Fuzz(func(t *testing.T, body []byte) {
		content := append([]byte(stateMagic+"\x00\x01"), body...)
		code := codeOf(scratch, folderKey, content)
		_, err := decode(scratch, id, append(content, code[:]...), folderKey)
		if err != nil && fault.Of(err) != fault.Tampered {
			t.Error(err)
		}
	})
}

func TestAuditChain(t *testing.T) {
	scratch := vectors.Scratch(t)
	for name, change := range map[string]func(s *State){
		"an entry is gone":       func(s *State) { s.Audit = append(s.Audit[:1], s.Audit[2]) },
		"two entries changed":    func(s *State) { s.Audit[0], s.Audit[1] = s.Audit[1], s.Audit[0] },
		"a time":                 func(s *State) { s.Audit[1].At++ },
		"an operation":           func(s *State) { s.Audit[1].Operation = Unlocked },
		"a code":                 func(s *State) { s.Audit[2].Code[0]++ },
		"an unknown operation":   func(s *State) { s.Record(scratch, walletKey, 9, 77) },
		"an entry without a key": func(s *State) { s.Record(scratch, folderKey, 9, Unlocked) },
	} {
		s := sample(t)
		change(s)
		if err := s.VerifyAudit(scratch, walletKey); fault.Of(err) != fault.Tampered {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTries(t *testing.T) {
	const minute = 60 * 1000
	var tries Tries
	for i := range 5 {
		if err := tries.Count(int64(i) * minute); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		now, retry int64
	}{
		{5 * minute, 10 * minute}, {14 * minute, minute}, {15*minute - 1, 1},
		{-100 * minute, 115 * minute}, // the clock was put back: it has to come up again
		{14 * minute, minute},
	} {
		copied := tries
		err := copied.Count(test.now)
		failure, ok := err.(*fault.Error)
		if !ok || failure.Code != fault.RateLimited || failure.RetryMs != test.retry {
			t.Errorf("at %d: %+v", test.now, err)
		}
	}
	if err := tries.Count(15 * minute); err != nil {
		t.Errorf("after 15 minutes: %v", err)
	}
	if err := tries.Count(15 * minute); fault.Of(err) != fault.RateLimited {
		t.Errorf("the second is not free yet: %v", err)
	}
	tries.Clear()
	if err := tries.Count(0); err != nil || tries.Times[0] != 15*minute {
		t.Errorf("after a right password: %+v, %v", tries, err)
	}
}
