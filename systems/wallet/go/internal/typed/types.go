// Package typed hashes structured data as EIP-712 says, and refuses everything that a reader and a signer could take for
// different things.
package typed

import (
	"slices"
	"strconv"
	"strings"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/strictjson"
)

func invalid(message string) error { return fault.New(fault.InvalidInput, "typed data: "+message) }

// field is a member of a struct.
type field struct{ name, kind string }

// types are the structs by their names.
type types map[string][]field

const domainType = "EIP712Domain"

// domainFields are those of the standard.
var domainFields = map[string]string{
	"name": "string", "version": "string", "chainId": "uint256", "verifyingContract": "address", "salt": "bytes32",
}

func parseTypes(value *strictjson.Value) (types, error) {
	if !value.Is(strictjson.Object) {
		return nil, invalid("types are missing")
	}
	all := types{}
	for _, member := range value.Members {
		if !identifier(member.Key) || atomic(member.Key) || !member.Value.Is(strictjson.List) {
			return nil, invalid("a type has a name of its own and a list of fields")
		}
		var fields []field
		for _, item := range member.Value.Items {
			name, kind := item.Get("name"), item.Get("type")
			if !item.Is(strictjson.Object) || len(item.Members) != 2 || !name.Is(strictjson.Text) || !kind.Is(strictjson.Text) || !identifier(name.Text) {
				return nil, invalid("a field has a name and a type")
			}
			if slices.ContainsFunc(fields, func(other field) bool { return other.name == name.Text }) {
				return nil, invalid("a field comes twice")
			}
			fields = append(fields, field{name.Text, kind.Text})
		}
		all[member.Key] = fields
	}
	for _, fields := range all {
		for _, one := range fields {
			base, _, err := arrays(one.kind)
			if err != nil {
				return nil, err
			}
			if _, known := all[base]; !known && !atomic(base) {
				return nil, invalid("there is no type " + one.kind)
			}
		}
	}
	domain, ok := all[domainType]
	if !ok {
		return nil, invalid("EIP712Domain is not among the types")
	}
	for _, one := range domain {
		if domainFields[one.name] != one.kind {
			return nil, invalid("EIP712Domain has a field that the standard does not have")
		}
	}
	return all, nil
}

// identifier is a name in Solidity.
func identifier(name string) bool {
	for i := range len(name) {
		b := name[i]
		letter := b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_' || b == '$'
		if !letter && (i == 0 || b < '0' || b > '9') {
			return false
		}
	}
	return name != ""
}

// arrays splits the lengths off a type, the outermost first: T[2][] is a list of pairs. -1 is any length.
func arrays(kind string) (base string, lengths []int, err error) {
	for strings.HasSuffix(kind, "]") {
		at := strings.LastIndexByte(kind, '[')
		if at < 0 {
			return "", nil, invalid("there is no type " + kind)
		}
		length := -1
		if digits := kind[at+1 : len(kind)-1]; digits != "" {
			length, err = strconv.Atoi(digits)
			if err != nil || length < 1 || strconv.Itoa(length) != digits {
				return "", nil, invalid("there is no type " + kind)
			}
		}
		lengths = append(lengths, length)
		kind = kind[:at]
	}
	return kind, lengths, nil
}

// sized returns the size of a type such as uint256, when it is of that family.
func sized(kind, family string) (int, bool) {
	digits, ok := strings.CutPrefix(kind, family)
	size, err := strconv.Atoi(digits)
	return size, ok && err == nil && strconv.Itoa(size) == digits && size > 0
}

// atomic reports whether a type is none of a struct: the names that Solidity has, always with their size.
func atomic(kind string) bool {
	switch kind {
	case "bool", "address", "string", "bytes":
		return true
	}
	if size, ok := sized(kind, "bytes"); ok {
		return size <= 32
	}
	for _, family := range []string{"uint", "int"} {
		if size, ok := sized(kind, family); ok {
			return size%8 == 0 && size <= 256
		}
	}
	return false
}

// encodeType writes a struct and those that it refers to, these in the order of their names.
func (t types) encodeType(name string) string {
	found := map[string]bool{}
	t.collect(name, found)
	delete(found, name)
	others := make([]string, 0, len(found))
	for other := range found {
		others = append(others, other)
	}
	slices.Sort(others)
	var out strings.Builder
	for _, one := range append([]string{name}, others...) {
		out.WriteString(one + "(")
		for i, field := range t[one] {
			if i > 0 {
				out.WriteByte(',')
			}
			out.WriteString(field.kind + " " + field.name)
		}
		out.WriteByte(')')
	}
	return out.String()
}

func (t types) collect(name string, found map[string]bool) {
	if found[name] {
		return
	}
	if _, known := t[name]; !known {
		return
	}
	found[name] = true
	for _, field := range t[name] {
		base, _, _ := arrays(field.kind)
		t.collect(base, found)
	}
}
