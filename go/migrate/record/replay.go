package record

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/migrate/agree"
	"spandrel.dev/spandrel/migrate/compare"
	"spandrel.dev/spandrel/migrate/schema"
)

// Replay says how a record is played.
type Replay struct {
	// Speed is a multiple of that of the record; 0 for as fast as it goes.
	Speed float64
	// Rules are those of comparison by the name of a function; "" for all others.
	Rules map[string]compare.Rules
	// Differs is told of each call that the core answers otherwise than the record; nil for nobody.
	Differs func(call *Call, f *schema.Function, d *compare.Difference)
}

// Result is what became of the calls.
type Result struct {
	Calls, Diverged uint64
}

// Run plays a record on a core, one call behind the other, and compares. Objects that are open at its end are closed.
func (r *Replay) Run(ctx context.Context, file io.Reader, calls spandrel.Calls) (Result, error) {
	var result Result
	reader, err := NewReader(file)
	if err != nil {
		return result, err
	}
	if reader.Contract != calls.Contract() {
		return result, errors.New("record: it is of another contract than the core")
	}
	contract, err := schema.Of(calls)
	if err != nil {
		return result, err
	}
	open := map[uint64]string{}
	defer func() {
		for number, object := range open {
			agree.Close(calls, contract, object, number)
		}
	}()
	start := time.Now()
	for {
		call, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return result, nil
		}
		if err != nil {
			return result, err
		}
		if err := r.wait(ctx, start, call.At); err != nil {
			return result, err
		}
		if call.Number < 0 || call.Number >= len(contract.Functions) {
			return result, fmt.Errorf("record: function %d is not of the contract", call.Number)
		}
		f := contract.Functions[call.Number]
		step := agree.Step{Function: f}
		arguments := wire.NewReader(call.Arguments)
		if f.Object != "" {
			step.Object = arguments.Uint64()
		}
		if f.Makes != "" && call.Outcome.Code == "" {
			answer := wire.NewReader(call.Outcome.Answer)
			step.Makes = answer.Uint64()
			open[step.Makes] = f.Makes
		}
		theirs := agree.Make(calls, &step, call.Arguments)
		if f.Close {
			calls.Remove(step.Object)
			delete(open, step.Object)
		}
		result.Calls++
		if d := r.compare(f, contract, call, &theirs); d != nil {
			result.Diverged++
			if r.Differs != nil {
				r.Differs(call, f, d)
			}
		}
	}
}

// wait waits until it is a call's time.
func (r *Replay) wait(ctx context.Context, start time.Time, at time.Duration) error {
	if r.Speed <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(time.Until(start.Add(time.Duration(float64(at) / r.Speed))))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

func (r *Replay) compare(f *schema.Function, contract *schema.Contract, call *Call, theirs *compare.Outcome) *compare.Difference {
	rules, ok := r.Rules[f.ShortName()]
	if !ok {
		rules = r.Rules[""]
	}
	return compare.Outcomes(f, contract, &call.Outcome, theirs, &rules)
}
