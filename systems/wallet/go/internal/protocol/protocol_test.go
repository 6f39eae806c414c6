package protocol

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/store"
	"spandrel.dev/wallet/internal/strictjson"
	"spandrel.dev/wallet/internal/vectors"
	"spandrel.dev/wallet/internal/wallets"
)

const (
	twelve = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"
	xpub84 = "xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2fMFMKHPJ4ZeZXYVUhLv1VMrjPC7PW6V"
	zpub84 = "zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31mGDtKsAYz2oz2AGutZYs"
	kdf    = `"kdf":{"t":1,"m_kib":19456,"p":1}`
)

type client struct {
	t      *testing.T
	server *Server
	at     int64
}

func newClient(t *testing.T) *client {
	t.Helper()
	folder, err := store.Open(t.TempDir(), store.Given)
	if err != nil {
		t.Fatal(err)
	}
	core := wallets.New(folder)
	t.Cleanup(func() { core.Close(); _ = folder.Close() })
	return &client{t, &Server{Core: core, Mode: "inproc", Build: func() string { return strings.Repeat("0", 64) }}, 1000}
}

// ask sends op, args and secrets as JSON, and returns data, the secret and the error.
func (c *client) ask(op, args, secrets string) (map[string]any, string, error) {
	c.t.Helper()
	request := Request{Op: op, Secrets: map[string][]byte{}, At: c.at}
	c.at++
	if args != "" {
		value, err := strictjson.Parse([]byte("{" + args + "}"))
		if err != nil {
			c.t.Fatalf("%s: %v", args, err)
		}
		request.Args = value
	}
	var texts map[string]string
	if err := json.Unmarshal([]byte("{"+secrets+"}"), &texts); err != nil {
		c.t.Fatalf("%s: %v", secrets, err)
	}
	for name, text := range texts {
		request.Secrets[name] = []byte(text)
	}
	answer, err := c.server.Do(request)
	if err != nil {
		return nil, "", err
	}
	defer answer.Close()
	var data map[string]any
	if err := json.Unmarshal(answer.Data, &data); err != nil {
		c.t.Fatalf("%s answers %s: %v", op, answer.Data, err)
	}
	return data, string(answer.Secret), nil
}

// ok asks and fails the test when that is refused.
func (c *client) ok(op, args, secrets string) map[string]any {
	c.t.Helper()
	data, _, err := c.ask(op, args, secrets)
	if err != nil {
		c.t.Fatalf("%s {%s}: %v", op, args, err)
	}
	return data
}

// refused asks and wants an error.
func (c *client) refused(code fault.Code, op, args, secrets string) error {
	c.t.Helper()
	data, _, err := c.ask(op, args, secrets)
	if fault.Of(err) != code {
		c.t.Errorf("%s {%s}: got %v, %v, want %v", op, args, data, err, code)
	}
	return err
}

func (c *client) unlocked() (wallet, handle string) {
	c.t.Helper()
	wallet = c.ok("wallet.import", `"name":"main",`+kdf, `"mnemonic":"`+twelve+`","password":"a password"`)["wallet"].(string)
	data := c.ok("wallet.unlock", `"wallet":"`+wallet+`","ttl_ms":3600000`, `"password":"a password"`)
	return wallet, data["handle"].(string)
}

// Every operation of the page is one, and no other; fault is not built in.
func TestEveryOperationOfThePage(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "..", "PROTOCOL.md"))
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	inside := false
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(line, "|")
		if len(cells) > 4 && strings.TrimSpace(cells[1]) == "op" {
			inside = true
			continue
		}
		if !strings.HasPrefix(line, "|") {
			inside = false
		}
		if !inside || strings.HasPrefix(line, "|-") {
			continue
		}
		for name := range strings.SplitSeq(cells[1], ";") {
			if name = strings.TrimSpace(name); name != "" {
				listed = append(listed, name)
			}
		}
	}
	var known []string
	for name := range operations {
		known = append(known, name)
	}
	slices.Sort(listed)
	slices.Sort(known)
	if !slices.Equal(listed, known) || len(known) != 34 {
		t.Errorf("the page has %d\n%v\nthe core %d\n%v", len(listed), listed, len(known), known)
	}
	newClient(t).refused(fault.InvalidInput, "fault", `"kind":"panic"`, "")
}

