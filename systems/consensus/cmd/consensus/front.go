package main

import (
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/internal/jsonl"
	"spandrel.dev/consensus/internal/strictjson"
)

// front is a command for people: some operations of the protocol, one at a time,
// with an input for each flag.
type front struct {
	name    string
	about   string
	words   []word // what the first argument may be; the first one is the default
	example string
}

// word is what people call an operation.
type word struct{ name, operation string }

var fronts = []front{
	{
		name:  "hash",
		about: "hashes data, transactions, problems, solutions and salts, and reads encoded records",
		words: []word{
			{"sha256", "sha256"}, {"tx", "tx_hash"}, {"signing_message", "tx_signing_message"}, {"problem", "problem_hash"},
			{"solution", "solution_hash"}, {"epoch_salt", "epoch_salt"}, {"miner_salt", "miner_salt"}, {"commitment", "commitment"},
			{"escrow_id", "escrow_id"}, {"address", "address"}, {"decode", "msgpack_decode_strict"},
		},
		example: "consensus hash --text abc\n  consensus hash solution --indices 1,3,300 --timestamp -1",
	},
	{
		name:    "merkle",
		about:   "computes the root over leaves, or the proof of one of them",
		words:   []word{{"root", "merkle_root"}, {"proof", "merkle_proof"}},
		example: "consensus merkle --rule rfc6962 --leaves 00,10,2021\n  consensus merkle proof --rule promote --leaves @leaves.txt --index 2",
	},
	{
		name:    "header",
		about:   "encodes and hashes a block header",
		words:   []word{{"v1", "header_v1"}, {"go208", "header_go208"}},
		example: `consensus header v1 --json header.json`,
	},
	{
		name:    "verify",
		about:   "verifies the solution of a subset-sum problem, a Merkle proof, or a signature",
		words:   []word{{"subset_sum", "subset_sum_verify"}, {"merkle", "merkle_verify"}, {"signature", "ed25519_verify"}},
		example: "consensus verify subset_sum --tier Mobile --elements 1,2,3,4,5,6,7,8 --target 3 --indices 0,1 --max-ops 4 --max-memory 16",
	},
}

// command returns the front as a command of the program.
func (f *front) command() command {
	return command{f.name, f.about, f.run}
}

func (f *front) run(s streams, args []string) error {
	chosen, args := f.take(args)
	operation, _ := jsonl.Lookup(chosen.operation)
	flags := newFlags(s, f.name+" "+chosen.name, f.help(operation))
	var backends backendFlags
	backends.register(flags)
	source := flags.String("json", "", "read the inputs, or a whole request, as one JSON object from `FILE`; - is stdin")
	given := map[string]string{}
	for _, input := range operation.Inputs {
		flags.Func(input.Name, inputHelp(input), func(text string) error {
			given[input.Name] = text
			return nil
		})
	}
	if operation.Name == "sha256" {
		registerPlainData(flags, given)
	}
	if err := parseFlags(s, flags, withUnderscores(args)); err != nil {
		return err
	}
	request, err := f.request(s, operation, chosen.explicit, *source, flags.Args(), given)
	if err != nil {
		return err
	}
	backend, err := backends.open(s)
	if err != nil {
		return err
	}
	return answer(s, backend, request)
}

// chosenWord is the operation of a command line.
type chosenWord struct {
	word
	explicit bool // it was named
}

// take splits the word off the arguments: the short one or the operation's own
// name, with - or _.
func (f *front) take(args []string) (chosenWord, []string) {
	if len(args) > 0 {
		name := strings.ReplaceAll(args[0], "-", "_")
		for _, w := range f.words {
			if name == w.name || name == w.operation {
				return chosenWord{w, true}, args[1:]
			}
		}
	}
	return chosenWord{f.words[0], false}, args
}

