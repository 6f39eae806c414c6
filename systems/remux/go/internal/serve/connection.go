package serve

import (
	"net"
	"strings"
	"sync/atomic"
)

// counted is a connection whose end makes room for another.
type counted struct {
	*net.TCPConn
	leave func()
	tell  func(setting string, raise bool)
	// serving is set while a request is answered by a handler. What is written
	// when it is not is an answer of package net/http itself, to a request that
	// no handler gets to see.
	serving atomic.Bool
}

// Write sends what a handler answers as it is, and an answer of package net/http
// with the policy of every answer.
func (c *counted) Write(p []byte) (int, error) {
	if c.serving.Load() {
		return c.TCPConn.Write(p)
	}
	status, rest, ok := strings.Cut(string(p), "\r\n")
	_, code, isHTTP := strings.Cut(status, " ")
	if !ok || !isHTTP {
		return c.TCPConn.Write(p)
	}
	if c.tell != nil {
		if strings.HasPrefix(code, "431") {
			c.tell("http.header_bytes", true)
		} else {
			c.tell("malformed", false)
		}
	}
	if _, err := c.TCPConn.Write([]byte(status + "\r\n" + policyLines + rest)); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (c *counted) Close() error {
	err := c.TCPConn.Close()
	c.leave()
	return err
}
