package control

import (
	"context"
	"fmt"
	"maps"

	"spandrel.dev/spandrel/migrate"
)

// Flags are feature flags: what an OpenFeature client has behind StringValue, so that any of its providers can be one.
type Flags interface {
	// StringValue returns the value of a flag, or otherwise if there is none.
	StringValue(ctx context.Context, flag, otherwise string) (string, error)
}

// FlagsFunc is [Flags] of a function. Of an OpenFeature client:
//
//	control.FlagsFunc(func(ctx context.Context, flag, otherwise string) (string, error) {
//		return client.StringValue(ctx, flag, otherwise, openfeature.EvaluationContext{})
//	})
type FlagsFunc func(ctx context.Context, flag, otherwise string) (string, error)

// StringValue calls f.
func (f FlagsFunc) StringValue(ctx context.Context, flag, otherwise string) (string, error) {
	return f(ctx, flag, otherwise)
}

// ApplyFlags sets the plan to base, changed by the flags "PACKAGE.NAME" of the functions and types of objects that it names: the values
// are those of [Override]. A provider tells when flags change; call it then. The plan stays if a flag cannot be read.
func ApplyFlags(ctx context.Context, kit *migrate.Kit, base migrate.Plan, flags Flags) error {
	plan := base
	plan.Functions = maps.Clone(base.Functions)
	for name, policy := range plan.Functions {
		flag := kit.Contract().Package + "." + name
		value, err := flags.StringValue(ctx, flag, "")
		if err != nil {
			return fmt.Errorf("flag %s: %w", flag, err)
		}
		if value == "" {
			continue
		}
		if err := apply(&policy, value); err != nil {
			return fmt.Errorf("flag %s: %w", flag, err)
		}
		plan.Functions[name] = policy
	}
	return kit.SetPlan(plan)
}
