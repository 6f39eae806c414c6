// Package openapi has the judge of the generated descriptions, which nobody here wrote.
package openapi

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
)

func validate(text string) error {
	parsed, err := libopenapi.NewDocument([]byte(text))
	if err != nil {
		return err
	}
	checker, errs := validator.NewValidator(parsed)
	if len(errs) > 0 {
		return errors.Join(errs...)
	}
	if valid, found := checker.ValidateDocument(); !valid {
		return fmt.Errorf("%v", found)
	}
	return nil
}

// The descriptions are OpenAPI 3.1, as a program that knows it says; one with a mistake is not.
func TestOpenAPI(t *testing.T) {
	for _, path := range []string{"../agreed/remote/openapi.json", "../search/remote/openapi.json"} {
		document, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := string(document)
		if err := validate(text); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		for old, new := range map[string]string{`"in": "header"`: `"in": "hat"`, `"description": "It is closed."`: `"what": "It is closed."`} {
			broken := strings.Replace(text, old, new, 1)
			if broken == text {
				t.Fatalf("there is no %s", old)
			}
			if err := validate(broken); err == nil {
				t.Errorf("%s: %s is accepted", path, new)
			}
		}
	}
}
