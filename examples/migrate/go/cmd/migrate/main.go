// Command migrate replaces Go code by Rust code while it runs: it compares both, moves calls, and rolls back.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net/http"
	"strings"
	"sync/atomic"

	"example.com/migrate/native"
	"example.com/migrate/pricing"
	"example.com/migrate/pricing/contract"
	"example.com/migrate/pricing/hook"
	"spandrel.dev/spandrel/migrate"
)

func main() {
	listen := flag.String("listen", "", "serve the page at this address, such as 127.0.0.1:8090, in place of the demonstration")
	flag.Parse()
	candidate := &breakable{Core: pricing.Embedded()}
	kit, err := migrate.New(migrate.Options{
		Candidates: []migrate.Candidate{{Name: "rust", Calls: hook.Calls(candidate)}},
		OnEvent: func(e migrate.Event) {
			fmt.Println(strings.TrimSpace(fmt.Sprintln("event:", e.Kind, e.Function, e.Reason)))
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	defer kit.Close()
	core := hook.Wrap(native.Core{}, kit)
	if *listen != "" {
		log.Fatal(http.ListenAndServe(*listen, newPage(kit, core, candidate)))
	}
	if err := demonstrate(kit, core, candidate); err != nil {
		log.Fatal(err)
	}
}

// breakable is a candidate that can be broken, for drills.
type breakable struct {
	contract.Core
	broken atomic.Bool
}

// Slug is wrong when the candidate is broken.
func (b *breakable) Slug(title string) (string, error) {
	slug, err := b.Core.Slug(title)
	if b.broken.Load() {
		slug += "!"
	}
	return slug, err
}

// demonstrate goes from the Go code to the Rust code, and back.
func demonstrate(kit *migrate.Kit, core pricing.Core, candidate *breakable) error {
	policy := migrate.Policy{Rollback: migrate.Rollback{Divergences: 1}}
	for _, mode := range []migrate.Mode{migrate.Shadow, migrate.Gate, migrate.Ramp, migrate.Serve} {
		policy.Mode, policy.Percent, policy.Key = mode, 25, "arguments"
		if err := kit.SetPlan(migrate.Plan{Default: policy}); err != nil {
			return err
		}
		use(core, 100)
		if err := kit.Flush(context.Background()); err != nil {
			return err
		}
		report(mode, kit)
	}
	// The drill: behind a gate, the candidate breaks. No wrong answer is used, and the next call is the primary's.
	policy.Mode = migrate.Gate
	if err := kit.SetPlan(migrate.Plan{Default: policy}); err != nil {
		return err
	}
	candidate.broken.Store(true)
	slug, err := core.Slug("Hello, Gopher")
	fmt.Println("drill:", slug, err)
	use(core, 100)
	report("drill", kit)
	return nil
}

// use makes calls.
func use(core pricing.Core, calls int) {
	for i := range calls {
		_, _ = core.Total([]uint64{uint64(i), 250, 1999}, uint8(i%120))
		_, _ = core.Slug(fmt.Sprintf("Page %d: Go & Rust", i))
	}
}

func report(what migrate.Mode, kit *migrate.Kit) {
	for _, c := range kit.Counts() {
		fmt.Printf("%-9s %-13s compared %3d, agreed %3d, diverged %d, by Rust %3d\n", what, c.Function, c.Compared, c.Agreed, c.Diverged, c.Served)
	}
}
