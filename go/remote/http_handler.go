package remote

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"mime"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Handler serves a core over HTTP: a POST a function, at /PACKAGE/FUNCTION.
type Handler struct {
	bridge   *Bridge
	options  HTTPOptions
	base     string
	byName   map[string]int
	alone    *link
	sessions sessions
	core     any

	mu    sync.Mutex
	calls int
	bytes int
}

// NewHandler returns a handler of a core. It is for generated code.
func NewHandler(b *Bridge, core any, options HTTPOptions) (*Handler, error) {
	options, err := options.complete()
	if err != nil {
		return nil, err
	}
	h := &Handler{bridge: b, options: options, base: "/" + b.Contract.Package + "/", core: core, byName: map[string]int{}}
	h.alone = h.link(1)
	h.sessions = sessions{byName: map[string]*session{}, limit: options.Sessions, idle: options.SessionIdle}
	for number := range len(b.Functions) + len(b.Closers) {
		h.byName[h.function(number)] = number
	}
	return h, nil
}

// link is a link without a connection.
func (h *Handler) link(objects int) *link {
	return &link{
		bridge: h.bridge, core: h.core, functions: h.bridge.Functions, closers: len(h.bridge.Closers), values: newTable(objects),
	}
}

// name is the full name of a function.
func (h *Handler) name(number int) string { return h.bridge.name(number) }

// function is its name behind the package.
func (h *Handler) function(number int) string {
	return strings.TrimPrefix(h.name(number), h.bridge.Contract.Package+".")
}

func (b *Bridge) name(number int) string {
	if number < len(b.Functions) {
		return b.Functions[number].Function.Name
	}
	return b.Closers[number-len(b.Functions)].Name
}

// Open is how many sessions are open, and how many objects in them.
func (h *Handler) Open() (sessions, objects int) { return h.sessions.count() }

// Close ends all sessions and closes their objects. Later calls that need a session are refused.
func (h *Handler) Close() error {
	h.sessions.close()
	return nil
}

// ServeHTTP serves a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// Also for a request without arguments: package http reads the body of each.
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(h.options.Limits.Timeout))
	if p := h.route(w, r); p != nil {
		h.refuse(w, p)
	}
}

func (h *Handler) refuse(w http.ResponseWriter, p *problem) {
	// Package http reads the rest of the body before it answers, and has the other half of the time for that.
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(h.options.Limits.Timeout / 2))
	switch p.kind() {
	case kindUnauthorized:
		w.Header().Set("WWW-Authenticate", `Bearer realm="spandrel"`)
	case kindBusy:
		w.Header().Set("Retry-After", "1")
	case kindTooLarge, kindTooSlow:
		// What is left of the body is not read.
		w.Header().Set("Connection", "close")
	}
	text, err := json.Marshal(p)
	if err != nil {
		h.log("problem without JSON", "error", err)
	}
	h.write(w, p.Status, typeProblem, text)
}

// write answers with a whole body. JSON ends with a line, for those who read it in a terminal.
func (h *Handler) write(w http.ResponseWriter, status int, contentType string, body []byte) {
	if contentType == typeJSON || contentType == typeProblem {
		body = append(body, '\n')
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(h.options.Limits.Timeout))
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Length", fmt.Sprint(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// route serves a request, or says why not.
func (h *Handler) route(w http.ResponseWriter, r *http.Request) *problem {
	if p := h.allowed(r); p != nil {
		return p
	}
	name, ok := strings.CutPrefix(r.URL.Path, h.base)
	if !ok {
		return newProblem(kindFunction, "", "paths begin with "+h.base)
	}
	method := http.MethodPost
	var serve func() *problem
	switch name {
	case "contract":
		method = http.MethodGet
		serve = func() *problem {
			w.Header().Set(headerContract, h.bridge.Contract.Hash)
			h.write(w, http.StatusOK, "text/plain; charset=utf-8", []byte(h.bridge.Contract.Manifest))
			return nil
		}
	case "openapi.json":
		method = http.MethodGet
		serve = func() *problem {
			h.write(w, http.StatusOK, typeJSON, []byte(h.bridge.OpenAPI))
			return nil
		}
	case "session":
		if r.Method == http.MethodDelete {
			method = http.MethodDelete
		}
		serve = func() *problem { return h.session(w, r) }
	default:
		number, known := h.byName[name]
		if !known {
			return newProblem(kindFunction, h.bridge.Contract.Package+"."+name, "the bridge has no function of this name")
		}
		serve = func() *problem { return h.call(w, r, number) }
	}
	if r.Method != method {
		w.Header().Set("Allow", method)
		return newProblem(kindMethod, "", "use "+method)
	}
	return serve()
}

// allowed checks who calls, and under which name.
func (h *Handler) allowed(r *http.Request) *problem {
	if h.options.Token != "" {
		scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		theirs, ours := sha256.Sum256([]byte(token)), sha256.Sum256([]byte(h.options.Token))
		if subtle.ConstantTimeCompare(theirs[:], ours[:]) == 0 || !strings.EqualFold(scheme, "Bearer") {
			return newProblem(kindUnauthorized, "", "a bearer token is required that the server knows")
		}
	}
	if h.options.Authorize != nil {
		if err := h.options.Authorize(r); err != nil {
			h.log("request refused", "error", err)
			return newProblem(kindUnauthorized, "", "the server does not allow it")
		}
	}
	proven := r.TLS != nil && len(r.TLS.VerifiedChains) > 0
	if h.options.Token != "" || h.options.Authorize != nil || proven {
		return nil
	}
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if isLocal(host) {
		return nil
	}
	for _, known := range h.options.Hosts {
		if strings.EqualFold(known, host) {
			return nil
		}
	}
	return newProblem(kindForbidden, "", fmt.Sprintf("the server has no name %q: HTTPOptions.Hosts has those that it answers to", host))
}

// contract compares the contracts. A client that speaks the encoding must say which it has.
func (h *Handler) contract(r *http.Request, required bool) *problem {
	theirs := r.Header.Get(headerContract)
	if theirs == h.bridge.Contract.Hash || theirs == "" && !required {
		return nil
	}
	detail := "the client has " + theirs
	if theirs == "" {
		detail = "the header " + headerContract + " is missing"
	}
	p := newProblem(kindContract, "", detail)
	p.Contract = h.bridge.Contract.Hash
	return p
}

// media reads the type of the content: JSON, or the encoding.
func media(r *http.Request) (isJSON bool, p *problem) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case err == nil && kind == typeJSON:
		return true, nil
	case err == nil && kind == typeFlat:
		return false, nil
	}
	return false, newProblem(kindMediaType, "", "use "+typeJSON+" or "+typeFlat)
}

