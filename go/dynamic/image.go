package dynamic

import (
	"bytes"
	"debug/elf"
	"fmt"
	"strconv"
	"strings"
)

// Contract is what a bridge and its library must agree on. It is for generated code.
type Contract struct {
	// Package is the bridge's name.
	Package string
	// Symbol is what the library must define: its name has the hash of the contract.
	Symbol string
	// Manifest is the contract as text, a line an item.
	Manifest string
	// Support names the functions that the library has once for the bridge.
	Support []string
}

// between is what stands between the package and the hash in the name of a contract's symbol.
const between = "_archive_is_stale__run_spandrel_build__"

// image is a shared library that was read and has not run.
type image struct {
	// symbols are the names that it defines.
	symbols map[string]bool
	// texts are its read-only data.
	texts [][]byte
	// glibc is the newest version of glibc that it names.
	glibc version
}

// readImage reads a shared library. Its parts must lie within the file: a loader maps them without a look.
func readImage(data []byte) (*image, error) {
	damaged := func(cause any) error { return fmt.Errorf("%w: %v", ErrDamaged, cause) }
	if len(data) == 0 {
		return nil, damaged("it is empty")
	}
	file, err := elf.NewFile(bytes.NewReader(data))
	if err != nil {
		return nil, damaged(err)
	}
	if file.Class != elf.ELFCLASS64 || file.Machine != elf.EM_X86_64 {
		return nil, fmt.Errorf("%w: %v", ErrMachine, file.Machine)
	}
	if file.Type != elf.ET_DYN {
		return nil, damaged("it is not a shared library")
	}
	for _, part := range file.Progs {
		if end := part.Off + part.Filesz; end < part.Off || end > uint64(len(data)) {
			return nil, damaged("it is truncated")
		}
	}
	symbols, err := file.DynamicSymbols()
	if err != nil {
		return nil, damaged(err)
	}
	needs, err := file.DynamicVersionNeeds()
	if err != nil {
		return nil, damaged(err)
	}
	found := &image{symbols: make(map[string]bool)}
	for _, symbol := range symbols {
		if symbol.Section != elf.SHN_UNDEF {
			found.symbols[symbol.Name] = true
		}
	}
	for _, need := range needs {
		for _, dependency := range need.Needs {
			if text, ok := strings.CutPrefix(dependency.Dep, "GLIBC_"); ok {
				found.glibc = found.glibc.newer(parseVersion(text))
			}
		}
	}
	for _, section := range file.Sections {
		if strings.HasPrefix(section.Name, ".rodata") || strings.HasPrefix(section.Name, ".data.rel.ro") {
			text, err := section.Data()
			if err != nil {
				return nil, damaged(err)
			}
			found.texts = append(found.texts, text)
		}
	}
	return found, nil
}

// check compares the contract of a bridge with that of the library.
func (i *image) check(contract Contract) error {
	if i.symbols[contract.Symbol] {
		return nil
	}
	for symbol := range i.symbols {
		if abi, ok := abiOf(symbol, contract.Package); ok {
			if ours, _ := abiOf(contract.Symbol, contract.Package); abi != ours {
				return fmt.Errorf("%w: the program has number %s, the library %s\n"+
					"hint: build both with the same version of Spandrel", ErrABI, ours, abi)
			}
			return difference(contract.Manifest, i.manifest(contract.Package))
		}
	}
	return &ContractError{Here: "package " + contract.Package}
}

// abiOf is the number of the binary interface in the name of a contract's symbol.
func abiOf(symbol, name string) (string, bool) {
	rest, ok := strings.CutPrefix(symbol, "spandrel")
	abi, rest, cut := strings.Cut(rest, "__bridge_"+name+between)
	if _, err := strconv.ParseUint(abi, 10, 16); !ok || !cut || rest == "" || err != nil {
		return "", false
	}
	return abi, true
}

// manifest is the text of a package's contract in the library.
func (i *image) manifest(name string) string {
	for _, text := range i.texts {
		at := bytes.Index(text, []byte("\npackage "+name+"\n"))
		if at < 0 {
			continue
		}
		start := bytes.LastIndex(text[:at], []byte("abi "))
		end := bytes.Index(text[at:], []byte("\nsignatures "))
		if start < 0 || end < 0 {
			continue
		}
		end += at + 1
		if line := bytes.IndexByte(text[end:], '\n'); line >= 0 {
			return string(text[start : end+line+1])
		}
	}
	return ""
}

// difference is the first item in which two contracts differ. Signatures follow from the items above them.
func difference(here, there string) error {
	ours, theirs := strings.Split(here, "\n"), strings.Split(there, "\n")
	for i := range max(len(ours), len(theirs)) {
		var first, second string
		if i < len(ours) {
			first = ours[i]
		}
		if i < len(theirs) {
			second = theirs[i]
		}
		if first != second {
			return &ContractError{Here: first, There: second}
		}
	}
	return &ContractError{}
}

// version is one of glibc's.
type version struct {
	major, minor int
}

// parseVersion reads "2.34" and "2.2.5"; what is not a version is the oldest.
func parseVersion(text string) version {
	parts := strings.SplitN(text, ".", 3)
	if len(parts) < 2 {
		return version{}
	}
	major, first := strconv.Atoi(parts[0])
	minor, second := strconv.Atoi(parts[1])
	if first != nil || second != nil {
		return version{}
	}
	return version{major, minor}
}

// newer is the newer of two.
func (v version) newer(than version) version {
	if v.major > than.major || v.major == than.major && v.minor >= than.minor {
		return v
	}
	return than
}

func (v version) String() string {
	return fmt.Sprintf("%d.%d", v.major, v.minor)
}
