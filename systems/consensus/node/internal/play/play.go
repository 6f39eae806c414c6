package play

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"spandrel.dev/consensus/chain"
	"spandrel.dev/consensus/hash/signing"
	"spandrel.dev/consensus/node/internal/app"
	"spandrel.dev/consensus/node/internal/home"
	"spandrel.dev/consensus/node/internal/judge"
)

// patience is how long the chain may stand before a play has failed.
const patience = 60 * time.Second

// Options say how to play.
type Options struct {
	Program   string        // coinjectured
	Python    []string      // the interpreter that has the package coinjecture
	Folder    string        // where the homes go; it must be empty
	BlockTime time.Duration // 0: as fast as votes arrive
	Seed      uint64
	Progress  io.Writer
}

// Result is how a play ended.
type Result struct {
	Blocks      int      `json:"blocks"`
	Disagreeing int      `json:"disagreeing"` // heights at which two nodes have different hashes
	Lost        int      `json:"lost"`        // heights that a node which was at the end does not have
	Sets        [][2]int `json:"sets"`        // Python and Go validators, each time they changed
	Rollbacks   int      `json:"rollbacks"`
	Planted     int      `json:"planted"`
	Found       int      `json:"found"`
	FalseAlarms int      `json:"false_alarms"` // nodes that stopped themselves without a fault
	Judged      int      `json:"judged"`       // blocks of all nodes together
	Wrong       []string `json:"wrong"`        // what the judge computes otherwise
	InTurn      int      `json:"in_turn"`      // blocks whose proposer is the one a turn before
	OutOfTurn   int      `json:"out_of_turn"`
	Seconds     float64  `json:"seconds"`
	CPU         float64  `json:"cpu_ms_per_block"` // of all nodes together
	Memory      float64  `json:"memory_mb"`        // the most that one engine had resident
	Steps       []Done   `json:"steps"`
}

// Done is a step and the height at which it was done.
type Done struct {
	Do     string `json:"do"`
	Height uint64 `json:"height"`
	Note   string `json:"note,omitempty"`
}

// Good reports whether nothing is wrong.
func (r *Result) Good() bool {
	return r.Disagreeing == 0 && r.Lost == 0 && len(r.Wrong) == 0 && r.Found == r.Planted && r.FalseAlarms == 0
}

// player is a play that runs.
type player struct {
	options   Options
	members   []*member
	followers []*judge.Follower
	judge     *judge.Judge
	admin     signing.Key
	network   home.Network
	result    Result
	plants    map[string]*plant
	changes   []uint64 // heights at which the set changed
}

type plant struct {
	fault  string
	height uint64
	found  bool
}

