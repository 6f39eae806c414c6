// Package two_objects links two bridges, from two crates with fat LTO, and another cgo library into one program.
package two_objects

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	_ "github.com/mattn/go-sqlite3"
	"spandrel.dev/spandrel"
	"spandrel.dev/tests/faults/faults"
	faultslive "spandrel.dev/tests/faults/faults/live"
	"spandrel.dev/tests/faults/report"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
	everythinglive "spandrel.dev/tests/go_main/go_calls_rust/everything/live"
)

// panicked says what is wrong with the error of a call that panicked.
func panicked(err error, function, says string) string {
	var caught *spandrel.PanicError
	if !errors.As(err, &caught) || caught.Function != function || !strings.Contains(caught.Message, says) {
		return fmt.Sprintf("got %v, want a panic of %s that says %q", err, function, says)
	}
	return ""
}

// both panics in both bridges, one after the other, and looks at the counters of each: they must not be shared.
func both() string {
	counter, err := everything.NewCounter(1)
	if err != nil {
		return err.Error()
	}
	defer counter.Close()
	if wrong := panicked(counter.Trip(), "everything.Counter.Trip", "tripped"); wrong != "" {
		return wrong
	}
	_, err = faults.PanicFree(faults.HowLiteral)
	if wrong := panicked(err, "faults.PanicFree", "a literal"); wrong != "" {
		return wrong
	}
	_, err = everything.Fail(5)
	return panicked(err, "everything.Fail", "told to panic")
}

// apart says whether the handle tables of the two bridges are one.
func apart() string {
	counter, err := everything.NewCounter(1)
	if err != nil {
		return err.Error()
	}
	defer counter.Close()
	ours, _ := everythinglive.Counters()
	theirs, _ := faultslive.Counters()
	if ours != 1 || theirs != 0 {
		return fmt.Sprintf("%d objects in one table, %d in the other: want 1 and 0", ours, theirs)
	}
	return ""
}

func TestTwoBridges(t *testing.T) {
	figure := report.New(t, "two-objects", "two bridges and a cgo library in one program")
	_, err := faults.PanicFree(faults.HowCalm)
	figure.Canary(panicked(err, "faults.PanicFree", "a literal"))
	figure.Cases(1, "tables", apart())
	for range report.Scale(2000, 100) {
		figure.Faults(3, "panics in both", both())
	}

	database, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer database.Close()
	database.SetMaxOpenConns(1)
	if _, err := database.Exec("create table names (name text)"); err != nil {
		t.Fatal(err)
	}
	rows := report.Scale(5000, 300)
	var group sync.WaitGroup
	group.Go(func() {
		for range rows / 100 {
			figure.Faults(3, "panics beside the library", both())
		}
	})
	for number := range rows {
		name, err := everything.EchoStr(fmt.Sprintf("name %d", number))
		if err == nil {
			_, err = database.Exec("insert into names values (?)", name)
		}
		if err != nil {
			figure.Cases(1, "a call beside the library", err.Error())
			break
		}
	}
	group.Wait()
	var count int
	wrong := ""
	if err := database.QueryRow("select count(distinct name) from names").Scan(&count); err != nil || count != rows {
		wrong = fmt.Sprintf("%d rows, want %d, %v", count, rows, err)
	}
	figure.Cases(rows, "calls beside the library", wrong)
}
