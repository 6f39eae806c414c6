package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/choose"
	"spandrel.dev/consensus/node/internal/app"
	"spandrel.dev/consensus/node/internal/config"
	"spandrel.dev/consensus/node/internal/engine"
	"spandrel.dev/consensus/node/internal/faults"
	"spandrel.dev/consensus/node/internal/rest"
	"spandrel.dev/consensus/node/internal/store"
	"spandrel.dev/consensus/node/internal/twins"
)

func runNode(ctx context.Context, arguments []string, out io.Writer) error {
	f := newFlags("node", "node --config FILE", out)
	file := f.String("config", "config.yaml", "configuration")
	if _, err := f.parse(arguments, 0, 0); err != nil {
		return helped(err)
	}
	c, err := config.Load(*file, os.Environ())
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, nil)).With("node", c.Validator.Name)
	if c.Validator.Application == config.InProcess {
		return runValidator(ctx, c, log)
	}
	return runEngine(ctx, c, log)
}

// servers are the interfaces of a node.
type servers struct {
	running atomic.Pointer[engine.Engine]
	failed  chan error
	all     []*http.Server
}

func (s *servers) serve(listener net.Listener, handler http.Handler) {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	s.all = append(s.all, server)
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			s.failed <- err
		}
	}()
}

func (s *servers) stop() {
	for _, server := range s.all {
		_ = server.Close() // nothing waits for readers
	}
}

// submitter returns the engine for the admin socket; nil until it runs.
func (s *servers) submitter() rest.Submitter {
	if e := s.running.Load(); e != nil {
		return e
	}
	return nil
}

func (s *servers) engine() rest.Engine {
	if e := s.running.Load(); e != nil {
		return e
	}
	return nil
}

// runValidator runs engine and Go application in this process.
func runValidator(ctx context.Context, c config.Config, log *slog.Logger) error {
	backend, reason, err := backendOf(c)
	if err != nil {
		return err
	}
	log = choose.Choice{Backend: backend}.Logger(log)
	if reason.notice != "" {
		log.Warn(reason.notice)
	}
	backend, pair, plant, err := compared(c.Consensus, backend, log)
	if err != nil {
		return err
	}
	if pair != nil {
		defer pair.Close()
	}
	blocks, err := store.Open(c.Validator.Home)
	if err != nil {
		return err
	}
	defer blocks.Close()
	application, err := app.New(backend, c.Consensus.Rules, blocks, log)
	if err != nil {
		return err
	}
	if pair != nil {
		application.FallBack(pair.Serving())
		application.Metrics().Registry.MustRegister(pair)
		if c.Consensus.ShadowMode.LogAllComparisons {
			application.OnCommit(func(number uint64) {
				now := pair.Stats()
				log.Info("compared so far", "block", number, "agreed", now.Agreed, "diverged", now.Diverged, "dropped", now.Dropped)
			})
		}
	}
	s := &servers{failed: make(chan error, 2)}
	defer s.stop()
	api, err := net.Listen("tcp", c.API.Listen)
	if err != nil {
		return fmt.Errorf("api.listen: %w", err)
	}
	about := rest.About{Name: c.Validator.Name, ChainID: c.ChainID, Reason: reason.text, Twins: pair}
	s.serve(api, rest.Handler(about, application, s.engine, rest.LimitFor(c.Validator.BlockTime)))
	return s.run(ctx, c, application, plant, application.Fatal(), log)
}

// runEngine runs the engine for an application in another process, which has
// the REST interface of its own.
func runEngine(ctx context.Context, c config.Config, log *slog.Logger) error {
	if err := waitForApplication(ctx, c.Validator.Application); err != nil {
		return err
	}
	s := &servers{failed: make(chan error, 2)}
	defer s.stop()
	return s.run(ctx, c, nil, nil, nil, log)
}

