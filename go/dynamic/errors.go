package dynamic

import (
	"errors"
	"fmt"
)

// Why a library was not loaded. errors.Is finds them in a [LoadError].
var (
	// ErrNoLibrary says that the program carries no library, and that none was loaded by its path.
	ErrNoLibrary = errors.New("there is no library")
	// ErrDamaged says that a file is not a whole shared library.
	ErrDamaged = errors.New("the library is damaged")
	// ErrMachine says that a library is for another machine.
	ErrMachine = errors.New("the library is for another machine")
	// ErrABI says that another version of Spandrel made the library.
	ErrABI = errors.New("the library has another binary interface")
	// ErrContract says that a library was built from another bridge. The error is a [ContractError].
	ErrContract = errors.New("the library has another contract")
	// ErrGlibc says that a library requires a newer glibc. The error is a [GlibcError].
	ErrGlibc = errors.New("the library requires a newer glibc")
	// ErrSystem says that the system did not load the library.
	ErrSystem = errors.New("the system does not load the library")
	// ErrLoaded says that a library has been loaded already: a program has one for its whole life.
	ErrLoaded = errors.New("a library is loaded already")
	// ErrLinked says that the program was built with cgo, and has its Rust side linked in.
	ErrLinked = errors.New("the Rust side is linked in: build with CGO_ENABLED=0 to load it")
)

// LoadError says which library was not loaded, and why. Nothing of the library has run then.
type LoadError struct {
	// Package is the bridge.
	Package string
	// Library is the path, and empty for the library that the program carries.
	Library string
	// Err is the cause.
	Err error
}

// Error names bridge, library and cause.
func (e *LoadError) Error() string {
	library := e.Library
	if library == "" {
		library = "the program"
	}
	return fmt.Sprintf("spandrel: load %s from %s: %v", e.Package, library, e.Err)
}

// Unwrap returns the cause.
func (e *LoadError) Unwrap() error {
	return e.Err
}

// ContractError says in what two contracts differ.
type ContractError struct {
	// Here and There are the first items that differ, of the program and of the library; empty where one side has no more.
	Here, There string
}

// Error names the first items that differ, and what to do.
func (e *ContractError) Error() string {
	item := func(text string) string {
		if text == "" {
			return "nothing"
		}
		return "`" + text + "`"
	}
	return fmt.Sprintf("%v: first difference: the program has %s, the library %s\n"+
		"hint: build both from the same bridge: run `spandrel build --link dynamic`", ErrContract, item(e.Here), item(e.There))
}

// Is matches ErrContract.
func (e *ContractError) Is(target error) bool {
	return target == ErrContract
}

// GlibcError says which glibc a library requires.
type GlibcError struct {
	// Required and Found are versions, such as "2.34".
	Required, Found string
}

// Error names both versions, and what to do.
func (e *GlibcError) Error() string {
	return fmt.Sprintf("%v: it requires %s, this machine has %s\n"+
		"hint: build the library on a machine with glibc %s or older", ErrGlibc, e.Required, e.Found, e.Found)
}

// Is matches ErrGlibc.
func (e *GlibcError) Is(target error) bool {
	return target == ErrGlibc
}
