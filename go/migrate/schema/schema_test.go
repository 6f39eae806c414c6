package schema_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"spandrel.dev/spandrel/migrate/schema"
)

const everything = `abi 2
package every
record Point { x: i32, y: f64 }
record Nothing {  }
enum Level { Low = -3, High = 1 }
enum Shape { Empty, Circle { radius: f32, label: String }, Pair { _0: Point, _1: Option<Option<u8>> } }
error Failed { Cause { at: Level }, Inner { source: Other } }
error Other { Odd }
object Store
interface Sink
go log(line: &str)
rust Store::open(limit: usize) -> Result<Store, Failed>
rust leaf Store::size(&self) -> u64
rust async Store::put(&mut self, key: char, value: &[u8], all: Vec<Shape>) -> Result<(), Failed>
rust Store::each(&self, visit: &dyn Fn(u32, Vec<u8>) -> Result<u32>, then: Box<dyn Fn(&str) -> bool + Send + Sync>, n: u8)
rust Store::keys(&self) -> impl Stream<Item = Result<(char, Point), Failed>>
rust all(a: u128, b: i128, c: [u8; 3], d: [Nothing; 2], e: HashMap<String, Vec<u16>>, f: BTreeSet<i8>, g: Duration, h: SystemTime, i: Bytes, j: &Store, k: Option<Shape>) -> bool
rust seal(key: Secret<[u8]>, sink: &Sink)
rust Store::tap(&self) -> Result<ring::Reader<[u8]>, Failed>
rust points(count: u8) -> ring::Receiver<[Point; 2]>
signatures 00
`

func parsed(t *testing.T) *schema.Contract {
	t.Helper()
	contract, err := schema.Parse(everything, nil)
	if err != nil {
		t.Fatal(err)
	}
	return contract
}

func TestContractIsRead(t *testing.T) {
	contract := parsed(t)
	names := ""
	for _, function := range contract.Functions {
		because, ok := function.Data()
		names += function.Name
		if !ok {
			names += "(" + because + ")"
		}
		names += " "
	}
	want := "every.Store.open every.Store.size every.Store.put every.Store.each(takes a callback) every.Store.keys every.all every.seal(takes a secret) every.Store.tap(answers with an end of a ring) every.points(answers with an end of a ring) every.Store.Close "
	if names != want {
		t.Errorf("got %s\nwant %s", names, want)
	}
	keys, open, each := contract.Function("Store.keys"), contract.Function("every.Store.open"), contract.Function("Store.each")
	if !keys.Stream || keys.Answer.Kind != schema.Tuple || keys.Error.Name != "Failed" {
		t.Errorf("keys: %+v", keys)
	}
	if open.Makes != "Store" || open.Object != "" || open.Params[0].Name != "limit" {
		t.Errorf("open: %+v", open)
	}
	if len(each.Params) != 3 || each.Params[2].Type.Kind != schema.Uint8 {
		t.Errorf("each: %+v", each.Params)
	}
}

func TestArgumentsInJSONAndBack(t *testing.T) {
	all := parsed(t).Function("all")
	text := `{"a": 340282366920938463463374607431768211455, "b": -170141183460469231731687303715884105728, "c": "00ff10", "d": [{}, {}], ` +
		`"e": [["k", [1, 65535]], [{"bytes": "ff"}, []]], "f": [-128, 127], "g": -1, "h": {"seconds": -62135596800, "nanos": 999999999}, "i": "", "j": 7, ` +
		`"k": {"Pair": {"_0": {"x": -2147483648, "y": "NaN"}, "_1": {"some": null}}}}`
	values, err := all.ParseArguments([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	encoded := all.AppendArguments(nil, 0, values)
	_, again, ok := all.Arguments(encoded)
	if !ok {
		t.Fatal("what was encoded cannot be read")
	}
	if got := string(all.ArgumentsJSON(nil, again)); got != text {
		t.Errorf("got  %s\nwant %s", got, text)
	}
	if !bytes.Equal(all.AppendArguments(nil, 0, again), encoded) {
		t.Error("another encoding")
	}
	for end := range encoded {
		if _, _, ok := all.Arguments(encoded[:end]); ok {
			t.Fatalf("the first %d bytes are read as all", end)
		}
	}
}

func TestWrongJSONSaysWhere(t *testing.T) {
	open := parsed(t).Function("Store.open")
	for text, want := range map[string]string{
		`{"limit": -1}`:                   "limit: -1 is out of range for usize",
		`{"limit": "x"}`:                  "limit: usize is expected, not x",
		`{}`:                              `"limit" is missing`,
		`{"limit": 1, "limits": 2}`:       `"limits" is not a name of the contract here`,
		`[]`:                              "an object is expected, not []",
		`{"limit": 18446744073709551616}`: "limit: 18446744073709551616 is out of range for usize",
	} {
		_, err := open.ParseArguments([]byte(text))
		if err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}

func TestEveryContractOfTheGoldens(t *testing.T) {
	files, err := filepath.Glob("../../../tests/golden/*/contract.txt")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d contracts, %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		contract, err := schema.Parse(string(text), nil)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if want := bytes.Count(text, []byte("\nrust ")) + bytes.Count(text, []byte("\nobject ")); len(contract.Functions) != want {
			t.Errorf("%s: got %d functions, want %d", file, len(contract.Functions), want)
		}
	}
}