// waitForApplication waits until somebody listens at address: processes of one
// validator are often started together.
func waitForApplication(ctx context.Context, address string) error {
	network, place, _ := strings.Cut(address, "://")
	for begin := time.Now(); ; {
		connection, err := net.Dial(network, place)
		if err == nil {
			return connection.Close()
		}
		if time.Since(begin) > 30*time.Second {
			return fmt.Errorf("validator.application: %w; start python -m coinjecture validator first", err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

func (s *servers) run(ctx context.Context, c config.Config, application *app.App, plant func(string) error, fatal <-chan error, log *slog.Logger) error {
	admin, err := rest.ListenAdmin(c.API.Admin)
	if err != nil {
		return err
	}
	s.serve(admin, rest.Admin(s.submitter, plant))
	var abciApplication abci.Application
	if application != nil {
		abciApplication = lastWord{application}
	}
	e, err := engine.Start(c, abciApplication, log)
	if err != nil {
		// The application's own reason says more than what the engine made of it.
		select {
		case cause := <-fatal:
			return cause
		default:
			return err
		}
	}
	s.running.Store(e)
	log.Info("running", "chain", c.ChainID, "peers", len(c.Validator.BootstrapPeers), "rules", c.Consensus.Rules)
	select {
	case <-ctx.Done():
		// A signal of the operator, or the engine's own after it has failed.
		return e.Stop()
	case err = <-s.failed:
	case err = <-fatal:
	case err = <-e.Fatal():
		// The engine fails because of what the application said.
		select {
		case err = <-fatal:
		case <-time.After(100 * time.Millisecond):
		}
	}
	log.Error("stopping", "cause", err)
	return err // the engine does nothing more; stopping it could wait for a backend that hangs
}

// lastWord is the application as the engine gets it. When a decided block cannot
// be applied the engine panics, in some states with the whole process. The answer
// is delayed, so that the process ends with the application's own reason first.
type lastWord struct{ *app.App }

const answerDelay = 10 * time.Second

func (l lastWord) FinalizeBlock(ctx context.Context, r *abci.RequestFinalizeBlock) (*abci.ResponseFinalizeBlock, error) {
	response, err := l.App.FinalizeBlock(ctx, r)
	if err != nil {
		time.Sleep(answerDelay)
	}
	return response, err
}

func (l lastWord) Commit(ctx context.Context, r *abci.RequestCommit) (*abci.ResponseCommit, error) {
	response, err := l.App.Commit(ctx, r)
	if err != nil {
		time.Sleep(answerDelay)
	}
	return response, err
}

type reason struct{ text, notice string }

// backendOf opens the backend that the configuration wishes for.
func backendOf(c config.Config) (hash.Backend, reason, error) {
	if !c.Consensus.UseRustBindings {
		backend, err := choose.Named(hash.Native)
		return backend, reason{text: "default"}, err
	}
	backend, err := choose.Named(hash.Rust)
	if err == nil {
		return backend, reason{text: "consensus.use_rust_bindings"}, nil
	}
	notice := fmt.Sprintf("%v; backend go takes its place", err)
	backend, err = choose.Named(hash.Native)
	return backend, reason{"rust wished for and not available", notice}, err
}

// compared returns the backend that the node asks: the one it has, or two that are
// compared. Faults are planted in the Rust one of two.
func compared(c config.Consensus, backend hash.Backend, log *slog.Logger) (hash.Backend, *twins.Twins, func(string) error, error) {
	if !c.ShadowMode.Enabled && !c.Gate.Enabled {
		backend, plant := faults.Wrap(backend)
		return backend, nil, plant, nil
	}
	rust, err := choose.Named(hash.Rust)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("two backends cannot be compared: %w", err)
	}
	native, err := choose.Named(hash.Native)
	if err != nil {
		return nil, nil, nil, err
	}
	rust, plant := faults.Wrap(rust)
	options := twins.Options{
		Mode: twins.Gate, Serving: native, Other: rust, OnDifference: c.Gate.Action(), Alert: true, Log: log,
	}
	if c.ShadowMode.Enabled {
		options.Mode, options.Alert = twins.Shadow, c.ShadowMode.AlertOnDivergence
		if backend.Name() == hash.Rust {
			options.Serving, options.Other = rust, native
		}
	}
	pair, err := twins.New(options)
	if err != nil {
		return nil, nil, nil, err
	}
	return pair.Backend(), pair, plant, nil
}