func TestWithoutStore(t *testing.T) {
	c := newClient(t)
	if data := c.ok("info", "", ""); data["name"] != "arcsign" || data["abi"] != 1.0 || data["mode"] != "inproc" || len(data["features"].([]any)) != 0 {
		t.Errorf("%v", data)
	}
	if data := c.ok("selftest", "", ""); data["passed"] != 6.0 {
		t.Errorf("%v", data)
	}
	data, words, err := c.ask("mnemonic.generate", `"words":24,"language":"korean"`, "")
	if err != nil || len(strings.Fields(words)) != 24 || data["language"] != "korean" || data["words"] != 24.0 {
		t.Errorf("%v, %v", data, err)
	}
	data = c.ok("mnemonic.check", `"language":"english"`, `"mnemonic":"`+twelve+`"`)
	if fmt.Sprint(data) != "map[languages:[english] words:12]" {
		t.Errorf("%v", data)
	}
	err = c.refused(fault.InvalidMnemonic, "mnemonic.check", `"language":"english"`, `"mnemonic":"`+strings.Replace(twelve, "about", "abouu", 1)+`"`)
	if failure := err.(*fault.Error); failure.Word != 11 || strings.Contains(failure.Message, "abou") {
		t.Errorf("%+v", failure)
	}
	c.refused(fault.InvalidChecksum, "mnemonic.check", "", `"mnemonic":"`+strings.Replace(twelve, "about", "abandon", 1)+`"`)
	for secrets, depth := range map[string]float64{
		`"mnemonic":"` + twelve + `"`: 3,
		`"seed":"5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc19a5ac40b389cd370d086206dec8aa6c43daea6690f20ad3d8d48b2d2ce9e38e4"`: 3,
		`"xprv":"xprv9s21ZrQH143K3GJpoapnV8SFfukcVBSfeCficPSGfubmSFDxo1kuHnLisriDvSnRRuL2Qrg5ggqHKNVpxR86QEC8w35uxmGoggxtQTPvfUu"`:                  3,
	} {
		if data := c.ok("hd.derive", `"path":"m/84h/0'/0H"`, secrets); data["xpub"] != xpub84 || data["depth"] != depth {
			t.Errorf("%s: %v", secrets, data)
		}
	}
	c.refused(fault.InvalidInput, "hd.derive", `"path":"m"`, "")
	c.refused(fault.InvalidInput, "hd.derive", `"path":"m"`, `"seed":"00","mnemonic":"x"`)
	c.refused(fault.InvalidInput, "hd.derive", `"path":"m"`, `"seed":"`+strings.Repeat("AA", 16)+`"`)
	c.refused(fault.InvalidInput, "hd.derive", `"path":"m"`, `"seed":"`+strings.Repeat("aa", 65)+`"`)
	c.refused(fault.InvalidInput, "hd.derive", `"path":"m"`, `"seed":"`+strings.Repeat("aa", 16)+`","passphrase":"x"`)
	c.refused(fault.InvalidInput, "hd.derive", `"path":"m"`, `"xprv":"`+xpub84+`"`)
	c.refused(fault.InvalidPath, "hd.derive", `"path":"0"`, `"mnemonic":"`+twelve+`"`)
	if data := c.ok("xpub.derive", `"xpub":"`+zpub84+`","path":"m/0/0"`, ""); data["public_key"] != "0330d54fd0dd420a6e5f8d3624f5f3482cae350f79d5f0753bf5beef9c2d91af3c" {
		t.Errorf("%v", data)
	}
	c.refused(fault.InvalidPath, "xpub.derive", `"xpub":"`+zpub84+`","path":"m/0'"`, "")
	if data := c.ok("address.check", `"address":"BC1QCR8TE4KR609GCAWUTMRZA0J4XV80JY8Z306FYU","chain":"bitcoin"`, ""); data["kind"] != "p2wpkh" || data["canonical"] != "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu" {
		t.Errorf("%v", data)
	}
	c.refused(fault.UnsupportedChain, "address.check", `"address":"x","chain":"dogecoin"`, "")
}

