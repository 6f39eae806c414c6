package control

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"os"
	"time"

	"spandrel.dev/spandrel/migrate"
	"spandrel.dev/spandrel/remote"
)

// Admin is an HTTP handler that shows and changes what a kit does. Everyone who can reach it can change it: serve it with [Serve], whose
// socket has a file mode.
//
//	GET  /status                      the plan, and the counts of each function
//	GET  /divergences                 the last divergences, if there is a list of them
//	POST /plan                        another plan, in YAML
//	POST /policy?function=Words       another policy of one function, in YAML
//	POST /rollback?function=Words     the primary serves from the next call on
//	POST /resume?function=Words       the plan holds again
type Admin struct {
	Kit *migrate.Kit
	// Divergences returns the last ones, for /divergences; nil for none.
	Divergences func() any
	// Changed is told of each change that was asked for, such as an audit log; an error refuses the change.
	Changed func(change string) error
}

// ServeHTTP answers.
func (a *Admin) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	routes := map[string]func(*http.Request) (any, error){
		"GET /status": a.status, "GET /divergences": a.divergences,
		"POST /plan": a.plan, "POST /policy": a.policy, "POST /rollback": a.rollback, "POST /resume": a.resume,
	}
	route := routes[r.Method+" "+r.URL.Path]
	if route == nil {
		answer(w, http.StatusNotFound, map[string]string{"error": "there is no " + r.Method + " " + r.URL.Path})
		return
	}
	value, err := route(r)
	if err != nil {
		answer(w, http.StatusBadRequest, map[string]string{"error": err.Error()})
		return
	}
	answer(w, http.StatusOK, value)
}

func answer(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	// A client that is gone has no use for the error.
	_ = json.NewEncoder(w).Encode(value)
}

func (a *Admin) status(*http.Request) (any, error) {
	return map[string]any{"package": a.Kit.Contract().Package, "plan": a.Kit.Plan(), "functions": a.Kit.Counts()}, nil
}

func (a *Admin) divergences(*http.Request) (any, error) {
	if a.Divergences == nil {
		return nil, errors.New("this program retains no divergences")
	}
	return a.Divergences(), nil
}

// maxPlan is how large a plan may be.
const maxPlan = 1 << 20

func (a *Admin) plan(r *http.Request) (any, error) {
	text, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxPlan))
	if err != nil {
		return nil, err
	}
	plan, err := ParsePlan(text)
	if err != nil {
		return nil, err
	}
	return a.set("plan", plan)
}

func (a *Admin) set(change string, plan migrate.Plan) (any, error) {
	if err := a.Kit.CheckPlan(plan); err != nil {
		return nil, err
	}
	if err := a.changed(change); err != nil {
		return nil, err
	}
	if err := a.Kit.SetPlan(plan); err != nil {
		return nil, err
	}
	return a.status(nil)
}

func (a *Admin) changed(change string) error {
	if a.Changed == nil {
		return nil
	}
	if err := a.Changed(change); err != nil {
		return fmt.Errorf("nothing was changed: %w", err)
	}
	return nil
}

func (a *Admin) policy(r *http.Request) (any, error) {
	name := r.URL.Query().Get("function")
	if name == "" {
		return nil, errors.New("name a function: /policy?function=NAME")
	}
	text, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxPlan))
	if err != nil {
		return nil, err
	}
	policy, err := ParsePolicy(text)
	if err != nil {
		return nil, err
	}
	plan := a.Kit.Plan()
	plan.Functions = maps.Clone(plan.Functions)
	if plan.Functions == nil {
		plan.Functions = map[string]migrate.Policy{}
	}
	plan.Functions[name] = policy
	return a.set("policy "+name, plan)
}

func (a *Admin) rollback(r *http.Request) (any, error) {
	name := r.URL.Query().Get("function")
	if err := a.changed("rollback " + name); err != nil {
		return nil, err
	}
	if err := a.Kit.RollBack(name, "asked for"); err != nil {
		return nil, err
	}
	return a.status(nil)
}

func (a *Admin) resume(r *http.Request) (any, error) {
	name := r.URL.Query().Get("function")
	if err := a.changed("resume " + name); err != nil {
		return nil, err
	}
	if err := a.Kit.Resume(name); err != nil {
		return nil, err
	}
	return a.status(nil)
}

// Serve serves a handler behind a Unix socket until ctx is done. mode is the file mode of the socket: who may write to it may change the migration. Modes
// that let everybody are refused.
func Serve(ctx context.Context, path string, mode os.FileMode, handler http.Handler) error {
	if mode&0o007 != 0 || mode&^0o777 != 0 {
		return fmt.Errorf("control: a socket of mode %v is open to everybody", mode)
	}
	listener, err := remote.Listen("unix:" + path)
	if err != nil {
		return err
	}
	if err := os.Chmod(path, mode); err != nil {
		return errors.Join(err, listener.Close())
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// Client is an HTTP client of a socket: the host of its URLs is not used.
func Client(path string) *http.Client {
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		var dialer net.Dialer
		return dialer.DialContext(ctx, "unix", path)
	}
	return &http.Client{Transport: &http.Transport{DialContext: dial, DisableKeepAlives: true}}
}
