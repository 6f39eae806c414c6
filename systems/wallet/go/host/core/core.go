// Package core is the wallet as its Rust host calls it: sessions over the folders of wallets, and what can be done in them.
package core

import (
	"errors"
	"runtime/debug"

	"spandrel.dev/spandrel"

	"spandrel.dev/wallet/host/arcsign"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/protocol"
	"spandrel.dev/wallet/internal/store"
	"spandrel.dev/wallet/internal/wallets"
)

// A stack that overflows ends the process early: at Go's own limit it costs a gigabyte and half a minute.
const maxStack = 64 << 20

func init() {
	debug.SetMaxStack(maxStack)
	arcsign.Implement(functions{})
}

type functions struct{}

// Open opens a folder, and makes it if nothing is there.
func (functions) Open(folder, mode string, clock arcsign.Clock) (arcsign.Session, error) {
	kind := store.System
	if clock == arcsign.ClockGiven {
		kind = store.Given
	}
	opened, err := store.Open(folder, kind)
	if err != nil {
		return nil, told(err)
	}
	return newSession(wallets.New(opened), opened, mode), nil
}

// Resume goes on with a session of another process.
func (functions) Resume(folder, mode string, suspended *spandrel.Secret) (arcsign.Session, error) {
	defer suspended.Close()
	var resumed *session
	err := use(suspended, func(content []byte) error {
		core, opened, err := wallets.Resume(folder, content)
		if err == nil {
			resumed = newSession(core, opened, mode)
		}
		return err
	})
	if err != nil {
		return nil, told(err)
	}
	return resumed, nil
}

// use runs work with the content of a secret, in a thread that leaves no copies of it.
func use(secret *spandrel.Secret, work func(content []byte) error) error {
	var inner error
	err := secret.Use(func(content []byte) {
		inner = page.Run(page.Size, func(*page.Scratch) error { return work(content) })
	})
	return errors.Join(err, inner)
}

// session is an open folder and what is unlocked in it.
type session struct {
	server *protocol.Server
	folder *store.Folder
	// shown is the secret of the last answer until it is fetched.
	shown *spandrel.Secret
}

func newSession(core *wallets.Core, folder *store.Folder, mode string) *session {
	return &session{server: &protocol.Server{Core: core, Mode: mode, Build: build}, folder: folder}
}

// Request answers a request of the machine protocol.
func (s *session) Request(op, args string, names []string, packed *spandrel.Secret, at int64) (arcsign.Answer, error) {
	defer packed.Close()
	request := protocol.Request{Op: op, At: at}
	var written arcsign.Answer
	err := use(packed, func(content []byte) (err error) {
		if request.Args, err = arguments(args); err != nil {
			return err
		}
		if request.Secrets, err = unpack(names, content); err != nil {
			return err
		}
		answer, err := s.server.Do(request)
		if err != nil {
			return err
		}
		defer answer.Close()
		written.Data = string(answer.Data)
		if answer.Name != "" {
			written.Secret = &answer.Name
			s.show(answer.Secret)
		}
		return nil
	})
	return written, told(err)
}

// show keeps a secret until it is fetched.
func (s *session) show(secret []byte) {
	s.forget()
	s.shown = spandrel.FillSecret(len(secret), func(content []byte) { copy(content, secret) })
}

func (s *session) forget() {
	if s.shown != nil {
		_ = s.shown.Close()
		s.shown = nil
	}
}

// Shown returns the secret of the last answer that had one, once.
func (s *session) Shown() (*spandrel.Secret, error) {
	shown := s.shown
	s.shown = nil
	if shown == nil {
		return nil, told(fault.New(fault.NotFound, "the last answer had no secret, or it was fetched"))
	}
	return shown, nil
}

// Suspend returns the session for another process.
func (s *session) Suspend() (suspended *spandrel.Secret, err error) {
	err = page.Run(page.Size, func(*page.Scratch) error {
		s.server.Core.Suspend(func(n int, fill func(into []byte)) { suspended = spandrel.FillSecret(n, fill) })
		return nil
	})
	return suspended, told(err)
}

// Close locks all wallets and releases the folder.
func (s *session) Close() error {
	s.forget()
	s.server.Core.Close()
	return told(s.folder.Close())
}

// told returns an error as the bridge declares it.
func told(err error) error {
	if err == nil {
		return nil
	}
	var refused *store.RefusedError
	if errors.As(err, &refused) {
		return arcsign.NewFolderError(refused.Reason)
	}
	var known *fault.Error
	if !errors.As(err, &known) {
		// Nobody expected it, and nobody knows what its text names.
		known = fault.New(fault.Panic, "the core failed")
	}
	var word *uint32
	if known.Word >= 0 {
		place := uint32(known.Word)
		word = &place
	}
	var retry *uint64
	if known.Code == fault.RateLimited {
		wait := uint64(known.RetryMs)
		retry = &wait
	}
	return arcsign.NewRefusedError(arcsign.Code(known.Code), known.Message, word, retry)
}
