package measure

import (
	"fmt"
	"math"
	"slices"
)

// median returns the middle of the values, which it leaves in their order.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

// ratio returns the median over the rounds of a ÷ b.
func ratio(a, b []float64) float64 {
	ratios := make([]float64, len(a))
	for i := range a {
		ratios[i] = a[i] / b[i]
	}
	return median(ratios)
}

// perOperation rounds to hundredths: the runtime itself allocates now and then.
func perOperation(total uint64, operations int) float64 {
	return math.Round(100*float64(total)/float64(operations)) / 100
}

// judge compares the goals of a group with what was reached. A goal whose row or peer is not there is left out.
func judge(group Group, contenders []*contender, results []Result) ([]Outcome, error) {
	find := func(name string) int {
		return slices.IndexFunc(contenders, func(c *contender) bool { return c.Name == name })
	}
	var outcomes []Outcome
	for _, goal := range group.Goals {
		row, against := find(goal.Row), find(goal.Against)
		if row < 0 || goal.Against != "" && against < 0 {
			continue
		}
		outcome := Outcome{Group: group.Name, Row: goal.Row}
		switch {
		case goal.Against == "":
			outcome.Reached = results[row].Allocs
			outcome.Met = outcome.Reached <= goal.MaxAllocs
			outcome.Goal = fmt.Sprintf("≤ %g allocations", goal.MaxAllocs)
		case goal.AtMost > 0:
			outcome.Reached = ratio(contenders[row].times, contenders[against].times)
			outcome.Met = outcome.Reached <= goal.AtMost
			outcome.Goal = fmt.Sprintf("≤ %.2fx the time of %s", goal.AtMost, goal.Against)
		case goal.AtLeast > 0:
			outcome.Reached = ratio(contenders[against].times, contenders[row].times)
			outcome.Met = outcome.Reached >= goal.AtLeast
			outcome.Goal = fmt.Sprintf("≥ %gx faster than %s", goal.AtLeast, goal.Against)
		default:
			return nil, fmt.Errorf("%s: the goal of %s against %s has no limit", group.Name, goal.Row, goal.Against)
		}
		outcomes = append(outcomes, outcome)
	}
	return outcomes, nil
}
