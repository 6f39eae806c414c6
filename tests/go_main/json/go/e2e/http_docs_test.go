package e2e

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"

	"spandrel.dev/tests/go_main/json/search"
	"spandrel.dev/tests/go_main/json/search/remote"
)

// The lines of docs/modes.md that call curl do what is written behind them.
func TestDocumentedCurlLines(t *testing.T) {
	page, err := os.ReadFile("../../../../../docs/modes.md")
	if err != nil {
		t.Fatal(err)
	}
	_, script, ok := strings.Cut(string(page), "```sh\nSERVER=http://127.0.0.1:8080/search\n")
	script, _, _ = strings.Cut(script, "```")
	if !ok {
		t.Fatal("docs/modes.md has no lines with curl")
	}
	listener, err := remote.Listen("http://127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- remote.ServeHTTP(ctx, listener, search.Embedded(), remote.HTTPOptions{}) }()
	defer func() {
		cancel()
		<-ended
	}()
	var want []string
	for line := range strings.Lines(script) {
		if output, ok := strings.CutPrefix(line, "# "); ok {
			want = append(want, output)
		}
	}
	if len(want) < 6 {
		t.Errorf("only %d lines of output are documented", len(want))
	}
	run := func(script string) string {
		command := exec.Command("bash", "-euo", "pipefail", "-c", "SERVER=http://"+listener.Addr().String()+"/search\n"+script)
		output, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, output)
		}
		return string(output)
	}
	if got := run(script); got != strings.Join(want, "") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, ""))
	}
	// The comparison sees an answer that differs.
	if got := run(strings.ReplaceAll(script, `"term":"gopher"`, `"term":"mole"`)); got == strings.Join(want, "") {
		t.Error("another term has the same hits")
	}
}
