package remote

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

// body reads the arguments.
func (h *Handler) body(w http.ResponseWriter, r *http.Request, isJSON bool) ([]byte, *problem) {
	limit := h.options.Limits.Frame
	if r.ContentLength > int64(limit) {
		return nil, newProblem(kindTooLarge, "", fmt.Sprintf("the body has %d bytes, and %d are accepted", r.ContentLength, limit))
	}
	reader := http.MaxBytesReader(w, r.Body, int64(limit))
	var body []byte
	for {
		if len(body) == cap(body) {
			grown := max(512, min(2*cap(body), limit+1))
			if !h.take(grown - cap(body)) {
				return body, newProblem(kindBusy, "", "too many bytes are in flight")
			}
			body = append(make([]byte, 0, grown), body...)
		}
		n, err := reader.Read(body[len(body):cap(body)])
		body = body[:len(body)+n]
		var tooLarge *http.MaxBytesError
		switch {
		case err == nil:
		case errors.Is(err, io.EOF):
			// The call may take longer than its request.
			_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
			if isJSON && len(body) == 0 {
				return append(body, "{}"...), nil
			}
			return body, nil
		case errors.As(err, &tooLarge):
			return body, newProblem(kindTooLarge, "", fmt.Sprintf("the body has more than %d bytes", limit))
		case errors.Is(err, os.ErrDeadlineExceeded):
			return body, newProblem(kindTooSlow, "", fmt.Sprintf("the body did not arrive within %v", h.options.Limits.Timeout))
		default:
			p := newProblem(kindInput, "", "the body is not whole: "+err.Error())
			p.Parameter, p.Reason = "arguments", "the body is not whole"
			return body, p
		}
	}
}

func (h *Handler) begin() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.calls >= h.options.Limits.Calls {
		return false
	}
	h.calls++
	return true
}

func (h *Handler) end() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.calls--
}

func (h *Handler) take(bytes int) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.bytes+bytes > h.options.Limits.Bytes {
		return false
	}
	h.bytes += bytes
	return true
}

func (h *Handler) free(bytes int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.bytes -= bytes
}
