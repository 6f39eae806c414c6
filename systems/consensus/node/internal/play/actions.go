package play

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// do does one step and returns what is to be told of it.
func (p *player) do(ctx context.Context, a action) (note string, err error) {
	m := p.find(a.node)
	switch a.verb {
	case "add":
		if !m.running() {
			if err := m.start(); err != nil {
				return "", err
			}
		}
		return "", p.update(ctx, power{m, 10})
	case "replace":
		other := p.find(a.word)
		if !other.running() {
			if err := other.start(); err != nil {
				return "", err
			}
		}
		return "", p.update(ctx, power{other, 10}, power{m, 0})
	case "power":
		return "", p.update(ctx, power{m, a.number})
	case "start":
		return "", m.start()
	case "stop":
		return "", m.stop(syscall.SIGTERM)
	case "kill":
		if a.part == "" {
			return "", m.stop(syscall.SIGKILL)
		}
		return p.killApplication(ctx, m)
	case "backend":
		if err := m.stop(syscall.SIGTERM); err != nil {
			return "", err
		}
		m.backend = a.word
		return "", m.start()
	case "rollback":
		return p.rollback(m, a.word == "hard")
	case "plant":
		return "", p.plant(ctx, m, a.word)
	case "found":
		return p.expectFound(ctx, m)
	case "diverged":
		return p.expectDiverged(ctx, m)
	case "set":
		return "", p.expectSet(ctx, [2]int{int(a.number), int(a.other)})
	case "halt":
		return p.expectHalt(ctx)
	case "height":
		return "", p.expectHeight(ctx)
	}
	return "", fmt.Errorf("no verb %q", a.verb)
}

// killApplication kills a Python application; its engine has to end by itself.
func (p *player) killApplication(ctx context.Context, m *member) (string, error) {
	if err := m.killApplication(); err != nil {
		return "", err
	}
	for begin := time.Now(); time.Since(begin) < patience; {
		if !m.running() {
			if status := m.engine.command.ProcessState.ExitCode(); status != failed {
				return "", fmt.Errorf("its engine ended with status %d, want %d", status, failed)
			}
			return "(its engine ended)", nil
		}
		if err := pause(ctx, 100*time.Millisecond); err != nil {
			return "", err
		}
	}
	return "", fmt.Errorf("its engine still runs after %v", patience)
}

// rollback takes a member back by one block, with the program's own command.
func (p *player) rollback(m *member, hard bool) (string, error) {
	if err := m.stop(syscall.SIGTERM); err != nil {
		return "", err
	}
	arguments := []string{"rollback", "--config", m.config}
	if hard {
		arguments = append(arguments, "--hard")
	}
	output, err := exec.Command(m.program, arguments...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, output)
	}
	if m.Python {
		_, height, _ := strings.Cut(string(output), "--to ")
		command := append(m.python[1:len(m.python):len(m.python)], "-m", "coinjecture", "rollback", "--config", m.config, "--to", strings.TrimSpace(height))
		if output, err := exec.Command(m.python[0], command...).CombinedOutput(); err != nil {
			return "", fmt.Errorf("%w: %s", err, output)
		}
	}
	p.result.Rollbacks++
	first, _, _ := strings.Cut(string(output), "\n")
	return "(" + first + ")", m.start()
}

// ready waits until a member that was started has the chain.
func (p *player) ready(ctx context.Context, m *member) error {
	for begin := time.Now(); time.Since(begin) < patience; {
		var health struct{ Height uint64 }
		if status, err := m.get(ctx, "/healthz", &health); err == nil && status == 200 && health.Height+3 > p.judge.Height() {
			return nil
		}
		if err := pause(ctx, 50*time.Millisecond); err != nil {
			return err
		}
	}
	return fmt.Errorf("%s does not catch up with the chain", m.Name)
}