// A zpub gives native addresses and no others (bullbitcoin#1401).
func TestIssueZPub(t *testing.T) {
	c := newClient(t)
	from := func(xpub, kind, chain, rest string) string {
		return `"xpub":"` + xpub + `","kind":"` + kind + `","chain":"` + chain + `",` + rest
	}
	const two = `"change":0,"start":0,"count":2`
	for _, xpub := range []string{zpub84, xpub84} {
		list := c.ok("address.from_xpub", from(xpub, "bip84", "bitcoin", two), "")["addresses"].([]any)
		if fmt.Sprint(list) != "[map[address:bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu path:m/84'/0'/0'/0/0] map[address:bc1qnjg0jd8228aq7egyzacy8cys3knf9xvrerkf9g path:m/84'/0'/0'/0/1]]" {
			t.Errorf("%v", list)
		}
	}
	c.refused(fault.InvalidInput, "address.from_xpub", from(zpub84, "bip44", "bitcoin", two), "")
	c.refused(fault.ChainMismatch, "address.from_xpub", from(zpub84, "bip84", "testnet", two), "")
	c.refused(fault.UnsupportedChain, "address.from_xpub", from(xpub84, "bip84", "evm", two), "")
	c.refused(fault.InvalidInput, "address.from_xpub", from(xpub84, "bip85", "bitcoin", two), "")
	c.refused(fault.TooLarge, "address.from_xpub", from(xpub84, "bip84", "bitcoin", `"change":0,"start":0,"count":1001`), "")
	c.refused(fault.InvalidPath, "address.from_xpub", from(xpub84, "bip84", "bitcoin", `"change":2,"start":0,"count":1`), "")
	c.refused(fault.InvalidPath, "address.from_xpub", from(xpub84, "bip84", "bitcoin", `"change":0,"start":99999999999999999999,"count":1`), "")
	c.refused(fault.InvalidInput, "address.from_xpub", from(xpub84, "bip84", "bitcoin", `"change":0,"start":0,"count":-1`), "")
	c.refused(fault.InvalidInput, "address.from_xpub", from(xpub84, "bip84", "bitcoin", `"change":0,"start":0.0,"count":1`), "")
	master := "xpub661MyMwAqRbcFkPHucMnrGNzDwb6teAX1RbKQmqtEF8kK3Z7LZ59qafCjB9eCRLiTVG3uxBxgKvRgbubRhqSKXnGGb1aoaqLrpMBDrVxga8"
	c.refused(fault.InvalidInput, "address.from_xpub", from(master, "bip86", "bitcoin", two), "")
}

