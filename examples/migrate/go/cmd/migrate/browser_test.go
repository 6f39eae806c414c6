//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"
)

// browser is Chromium without a window, which is told what to do in its DevTools protocol: lines of JSON that end with a zero.
type browser struct {
	t       *testing.T
	to      *os.File
	session string

	mu      sync.Mutex
	last    int
	answers map[int]chan message
	// wrong is what the console shows that is not meant to be there.
	wrong []string
}

// message is one of the protocol.
type message struct {
	ID      int             `json:"id,omitempty"`
	Method  string          `json:"method,omitempty"`
	Session string          `json:"sessionId,omitempty"`
	Params  any             `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   json.RawMessage `json:"error,omitempty"`
}

// programs are the names that Chromium has.
var programs = []string{"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"}

// newBrowser starts Chromium, which ends with the test. Without it, the test is skipped, or fails where SPANDREL_BROWSER is "required".
func newBrowser(t *testing.T) *browser {
	t.Helper()
	program, err := "", error(nil)
	for _, name := range programs {
		if program, err = exec.LookPath(name); err == nil {
			break
		}
	}
	if err != nil && os.Getenv("SPANDREL_BROWSER") == "required" {
		t.Fatal("there is no Chromium: make setup installs it")
	}
	if err != nil {
		t.Skip("there is no Chromium: the page was not opened in a browser")
	}
	theirIn, ourOut, err1 := os.Pipe()
	ourIn, theirOut, err2 := os.Pipe()
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
		"--remote-debugging-pipe", "--user-data-dir="+t.TempDir())
	command.ExtraFiles = []*os.File{theirIn, theirOut}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	_ = errors.Join(theirIn.Close(), theirOut.Close())
	b := &browser{t: t, to: ourOut, answers: map[int]chan message{}}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		b.read(ourIn)
	}()
	t.Cleanup(func() {
		// It ends when nobody tells it what to do. What it still writes must not meet the end of its folder.
		_ = ourOut.Close()
		timer := time.AfterFunc(20*time.Second, func() { _ = command.Process.Kill() })
		_ = command.Wait()
		timer.Stop()
		<-ended
	})
	return b
}

// read reads what the browser says.
func (b *browser) read(from *os.File) {
	defer func() { _ = from.Close() }()
	reader := bufio.NewReader(from)
	for {
		text, err := reader.ReadBytes(0)
		if err != nil {
			return
		}
		var m message
		var event struct {
			Params struct {
				Type             string          `json:"type"`
				Args             json.RawMessage `json:"args"`
				ExceptionDetails json.RawMessage `json:"exceptionDetails"`
				Entry            struct {
					Level string `json:"level"`
					Text  string `json:"text"`
					URL   string `json:"url"`
				} `json:"entry"`
			} `json:"params"`
		}
		text = text[:len(text)-1]
		if err := errors.Join(json.Unmarshal(text, &m), json.Unmarshal(text, &event)); err != nil {
			b.note("not a message: " + string(text))
			continue
		}
		p := event.Params
		switch {
		case m.ID != 0:
			b.mu.Lock()
			b.answers[m.ID] <- m
			b.mu.Unlock()
		case m.Method == "Runtime.exceptionThrown":
			b.note(string(p.ExceptionDetails))
		case m.Method == "Runtime.consoleAPICalled" && (p.Type == "error" || p.Type == "warning" || p.Type == "assert"):
			b.note(p.Type + " " + string(p.Args))
		case m.Method == "Log.entryAdded" && (p.Entry.Level == "error" || p.Entry.Level == "warning"):
			b.note(p.Entry.Level + " " + p.Entry.Text + " " + p.Entry.URL)
		}
	}
}

func (b *browser) note(wrong string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.wrong = append(b.wrong, wrong)
}

// console is what the console has shown that is not meant to be there.
func (b *browser) console() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.wrong...)
}

// ask sends a command, and reads its result.
func (b *browser) ask(method string, params any, result any) {
	b.t.Helper()
	answer := make(chan message, 1)
	b.mu.Lock()
	b.last++
	id := b.last
	b.answers[id] = answer
	b.mu.Unlock()
	text, err := json.Marshal(message{ID: id, Method: method, Session: b.session, Params: params})
	if err == nil {
		_, err = b.to.Write(append(text, 0))
	}
	if err != nil {
		b.t.Fatal(method, err)
	}
	select {
	case m := <-answer:
		if m.Error != nil {
			b.t.Fatalf("%s: %s", method, m.Error)
		}
		if result != nil {
			if err := json.Unmarshal(m.Result, result); err != nil {
				b.t.Fatalf("%s: %v in %s", method, err, m.Result)
			}
		}
	case <-time.After(time.Minute):
		b.t.Fatalf("%s: no answer within a minute", method)
	}
}

// open opens a page.
func (b *browser) open(address string) {
	b.t.Helper()
	var target struct {
		ID string `json:"targetId"`
	}
	b.ask("Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var attached struct {
		Session string `json:"sessionId"`
	}
	b.ask("Target.attachToTarget", map[string]any{"targetId": target.ID, "flatten": true}, &attached)
	b.session = attached.Session
	for _, domain := range []string{"Runtime", "Log", "Page"} {
		b.ask(domain+".enable", nil, nil)
	}
	b.ask("Page.navigate", map[string]any{"url": address}, nil)
}

// evaluate runs JavaScript in the page, and returns what it answers as text.
func (b *browser) evaluate(script string) string {
	b.t.Helper()
	var answer struct {
		Result struct {
			Value any `json:"value"`
		} `json:"result"`
		Exception json.RawMessage `json:"exceptionDetails"`
	}
	b.ask("Runtime.evaluate", map[string]any{"expression": script, "returnByValue": true, "awaitPromise": true}, &answer)
	if answer.Exception != nil {
		b.t.Fatalf("%s: %s", script, answer.Exception)
	}
	return fmt.Sprint(answer.Result.Value)
}

// wait waits until JavaScript answers so.
func (b *browser) wait(script, want string) {
	b.t.Helper()
	got := ""
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if got = b.evaluate(script); got == want {
			return
		}
	}
	b.t.Fatalf("%s: got %q, want %q; console: %q", script, got, want, b.console())
}
