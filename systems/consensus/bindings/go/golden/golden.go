// Package golden writes the golden vectors as calls of the bridge, in the format of `spandrel vectors`.
//
// A golden vector is a request of the JSON Lines protocol. The Go reference answers it through a core of the bridge, whose calls are
// noted: where the answer is the vector's, these calls with their answers say the same as the vector.
package golden

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"spandrel.dev/consensus/bindings/go/coinjecture/hook"
	"spandrel.dev/consensus/bindings/go/corebackend"
	"spandrel.dev/consensus/bindings/go/gocore"
	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/internal/jsonl"
	golden "spandrel.dev/consensus/internal/vectors"
	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/migrate/agree"
	"spandrel.dev/spandrel/migrate/compare"
	"spandrel.dev/spandrel/migrate/schema"
	"spandrel.dev/spandrel/migrate/vectors"
)

// Exported is what became of the vectors of some files.
type Exported struct {
	File *vectors.File
	// Read is how many there are.
	Read int
	// Protocol are those whose request is refused before the core is called.
	Protocol []string
	// Same are those that make the calls of another one: they differ in how the request is written.
	Same []string
}

// Export reads files of golden vectors. It fails if the Go reference answers one of them otherwise.
func Export(files []string) (*Exported, error) {
	list, faults := golden.ReadAll(files)
	if len(faults) > 0 {
		return nil, faults[0]
	}
	notes, err := newNotes()
	if err != nil {
		return nil, err
	}
	exported := &Exported{File: &vectors.File{Head: vectors.Head{Package: notes.contract.Package}}, Read: len(list)}
	backend, err := corebackend.Of(hash.Native, hook.Wrap(gocore.Core{}, notes))
	if err != nil {
		return nil, err
	}
	asker := &jsonl.Local{Backend: backend}
	seen := map[string]bool{}
	for i := range list {
		vector := &list[i]
		notes.calls = nil
		answer, err := asker.Ask(vector.Request())
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", vector.File, vector.Name, err)
		}
		if !answer.Same(vector.Expected()) {
			return nil, fmt.Errorf("%s: %s: the Go reference answers %s, expected %s", vector.File, vector.Name, answer, vector.Expected())
		}
		key := ""
		for _, call := range notes.calls {
			key += call.Function + " " + string(call.Arguments) + ";"
		}
		switch {
		case key == "":
			exported.Protocol = append(exported.Protocol, vector.Name)
		case seen[key]:
			exported.Same = append(exported.Same, vector.Name)
		default:
			seen[key] = true
			exported.File.Vectors = append(exported.File.Vectors, vectors.Vector{Name: vector.Name, By: by(vector.Source), Calls: notes.calls})
		}
	}
	return exported, nil
}

// by are the implementations that gave an answer: those of its source, and the Go reference, which has given it now.
func by(source string) []string {
	all := []string{hash.Native}
	for _, name := range strings.Split(source, "+") {
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// notes is a hook that notes calls as vectors have them.
type notes struct {
	plain    spandrel.Calls
	contract *schema.Contract
	calls    []vectors.Call
}

func newNotes() (*notes, error) {
	plain := hook.Calls(gocore.Core{})
	contract, err := schema.Of(plain)
	return &notes{plain: plain, contract: contract}, err
}

// Around makes a call and notes it.
func (n *notes) Around(call spandrel.Call) {
	function := n.contract.Functions[call.Function().Number]
	_, arguments, ok := function.Arguments(call.AppendArguments(nil))
	_ = call.Proceed()
	if !ok {
		call.Fail(fmt.Errorf("the arguments of %s are not those of the contract", function.Name))
		return
	}
	outcome := compare.Of(n.plain, call, 0)
	n.calls = append(n.calls, vectors.Described(n.contract, &agree.Step{Function: function, Arguments: arguments}, &outcome))
}

// Begin has every call noted.
func (n *notes) Begin(context.Context, *spandrel.Function) bool { return true }
