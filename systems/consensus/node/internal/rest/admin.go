package rest

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"

	"spandrel.dev/consensus/chain"
)

// Submitter is an engine that takes transactions.
type Submitter interface {
	Engine
	Submit(tx []byte) error
}

// Admin returns the interface of the admin socket: everyone who may open the socket
// may submit transactions.
func Admin(engine func() Submitter, plant func(text string) error) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/transactions", func(w http.ResponseWriter, r *http.Request) {
		tx, err := io.ReadAll(http.MaxBytesReader(w, r.Body, chain.MaxTransactionBytes))
		if err != nil {
			refuse(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("a transaction has at most %d bytes", chain.MaxTransactionBytes))
			return
		}
		running := engine()
		if running == nil {
			refuse(w, http.StatusServiceUnavailable, "the engine does not run yet")
			return
		}
		if err := running.Submit(tx); err != nil {
			refuse(w, http.StatusUnprocessableEntity, err.Error())
			return
		}
		write(w, http.StatusAccepted, map[string]any{"ok": true})
	})
	mux.HandleFunc("GET /v1/mempool", func(w http.ResponseWriter, _ *http.Request) { answerMempool(w, engine()) })
	if plant != nil {
		mux.HandleFunc("POST /v1/plant", func(w http.ResponseWriter, r *http.Request) {
			text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 100))
			if err == nil {
				err = plant(string(text))
			}
			if err != nil {
				refuse(w, http.StatusUnprocessableEntity, err.Error())
				return
			}
			write(w, http.StatusOK, map[string]any{"ok": true})
		})
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		refuse(w, http.StatusNotFound, "no such path; there are POST /v1/transactions and GET /v1/mempool")
	})
	return mux
}

// ListenAdmin opens the admin socket, which only its owner may use. A socket
// that a killed process left is replaced; one that still answers is not.
func ListenAdmin(path string) (net.Listener, error) {
	if connection, err := net.Dial("unix", path); err == nil {
		connection.Close()
		return nil, fmt.Errorf("admin socket %s: another process answers there", path)
	}
	if info, err := os.Lstat(path); err == nil && info.Mode().Type() == os.ModeSocket {
		if err := os.Remove(path); err != nil {
			return nil, fmt.Errorf("admin socket: %w", err)
		}
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		return nil, fmt.Errorf("admin socket: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("admin socket: %w", err), listener.Close())
	}
	return listener, nil
}