// call serves a call of a function.
func (h *Handler) call(w http.ResponseWriter, r *http.Request, number int) *problem {
	name := h.name(number)
	isJSON, p := media(r)
	if p == nil {
		p = h.contract(r, !isJSON)
	}
	if p != nil {
		p.Function = name
		return p
	}
	link, object, constructor := h.alone, number >= len(h.bridge.Functions), false
	if !object {
		served := &h.bridge.Functions[number]
		if served.Refused != "" {
			p := newProblem(kindUnsupported, name, (&UnsupportedError{Reason: served.Refused, Local: served.Local}).Error())
			p.Reason, p.Local = served.Refused, served.Local
			return p
		}
		object, constructor = served.Objects, served.Function.Constructor
	}
	if session := r.Header.Get(headerSession); session != "" || object || constructor {
		own, done := h.sessions.use(session)
		switch {
		case own == nil && session == "":
			p := newProblem(kindSession, name, "objects belong to sessions: POST "+h.base+"session begins one, and the header "+headerSession+" names it")
			p.Status = http.StatusBadRequest
			return p
		case own == nil:
			return newProblem(kindSession, name, "it has ended, or there was none: its objects are closed")
		}
		defer done()
		link = own.link
	}
	if !h.begin() {
		return newProblem(kindBusy, name, "too many calls are in flight")
	}
	defer h.end()
	body, p := h.body(w, r, isJSON)
	defer func() { h.free(cap(body)) }()
	if p != nil {
		p.Function = name
		return p
	}
	return h.run(w, r, link, number, isJSON, body)
}

// run makes a call whose request is read.
func (h *Handler) run(w http.ResponseWriter, r *http.Request, link *link, number int, isJSON bool, body []byte) *problem {
	args, name := body, h.name(number)
	if isJSON {
		var err error
		if args, err = fromJSON(nil, body, h.bridge.arguments(number)); err != nil {
			return h.bridge.problemOf(name, refusedJSON(name, err, "arguments", true))
		}
	}
	ctx, cancel := r.Context(), context.CancelFunc(func() {})
	streams := number < len(h.bridge.Functions) && h.bridge.Functions[number].Function.Stream
	if h.options.CallTimeout > 0 && !streams {
		ctx, cancel = context.WithTimeout(ctx, h.options.CallTimeout)
	}
	defer cancel()
	call := &httpCall{handler: h, w: w, control: http.NewResponseController(w), number: number, args: args, ctx: ctx, isJSON: isJSON, streams: streams}
	// Not on this goroutine, which a function that ends its goroutine would end without an answer.
	done := make(chan struct{})
	go func() {
		defer close(done)
		link.serve(call)
	}()
	<-done
	if call.broken {
		// What was sent is not whole, which the client is to see.
		panic(http.ErrAbortHandler)
	}
	return nil
}

func (h *Handler) log(message string, values ...any) {
	if h.options.Logger != nil {
		h.options.Logger.Warn(message, append([]any{"bridge", h.bridge.Contract.Package}, values...)...)
	}
}

// arguments makes JSON of the arguments of a function, or the other way round.
func (b *Bridge) arguments(number int) func(*JSON) {
	switch {
	case number >= len(b.Functions):
		return closeArguments
	case b.Functions[number].Arguments == nil:
		return noArguments
	}
	return b.Functions[number].Arguments
}
