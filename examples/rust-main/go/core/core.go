// Package core is the Go side of a Rust program.
package core

import (
	"strings"
	"text/template"

	"example.com/letters/letters"
)

func init() {
	letters.Implement(functions{})
}

type functions struct{}

// Render fills in a template. Threads of the Rust program call it.
func (functions) Render(text string, values map[string]string) (string, error) {
	parsed, err := template.New("letter").Funcs(template.FuncMap{"shout": letters.Shout}).Parse(text)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	err = parsed.Execute(&out, values)
	return out.String(), err
}
