// Package object moves what the cryptographic object answers into the core's own pages, and turns its errors into those
// of the protocol.
package object

import (
	"errors"

	"spandrel.dev/spandrel"
	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/page"
)

// Answer is a secret that the object has made, or its refusal.
type Answer struct {
	secret *spandrel.Secret
	err    error
}

// Secret takes the two results of a call.
func Secret(secret *spandrel.Secret, err error) Answer { return Answer{secret, err} }

// Into copies the secret into the scratch and wipes the object's copy.
func (a Answer) Into(scratch *page.Scratch) ([]byte, error) {
	if a.err != nil {
		return nil, Error(a.err)
	}
	defer func() { _ = a.secret.Close() }()
	var own []byte
	tooLong := false
	err := a.secret.Use(func(content []byte) {
		if tooLong = len(content) > scratch.Room(); !tooLong {
			own = scratch.Copy(content)
		}
	})
	if err != nil {
		return nil, Error(err)
	}
	if tooLong {
		return nil, fault.New(fault.TooLarge, "the text is too long")
	}
	return own, nil
}

// Error returns the protocol's error for one of the object's.
func Error(err error) error {
	if err == nil {
		return nil
	}
	switch {
	case errors.Is(err, crypt.ErrNotAuthentic):
		return fault.New(fault.WrongPasswordOrCorrupt, "the password is wrong, or the file is damaged")
	case errors.Is(err, crypt.ErrOutOfMemory):
		return fault.New(fault.KDFOutOfRange, "there is not enough memory for this key derivation")
	case errors.Is(err, crypt.ErrInvalidKey), errors.Is(err, crypt.ErrInvalidPoint), errors.Is(err, crypt.ErrInvalidTweak),
		errors.Is(err, crypt.ErrInvalidSignature), errors.Is(err, crypt.ErrOutOfRange), errors.Is(err, crypt.ErrInvalidText):
		return fault.New(fault.InvalidInput, err.Error())
	}
	return err
}
