// Package rest answers over HTTP what the node knows. Nothing here changes
// anything; for that there is the admin socket.
package rest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"spandrel.dev/consensus/node/internal/app"
	"spandrel.dev/consensus/node/internal/store"
	"spandrel.dev/consensus/node/internal/twins"
)

// Engine is what the interface asks the engine.
type Engine interface {
	Waiting() (count int, bytes int64)
	Peers() int
}

// Health says how long the node may be without a block.
type Health struct{ Limit time.Duration }

// LimitFor returns the limit for a block time: five block times, and ten seconds
// at least.
func LimitFor(blockTime time.Duration) Health { return Health{max(5*blockTime, 10*time.Second)} }

// About is who answers.
type About struct {
	Name    string
	ChainID string
	Reason  string // why this backend was chosen
	Twins   *twins.Twins
}

// Handler returns the interface over an application. engine returns nil until
// the engine runs.
func Handler(about About, a *app.App, engine func() Engine, health Health) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/blocks/latest", func(w http.ResponseWriter, r *http.Request) { answerBlock(w, r, a, 0) })
	mux.HandleFunc("GET /v1/blocks/{number}", func(w http.ResponseWriter, r *http.Request) {
		number, err := strconv.ParseUint(r.PathValue("number"), 10, 64)
		if err != nil || number == 0 {
			refuse(w, http.StatusBadRequest, "a block's number is an integer from 1 on, or latest")
			return
		}
		answerBlock(w, r, a, number)
	})
	mux.HandleFunc("GET /v1/backend", func(w http.ResponseWriter, _ *http.Request) {
		kernels := a.Backend().Kernels()
		write(w, http.StatusOK, map[string]any{
			"name": about.Name, "backend": a.Backend().Name(), "kernel": kernels.String(), "version": a.Backend().Version(),
			"reason": about.Reason, "rules": a.State().Rules, "refused": a.Metrics().Refused(),
		})
	})
	mux.HandleFunc("GET /v1/validators", func(w http.ResponseWriter, _ *http.Request) { write(w, http.StatusOK, validators(a)) })
	mux.HandleFunc("GET /v1/transactions", func(w http.ResponseWriter, r *http.Request) { answerTransactions(w, r, a) })
	mux.HandleFunc("GET /v1/mempool", func(w http.ResponseWriter, _ *http.Request) { answerMempool(w, engine()) })
	mux.HandleFunc("GET /v1/shadow/stats", func(w http.ResponseWriter, _ *http.Request) { write(w, http.StatusOK, about.Twins.Stats()) })
	mux.HandleFunc("GET /v1/shadow/divergences", func(w http.ResponseWriter, _ *http.Request) {
		write(w, http.StatusOK, map[string]any{"divergences": about.Twins.Divergences()})
	})
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		since, running := a.SinceLast(), engine()
		body := map[string]any{"ok": true, "height": a.State().Number, "seconds_since_block": since.Seconds(), "chain_id": about.ChainID}
		status := http.StatusOK
		if running != nil {
			body["peers"] = running.Peers()
		}
		if running == nil || since > health.Limit {
			status = http.StatusServiceUnavailable
			body["ok"], body["error"] = false, fmt.Sprintf("no block for %.0f s, the limit is %.0f s", since.Seconds(), health.Limit.Seconds())
		}
		write(w, status, body)
	})
	mux.Handle("GET /metrics", promhttp.HandlerFor(a.Metrics().Registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet {
			refuse(w, http.StatusMethodNotAllowed, "this interface only reads; changes go over the admin socket")
			return
		}
		refuse(w, http.StatusNotFound, "no such path; there are "+Paths)
	})
	return mux
}

// Paths are all paths of the interface.
const Paths = "/v1/blocks/latest, /v1/blocks/{number}[?full=true], /v1/backend, /v1/validators, /v1/transactions[?block=number], /v1/mempool, /v1/shadow/stats, /v1/shadow/divergences, /healthz, /metrics"

func answerBlock(w http.ResponseWriter, r *http.Request, a *app.App, number uint64) {
	block, err := a.Block(number)
	if !found(w, err) {
		return
	}
	body := Block(block)
	if r.URL.Query().Get("full") == "true" {
		transactions := make([]string, len(block.Transactions))
		for i, tx := range block.Transactions {
			transactions[i] = hex.EncodeToString(tx)
		}
		body["transactions"] = transactions
	}
	write(w, http.StatusOK, body)
}

// Block is a block as JSON.
func Block(b store.Block) map[string]any {
	h := b.Header
	return map[string]any{
		"number": h.Number, "block_hash": hex.EncodeToString(b.Hash[:]), "parent_hash": hex.EncodeToString(h.Parent[:]),
		"state_root": hex.EncodeToString(h.StateRoot[:]), "tx_root": hex.EncodeToString(h.TxRoot[:]), "tx_count": len(b.Transactions),
		"timestamp": h.Timestamp, "validator": hex.EncodeToString(h.Validator[:20]), "backend": b.Backend, "kernel": b.Kernel,
		"header": hex.EncodeToString(b.Encoded),
	}
}

func answerTransactions(w http.ResponseWriter, r *http.Request, a *app.App) {
	var number uint64
	if text := r.URL.Query().Get("block"); text != "" {
		var err error
		if number, err = strconv.ParseUint(text, 10, 64); err != nil || number == 0 {
			refuse(w, http.StatusBadRequest, "block is an integer from 1 on")
			return
		}
	}
	block, err := a.Block(number)
	if !found(w, err) {
		return
	}
	list := make([]map[string]any, len(block.Transactions))
	for i, tx := range block.Transactions {
		leaf := sha256.Sum256(tx)
		list[i] = map[string]any{"hash": hex.EncodeToString(leaf[:]), "kind": tx[0], "bytes": len(tx)}
	}
	write(w, http.StatusOK, map[string]any{"block": block.Header.Number, "transactions": list})
}

func validators(a *app.App) map[string]any {
	state := a.State()
	list := make([]map[string]any, len(state.Validators))
	for i, v := range state.Validators {
		address := sha256.Sum256(v.PublicKey[:])
		list[i] = map[string]any{"public_key": hex.EncodeToString(v.PublicKey[:]), "address": hex.EncodeToString(address[:20]), "power": v.Power}
	}
	return map[string]any{"block": state.Number, "updates": state.Updates, "chain_id": state.ChainID, "validators": list}
}

func answerMempool(w http.ResponseWriter, running Engine) {
	if running == nil {
		refuse(w, http.StatusServiceUnavailable, "the engine does not run yet")
		return
	}
	count, bytes := running.Waiting()
	write(w, http.StatusOK, map[string]any{"transactions": count, "bytes": bytes})
}

func found(w http.ResponseWriter, err error) bool {
	switch {
	case err == nil:
		return true
	case errors.Is(err, store.ErrNone):
		refuse(w, http.StatusNotFound, "no such block")
	default:
		refuse(w, http.StatusInternalServerError, err.Error())
	}
	return false
}

func refuse(w http.ResponseWriter, status int, reason string) {
	write(w, status, map[string]any{"error": reason})
}

func write(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	// The status is sent; a client that has gone needs no more.
	_ = json.NewEncoder(w).Encode(body)
}
