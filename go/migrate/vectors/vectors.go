// Package vectors has golden vectors: calls with the answers that they must have, as lines of JSON that people can read and
// other languages can run.
//
// The first line is the head: {"format": "spandrel-vectors-1", "package": "search"}. Each other line is a vector: its name, which
// implementations gave its answers, and its calls in order. An object is a number that a call before made.
package vectors

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/migrate/agree"
	"spandrel.dev/spandrel/migrate/compare"
	"spandrel.dev/spandrel/migrate/schema"
)

// Format is the format that this package reads and writes.
const Format = "spandrel-vectors-1"

// File is a file of vectors.
type File struct {
	Head    Head
	Vectors []Vector
}

// Head is the first line.
type Head struct {
	Format  string `json:"format"`
	Package string `json:"package"`
}

// Vector is a line: calls that are made one behind the other.
type Vector struct {
	Name string `json:"name"`
	// By are the implementations that gave these answers.
	By    []string `json:"by"`
	Calls []Call   `json:"calls"`
}

// Call is a call and how it must end.
type Call struct {
	// Function is the name without that of the package.
	Function string `json:"function"`
	// Object is the number of the object of a method, Makes that of the object that the call makes.
	Object    uint64          `json:"object,omitempty"`
	Arguments json.RawMessage `json:"arguments"`
	Makes     uint64          `json:"makes,omitempty"`
	// Answer is the answer, Items are those of a stream; More tells that there are more of them.
	Answer json.RawMessage   `json:"answer,omitempty"`
	Items  []json.RawMessage `json:"items,omitempty"`
	More   bool              `json:"more,omitempty"`
	Error  *Failure          `json:"error,omitempty"`
	// Unchecked has the call made, whatever its answer.
	Unchecked bool `json:"unchecked,omitempty"`
}

// Failure is an error: its code as [compare.Code] has it, and for one of the contract its type and value.
type Failure struct {
	Code  string          `json:"code"`
	Type  string          `json:"type,omitempty"`
	Value json.RawMessage `json:"value,omitempty"`
}

// Read reads a file. Names that the format does not have are errors, with the line.
func Read(r io.Reader) (*File, error) {
	file := &File{}
	scanner := bufio.NewScanner(r)
	scanner.Buffer(nil, 64<<20)
	for number := 1; scanner.Scan(); number++ {
		line := bytes.TrimSpace(scanner.Bytes())
		if len(line) == 0 {
			continue
		}
		decoder := json.NewDecoder(bytes.NewReader(line))
		decoder.DisallowUnknownFields()
		if file.Head.Format == "" {
			if err := decoder.Decode(&file.Head); err != nil || file.Head.Format != Format {
				return nil, fmt.Errorf("line %d: the first line is not the head of %s: %w", number, Format, orUnknown(err))
			}
			continue
		}
		var vector Vector
		if err := decoder.Decode(&vector); err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		file.Vectors = append(file.Vectors, vector)
	}
	if err := scanner.Err(); err != nil {
		return nil, err
	}
	if file.Head.Format == "" {
		return nil, fmt.Errorf("there is no head: the file is empty")
	}
	return file, nil
}

func orUnknown(err error) error {
	if err == nil {
		return fmt.Errorf("another format")
	}
	return err
}