// request returns the request that the flags, or a JSON object, ask.
func (f *front) request(s streams, operation *jsonl.Operation, explicit bool, source string, rest []string, given map[string]string) ([]byte, error) {
	if len(given) > 0 {
		if source != "" || len(rest) > 0 {
			return nil, usagef("give the inputs as flags or as JSON, not both")
		}
		return fromFlags(operation, given)
	}
	text, err := f.readObject(s, source, rest)
	if err != nil {
		return nil, err
	}
	members, err := strictjson.Parse(text)
	if err != nil {
		return text, nil // the answer says what is wrong with it
	}
	for _, m := range members {
		if m.Key != "op" {
			continue
		}
		name, _ := m.Value.Text()
		if !f.has(string(name)) || explicit && string(name) != operation.Name {
			return nil, usagef("op is %s, which is not asked here", m.Value)
		}
		return text, nil
	}
	open := strings.IndexByte(string(text), '{')
	request := strictjson.AppendString(append([]byte(nil), `{"op":`...), operation.Name)
	if len(members) > 0 {
		request = append(request, ',')
	}
	return append(request, text[open+1:]...), nil
}

func (f *front) has(operation string) bool {
	for _, w := range f.words {
		if w.operation == operation {
			return true
		}
	}
	return false
}

// readObject returns the JSON text that stands in the arguments, in a file or
// on stdin.
func (f *front) readObject(s streams, source string, rest []string) ([]byte, error) {
	switch {
	case len(rest) > 1 || len(rest) == 1 && (source != "" || !strings.HasPrefix(strings.TrimLeft(rest[0], " \t\r\n"), "{")):
		return nil, usagef("%q is not expected", rest[len(rest)-1])
	case len(rest) == 1:
		return []byte(rest[0]), nil
	case source != "" && source != "-":
		return os.ReadFile(source)
	case source == "" && isTerminal(s.in):
		return nil, usagef("the inputs are missing; give them as flags or as JSON")
	}
	text, err := io.ReadAll(io.LimitReader(s.in, jsonl.MaxLine+1))
	if err == nil && len(text) > jsonl.MaxLine {
		err = fmt.Errorf("stdin: longer than %d bytes", jsonl.MaxLine)
	}
	return text, err
}