// Play plays a script. It returns an error when a step or an expectation fails;
// the result then tells how far it came.
func Play(ctx context.Context, script Script, options Options) (Result, error) {
	begin := time.Now()
	p := &player{options: options, plants: map[string]*plant{}}
	if err := p.prepare(script); err != nil {
		return p.result, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer p.stopAll()
	for _, m := range p.members[:script.Active] {
		if err := m.start(); err != nil {
			return p.result, err
		}
	}
	for _, f := range p.followers {
		go f.Run(ctx)
	}
	if script.Feed > 0 {
		source := &feeder{random: rand.New(rand.NewPCG(options.Seed, 1))}
		go source.run(ctx, p.members, time.Duration(float64(time.Second)/script.Feed))
	}
	result, err := p.finish(ctx, begin, p.steps(ctx, script))
	p.stopAll()
	p.usage(&result)
	return result, err
}

// usage adds what the processes needed, all of which have ended.
func (p *player) usage(r *Result) {
	var processor time.Duration
	for _, m := range p.members {
		spent, memory := m.usage()
		processor += spent
		r.Memory = max(r.Memory, float64(memory)/1e6)
	}
	if r.Blocks > 0 {
		r.CPU = processor.Seconds() * 1000 / float64(r.Blocks)
	}
}

func (p *player) prepare(script Script) error {
	plan := home.Plan{
		ChainID: "coinjecture-play", Nodes: script.Nodes, Active: script.Active, Python: script.Python, BlockTime: p.options.BlockTime, Rust: script.Rust,
	}
	network, err := home.Make(p.options.Folder, plan)
	if err != nil {
		return err
	}
	p.network = network
	if p.admin, err = home.ReadAdminKey(filepath.Join(p.options.Folder, home.AdminKeyFile)); err != nil {
		return err
	}
	public := p.admin.Public()
	p.judge = judge.New(network.ChainID, public[:])
	for _, m := range network.Members {
		p.members = append(p.members, &member{
			Member: m, config: filepath.Join(m.Home, home.ConfigFile), program: p.options.Program, python: p.options.Python, setting: script.comparison(),
		})
		p.followers = append(p.followers, p.judge.Follow(m.Name, m.REST))
	}
	p.result.Sets = [][2]int{{min(script.Python, script.Active), script.Active - min(script.Python, script.Active)}}
	return nil
}

// steps waits for each height and does what the script says.
func (p *player) steps(ctx context.Context, script Script) error {
	for _, step := range script.Steps {
		if err := p.wait(ctx, step.At); err != nil {
			return err
		}
		note, err := p.do(ctx, step.action)
		if err != nil {
			return fmt.Errorf("at %d, %s: %w", p.judge.Height(), step.Do, err)
		}
		p.result.Steps = append(p.result.Steps, Done{step.Do, p.judge.Height(), note})
		p.say("height %d: %s %s", p.judge.Height(), step.Do, note)
	}
	return p.wait(ctx, script.Until)
}

// wait waits until the chain has reached a height.
func (p *player) wait(ctx context.Context, height uint64) error {
	last, since, told := p.judge.Height(), time.Now(), time.Now()
	for p.judge.Height() < height {
		if now := p.judge.Height(); now != last {
			last, since = now, time.Now()
		}
		if time.Since(since) > patience {
			return fmt.Errorf("the chain stands at %d on the way to %d", last, height)
		}
		if time.Since(told) > 10*time.Second {
			told = time.Now()
			p.say("height %d of %d", last, height)
		}
		if err := pause(ctx, 20*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

func (p *player) say(format string, args ...any) {
	if p.options.Progress != nil {
		fmt.Fprintf(p.options.Progress, format+"\n", args...)
	}
}

func (p *player) find(name string) *member {
	for _, m := range p.members {
		if m.Name == name {
			return m
		}
	}
	return nil // the script was checked
}

// power is another power for a member.
type power struct {
	member *member
	power  uint64
}

// update changes powers and waits until the set has changed.
func (p *player) update(ctx context.Context, powers ...power) error {
	set, from, err := p.set(ctx)
	if err != nil {
		return err
	}
	client := adminClient(from)
	defer client.CloseIdleConnections()
	update := chain.Update{Sequence: set.Updates}
	for _, change := range powers {
		if update.PublicKey, err = app.ParseKey(change.member.Name, change.member.PublicKey); err != nil {
			return err
		}
		update.Power = change.power
		update.Sequence++
		if err := post(ctx, client, "/v1/transactions", update.Sign(p.network.ChainID, p.admin)); err != nil {
			return err
		}
	}
	for range 300 {
		if err := pause(ctx, 100*time.Millisecond); err != nil {
			return err
		}
		now, _, err := p.set(ctx)
		if err == nil && now.Updates == update.Sequence {
			p.changes = append(p.changes, now.Block)
			if counts := p.count(now); counts != p.result.Sets[len(p.result.Sets)-1] {
				p.result.Sets = append(p.result.Sets, counts)
			}
			return nil
		}
	}
	return errors.New("the update is in no block after half a minute")
}

// validatorSet is the answer of /v1/validators.
type validatorSet struct {
	Block, Updates uint64
	Validators     []struct {
		PublicKey string `json:"public_key"`
		Power     uint64
	}
}

// set asks the first running member whose node answers.
func (p *player) set(ctx context.Context) (validatorSet, *member, error) {
	err := errors.New("no node runs")
	for _, m := range p.members {
		if !m.running() {
			continue
		}
		var set validatorSet
		if _, err = m.get(ctx, "/v1/validators", &set); err == nil {
			return set, m, nil
		}
	}
	return validatorSet{}, nil, err
}

// count returns how many Python and Go validators are in the set.
func (p *player) count(set validatorSet) (counts [2]int) {
	for _, v := range set.Validators {
		for _, m := range p.members {
			switch {
			case m.PublicKey != v.PublicKey:
			case m.Python:
				counts[0]++
			default:
				counts[1]++
			}
		}
	}
	return counts
}

// finish has every node judged to its end.
func (p *player) finish(ctx context.Context, begin time.Time, err error) (Result, error) {
	top := int(p.judge.Height())
	if ctx.Err() == nil && err == nil {
		for i, m := range p.members {
			if !m.running() {
				continue
			}
			if caught := p.catchUp(ctx, i, uint64(top)); caught != nil {
				err = errors.Join(err, caught)
			}
		}
	}
	report, whole := p.judge.Report(), err == nil
	r := &p.result
	r.Blocks, r.Judged, r.Disagreeing, r.Wrong = report.Blocks, report.Judged, report.Disagreeing, report.Wrong
	if r.Wrong == nil {
		r.Wrong = []string{}
	}
	for i, m := range p.members {
		if m.running() && whole {
			r.Lost = max(r.Lost, top-int(p.followers[i].Number()))
		}
		if m.diverged() && p.plants[m.Name] == nil {
			r.FalseAlarms++
		}
	}
	r.Lost = max(r.Lost, 0)
	p.turns(report.Proposers)
	r.Seconds = time.Since(begin).Seconds()
	return *r, err
}

// catchUp waits until a running member's blocks are judged up to a height.
func (p *player) catchUp(ctx context.Context, i int, height uint64) error {
	var err error
	for range 300 {
		if err = p.followers[i].CatchUp(ctx, height); err == nil && p.followers[i].Number() >= height {
			return nil
		}
		if err := pause(ctx, 100*time.Millisecond); err != nil {
			return err
		}
	}
	return fmt.Errorf("%s is at %d and the chain at %d: %w", p.members[i].Name, p.followers[i].Number(), height, err)
}

// turns counts the blocks whose proposer had its last turn one round of the set
// ago. A round that timed out, or a change of the set, begins another order.
func (p *player) turns(proposers []string) {
	sizes, size := map[uint64]int{}, p.result.Sets[0][0]+p.result.Sets[0][1]
	for i, height := range p.changes {
		if i+1 < len(p.result.Sets) {
			sizes[height+2] = p.result.Sets[i+1][0] + p.result.Sets[i+1][1]
		}
	}
	since := 0
	for i, proposer := range proposers {
		if changed, ok := sizes[uint64(i+1)]; ok {
			size, since = changed, 0
		}
		if since++; since > 2*size {
			if proposers[i-size] == proposer {
				p.result.InTurn++
			} else {
				p.result.OutOfTurn++
			}
		}
	}
}

func (p *player) stopAll() {
	for _, m := range p.members {
		_ = m.stop(os.Interrupt) // what does not end is killed
	}
}
