package wallets

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/arc1"
	"spandrel.dev/wallet/internal/evm"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/mnemonic"
	"spandrel.dev/wallet/internal/psbt"
	"spandrel.dev/wallet/internal/store"
	"spandrel.dev/wallet/internal/strictjson"
	"spandrel.dev/wallet/internal/typed"
	"spandrel.dev/wallet/internal/vectors"
)

const (
	twelve = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"
	minute = 60_000
)

var (
	cheap = arc1.KDF{T: 1, MKiB: 19456, P: 1}
	good  = []byte("a password")
	bad   = []byte("another password")
	first = Account{address.BIP84, address.Bitcoin, 0}
)

func over(t *testing.T, path string) *Core {
	t.Helper()
	folder, err := store.Open(path, store.Given)
	if err != nil {
		t.Fatal(err)
	}
	core := New(folder)
	t.Cleanup(func() { core.Close(); _ = folder.Close() })
	return core
}

func imported(t *testing.T, core *Core, passphrase string) *Made {
	t.Helper()
	made, err := core.Import("main", nil, cheap, []byte(twelve), good, []byte(passphrase))
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func unlockedAt(t *testing.T, core *Core, wallet string, now int64) string {
	t.Helper()
	u, err := core.Unlock(wallet, maxTTL, good, nil, now)
	if err != nil {
		t.Fatal(err)
	}
	return u.Handle
}

func wants(t *testing.T, what string, err error, code fault.Code) {
	t.Helper()
	if fault.Of(err) != code {
		t.Errorf("%s: %v, want %v", what, err, code)
	}
}

// An import makes the wallet of its words, not a new one; another process finds the same addresses and counters.
func TestIssueImportIsThatWallet(t *testing.T) {
	path := t.TempDir()
	core := over(t, path)
	made := imported(t, core, "")
	if made.Fingerprint != "73c5da0a" {
		t.Errorf("fingerprint %s", made.Fingerprint)
	}
	h := unlockedAt(t, core, made.Wallet, 1)
	if xpub, err := core.AddAccount(h, first, 2); err != nil || xpub != "xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2fMFMKHPJ4ZeZXYVUhLv1VMrjPC7PW6V" {
		t.Errorf("%s, %v", xpub, err)
	}
	_, err := core.AddAccount(h, first, 2)
	wants(t, "an account twice", err, fault.AlreadyExists)
	want := []string{"bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu", "bc1qnjg0jd8228aq7egyzacy8cys3knf9xvrerkf9g"}
	one, err := core.Next(h, first, 0, 3)
	if err != nil || one.Text != want[0] || one.Path != "m/84'/0'/0'/0/0" {
		t.Errorf("%+v, %v", one, err)
	}
	other := over(t, path)
	h2 := unlockedAt(t, other, made.Wallet, 4)
	two, err := other.Next(h2, first, 0, 5)
	if err != nil || two.Text != want[1] || two.Index != 1 {
		t.Errorf("%+v, %v", two, err)
	}
	three, err := core.Next(h, first, 0, 6)
	if err != nil || three.Index != 2 {
		t.Errorf("%+v, %v", three, err)
	}
	change, err := core.Next(h, first, 1, 6)
	if err != nil || change.Text != "bc1q8c6fshw2dlwun7ekn9qwf37cu2rn755upcp6el" {
		t.Errorf("%+v, %v", change, err)
	}
	list, err := core.Range(h, first, 0, 0, 2, 7)
	if err != nil || list[0].Text != want[0] || list[1].Text != want[1] {
		t.Errorf("%v, %v", list, err)
	}
	found, err := core.Verify(h, first, strings.ToUpper(want[1]), 20, 7)
	if err != nil || found.Path != "m/84'/0'/0'/0/1" {
		t.Errorf("%+v, %v", found, err)
	}
	_, err = core.Verify(h, first, want[1], 1, 7)
	wants(t, "beyond count", err, fault.NotFound)
	_, err = core.Next(h, Account{address.BIP86, address.Bitcoin, 0}, 0, 7)
	wants(t, "an account that was not added", err, fault.NotFound)
	_, err = core.Range(h, Account{address.BIP86, address.EVM, 0}, 0, 0, 1, 7)
	wants(t, "a chain of another kind", err, fault.UnsupportedChain)
	_, err = core.Import("again", nil, cheap, []byte(twelve), good, nil)
	wants(t, "the same words", err, fault.AlreadyExists)
	_, err = core.Import("main", nil, cheap, []byte(strings.Repeat("zoo ", 11)+"wrong"), good, nil)
	wants(t, "the same name", err, fault.AlreadyExists)
}

func TestCreateAndBackup(t *testing.T) {
	core := over(t, t.TempDir())
	var words []byte
	made, err := core.Create("new", 24, mnemonic.Japanese, cheap, good, []byte("pass"), func(shown []byte) { words = bytes.Clone(shown) })
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Split(string(words), " ")
	u, err := core.Unlock(made.Wallet, maxTTL, good, []byte("pass"), 1)
	if err != nil || len(list) != 24 || u.Fingerprint != made.Fingerprint {
		t.Fatal(len(list), u, err)
	}
	confirm := func(indices []int, text string) error { return core.ConfirmBackup(u.Handle, indices, []byte(text), 2) }
	err = confirm([]int{0, 5, 9}, list[0]+" "+list[5]+" x")
	wants(t, "a wrong word", err, fault.InvalidMnemonic)
	if failure := err.(*fault.Error); failure.Word != 2 {
		t.Errorf("word %d", failure.Word)
	}
	wants(t, "two words", confirm([]int{0, 1}, list[0]+" "+list[1]), fault.InvalidInput)
	wants(t, "a place twice", confirm([]int{0, 0, 1}, list[0]+" "+list[0]+" "+list[1]), fault.InvalidInput)
	wants(t, "a place that is none", confirm([]int{0, 1, 24}, list[0]+" "+list[1]+" x"), fault.InvalidInput)
	if all, err := core.List(); err != nil || all[0].BackedUp {
		t.Errorf("%v, %v", all, err)
	}
	wants(t, "the right words", confirm([]int{23, 0, 7}, list[23]+"\u3000"+list[0]+" "+list[7]), 0)
	if all, err := core.List(); err != nil || !all[0].BackedUp || all[0].Name != "new" || all[0].Kind != "seed" {
		t.Errorf("%v, %v", all, err)
	}
	// The words alone, with the passphrase, are the wallet.
	again := over(t, t.TempDir())
	second, err := again.Import("again", nil, cheap, words, bad, []byte("pass"))
	if err != nil || second.Fingerprint != made.Fingerprint {
		t.Errorf("%+v, %v", second, err)
	}
}

func TestHandles(t *testing.T) {
	path := t.TempDir()
	core := over(t, path)
	made := imported(t, core, "")
	rename := func(handle string, now int64) error { return core.Rename(handle, "main", now) }
	wants(t, "no handle", rename("", 1), fault.Locked)
	wants(t, "an unknown handle", rename("00", 1), fault.HandleExpired)
	u, err := core.Unlock(made.Wallet, 1000, good, nil, 5000)
	if err != nil || u.Expires != 6000 {
		t.Fatal(u, err)
	}
	wants(t, "in time", rename(u.Handle, 5999), 0)
	wants(t, "too late", rename(u.Handle, 6000), fault.HandleExpired)
	wants(t, "the clock put back", rename(u.Handle, 5000), fault.HandleExpired)
	h := unlockedAt(t, core, made.Wallet, 7000)
	wants(t, "locking", core.Lock(h, 7001), 0)
	wants(t, "locked", rename(h, 7001), fault.HandleExpired)
	for _, ttl := range []int64{999, maxTTL + 1, -1} {
		_, err := core.Unlock(made.Wallet, ttl, good, nil, 1)
		wants(t, "a time out of range", err, fault.InvalidInput)
	}
	// A password that was changed ends the handles, also those of another process.
	other := over(t, path)
	h, h2 := unlockedAt(t, core, made.Wallet, 8000), unlockedAt(t, other, made.Wallet, 8000)
	wants(t, "changing the password", core.ChangePassword(made.Wallet, nil, good, bad, 8001), 0)
	wants(t, "our handle", rename(h, 8002), fault.HandleExpired)
	wants(t, "theirs", other.Rename(h2, "main", 8002), fault.HandleExpired)
	_, err = core.Unlock(made.Wallet, 1000, good, nil, 8003)
	wants(t, "the old password", err, fault.WrongPasswordOrCorrupt)
	_, err = core.Unlock(made.Wallet, 1000, bad, nil, 8004)
	wants(t, "the new password", err, 0)
	wants(t, "the same key derivation", core.UpgradeKDF(made.Wallet, arc1.KDF{T: 1, MKiB: 19456, P: 1}, bad, 8005), 0)
	wants(t, "a dearer one", core.UpgradeKDF(made.Wallet, arc1.KDF{T: 2, MKiB: 19457, P: 1}, bad, 8006), 0)
	wants(t, "a cheaper one", core.UpgradeKDF(made.Wallet, arc1.KDF{T: 1, MKiB: 19457, P: 8}, bad, 8007), fault.KDFOutOfRange)
	wants(t, "deleting without its name", core.Delete(made.Wallet, "", bad, 8008), fault.InvalidInput)
	wants(t, "deleting", core.Delete(made.Wallet, made.Wallet, bad, 8009), 0)
	_, err = core.Unlock(made.Wallet, 1000, bad, nil, 8010)
	wants(t, "a deleted wallet", err, fault.NotFound)
}

func TestPassphrase(t *testing.T) {
	core := over(t, t.TempDir())
	made := imported(t, core, "TREZOR")
	if made.Fingerprint == "73c5da0a" {
		t.Error("the passphrase does not count")
	}
	for _, passphrase := range []string{"", "trezor", "TREZOR "} {
		_, err := core.Unlock(made.Wallet, 1000, good, []byte(passphrase), 1)
		wants(t, "passphrase "+passphrase, err, fault.PassphraseMismatch)
		_, err = core.Unlock(made.Wallet, 1000, bad, []byte(passphrase), 1)
		wants(t, "both wrong", err, fault.WrongPasswordOrCorrupt)
	}
	_, err := core.Unlock(made.Wallet, 1000, good, []byte("TREZOR"), 1)
	wants(t, "the right one", err, 0)
}

// The limit holds over processes and for every operation with the password, also with the right one.
func TestLimit(t *testing.T) {
	path := t.TempDir()
	core := over(t, path)
	made := imported(t, core, "")
	for i := range int64(5) {
		_, err := core.Unlock(made.Wallet, 1000, bad, nil, i*minute)
		wants(t, "a wrong password", err, fault.WrongPasswordOrCorrupt)
	}
	other := over(t, path)
	for what, err := range map[string]error{
		"unlock":   second(other.Unlock(made.Wallet, 1000, good, nil, 5*minute)),
		"delete":   other.Delete(made.Wallet, made.Wallet, good, 5*minute),
		"change":   other.ChangePassword(made.Wallet, nil, good, bad, 5*minute),
		"upgrade":  other.UpgradeKDF(made.Wallet, cheap, good, 5*minute),
		"export":   second(other.ExportArc1(made.Wallet, good, 5*minute)),
		"put back": second(core.Unlock(made.Wallet, 1000, good, nil, -1000*minute)),
	} {
		wants(t, what, err, fault.RateLimited)
	}
	_, err := other.Unlock(made.Wallet, 1000, good, nil, 15*minute)
	wants(t, "15 minutes after the first", err, 0)
	for range 4 {
		_, err = other.Unlock(made.Wallet, 1000, bad, nil, 16*minute)
		wants(t, "the right one cleared the count", err, fault.WrongPasswordOrCorrupt)
	}
	_, err = other.Unlock(made.Wallet, 1000, good, nil, 16*minute)
	wants(t, "the fifth, right", err, 0)
}

func second[T any](_ T, err error) error { return err }

func TestNames(t *testing.T) {
	for name, ok := range map[string]bool{
		"a": true, "Ünïcødé 😀": true, strings.Repeat("é", 64): true, "a b": true,
		"": false, strings.Repeat("a", 65): false, " a": false, "a ": false, "a\u3000": false, "a\tb": false, "a\u200bb": false, "a\u2028b": false,
		"a\x00": false, "\u202ea": false, "\xff": false,
	} {
		got, err := checkName(name)
		if (err == nil) != ok || !ok && fault.Of(err) != fault.InvalidInput {
			t.Errorf("%q: %q, %v", name, got, err)
		}
	}
	if got, err := checkName("e\u0301"); err != nil || got != "é" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestRestore(t *testing.T) {
	core := over(t, t.TempDir())
	made := imported(t, core, "")
	backup, err := core.ExportArc1(made.Wallet, good, 1)
	if err != nil {
		t.Fatal(err)
	}
	h := unlockedAt(t, core, made.Wallet, 2)
	out, err := core.ExportDescriptor(h, first, 3)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := core.ExportKeystore(h, "m/44'/60'/0'/0/0", 1<<12, bad, 4)
	if err != nil {
		t.Fatal(err)
	}
	_, err = core.ExportKeystore(h, "m/44'/0'/0'/0/0", 1<<12, bad, 4)
	wants(t, "a path of Bitcoin", err, fault.InvalidPath)

	other := over(t, t.TempDir())
	restored, err := other.RestoreArc1("backup", backup, good, nil)
	if err != nil || restored.Fingerprint != made.Fingerprint || restored.Wallet == made.Wallet {
		t.Errorf("%+v, %v", restored, err)
	}
	_, err = other.RestoreArc1("x", backup, bad, nil)
	wants(t, "a wrong password", err, fault.WrongPasswordOrCorrupt)
	_, err = other.RestoreArc1("x", backup, good, []byte("x"))
	wants(t, "another passphrase", err, fault.PassphraseMismatch)
	_, err = other.RestoreArc1("x", []byte("ARC2"), good, nil)
	wants(t, "no backup", err, fault.Tampered)
	restoredHandle := unlockedAt(t, other, restored.Wallet, 5)
	if list, err := other.Range(restoredHandle, first, 0, 0, 1, 6); err != nil || list[0].Text != "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu" {
		t.Errorf("%v, %v", list, err)
	}

	watch, err := other.RestoreDescriptor("watch", out.Change)
	if err != nil || watch.Fingerprint != made.Fingerprint {
		t.Errorf("%+v, %v", watch, err)
	}
	if list, err := other.Watch(watch.Wallet, 0, 1); err != nil || list[0].Text != "bc1q8c6fshw2dlwun7ekn9qwf37cu2rn755upcp6el" || list[0].Path != "m/84'/0'/0'/1/0" {
		t.Errorf("%v, %v", list, err)
	}
	_, err = other.Watch(restored.Wallet, 0, 1)
	wants(t, "another kind of wallet", err, fault.Locked)
	_, err = other.Unlock(watch.Wallet, 1000, good, nil, 7)
	wants(t, "a wallet without a secret", err, fault.NotFound)

	value, err := strictjson.Parse(keys)
	if err != nil {
		t.Fatal(err)
	}
	// A keystore is one key, not another account of the wallet it came from (Maskbook#5111).
	single, err := other.RestoreKeystore("key", value, cheap, bad, good)
	if err != nil || single.Address != "0x9858EfFD232B4033E47d90003D41EC34EcaEda94" {
		t.Fatalf("%+v, %v", single, err)
	}
	key := unlockedAt(t, other, single.Wallet, 8)
	signed, err := other.SignMessage(key, "", evm.Message("x"), intentOf(t, evm.Message("x")), 9)
	if err != nil || signed.From != single.Address {
		t.Errorf("%+v, %v", signed, err)
	}
	_, err = other.SignMessage(key, "m/44'/60'/0'/0/0", evm.Message("x"), intentOf(t, evm.Message("x")), 9)
	wants(t, "a path of a single key", err, fault.InvalidPath)
	_, err = other.AddAccount(key, first, 9)
	wants(t, "an account of a single key", err, fault.PolicyDenied)
	wants(t, "words of a single key", other.ConfirmBackup(key, []int{0, 1, 2}, []byte("a b c"), 9), fault.PolicyDenied)
	_, _, err = other.SignPSBT(key, address.Bitcoin, nil, "", 9)
	wants(t, "a PSBT of a single key", err, fault.PolicyDenied)
}

func intentOf(t *testing.T, message evm.Message) string {
	t.Helper()
	return message.Intent(vectors.Scratch(t)).String()
}

const path0 = "m/44'/60'/0'/0/0"

func TestSigningAndPolicy(t *testing.T) {
	core := over(t, t.TempDir())
	made := imported(t, core, "")
	h := unlockedAt(t, core, made.Wallet, 100)
	scratch := vectors.Scratch(t)
	value, err := strictjson.Parse([]byte(`{"type":"fee_market","chain_id":"137","nonce":"0","gas":"21000","to":"0x3535353535353535353535353535353535353535","value":"1","data":"0x","max_fee":"1000","max_priority":"1","access_list":[]}`))
	if err != nil {
		t.Fatal(err)
	}
	tx, err := evm.ParseTx(scratch, value)
	if err != nil {
		t.Fatal(err)
	}
	intent := tx.Intent(scratch).String()
	sign := func(now int64) error { return second(core.SignTx(h, path0, 137, tx, intent, now)) }
	wants(t, "as shown", sign(101), 0)
	shown := tx.Nonce
	tx.Nonce++
	wants(t, "another nonce than shown", sign(102), fault.IntentChanged)
	tx.Nonce = shown
	wants(t, "another chain", second(core.SignTx(h, path0, 1, tx, intent, 103)), fault.ChainMismatch)
	wants(t, "no path of an account", second(core.SignTx(h, "m/44'/60'/0'/1/0", 137, tx, intent, 103)), fault.InvalidPath)
	set := func(policy store.Policy, password []byte) error { return core.SetPolicy(h, policy, password, 104) }
	lower := store.Policy{MaxFeeWei: "20999999", MaxFeeSat: "10", AnyChain: true}
	wants(t, "a wrong password", set(lower, bad), fault.WrongPasswordOrCorrupt)
	if policy, err := core.Policy(h, 105); err != nil || policy.MaxFeeWei != "500000000000000000" || !policy.AnyChain {
		t.Errorf("%+v, %v", policy, err)
	}
	wants(t, "a lower limit", set(lower, good), 0)
	wants(t, "above it", sign(106), fault.FeeTooHigh)
	wants(t, "at the limit", set(store.Policy{MaxFeeWei: "21000000", MaxFeeSat: "10", Chains: []string{"1"}}, good), 0)
	wants(t, "a chain that is not allowed", sign(107), fault.PolicyDenied)
	wants(t, "allowed", set(store.Policy{MaxFeeWei: "21000000", MaxFeeSat: "10", Chains: []string{"1", "137"}}, good), 0)
	wants(t, "at the limit", sign(108), 0)
	for _, policy := range []store.Policy{
		{MaxFeeWei: "01", MaxFeeSat: "1", AnyChain: true}, {MaxFeeWei: "1", MaxFeeSat: "-1", AnyChain: true}, {MaxFeeWei: "1", MaxFeeSat: "1", Chains: []string{"0"}},
		{MaxFeeWei: "1", MaxFeeSat: "1", Chains: []string{"1", "1"}}, {MaxFeeWei: "1", MaxFeeSat: "1", Chains: []string{"9223372036854775808"}},
	} {
		wants(t, "a policy that is none", set(policy, good), fault.InvalidInput)
	}

	// Messages and typed data; each signature belongs to the account that it says.
	message := evm.Message("hello")
	signed, err := core.SignMessage(h, path0, message, intentOf(t, message), 109)
	if err != nil || signed.From != "0x9858EfFD232B4033E47d90003D41EC34EcaEda94" {
		t.Fatalf("%+v, %v", signed, err)
	}
	recoverable := signed.Signature
	recoverable[64] -= 27
	public, err := crypt.EcdsaRecover(recoverable, signed.Digest)
	if err != nil {
		t.Fatal(err)
	}
	if raw, err := crypt.EvmAddresses(public[:]); err != nil || address.Checksummed([20]byte(raw)) != signed.From {
		t.Errorf("signed by %x, %v", raw, err)
	}
	wants(t, "another message", second(core.SignMessage(h, path0, evm.Message("hellp"), intentOf(t, message), 110)), fault.IntentChanged)
	value, err = strictjson.Parse([]byte(`{"types":{"EIP712Domain":[{"name":"chainId","type":"uint256"}],"M":[{"name":"v","type":"bool"}]},"primaryType":"M","domain":{"chainId":137},"message":{"v":true}}`))
	if err != nil {
		t.Fatal(err)
	}
	data, err := typed.Parse(scratch, value)
	if err != nil {
		t.Fatal(err)
	}
	wants(t, "typed data", second(core.SignTyped(h, path0, 137, data, data.Intent(scratch).String(), 111)), 0)
	wants(t, "typed data of another chain", second(core.SignTyped(h, path0, 1, data, data.Intent(scratch).String(), 112)), fault.ChainMismatch)

	// The log has what was done, and nothing of what was refused.
	entries, all, err := core.Audit(h, 1, 10, 113)
	if err != nil || all != 5 {
		t.Fatalf("%d entries, %v", all, err)
	}
	var got []string
	for _, entry := range entries {
		got = append(got, entry.Operation.String())
	}
	if !slices.Equal(got, []string{"evm.sign_tx", "evm.sign_tx", "evm.sign_message", "evm.sign_typed"}) || entries[0].At != 101 {
		t.Errorf("%v", got)
	}
	if n, err := core.VerifyAudit(h, 114); err != nil || n != 5 {
		t.Errorf("%d, %v", n, err)
	}
}

func TestPSBT(t *testing.T) {
	var file struct {
		vectors.Source
		Mnemonic                string
		Invalid, Valid, Digests any
		FailsSigner             any `json:"fails_signer"`
		Cases                   []struct {
			Chain, PSBT, Signed, Fee string
			Kinds, Outputs           any
		}
	}
	vectors.Load(t, "psbt.json", &file)
	core := over(t, t.TempDir())
	made := imported(t, core, "")
	h := unlockedAt(t, core, made.Wallet, 1)
	packet := func() *psbt.Packet {
		t.Helper()
		read, err := psbt.Parse(file.Cases[4].PSBT)
		if err != nil {
			t.Fatal(err)
		}
		return read
	}
	scratch := vectors.Scratch(t)
	judged, err := packet().Judge(scratch, address.Bitcoin)
	if err != nil {
		t.Fatal(err)
	}
	intent := judged.Intent(scratch).String()
	text, signed, err := core.SignPSBT(h, address.Bitcoin, packet(), intent, 2)
	if err != nil || !slices.Equal(signed, []int{0, 1, 2, 3}) || text == file.Cases[4].PSBT {
		t.Errorf("%v, %v", signed, err)
	}
	_, _, err = core.SignPSBT(h, address.Testnet, packet(), intent, 3)
	wants(t, "another chain than shown", err, fault.IntentChanged)
	_, _, err = core.SignPSBT(h, address.Bitcoin, packet(), strings.Repeat("0", 64), 3)
	wants(t, "another intent", err, fault.IntentChanged)
	wants(t, "a lower limit", core.SetPolicy(h, store.Policy{MaxFeeWei: "0", MaxFeeSat: "4999", AnyChain: true}, good, 4), 0)
	_, _, err = core.SignPSBT(h, address.Bitcoin, packet(), intent, 5)
	wants(t, "a fee above it", err, fault.FeeTooHigh)
	other, err := core.Import("other", nil, cheap, []byte(strings.Repeat("zoo ", 11)+"wrong"), good, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = core.SignPSBT(unlockedAt(t, core, other.Wallet, 6), address.Bitcoin, packet(), intent, 7)
	wants(t, "somebody else's inputs", err, fault.NotFound)
}

// Files of two wallets exchanged, taken away, or put back from before: never other addresses or counters.
func TestFilesExchanged(t *testing.T) {
	path := t.TempDir()
	core := over(t, path)
	one := imported(t, core, "")
	two, err := core.Import("other", nil, cheap, []byte(strings.Repeat("zoo ", 11)+"wrong"), good, nil)
	if err != nil {
		t.Fatal(err)
	}
	h := unlockedAt(t, core, one.Wallet, 1)
	file := func(wallet, ending string) string { return filepath.Join(path, wallet+ending) }
	for _, ending := range []string{".arc1", ".state"} {
		mine, err := os.ReadFile(file(one.Wallet, ending))
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := os.ReadFile(file(two.Wallet, ending))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file(one.Wallet, ending), theirs, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err = core.Unlock(one.Wallet, 1000, good, nil, 2)
		wants(t, "the "+ending+" of another wallet", err, fault.Tampered)
		if _, err := core.Range(h, first, 0, 0, 1, 3); err == nil {
			t.Errorf("a handle works on with the %s of another wallet", ending)
		}
		if err := os.Remove(file(one.Wallet, ending)); err != nil {
			t.Fatal(err)
		}
		_, err = core.Unlock(one.Wallet, 1000, good, nil, 4)
		if code := fault.Of(err); code != fault.Tampered && code != fault.NotFound {
			t.Errorf("without its %s: %v", ending, err)
		}
		if err := os.WriteFile(file(one.Wallet, ending), mine, 0o600); err != nil {
			t.Fatal(err)
		}
		h = unlockedAt(t, core, one.Wallet, 5)
	}
	// Nothing secret lies in the folder unsealed.
	entries, err := os.ReadDir(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		content, err := os.ReadFile(filepath.Join(path, entry.Name()))
		if err != nil || bytes.Contains(content, []byte("abandon")) || bytes.Contains(content, make([]byte, 16)) && strings.HasSuffix(entry.Name(), ".arc1") {
			t.Errorf("%s: %v", entry.Name(), err)
		}
	}
}