// The form comes before the handle, the handle before the arguments, those before the store.
func TestOrderOfErrors(t *testing.T) {
	c := newClient(t)
	_, handle := c.unlocked()
	c.refused(fault.InvalidInput, "address.next", `"handle":null,"kind":"bip84","chain":"bitcoin","account":0`, "")
	c.refused(fault.InvalidInput, "address.next", `"handle":null,"kind":"bip84","chain":"bitcoin","account":0,"change":0,"more":1`, "")
	c.refused(fault.InvalidInput, "address.next", `"handle":1,"kind":"bip84","chain":"bitcoin","account":0,"change":0`, "")
	c.refused(fault.InvalidInput, "address.next", `"handle":null,"kind":"bip84","chain":"bitcoin","account":true,"change":0`, "")
	c.refused(fault.Locked, "address.next", `"handle":null,"kind":"none","chain":"none","account":-1,"change":7`, "")
	c.refused(fault.HandleExpired, "address.next", `"handle":"","kind":"none","chain":"none","account":-1,"change":7`, "")
	at := `"handle":"` + handle + `",`
	c.refused(fault.InvalidInput, "address.next", at+`"kind":"none","chain":"none","account":-1,"change":7`, "")
	c.refused(fault.UnsupportedChain, "address.next", at+`"kind":"bip84","chain":"none","account":-1,"change":7`, "")
	c.refused(fault.InvalidPath, "address.next", at+`"kind":"bip84","chain":"bitcoin","account":-1,"change":0`, "")
	c.refused(fault.InvalidPath, "address.next", at+`"kind":"bip84","chain":"bitcoin","account":0,"change":7`, "")
	c.refused(fault.NotFound, "address.next", at+`"kind":"bip84","chain":"bitcoin","account":0,"change":0`, "")
	c.refused(fault.InvalidInput, "wallet.unlock", `"wallet":"../../../../etc/x","ttl_ms":1000`, `"password":"a password"`)
	c.refused(fault.NotFound, "wallet.unlock", `"wallet":"0000000000000000","ttl_ms":1000`, `"password":"a password"`)
	c.refused(fault.InvalidInput, "wallet.unlock", `"wallet":"0000000000000000","ttl_ms":1000`, `"password":"a password","other":"x"`)
	c.refused(fault.KDFOutOfRange, "wallet.import", `"name":"x","kdf":{"t":1,"m_kib":-19456,"p":1}`, `"mnemonic":"x","password":"a password"`)
	c.refused(fault.InvalidInput, "wallet.import", `"name":"x","kdf":{"t":1,"m_kib":19456}`, `"mnemonic":"x","password":"a password"`)
}

func TestWalletsLife(t *testing.T) {
	c := newClient(t)
	wallet, handle := c.unlocked()
	at := `"handle":"` + handle + `"`
	account := at + `,"kind":"bip84","chain":"bitcoin","account":0`
	if data := c.ok("account.add", account, ""); data["xpub"] != xpub84 {
		t.Errorf("%v", data)
	}
	if data := c.ok("address.next", account+`,"change":0`, ""); fmt.Sprint(data) != "map[address:bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu index:0 path:m/84'/0'/0'/0/0]" {
		t.Errorf("%v", data)
	}
	if data := c.ok("address.range", account+`,"change":1,"start":0,"count":1`, ""); fmt.Sprint(data) != "map[addresses:[map[address:bc1q8c6fshw2dlwun7ekn9qwf37cu2rn755upcp6el path:m/84'/0'/0'/1/0]]]" {
		t.Errorf("%v", data)
	}
	if data := c.ok("address.verify", account+`,"address":"bc1q8c6fshw2dlwun7ekn9qwf37cu2rn755upcp6el","count":5`, ""); fmt.Sprint(data) != "map[change:1 index:0 path:m/84'/0'/0'/1/0]" {
		t.Errorf("%v", data)
	}
	if data := c.ok("wallet.backup_confirm", at+`,"indices":[11,0,3]`, `"words":"about abandon abandon"`); data["backed_up"] != true {
		t.Errorf("%v", data)
	}
	c.ok("wallet.rename", at+`,"name":"a \"name\" \\ ü"`, "")
	if data := c.ok("wallet.list", "", ""); fmt.Sprint(data) != `map[wallets:[map[backed_up:true fingerprint:73c5da0a kind:seed name:a "name" \ ü wallet:`+wallet+`]]]` {
		t.Errorf("%v", data)
	}
	exported := c.ok("wallet.export", account+`,"format":"descriptor"`, "")
	watching := c.ok("wallet.restore", fmt.Sprintf(`"name":"watch","format":"descriptor","descriptor":%q`, exported["descriptor"]), "")
	if data := c.ok("address.watch", fmt.Sprintf(`"wallet":%q,"start":0,"count":1`, watching["wallet"]), ""); fmt.Sprint(data) != "map[addresses:[map[address:bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu path:m/84'/0'/0'/0/0]]]" {
		t.Errorf("%v", data)
	}
	c.refused(fault.AlreadyExists, "wallet.restore", fmt.Sprintf(`"name":"watch again","format":"descriptor","descriptor":%q`, exported["descriptor"]), "")
	kept := c.ok("wallet.export", at+`,"format":"keystore-v3","path":"m/44'/60'/0'/0/0","scrypt_n":4096`, `"export_password":"x"`)
	file, err := json.Marshal(kept["keystore"])
	if err != nil {
		t.Fatal(err)
	}
	key := c.ok("wallet.restore", `"name":"key","format":"keystore-v3","keystore":`+string(file)+`,`+kdf, `"password":"x","new_password":"a new password"`)
	if key["address"] != "0x9858EfFD232B4033E47d90003D41EC34EcaEda94" {
		t.Errorf("%v", key)
	}
	backup := c.ok("wallet.export", fmt.Sprintf(`"wallet":%q,"format":"arc1"`, wallet), `"password":"a password"`)
	c.refused(fault.AlreadyExists, "wallet.restore", fmt.Sprintf(`"name":"again","format":"arc1","backup":%q`, backup["backup"]), `"password":"a password"`)
	if data := c.ok("wallet.kdf_upgrade", fmt.Sprintf(`"wallet":%q,"kdf":{"t":2,"m_kib":19456,"p":1}`, wallet), `"password":"a password"`); fmt.Sprint(data) != "map[kdf:map[m_kib:19456 p:1 t:2]]" {
		t.Errorf("%v", data)
	}
	c.refused(fault.HandleExpired, "audit.verify", at, "")
	c.ok("wallet.change_password", fmt.Sprintf(`"wallet":%q,%s`, wallet, kdf), `"password":"a password","new_password":"another password"`)
	handle = c.ok("wallet.unlock", fmt.Sprintf(`"wallet":%q,"ttl_ms":1000`, wallet), `"password":"another password"`)["handle"].(string)
	c.ok("wallet.lock", `"handle":"`+handle+`"`, "")
	c.ok("wallet.delete", fmt.Sprintf(`"wallet":%q,"confirm":%q`, wallet, wallet), `"password":"another password"`)
	data, words, err := c.ask("wallet.create", `"name":"new","words":12,"language":"english",`+kdf, `"password":"a password","passphrase":"x"`)
	if err != nil || len(strings.Fields(words)) != 12 || len(data) != 2 {
		t.Errorf("%v, %v", data, err)
	}
}