// Write writes a file.
func (f *File) Write(w io.Writer) error {
	f.Head.Format = Format
	lines := []any{f.Head}
	for i := range f.Vectors {
		lines = append(lines, &f.Vectors[i])
	}
	for _, line := range lines {
		var text bytes.Buffer
		encoder := json.NewEncoder(&text)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(line); err != nil {
			return err
		}
		if _, err := w.Write(text.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// Record makes calls of a core, and returns them with their answers. The objects are closed.
func Record(calls spandrel.Calls, contract *schema.Contract, name, by string, steps []agree.Step) Vector {
	vector := Vector{Name: name, By: []string{by}}
	run(calls, contract, steps, func(i int, outcome *compare.Outcome) bool {
		vector.Calls = append(vector.Calls, Described(contract, &steps[i], outcome))
		return true
	})
	return vector
}

// base is added to the numbers of objects, which are not those of other calls then.
const base = 1 << 62

// run makes steps, whose objects are closed at the end, until each returns false. The calls are those of one goroutine.
func run(calls spandrel.Calls, contract *schema.Contract, steps []agree.Step, each func(int, *compare.Outcome) bool) {
	real := agree.Renumbered(steps, func(number uint64) uint64 { return base + number })
	defer func() {
		for _, step := range real {
			if step.Makes != 0 && calls.Has(step.Makes) {
				agree.Close(calls, contract, step.Function.Makes, step.Makes)
			}
		}
	}()
	for i := range real {
		step := &real[i]
		outcome := agree.Make(calls, step, step.Function.AppendArguments(nil, step.Object, step.Arguments))
		if !each(i, &outcome) {
			return
		}
	}
}

// Unchecked is a call whose answer is not looked at.
func Unchecked(step *agree.Step) Call {
	f := step.Function
	return Call{Function: f.ShortName(), Object: step.Object, Makes: step.Makes, Arguments: f.ArgumentsJSON(nil, step.Arguments), Unchecked: true}
}

// Described is a call with its outcome.
func Described(contract *schema.Contract, step *agree.Step, outcome *compare.Outcome) Call {
	f := step.Function
	call := Call{
		Function: f.ShortName(), Object: step.Object, Makes: step.Makes, More: outcome.More,
		Arguments: f.ArgumentsJSON(nil, step.Arguments),
	}
	switch {
	case outcome.Code == "declared":
		enum := contract.Errors[outcome.Declared[0]-1]
		ty := &schema.Type{Kind: schema.ErrorKind, Enum: enum}
		value, _ := ty.Decode(outcome.Declared[1:])
		call.Error = &Failure{Code: outcome.Code, Type: enum.Name, Value: ty.AppendJSON(nil, value)}
	case outcome.Code != "":
		call.Error = &Failure{Code: outcome.Code}
	}
	for _, item := range outcome.Items {
		value, _ := f.Answer.Decode(item)
		call.Items = append(call.Items, f.Answer.AppendJSON(nil, value))
	}
	if call.Error == nil && !f.Stream && f.Answer != nil && f.Makes == "" {
		value, _ := f.Answer.Decode(outcome.Answer)
		call.Answer = f.Answer.AppendJSON(nil, value)
	}
	return call
}

// Steps are the calls of a vector.
func (v *Vector) Steps(contract *schema.Contract) ([]agree.Step, error) {
	steps := make([]agree.Step, len(v.Calls))
	for i, call := range v.Calls {
		f := contract.Function(call.Function)
		if f == nil {
			return nil, fmt.Errorf("vector %q: %s has no function %q", v.Name, contract.Package, call.Function)
		}
		arguments, err := f.ParseArguments(call.Arguments)
		if err != nil {
			return nil, fmt.Errorf("vector %q: arguments of %s: %w", v.Name, call.Function, err)
		}
		steps[i] = agree.Step{Function: f, Object: call.Object, Arguments: arguments, Makes: call.Makes}
		if f.Makes != "" && call.Makes == 0 {
			steps[i].Makes = uint64(i + 1)
		}
	}
	return steps, nil
}

// Mismatch is a call that a core answered otherwise than a vector says.
type Mismatch struct {
	Vector     string             `json:"vector"`
	Call       int                `json:"call"`
	Function   string             `json:"function"`
	Input      json.RawMessage    `json:"input"`
	Difference compare.Difference `json:"difference"`
}

// String says it in a line.
func (m *Mismatch) String() string {
	return fmt.Sprintf("%s: call %d, %s %s: %v", m.Vector, m.Call, m.Function, m.Input, &m.Difference)
}

// Run makes the calls of a file's vectors, and returns what differs: A is the vector, B the core. Rules are by the name of a function,
// "" for all others.
func (f *File) Run(calls spandrel.Calls, contract *schema.Contract, rules map[string]compare.Rules) ([]Mismatch, error) {
	if f.Head.Package != contract.Package {
		return nil, fmt.Errorf("the vectors are of package %q, the core is of %q", f.Head.Package, contract.Package)
	}
	var all []Mismatch
	for i := range f.Vectors {
		vector := &f.Vectors[i]
		steps, err := vector.Steps(contract)
		if err != nil {
			return nil, err
		}
		var expected error
		run(calls, contract, steps, func(at int, theirs *compare.Outcome) bool {
			call := &vector.Calls[at]
			if call.Unchecked {
				return true
			}
			own, err := call.outcome(contract, steps[at].Function)
			if err != nil {
				expected = fmt.Errorf("vector %q: %s: %w", vector.Name, call.Function, err)
				return false
			}
			of, ok := rules[call.Function]
			if !ok {
				of = rules[""]
			}
			of.Latency = 0
			if d := compare.Outcomes(steps[at].Function, contract, own, theirs, &of); d != nil {
				all = append(all, Mismatch{vector.Name, at, call.Function, call.Arguments, *d})
				return false
			}
			return true
		})
		if expected != nil {
			return nil, expected
		}
	}
	return all, nil
}

// outcome is how a call must end.
func (c *Call) outcome(contract *schema.Contract, f *schema.Function) (*compare.Outcome, error) {
	outcome := &compare.Outcome{More: c.More}
	for _, item := range c.Items {
		value, err := f.Answer.ParseJSON(item)
		if err != nil {
			return nil, err
		}
		outcome.Items = append(outcome.Items, f.Answer.Append(nil, value))
	}
	if c.Answer != nil && f.Answer != nil {
		value, err := f.Answer.ParseJSON(c.Answer)
		if err != nil {
			return nil, err
		}
		outcome.Answer = f.Answer.Append(nil, value)
	}
	if c.Error == nil {
		return outcome, nil
	}
	outcome.Code = c.Error.Code
	if c.Error.Code != "declared" {
		return outcome, nil
	}
	at := slices.IndexFunc(contract.Errors, func(e *schema.Enum) bool { return e.Name == c.Error.Type })
	if at < 0 {
		return nil, fmt.Errorf("%q is not an error of the contract", c.Error.Type)
	}
	ty := &schema.Type{Kind: schema.ErrorKind, Enum: contract.Errors[at]}
	value, err := ty.ParseJSON(c.Error.Value)
	if err != nil {
		return nil, err
	}
	outcome.Declared = ty.Append([]byte{byte(at + 1)}, value)
	outcome.Message = string(c.Error.Value)
	return outcome, nil
}