// plant plants a fault in a running member.
func (p *player) plant(ctx context.Context, m *member, fault string) error {
	if err := p.ready(ctx, m); err != nil {
		return err
	}
	if err := post(ctx, adminClient(m), "/v1/plant", []byte(fault)); err != nil {
		return fmt.Errorf("%w; only a program built with -tags coinjecture_faults has faults", err)
	}
	p.plants[m.Name] = &plant{fault: fault, height: p.judge.Height()}
	p.result.Planted++
	return nil
}

// expectFound waits until a planted member has stopped itself, or says that it
// is not healthy.
func (p *player) expectFound(ctx context.Context, m *member) (string, error) {
	planted := p.plants[m.Name]
	if planted == nil {
		return "", errors.New("nothing is planted there")
	}
	for begin := time.Now(); time.Since(begin) < patience; {
		how := ""
		var health struct{ Error string }
		if m.diverged() {
			how = "stopped"
		} else if status, err := m.get(ctx, "/healthz", &health); err == nil && status == 503 {
			how = "not healthy"
		}
		if how != "" {
			planted.found = true
			p.result.Found++
			number := p.followers[p.index(m)].Number()
			return fmt.Sprintf("(%s, planted at %d; %s with %d blocks)", planted.fault, planted.height, how, number), nil
		}
		if err := pause(ctx, 50*time.Millisecond); err != nil {
			return "", err
		}
	}
	return "", fmt.Errorf("%s was not found after %v", planted.fault, patience)
}

// expectDiverged waits until the backends of a planted member were found to
// disagree. It does not stop itself for that.
func (p *player) expectDiverged(ctx context.Context, m *member) (string, error) {
	planted := p.plants[m.Name]
	if planted == nil {
		return "", errors.New("nothing is planted there")
	}
	for begin := time.Now(); time.Since(begin) < patience; {
		var stats struct{ Diverged uint64 }
		if status, err := m.get(ctx, "/v1/shadow/stats", &stats); err == nil && status == 200 && stats.Diverged > 0 {
			planted.found = true
			p.result.Found++
			return fmt.Sprintf("(%s, planted at %d, at %d)", planted.fault, planted.height, p.judge.Height()), nil
		}
		if !m.running() {
			return "", fmt.Errorf("%s has stopped", m.Name)
		}
		if err := pause(ctx, 50*time.Millisecond); err != nil {
			return "", err
		}
	}
	return "", fmt.Errorf("%s was not found after %v", planted.fault, patience)
}

func (p *player) index(m *member) int {
	for i := range p.members {
		if p.members[i] == m {
			return i
		}
	}
	return -1
}

func (p *player) expectSet(ctx context.Context, want [2]int) error {
	var got [2]int
	for range 50 { // the node that answers may be a block behind
		set, _, err := p.set(ctx)
		if err != nil {
			return err
		}
		if got = p.count(set); got == want {
			return nil
		}
		if err := pause(ctx, 100*time.Millisecond); err != nil {
			return err
		}
	}
	return fmt.Errorf("the set is %d+%d", got[0], got[1])
}

// expectHalt waits until no block has come for some seconds.
func (p *player) expectHalt(ctx context.Context) (string, error) {
	const quiet = 6 * time.Second
	last, since := p.judge.Height(), time.Now()
	for begin := time.Now(); time.Since(begin) < patience; {
		if now := p.judge.Height(); now != last {
			last, since = now, time.Now()
		}
		if time.Since(since) > quiet {
			return fmt.Sprintf("(at %d)", last), nil
		}
		if err := pause(ctx, 50*time.Millisecond); err != nil {
			return "", err
		}
	}
	return "", fmt.Errorf("blocks are still decided, the last one is %d", last)
}

// expectHeight waits until all running members have the same chain.
func (p *player) expectHeight(ctx context.Context) error {
	top := p.judge.Height()
	for i, m := range p.members {
		if m.running() {
			if err := p.catchUp(ctx, i, top); err != nil {
				return err
			}
		}
	}
	return nil
}
