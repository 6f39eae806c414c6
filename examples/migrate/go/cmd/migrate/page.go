package main

import (
	_ "embed"
	"encoding/json"
	"net/http"

	"example.com/migrate/pricing"
	"spandrel.dev/spandrel/migrate"
)

//go:embed page.html
var html []byte

// newPage returns a page with the counts, and the switch. It is for a loopback address: who reaches it can use the switch.
func newPage(kit *migrate.Kit, core pricing.Core, candidate *breakable) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(html)
	})
	mux.HandleFunc("GET /status", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(kit.Counts())
	})
	mux.HandleFunc("POST /use", func(http.ResponseWriter, *http.Request) { use(core, 50) })
	mux.HandleFunc("POST /break", func(http.ResponseWriter, *http.Request) { candidate.broken.Store(true) })
	mux.HandleFunc("POST /policy/{mode}", func(w http.ResponseWriter, r *http.Request) {
		policy := migrate.Policy{
			Mode: migrate.Mode(r.PathValue("mode")), Percent: 25, Key: "arguments",
			Rollback: migrate.Rollback{Divergences: 1},
		}
		if err := kit.SetPlan(migrate.Plan{Default: policy}); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
		}
	})
	// A page of another site must not use the switch.
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if site := r.Header.Get("Sec-Fetch-Site"); r.Method != http.MethodGet && site != "" && site != "same-origin" {
			http.Error(w, "this is for the page itself", http.StatusForbidden)
			return
		}
		mux.ServeHTTP(w, r)
	})
}
