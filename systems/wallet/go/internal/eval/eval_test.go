package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"spandrel.dev/wallet/internal/protocol"
	"spandrel.dev/wallet/internal/store"
	"spandrel.dev/wallet/internal/vectors"
	"spandrel.dev/wallet/internal/wallets"
)

const twelve = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"

func evaluator(t *testing.T, given bool) *Evaluator {
	t.Helper()
	folder, err := store.Open(t.TempDir(), store.Given)
	if err != nil {
		t.Fatal(err)
	}
	core := wallets.New(folder)
	t.Cleanup(func() { core.Close(); _ = folder.Close() })
	return &Evaluator{Server: &protocol.Server{Core: core, Mode: "inproc", Build: "0"}, GivenClock: given, Now: func() int64 { return 1 }}
}

// lines runs input and returns the answers.
func lines(t *testing.T, e *Evaluator, input string) []string {
	t.Helper()
	var out bytes.Buffer
	if err := e.Run(iotest.OneByteReader(strings.NewReader(input)), &out); err != nil {
		t.Fatal(err)
	}
	var whole bytes.Buffer
	if err := e.Run(strings.NewReader(input), &whole); err != nil {
		t.Fatal(err)
	}
	if strings.Count(out.String(), "\n") != strings.Count(whole.String(), "\n") {
		t.Errorf("byte by byte %q is answered %q, at once %q", input, out.String(), whole.String())
	}
	if out.Len() == 0 {
		return nil
	}
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

func TestAnswers(t *testing.T) {
	check := `"op":"mnemonic.check","args":{"language":"english"},"secret":{"mnemonic":"` + twelve + `"}`
	right := `"ok":true,"data":{"languages":["english"],"words":12}}`
	for input, want := range map[string]string{
		`{"id":1,` + check + `}`:                  `{"id":1,` + right,
		"{\"id\":\"a\\u00e9\"," + check + "}\r\n": `{"id":"a\u00e9",` + right,
		" \t {" + check + ",\"id\":-5} \n":        `{"id":-5,` + right,
		`{"id":null,` + check + `}`:               `{"id":null,` + right,
		`{` + check + `}`:                         `{"id":null,` + right,
		`{"id":1,` + strings.Replace(check, "about", `\u0061bou\u0074`, 1) + `}`:  `{"id":1,` + right,
		`{"id":1,` + strings.Replace(check, `"secret"`, `"\u0073ecret"`, 1) + `}`: `{"id":1,` + right,
		"\n \t\r\n": "",
		`{"id":1,` + strings.Replace(check, "about", "abandon", 1) + `}`: `{"id":1,"ok":false,"error":{"code":"INVALID_CHECKSUM","number":103,`,
		`{"id":1,` + strings.Replace(check, "about", "x", 1) + `}`:       `{"id":1,"ok":false,"error":{"code":"INVALID_MNEMONIC","number":102,`,
		`{"id":1,"op":"info","id":2}`:                                    `{"id":1,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"more":1,"id":2,"op":"info"}`:                                  `{"id":2,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":2,"op":"info","at":1}`:                                    `{"id":2,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":2.0,"op":"info"}`:                                         `{"id":null,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":true,"op":"info"}`:                                        `{"id":null,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":[1],"op":"info"}`:                                         `{"id":null,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":7}`:                                                       `{"id":7,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":7,"op":5}`:                                                `{"id":7,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":7,"op":"nosuch"}`:                                         `{"id":7,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":7,"op":"info","args":[]}`:                                 `{"id":7,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":7,"op":"info","args":{"a":1,"a":1}}`:                      `{"id":7,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":7,"op":"info","secret":[]}`:                               `{"id":7,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":7,"op":"info","secret":{"a":1}}`:                          `{"id":7,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":7,"op":"info","secret":{"a":"x"}}`:                        `{"id":7,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":7,"op":"info","secret":{"a":"x","a":""}}`:                 `{"id":7,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":7,"op":"info","secret":{"a":"\ud800"}}`:                   `{"id":7,"ok":false,"error":{"code":"INVALID_INPUT"`,
		"{\"id\":7,\"op\":\"info\",\"secret\":{\"a\":\"\xff\"}}":         `{"id":7,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":7,"op":"info"`:                                            `{"id":7,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":7,"op":"info"}{`:                                          `{"id":7,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":7,"op":"info",}`:                                          `{"id":7,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`[]`:                                                             `{"id":null,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{`:                                                              `{"id":null,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`"`:                                                              `{"id":null,"ok":false,"error":{"code":"INVALID_INPUT"`,
		`{"id":7,"op":"info","args":` + strings.Repeat("[", 64) + strings.Repeat("]", 64) + `}`: `{"id":7,"ok":false,"error":{"code":"INVALID_INPUT"`,
	} {
		got := lines(t, evaluator(t, false), input)
		if want == "" && len(got) == 0 {
			continue
		}
		if len(got) != 1 || !strings.HasPrefix(got[0], want) {
			t.Errorf("%.200q: got %q, want %s", input, got, want)
		}
		for _, line := range got {
			if !json.Valid([]byte(line)) {
				t.Errorf("%q answers %q", input, line)
			}
		}
	}
}

func TestLongLines(t *testing.T) {
	pad := func(n int) string {
		line := `{"id":1,"op":"info"`
		return line + strings.Repeat(" ", n-len(line)-1) + "}"
	}
	for _, end := range []string{"\n", "\r\n", ""} {
		var out bytes.Buffer
		input := pad(MaxLine) + "\n" + pad(MaxLine+1) + "\n" + pad(3*MaxLine) + "\n" + strings.Repeat("x", 5*MaxLine) + "\n" + pad(MaxLine) + end
		if err := evaluator(t, false).Run(strings.NewReader(input), &out); err != nil {
			t.Fatal(err)
		}
		got := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
		if len(got) != 5 {
			t.Fatalf("%d answers", len(got))
		}
		for i, line := range got {
			want := `{"id":null,"ok":false,"error":{"code":"TOO_LARGE","number":106,`
			if i == 0 || i == 4 {
				want = `{"id":1,"ok":true,`
			}
			if !strings.HasPrefix(line, want) {
				t.Errorf("%d: %.100s, want %s", i, line, want)
			}
		}
	}
}

func TestGivenClock(t *testing.T) {
	e := evaluator(t, true)
	for input, ok := range map[string]bool{
		`{"op":"info","at":0}`: true, `{"op":"info","at":9007199254740991}`: true, `{"op":"info","at":9007199254740992}`: false, `{"op":"info"}`: false,
		`{"op":"info","at":-1}`: false, `{"op":"info","at":1.0}`: false, `{"op":"info","at":"1"}`: false, `{"op":"info","at":null}`: false,
	} {
		if got := lines(t, e, input); len(got) != 1 || strings.Contains(got[0], `"ok":true`) != ok {
			t.Errorf("%s: %s", input, got)
		}
	}
}

func TestSecretsComeAndGo(t *testing.T) {
	e := evaluator(t, true)
	var out bytes.Buffer
	input := `{"id":1,"op":"mnemonic.generate","args":{"words":12,"language":"french"},"at":1}
{"id":2,"op":"wallet.create","args":{"name":"a","words":15,"language":"japanese","kdf":{"t":1,"m_kib":19456,"p":1}},"secret":{"password":"a \"pass\\word\" ü"},"at":2}
`
	if err := e.Run(strings.NewReader(input), &out); err != nil {
		t.Fatal(err)
	}
	var wallet string
	for i, line := range strings.Split(strings.TrimSpace(out.String()), "\n") {
		var answer struct {
			ID     int
			OK     bool
			Data   map[string]any
			Secret map[string]string
		}
		if err := json.Unmarshal([]byte(line), &answer); err != nil || !answer.OK || answer.ID != i+1 {
			t.Fatalf("%s: %v", line, err)
		}
		if words := strings.Fields(answer.Secret["mnemonic"]); len(words) != 12+3*i {
			t.Errorf("%d words", len(words))
		}
		if i == 1 {
			wallet = answer.Data["wallet"].(string)
		}
	}
	unlock := fmt.Sprintf(`{"op":"wallet.unlock","args":{"wallet":%q,"ttl_ms":1000},"secret":{"password":"a \u0022pass\u005cword\u0022 u\u0308"},"at":3}`, wallet)
	if got := lines(t, e, unlock); !strings.Contains(got[0], `"ok":true`) {
		t.Errorf("the same password in NFKD and with escapes: %s", got)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestBrokenPipes(t *testing.T) {
	e := evaluator(t, false)
	if err := e.Run(strings.NewReader(`{"op":"info"}`), broken{}); err == nil {
		t.Error("an answer that could not be written was passed over")
	}
	if err := e.Run(iotest.ErrReader(io.ErrUnexpectedEOF), io.Discard); err == nil {
		t.Error("a request that could not be read was passed over")
	}
}

// What is taken out of a line agrees with the standard library's reader, wherever both take it.
func FuzzRequest(f *testing.F) {
	f.Add(`{"id":1,"op":"info","args":{"a":[1,"}"]},"secret":{"a":"\u00e9\ud83d\ude00\\\"","b":""}}`)
	f.Add(`{"secret":{},"id":"\"}","op":"x"} `)
	e := &Evaluator{Now: func() int64 { return 1 }}
	f.Fuzz(func(t *testing.T, line string) {
		if len(line) > 2000 {
			return
		}
		id, request, err := e.request(vectors.Scratch(t), span(line))
		if !json.Valid([]byte(id)) {
			t.Fatalf("%q has the id %q", line, id)
		}
		if err != nil {
			return
		}
		var want struct {
			ID     any
			Op     string
			Args   map[string]any
			Secret map[string]string
		}
		if err := json.Unmarshal([]byte(line), &want); err != nil {
			t.Fatalf("%q is read: %v", line, err)
		}
		if request.Op != want.Op || len(request.Secrets) != len(want.Secret) {
			t.Fatalf("%q: %+v, want %+v", line, request, want)
		}
		for name, secret := range want.Secret {
			if string(request.Secrets[name]) != secret {
				t.Fatalf("%q: %q is %q, want %q", line, name, request.Secrets[name], secret)
			}
		}
	})
}