func isTerminal(r io.Reader) bool {
	file, ok := r.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// answer prints the answer to a request; an answer that is not ok is a failure.
func answer(s streams, backend hash.Backend, request []byte) error {
	line, code := jsonl.AppendAnswer(nil, backend, request)
	if _, err := s.out.Write(append(line, '\n')); err != nil {
		return err
	}
	if code != hash.OK {
		return errSilent
	}
	return nil
}

// fromFlags builds a request of the inputs that were given. Which are missing
// the answer says.
func fromFlags(operation *jsonl.Operation, given map[string]string) ([]byte, error) {
	request := strictjson.AppendString([]byte(`{"op":`), operation.Name)
	for _, input := range operation.Inputs {
		text, ok := given[input.Name]
		if !ok {
			continue
		}
		value, err := inputJSON(input.Kind, text)
		if err != nil {
			return nil, fmt.Errorf("--%s: %w", input.Name, err)
		}
		request = strictjson.AppendString(append(request, ','), input.Name)
		request = append(append(request, ':'), value...)
	}
	return append(request, '}'), nil
}

// inputJSON returns the JSON for what a person wrote as an input. Nothing is
// judged here: what makes no sense the answer refuses.
func inputJSON(kind jsonl.Kind, text string) ([]byte, error) {
	switch kind {
	case jsonl.KindProof:
		return []byte(text), nil
	case jsonl.KindU64, jsonl.KindI64, jsonl.KindVersion, jsonl.KindTier:
		return integerJSON(text), nil
	case jsonl.KindI64s, jsonl.KindU32s, jsonl.KindLeaves:
		if strings.HasPrefix(text, "[") {
			return []byte(text), nil
		}
		elements, err := splitList(text)
		if err != nil {
			return nil, err
		}
		list := []byte{'['}
		for i, element := range elements {
			if i > 0 {
				list = append(list, ',')
			}
			if kind == jsonl.KindLeaves {
				list = strictjson.AppendString(list, element)
			} else {
				list = append(list, integerJSON(element)...)
			}
		}
		return append(list, ']'), nil
	}
	return strictjson.AppendString(nil, text), nil
}

// integerJSON returns a number for digits and a string for all else.
func integerJSON(text string) []byte {
	if _, ok := strictjson.Value(`"` + text + `"`).Integer(); ok && !strings.ContainsAny(text, `"\`) {
		return []byte(text)
	}
	return strictjson.AppendString(nil, text)
}

// splitList splits a list at its commas, or the file that @FILE names at its
// lines.
func splitList(text string) ([]string, error) {
	if path, ok := strings.CutPrefix(text, "@"); ok {
		content, err := os.ReadFile(path)
		return strings.Fields(string(content)), err
	}
	if text == "" {
		return nil, nil
	}
	return strings.Split(text, ","), nil
}

// registerPlainData lets people hash text and files as they are.
func registerPlainData(flags *flag.FlagSet, given map[string]string) {
	flags.Func("text", "hash the bytes of `TEXT`", func(text string) error {
		given["data"] = hex.EncodeToString([]byte(text))
		return nil
	})
	flags.Func("file", "hash the bytes of `FILE`", func(path string) error {
		content, err := os.ReadFile(path)
		given["data"] = hex.EncodeToString(content)
		return err
	})
}

// withUnderscores lets every flag be written with - for _.
func withUnderscores(args []string) []string {
	out := append([]string(nil), args...)
	for i, arg := range out {
		if arg == "--" {
			break
		}
		if name, ok := strings.CutPrefix(arg, "--"); ok {
			name, value, hasValue := strings.Cut(name, "=")
			out[i] = "--" + strings.ReplaceAll(name, "-", "_")
			if hasValue {
				out[i] += "=" + value
			}
		}
	}
	return out
}

func inputHelp(input jsonl.Input) string {
	switch input.Kind {
	case jsonl.KindBytes:
		if input.Max > 0 {
			return fmt.Sprintf("`HEX`, at most %d bytes", input.Max)
		}
		return "`HEX`"
	case jsonl.KindB32:
		return "32 bytes as `HEX`"
	case jsonl.KindB64:
		return "64 bytes as `HEX`"
	case jsonl.KindI64s, jsonl.KindU32s:
		return "`INTEGERS` with commas between, or @FILE"
	case jsonl.KindLeaves:
		return "leaves as `HEX` with commas between, or @FILE with one a line"
	case jsonl.KindProof:
		return "the `JSON` array that consensus merkle proof answers"
	case jsonl.KindRule:
		return "`RULE`: promote, duplicate or rfc6962"
	case jsonl.KindTier:
		return "`TIER`: Mobile, Desktop, Workstation, Server, Cluster or 0 to 4"
	case jsonl.KindTxType:
		return "`TYPE`: Transfer, ProblemSubmission or BountyPayment"
	case jsonl.KindProblem:
		return "`TYPE`: SubsetSum"
	case jsonl.KindVersion:
		return "`VERSION`: 1"
	case jsonl.KindRecord:
		return "`TYPE`: header_v1, tx, problem or solution"
	}
	return "`INTEGER`, " + string(input.Kind)
}

func (f *front) help(operation *jsonl.Operation) string {
	var b strings.Builder
	fmt.Fprintf(&b, "consensus %s %s.\n\nusage: consensus %s [WORD] --INPUT VALUE…\n       consensus %s [WORD] '{\"INPUT\":VALUE,…}' | --json FILE | < FILE\n\nWORD is one of:\n",
		f.name, f.about, f.name, f.name)
	for i, w := range f.words {
		note := ""
		if i == 0 {
			note = " (default)"
		}
		fmt.Fprintf(&b, "  %-16s %s%s\n", w.name, w.operation, note)
	}
	fmt.Fprintf(&b, "\nIt prints the answer object of consensus eval; the status is 1 when ok is false.\nEvery input is needed. The flags below are those of %s.\n\n  %s\n", operation.Name, f.example)
	return b.String()
}