func TestShowAndSign(t *testing.T) {
	c := newClient(t)
	_, handle := c.unlocked()
	at := `"handle":"` + handle + `","path":"m/44'/60'/0'/0/0",`
	tx := `"tx":{"type":"legacy","chain_id":"1","nonce":"9","gas":"21000","to":"0x3535353535353535353535353535353535353535","value":"1000000000000000000","data":"0x","gas_price":"20000000000"}`
	data := c.ok("tx.decode", tx, "")
	if fmt.Sprint(data["summary"]) != "map[chain_id:1 data_bytes:0 fee_max:420000000000000 to:0x3535353535353535353535353535353535353535 total_max:1000420000000000000 type:legacy value:1000000000000000000]" {
		t.Errorf("%v", data)
	}
	intent := fmt.Sprintf(`,"intent":%q`, data["intent"])
	signed := c.ok("evm.sign_tx", at+`"chain_id":"1",`+tx+intent, "")
	if signed["from"] != "0x9858EfFD232B4033E47d90003D41EC34EcaEda94" || !strings.HasPrefix(signed["raw"].(string), "0xf86c0985") {
		t.Errorf("%v", signed)
	}
	c.refused(fault.IntentChanged, "evm.sign_tx", at+`"chain_id":"1",`+strings.Replace(tx, `"9"`, `"8"`, 1)+intent, "")
	c.refused(fault.ChainMismatch, "evm.sign_tx", at+`"chain_id":"2",`+tx+intent, "")
	c.refused(fault.InvalidInput, "evm.sign_tx", at+`"chain_id":"0",`+tx+intent, "")
	c.refused(fault.InvalidInput, "evm.sign_tx", at+`"chain_id":"1",`+tx+`,"intent":"x"`, "")
	data = c.ok("tx.decode", `"message":{"text":"hello"}`, "")
	c.ok("evm.sign_message", at+`"message":{"hex":"0x68656c6c6f"}`+fmt.Sprintf(`,"intent":%q`, data["intent"]), "")
	structured := `"typed":{"types":{"EIP712Domain":[{"name":"chainId","type":"uint256"}],"M":[{"name":"v","type":"bool"}]},"primaryType":"M","domain":{"chainId":1},"message":{"v":true}}`
	data = c.ok("tx.decode", structured, "")
	c.ok("evm.sign_typed", at+`"chain_id":"1",`+structured+fmt.Sprintf(`,"intent":%q`, data["intent"]), "")
	c.refused(fault.ChainMismatch, "evm.sign_typed", at+`"chain_id":"5",`+structured+fmt.Sprintf(`,"intent":%q`, data["intent"]), "")
	c.refused(fault.InvalidInput, "tx.decode", tx+`,"message":{"text":"x"}`, "")
	c.refused(fault.InvalidInput, "tx.decode", tx+`,"chain":"bitcoin"`, "")

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
	packet := `"chain":"bitcoin","psbt":"` + file.Cases[4].PSBT + `"`
	data = c.ok("tx.decode", packet, "")
	summary := data["summary"].(map[string]any)
	if summary["inputs"] != 4.0 || summary["fee"] != file.Cases[4].Fee || summary["outputs"].([]any)[4].(map[string]any)["address"] != nil {
		t.Errorf("%v", summary)
	}
	signed = c.ok("btc.psbt_sign", `"handle":"`+handle+`",`+packet+fmt.Sprintf(`,"intent":%q`, data["intent"]), "")
	if fmt.Sprint(signed["signed"]) != "[0 1 2 3]" {
		t.Errorf("%v", signed["signed"])
	}
	c.refused(fault.UnsupportedChain, "tx.decode", `"chain":"evm","psbt":"x"`, "")

	policy := `"handle":"` + handle + `","policy":{"max_fee_wei":"1","max_fee_sat":"2","chains":["1"]}`
	c.ok("policy.set", policy, `"password":"a password"`)
	if data := c.ok("policy.get", `"handle":"`+handle+`"`, ""); fmt.Sprint(data) != "map[policy:map[chains:[1] max_fee_sat:2 max_fee_wei:1]]" {
		t.Errorf("%v", data)
	}
	c.refused(fault.FeeTooHigh, "evm.sign_tx", at+`"chain_id":"1",`+tx+intent, "")
	c.refused(fault.WrongPasswordOrCorrupt, "policy.set", policy, `"password":"another password"`)
	c.refused(fault.InvalidInput, "policy.set", strings.Replace(policy, `["1"]`, `[1]`, 1), `"password":"a password"`)
	entries := c.ok("audit.read", `"handle":"`+handle+`","start":3,"count":10`, "")["entries"].([]any)
	if len(entries) != 2 || entries[1].(map[string]any)["op"] != "btc.psbt_sign" || entries[1].(map[string]any)["seq"] != 4.0 {
		t.Errorf("%v", entries)
	}
	if data := c.ok("audit.verify", `"handle":"`+handle+`"`, ""); data["entries"] != 5.0 {
		t.Errorf("%v", data)
	}
}

func TestLimitTellsWhen(t *testing.T) {
	c := newClient(t)
	wallet, _ := c.unlocked()
	for range 5 {
		c.refused(fault.WrongPasswordOrCorrupt, "wallet.unlock", fmt.Sprintf(`"wallet":%q,"ttl_ms":1000`, wallet), `"password":"another password"`)
	}
	err := c.refused(fault.RateLimited, "wallet.unlock", fmt.Sprintf(`"wallet":%q,"ttl_ms":1000`, wallet), `"password":"a password"`)
	if failure := err.(*fault.Error); failure.RetryMs != 15*60*1000-5 {
		t.Errorf("%+v", failure)
	}
}

// A panic in the core is an answer, names nothing, and does not end it.
func TestPanic(t *testing.T) {
	c := newClient(t)
	operations["panic"] = func(*Server, *arguments) (*Answer, error) { panic("a secret") }
	defer delete(operations, "panic")
	if err := c.refused(fault.Panic, "panic", "", ""); strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
	c.ok("info", "", "")
}
