package location

import (
	"fmt"
	"os"
	"regexp"
	"strings"
)

// variable is a place in a URL that the environment fills, and place anything
// that looks like one.
var (
	variable = regexp.MustCompile(`\$\{([A-Za-z_][A-Za-z0-9_]*)\}`)
	place    = regexp.MustCompile(`\$\{[^}]*\}?`)
)

// part is where in a URL a variable stands.
type part string

// The parts of a URL. What is put into the first one is the beginning of the
// URL, or all of it, and stays as it is.
const (
	beginning part = "the beginning"
	userInfo  part = "user and password"
	host      part = "the host"
	path      part = "the path"
	filePath  part = "the path of a file"
	query     part = "the query"
)

// partAt is the part that follows after some text of a URL.
func partAt(before, after string) part {
	scheme, rest, ok := strings.Cut(before, ":")
	switch {
	case !ok:
		return beginning
	case strings.Contains(rest, "?"):
		return query
	case strings.EqualFold(scheme, "file"):
		return filePath
	}
	authority, isPath := strings.CutPrefix(rest, "//")
	if !isPath || strings.Contains(authority, "/") {
		return path
	}
	after, _, _ = strings.Cut(after, "/")
	after, _, _ = strings.Cut(after, "?")
	if strings.Contains(after, "@") {
		return userInfo
	}
	return host
}

// fill puts variables of the environment into a URL. A value is one value,
// whatever it holds: what is special in its place is escaped.
func fill(url string, lookUp func(string) (string, bool)) (string, error) {
	var filled strings.Builder
	end := 0
	for _, at := range place.FindAllStringIndex(url, -1) {
		match := variable.FindStringSubmatch(url[at[0]:at[1]])
		if match == nil {
			return "", fmt.Errorf("${…} in the URL names no variable: write ${NAME} with letters, digits and underscores, or %%24{ for a literal ${")
		}
		name := match[1]
		value, ok := lookUp(name)
		switch {
		case !ok:
			return "", fmt.Errorf("the environment has no variable %s: set it, or write %%24{ for a literal ${ in a URL", name)
		case value == "":
			return "", fmt.Errorf("the variable %s of the environment is empty: set it", name)
		}
		filled.WriteString(url[end:at[0]])
		end = at[1]
		escaped, err := put(value, partAt(url[:at[0]], url[at[1]:]), userIsWhole(url[:at[0]], url[at[1]:]))
		if err != nil {
			return "", fmt.Errorf("the variable %s %w", name, err)
		}
		filled.WriteString(escaped)
	}
	filled.WriteString(url[end:])
	return filled.String(), nil
}

// userIsWhole reports whether one variable fills all before the @.
func userIsWhole(before, after string) bool {
	return strings.HasSuffix(before, "//") && strings.HasPrefix(after, "@")
}

// put makes a value fit for its place. One that is user and password together
// has a colon between them.
func put(value string, at part, whole bool) (string, error) {
	switch at {
	case beginning:
		return value, nil
	case host:
		if strings.ContainsAny(value, "/?#@\\% ") {
			return "", fmt.Errorf("stands for %s of the URL and has a character that no host has: put user, path and query into variables of their own, or the whole URL into one", host)
		}
		return value, nil
	case userInfo:
		if user, password, ok := strings.Cut(value, ":"); ok && whole {
			return escape(user, "") + ":" + escape(password, ""), nil
		}
	case filePath:
		return escape(value, "/"), nil
	}
	return escape(value, ""), nil
}

// escape writes every byte as %XX that has, or may have, a meaning in a URL.
func escape(text, but string) string {
	var escaped strings.Builder
	for i := range len(text) {
		switch b := text[i]; {
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', '0' <= b && b <= '9', strings.IndexByte("-._~"+but, b) >= 0:
			escaped.WriteByte(b)
		default:
			fmt.Fprintf(&escaped, "%%%02X", b)
		}
	}
	return escaped.String()
}

// Filled is the address with the variables of this program's environment in it.
func (a Address) Filled() (Address, error) {
	filled, err := fill(string(a), os.LookupEnv)
	return Address(filled), err
}

// FillPlain puts variables of this program's environment into a text that is not a
// URL: nothing is escaped.
func FillPlain(text string) (string, error) {
	var missing error
	filled := variable.ReplaceAllStringFunc(text, func(place string) string {
		name := variable.FindStringSubmatch(place)[1]
		value := os.Getenv(name)
		if value == "" {
			missing = fmt.Errorf("the environment has no variable %s, or an empty one: set it", name)
		}
		return value
	})
	return filled, missing
}
