package vectors

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/internal/jsonl"
	"spandrel.dev/consensus/internal/strictjson"
)

// Line is a raw request line with the answer every program must give, its id too.
// Vectors cannot hold what these hold: bytes that are not JSON, keys twice, ids.
type Line struct {
	Name   string
	Text   []byte
	Answer jsonl.Answer
}

// LinesFile is the path of the line cases below the folder of the vectors.
const LinesFile = "lines/lines.json"

// lineCase is a Line in the making: the id the answer must have and its code.
type lineCase struct {
	name, line, id string
	code           hash.Code
}

const (
	good = hash.OK
	bad  = hash.InvalidInput
)

var lineCases = []lineCase{
	{"id_integer", `{"op":"sha256","id":7,"data":"616263"}`, `7`, good},
	{"id_text", `{"op":"sha256","id":"x","data":"616263"}`, `"x"`, good},
	{"id_left_out", `{"op":"sha256","data":""}`, `null`, good},
	{"id_null", `{"op":"sha256","id":null,"data":""}`, `null`, good},
	{"id_zero", `{"op":"sha256","id":0,"data":""}`, `0`, good},
	{"id_u64_max", `{"op":"sha256","id":18446744073709551615,"data":""}`, maxU64, good},
	{"id_i64_min", `{"op":"sha256","id":-9223372036854775808,"data":""}`, minI64, good},
	{"id_beyond_float", `{"op":"sha256","id":9007199254740993,"data":""}`, `9007199254740993`, good},
	{"id_over", `{"op":"sha256","id":18446744073709551616,"data":""}`, `null`, bad},
	{"id_under", `{"op":"sha256","id":-9223372036854775809,"data":""}`, `null`, bad},
	{"id_minus_zero", `{"op":"sha256","id":-0,"data":""}`, `null`, bad},
	{"id_decimal", `{"op":"sha256","id":1.0,"data":""}`, `null`, bad},
	{"id_exponent", `{"op":"sha256","id":1e3,"data":""}`, `null`, bad},
	{"id_infinite", `{"op":"sha256","id":1e400,"data":""}`, `null`, bad},
	{"id_true", `{"op":"sha256","id":true,"data":""}`, `null`, bad},
	{"id_array", `{"op":"sha256","id":[1],"data":""}`, `null`, bad},
	{"id_object", `{"op":"sha256","id":{},"data":""}`, `null`, bad},
	{"id_wrong_and_op_wrong", `{"op":"md5","id":false}`, `null`, bad},
	{"id_empty_text", `{"op":"sha256","id":"","data":""}`, `""`, good},
	{"id_escapes", `{"op":"sha256","id":"\u0061\"\\\/\b\f\n\r\t\u0000\u007f","data":""}`, `"a\"\\/\b\f\n\r\t\u0000\u007f"`, good},
	{"id_beyond_ascii", `{"op":"sha256","id":"é€😀\u2028","data":""}`, `"é€😀\u2028"`, good},
	{"id_surrogate_pair", `{"op":"sha256","id":"\ud83d\ude00","data":""}`, `"😀"`, good},
	{"id_surrogate_pair_uppercase", `{"op":"sha256","id":"\uD83D\uDE00","data":""}`, `"😀"`, good},
	{"id_high_surrogate_alone", `{"op":"sha256","id":"\ud800","data":""}`, `null`, bad},
	{"id_low_surrogate_alone", `{"op":"sha256","id":"\udc00","data":""}`, `null`, bad},
	{"id_surrogates_swapped", `{"op":"sha256","id":"\ude00\ud83d","data":""}`, `null`, bad},
	{"id_high_surrogate_and_letter", `{"op":"sha256","id":"\ud800\u0061","data":""}`, `null`, bad},
	{"id_text_of_digits", `{"op":"sha256","id":"7","data":""}`, `"7"`, good},
	{"id_last", `{"data":"","op":"sha256","id":3}`, `3`, good},
	{"id_kept_with_missing_op", `{"id":4,"data":""}`, `4`, bad},
	{"id_kept_with_unknown_op", `{"op":"md5","id":5,"data":""}`, `5`, bad},
	{"id_kept_with_unknown_input", `{"op":"sha256","id":6,"data":"","salt":""}`, `6`, bad},
	{"op_number", `{"op":1,"id":1}`, `1`, bad},
	{"op_null", `{"op":null,"id":1,"data":""}`, `1`, bad},
	{"op_empty", `{"op":"","id":1}`, `1`, bad},
	{"op_uppercase", `{"op":"SHA256","id":1,"data":""}`, `1`, bad},
	{"op_escaped", `{"op":"sh\u0061256","id":1,"data":""}`, `1`, good},
	{"key_escaped", `{"\u006fp":"sha256","\u0069d":1,"d\u0061ta":""}`, `1`, good},
	{"key_twice", `{"op":"sha256","id":1,"data":"","data":""}`, `null`, bad},
	{"op_twice", `{"op":"sha256","op":"sha256","id":1,"data":""}`, `null`, bad},
	{"id_twice", `{"op":"sha256","id":1,"id":1,"data":""}`, `null`, bad},
	{"key_twice_by_escape", `{"op":"sha256","id":1,"data":"","\u006fp":"sha256"}`, `null`, bad},
	{"key_twice_in_unknown_input", `{"op":"sha256","id":1,"data":"","more":{"a":1,"a":1}}`, `null`, bad},
	{"key_twice_deep", `{"op":"sha256","id":1,"data":"","more":[[{"a":[{"b":1,"b":2}]}]]}`, `null`, bad},
	{"same_key_at_two_depths", `{"op":"sha256","id":1,"data":"","more":{"op":{"op":1}}}`, `1`, bad},
	{"key_empty", `{"op":"sha256","id":1,"data":"","":0}`, `1`, bad},
	{"key_space", `{"op":"sha256","id":1,"data ":""}`, `1`, bad},
	{"many_unknown_keys", `{"op":"sha256","id":1,"data":"",` + manyKeysText(40) + `}`, `1`, bad},
	{"many_keys_last_twice", `{"op":"sha256","id":1,"data":"",` + manyKeysText(40) + `,"k39":0}`, `null`, bad},
	{"many_keys_first_twice", `{"op":"sha256","id":1,"data":"",` + manyKeysText(40) + `,"op":0}`, `null`, bad},
	{"space_everywhere", " \t{ \"op\" :\t\"sha256\" , \"id\" : 1 ,\r\"data\" : \"\" } \t\r ", `1`, good},
	{"not_json", `hello`, `null`, bad},
	{"empty_object", `{}`, `null`, bad},
	{"array", `[]`, `null`, bad},
	{"array_of_request", `[{"op":"sha256","id":1,"data":""}]`, `null`, bad},
	{"text", `"sha256"`, `null`, bad},
	{"number", `1`, `null`, bad},
	{"null", `null`, `null`, bad},
	{"two_objects", `{"op":"sha256","id":1,"data":""}{"op":"sha256","id":2,"data":""}`, `null`, bad},
	{"trailing_comma", `{"op":"sha256","id":1,"data":"",}`, `null`, bad},
	{"leading_comma", `{,"op":"sha256","id":1,"data":""}`, `null`, bad},
	{"comma_missing", `{"op":"sha256" "id":1,"data":""}`, `null`, bad},
	{"colon_missing", `{"op" "sha256","id":1,"data":""}`, `null`, bad},
	{"brace_missing", `{"op":"sha256","id":1,"data":""`, `null`, bad},
	{"brace_more", `{"op":"sha256","id":1,"data":""}}`, `null`, bad},
	{"bracket_for_brace", `{"op":"sha256","id":1,"data":""]`, `null`, bad},
	{"single_quotes", `{'op':'sha256','id':1,'data':''}`, `null`, bad},
	{"bare_keys", `{op:"sha256",id:1,data:""}`, `null`, bad},
	{"comment", `{"op":"sha256","id":1,"data":""} // yes`, `null`, bad},
	{"comment_inside", `{"op":"sha256",/* yes */"id":1,"data":""}`, `null`, bad},
	{"nan", `{"op":"sha256","id":1,"data":NaN}`, `null`, bad},
	{"infinity", `{"op":"sha256","id":1,"data":Infinity}`, `null`, bad},
	{"minus_infinity", `{"op":"sha256","id":1,"data":-Infinity}`, `null`, bad},
	{"true_uppercase", `{"op":"sha256","id":1,"data":True}`, `null`, bad},
	{"number_zero_padded", `{"op":"epoch_salt","id":1,"index":01}`, `null`, bad},
	{"number_plus", `{"op":"epoch_salt","id":1,"index":+1}`, `null`, bad},
	{"number_dot_first", `{"op":"epoch_salt","id":1,"index":.5}`, `null`, bad},
	{"number_dot_last", `{"op":"epoch_salt","id":1,"index":5.}`, `null`, bad},
	{"number_minus_alone", `{"op":"epoch_salt","id":1,"index":-}`, `null`, bad},
	{"number_exponent_alone", `{"op":"epoch_salt","id":1,"index":1e}`, `null`, bad},
	{"number_hex", `{"op":"epoch_salt","id":1,"index":0x1}`, `null`, bad},
	{"number_huge_in_unknown_input", `{"op":"sha256","id":1,"data":"","more":1e400}`, `1`, bad},
	{"number_minus_huge_in_unknown_input", `{"op":"sha256","id":1,"data":"","more":-1E+99999999999999999999}`, `1`, bad},
	{"escape_unknown", `{"op":"sha256","id":"\x41","data":""}`, `null`, bad},
	{"escape_short", `{"op":"sha256","id":"\u41","data":""}`, `null`, bad},
	{"escape_at_the_end", `{"op":"sha256","id":"\`, `null`, bad},
	{"string_without_end", `{"op":"sha256","id":"x`, `null`, bad},
	{"tab_in_string", "{\"op\":\"sha256\",\"id\":\"a\tb\",\"data\":\"\"}", `null`, bad},
	{"carriage_return_in_string", "{\"op\":\"sha256\",\"id\":\"a\rb\",\"data\":\"\"}", `null`, bad},
	{"nul_in_string", "{\"op\":\"sha256\",\"id\":\"a\x00b\",\"data\":\"\"}", `null`, bad},
	{"delete_in_string", "{\"op\":\"sha256\",\"id\":\"a\x7fb\",\"data\":\"\"}", `"a\u007fb"`, good},
	{"nul_after", "{\"op\":\"sha256\",\"id\":1,\"data\":\"\"}\x00", `null`, bad},
	{"nul_alone", "\x00", `null`, bad},
	{"vertical_tab_before", "\v{\"op\":\"sha256\",\"id\":1,\"data\":\"\"}", `null`, bad},
	{"no_break_space_before", "\u00a0{\"op\":\"sha256\",\"id\":1,\"data\":\"\"}", `null`, bad},
	{"no_break_space_alone", "\u00a0", `null`, bad},
	{"byte_order_mark", "\ufeff{\"op\":\"sha256\",\"id\":1,\"data\":\"\"}", `null`, bad},
	{"byte_order_mark_after", "{\"op\":\"sha256\",\"id\":1,\"data\":\"\"}\ufeff", `null`, bad},
	{"utf8_broken", "{\"op\":\"sha256\",\"id\":\"\xff\",\"data\":\"\"}", `null`, bad},
	{"utf8_cut", "{\"op\":\"sha256\",\"id\":\"\xe2\x82\",\"data\":\"\"}", `null`, bad},
	{"utf8_overlong", "{\"op\":\"sha256\",\"id\":\"\xc0\xaf\",\"data\":\"\"}", `null`, bad},
	{"utf8_surrogate", "{\"op\":\"sha256\",\"id\":\"\xed\xa0\x80\",\"data\":\"\"}", `null`, bad},
	{"utf8_too_large", "{\"op\":\"sha256\",\"id\":\"\xf4\x90\x80\x80\",\"data\":\"\"}", `null`, bad},
	{"utf8_broken_in_key", "{\"op\":\"sha256\",\"id\":1,\"data\":\"\",\"\xff\":0}", `null`, bad},
	{"utf8_broken_after", "{\"op\":\"sha256\",\"id\":1,\"data\":\"\"}\xff", `null`, bad},
	{"surrogate_in_unknown_input", `{"op":"sha256","id":1,"data":"","more":"\ud800"}`, `null`, bad},
	{"surrogate_in_unknown_key", `{"op":"sha256","id":1,"data":"","\udfff":0}`, `null`, bad},
	{"full_width_digits", `{"op":"sha256","id":1,"data":"６１"}`, `1`, bad},
	{"proof_entry_key_twice", `{"op":"merkle_verify","id":1,"rule":"promote","leaf":"","index":0,"leaf_count":1,"proof":[{"sibling":"","sibling":"","is_right":true}],"root":""}`, `null`, bad},
	{"deep_100", deepText(100), `1`, bad},
	{"deep_1000", deepText(1000), `1`, bad},
	{"deep_5000", deepText(5000), `1`, bad},
	{"deep_objects_2000", `{"op":"sha256","id":1,"data":"","more":` + strings.Repeat(`{"a":`, 2000) + `1` + strings.Repeat(`}`, 2000) + `}`, `1`, bad},
	{"deep_without_end", `{"op":"sha256","id":1,"data":` + strings.Repeat(`[`, 5000), `null`, bad},
	{"digits_100000", `{"op":"epoch_salt","id":1,"parent":"","index":` + strings.Repeat("9", 100000) + `}`, `1`, bad},
	{"proof_of_10000_entries", `{"op":"merkle_verify","id":1,"rule":"promote","leaf":` + rep32(1) + `,"index":0,"leaf_count":1,"proof":[` +
		strings.TrimSuffix(strings.Repeat(entry(rep32(2), true)+",", 10000), ",") + `],"root":` + rep32(1) + `}`, `1`, hash.VerificationFailed},
	{"tx_data_at_the_limit", string(request("tx_hash", tx().with("data", hexText(make([]byte, hash.MaxTxData))))), `null`, good},
	{"tx_data_over_the_limit", string(request("tx_hash", tx().with("data", hexText(make([]byte, hash.MaxTxData+1))))), `null`, bad},
	{"decode_tx_data_at_the_limit", string(request("msgpack_decode_strict", decode("tx", encodedTx().with("data", byteArray(make([]byte, hash.MaxTxData))...).bytes()))), `null`, good},
	{"decode_tx_data_over_the_limit", string(request("msgpack_decode_strict", decode("tx", encodedTx().with("data", byteArray(make([]byte, hash.MaxTxData+1))...).bytes()))), `null`, hash.Encoding},
}

func manyKeysText(n int) string {
	keys := make([]string, n)
	for i := range keys {
		keys[i] = fmt.Sprintf(`"k%d":0`, i)
	}
	return strings.Join(keys, ",")
}

func deepText(n int) string {
	return `{"op":"sha256","id":1,"data":"","more":` + strings.Repeat("[", n) + strings.Repeat("]", n) + `}`
}

func request(op string, inputs fields) []byte {
	v := Vector{Op: op, Inputs: strictjson.Value(inputs.json())}
	return v.Request()
}

// longestCommitted keeps lines that are all filling out of the file; they are
// built here whenever they are needed.
const longestCommitted = 4 << 10

// Lines returns all line cases, with the values of the reference backend. It
// fails when an answer is not what the author of a case says.
func Lines(reference hash.Backend) ([]Line, error) {
	local := jsonl.Local{Backend: reference}
	lines := make([]Line, 0, len(lineCases))
	for _, c := range lineCases {
		answer, err := local.Ask([]byte(c.line))
		if err != nil {
			return nil, fmt.Errorf("line %s: %w", c.name, err)
		}
		if answer.Code != c.code || !strictjson.Equal(answer.ID, strictjson.Value(c.id)) {
			return nil, fmt.Errorf("line %s: the reference answers %s to %s, the case says code %d to %s", c.name, answer, answer.ID, c.code, c.id)
		}
		lines = append(lines, Line{c.name, []byte(c.line), answer})
	}
	return lines, nil
}

// linesText returns the text of LinesFile: a line is text when it is UTF-8 and
// line_hex when it is not.
func linesText(lines []Line) []byte {
	text := []byte("[")
	for _, line := range lines {
		if len(line.Text) > longestCommitted {
			continue
		}
		if len(text) > 1 {
			text = append(text, ',')
		}
		written := append([]byte(`"line":`), quote(string(line.Text))...)
		if !utf8.Valid(line.Text) {
			written = fmt.Appendf(nil, `"line_hex":"%s"`, hex.EncodeToString(line.Text))
		}
		text = fmt.Appendf(text, "\n{\"name\":%s,%s,\n \"expected\":{\"id\":%s,\"code\":%d", quote(line.Name), written, line.Answer.ID, line.Answer.Code)
		if line.Answer.Value != nil {
			text = fmt.Appendf(text, ",\"value\":%s", line.Answer.Value)
		}
		text = append(text, "}}"...)
	}
	return append(text, "\n]\n"...)
}

// ReadLines returns the lines of a file in the form of LinesFile.
func ReadLines(path string) ([]Line, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	value, err := strictjson.ParseValue(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var lines []Line
	for i, element := range value.Elements() {
		line, err := parseLine(element)
		if err != nil {
			return nil, fmt.Errorf("%s: line %d %s: %w", path, i, line.Name, err)
		}
		lines = append(lines, line)
	}
	return lines, nil
}

func parseLine(element strictjson.Value) (Line, error) {
	var line Line
	for _, m := range element.Members() {
		content, _ := m.Value.Text()
		switch m.Key {
		case "name":
			line.Name = string(content)
		case "line":
			line.Text = content
		case "line_hex":
			raw, err := hex.AppendDecode(nil, content)
			if err != nil {
				return line, err
			}
			line.Text = raw
		case "expected":
			for _, e := range m.Value.Members() {
				switch e.Key {
				case "id":
					line.Answer.ID = e.Value
				case "code":
					code, _ := e.Value.Uint(uint64(hash.Internal))
					line.Answer.Code = hash.Code(code)
				case "value":
					line.Answer.Value = e.Value
				}
			}
		default:
			return line, fmt.Errorf("unknown key %q", m.Key)
		}
	}
	if line.Text == nil || line.Answer.ID == nil || bytes.ContainsRune(line.Text, '\n') {
		return line, fmt.Errorf("incomplete, or more than one line")
	}
	return line, nil
}
