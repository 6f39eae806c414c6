package e2e

import (
	"context"
	"encoding/hex"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"spandrel.dev/consensus/node/internal/home"
	"spandrel.dev/consensus/node/internal/judge"
)

// single is a chain of one validator, which can be killed and started again.
type single struct {
	member  home.Member
	admin   []byte
	command *exec.Cmd
}

func newSingle(t *testing.T) *single {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "n")
	if output, err := exec.Command(program, "init", folder, "--block-time", "0s", "--chain-id", "one").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	network, err := home.ReadNetwork(folder)
	if err != nil {
		t.Fatal(err)
	}
	key, err := home.ReadAdminKey(filepath.Join(folder, home.AdminKeyFile))
	if err != nil {
		t.Fatal(err)
	}
	public := key.Public()
	return &single{member: network.Members[0], admin: public[:]}
}

// run starts the node, waits until it has a block of that number, and kills it.
func (s *single) run(t *testing.T, number string) {
	t.Helper()
	var log strings.Builder
	s.command = exec.Command(program, "node", "--config", filepath.Join(s.member.Home, home.ConfigFile))
	s.command.Stderr = &log
	if err := s.command.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = s.command.Process.Kill()
		_ = s.command.Wait()
	}()
	for begin := time.Now(); time.Since(begin) < time.Minute; time.Sleep(50 * time.Millisecond) {
		response, err := http.Get("http://" + s.member.REST + "/v1/blocks/" + number)
		if err != nil {
			continue
		}
		response.Body.Close()
		if response.StatusCode == http.StatusOK {
			s.judge(t)
			return
		}
	}
	_ = s.command.Process.Kill()
	_ = s.command.Wait()
	t.Fatalf("no block %s after a minute: %s", number, log.String())
}

// judge has the first thirty blocks computed again.
func (s *single) judge(t *testing.T) {
	t.Helper()
	j := judge.New("one", s.admin)
	if err := j.Follow("one", s.member.REST).CatchUp(context.Background(), 30); err != nil {
		t.Fatal(err)
	}
	if r := j.Report(); len(r.Wrong) > 0 || r.Blocks < 30 {
		t.Errorf("key %s: %d blocks, wrong %q", hex.EncodeToString(s.admin), r.Blocks, r.Wrong)
	}
}

// A kill in the middle of a write can cut what is written last. The node then has
// a block less and asks its engine for it.
func TestDataCutByAByte(t *testing.T) {
	t.Parallel()
	s := newSingle(t)
	s.run(t, "40")
	logs, err := filepath.Glob(filepath.Join(s.member.Home, "data", "coinjecture.db", "*.log"))
	if err != nil || len(logs) == 0 {
		t.Fatalf("%v, %v", logs, err)
	}
	last := logs[len(logs)-1]
	info, err := os.Stat(last)
	if err != nil || info.Size() < 100 {
		t.Fatalf("%s: %v", last, err)
	}
	if err := os.Truncate(last, info.Size()-1); err != nil {
		t.Fatal(err)
	}
	s.run(t, "60")
}
