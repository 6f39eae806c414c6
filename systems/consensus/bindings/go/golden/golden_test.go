package golden_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"spandrel.dev/consensus/bindings/go/coinjecture/contract"
	"spandrel.dev/consensus/bindings/go/coinjecture/hook"
	"spandrel.dev/consensus/bindings/go/gocore"
	"spandrel.dev/consensus/bindings/go/golden"
	"spandrel.dev/consensus/hash"
	internal "spandrel.dev/consensus/internal/vectors"
	"spandrel.dev/spandrel/migrate/agree"
	"spandrel.dev/spandrel/migrate/schema"
	"spandrel.dev/spandrel/migrate/vectors"
)

const committed = "../../../vectors"

// exported are the committed vectors, written and read again.
func exported(t *testing.T) (*golden.Exported, *vectors.File, *schema.Contract) {
	t.Helper()
	files, err := internal.Files([]string{committed})
	if err != nil {
		t.Fatal(err)
	}
	exported, err := golden.Export(files)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := exported.File.Write(&text); err != nil {
		t.Fatal(err)
	}
	file, err := vectors.Read(&text)
	if err != nil {
		t.Fatal(err)
	}
	contract, err := schema.Of(hook.Calls(gocore.Core{}))
	if err != nil {
		t.Fatal(err)
	}
	return exported, file, contract
}

// oddNode is the canary: it has the two treatments of an odd node the wrong way round.
type oddNode struct{ contract.Core }

func (c oddNode) MerkleRoot(rule contract.Rule, leaves []byte) ([32]byte, error) {
	return c.Core.MerkleRoot(map[contract.Rule]contract.Rule{
		contract.RulePromote: contract.RuleDuplicate, contract.RuleDuplicate: contract.RulePromote, contract.RuleRfc6962: contract.RuleRfc6962,
	}[rule], leaves)
}

func TestVectorsAreCallsOfTheBridge(t *testing.T) {
	exported, file, contract := exported(t)
	written := len(file.Vectors)
	if written+len(exported.Protocol)+len(exported.Same) != exported.Read || written < exported.Read/2 {
		t.Errorf("of %d vectors %d are written, %d are of the protocol, %d the same", exported.Read, written, len(exported.Protocol), len(exported.Same))
	}
	files, err := internal.Files([]string{committed})
	if err != nil {
		t.Fatal(err)
	}
	list, _ := internal.ReadAll(files)
	for i := range list {
		// What never reaches the core are requests that are wrong.
		if list[i].Code != hash.InvalidInput && slices.Contains(exported.Protocol, list[i].Name) {
			t.Errorf("%s does not reach the core", list[i].Name)
		}
	}
	mismatches, err := file.Run(hook.Calls(gocore.Core{}), contract, nil)
	if err != nil || len(mismatches) != 0 {
		t.Errorf("%v, %v", mismatches, err)
	}
	mismatches, err = file.Run(hook.Calls(oddNode{gocore.Core{}}), contract, nil)
	if err != nil || len(mismatches) == 0 {
		t.Errorf("a core that confuses two rules passes: %v", err)
	}
}

func TestVectorsAreLinted(t *testing.T) {
	_, file, contract := exported(t)
	// The protocol does not ask what a core is, and for many hashes at once.
	known := map[string]bool{
		"no vector calls ActiveKernels": true, "no vector calls Version": true, "no vector calls HeaderGo208Hashes": true,
		"no vector calls MerkleProofData":               true,
		"no vector has the error CoreError.OutOfMemory": true, "no vector has the error CoreError.Internal": true,
	}
	for _, finding := range file.Lint(contract) {
		if !known[finding] {
			t.Error(finding)
		}
		delete(known, finding)
	}
	for finding := range known {
		t.Errorf("not found: %s", finding)
	}
	file.Vectors[0].By = file.Vectors[0].By[:1]
	if findings := strings.Join(file.Lint(contract), "\n"); !strings.Contains(findings, "of 1 implementation") {
		t.Errorf("a vector of one implementation passes: %s", findings)
	}
}

func TestVectorsAreMinimised(t *testing.T) {
	_, file, contract := exported(t)
	options := agree.Options{A: hook.Calls(gocore.Core{}), B: hook.Calls(oddNode{gocore.Core{}})}
	least, found := 1<<30, 0
	for i := range file.Vectors {
		steps, err := file.Vectors[i].Steps(contract)
		if err != nil {
			t.Fatal(err)
		}
		if small := agree.Minimise(options, contract, steps); small != nil {
			found++
			least = min(least, len(small.Input))
		}
	}
	// Three leaves of 32 bytes are the least.
	if found == 0 || least > 300 {
		t.Errorf("%d found, the smallest of %d bytes", found, least)
	}
}
