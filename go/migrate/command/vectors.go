package command

import (
	"context"
	"errors"
	"fmt"

	"spandrel.dev/spandrel/migrate/agree"
	"spandrel.dev/spandrel/migrate/vectors"
)

// named is the file that the command is about.
func (c *command) named() (*vectors.File, error) {
	if c.flags.NArg() != 1 {
		return nil, errors.New("name one file of vectors")
	}
	return c.read(c.flags.Arg(0))
}

// record makes calls from the contract, and writes those at which the cores agree with their answers.
func (c *command) record(ctx context.Context) (int, error) {
	options := c.options()
	options.Workers, options.Time = 1, 0
	if options.Cases == 0 {
		options.Cases = 20_000
	}
	if options.B == nil {
		options.B = options.A
	}
	file := &vectors.File{Head: vectors.Head{Package: c.contract.Package}}
	count, seen := map[string]int{}, map[string]bool{}
	options.Observe = func(steps []agree.Step) {
		last := steps[len(steps)-1].Function.ShortName()
		if count[last] >= c.each {
			return
		}
		numbers := map[uint64]uint64{}
		own := agree.Renumbered(steps, func(old uint64) uint64 {
			if numbers[old] == 0 {
				numbers[old] = uint64(len(numbers) + 1)
			}
			return numbers[old]
		})
		vector := vectors.Record(c.A.Calls, c.contract, fmt.Sprintf("%s %d", last, count[last]+1), c.A.Name, own)
		end := vector.Calls[len(vector.Calls)-1]
		key := fmt.Sprintf("%s %s %s %v", last, end.Answer, end.Items, end.Error)
		if seen[key] {
			return
		}
		if c.B.Calls != nil {
			vector.By = append(vector.By, c.B.Name)
		}
		seen[key] = true
		count[last]++
		file.Vectors = append(file.Vectors, vector)
	}
	result, err := agree.Run(ctx, options)
	if err != nil {
		return 2, err
	}
	if len(result.Divergences) > 0 {
		return 1, fmt.Errorf("%s and %s disagree on %s: no vectors were written. Run spandrel agree", c.A.Name, c.B.Name, result.Divergences[0].Function)
	}
	_, _ = fmt.Fprintf(c.err, "  record  %d vectors of %d functions, seed %d\n", len(file.Vectors), len(count), result.Seed)
	return 0, c.write(file)
}

// runVectors compares the answers of a core with those of a file.
func (c *command) runVectors(context.Context) (int, error) {
	file, err := c.named()
	if err != nil {
		return 2, err
	}
	mismatches, err := file.Run(c.A.Calls, c.contract, c.options().Rules)
	if err != nil {
		return 1, err
	}
	status := min(len(mismatches), 1)
	if c.json {
		if mismatches == nil {
			mismatches = []vectors.Mismatch{}
		}
		return status, c.print(map[string]any{"vectors": len(file.Vectors), "mismatches": mismatches})
	}
	for i := range mismatches {
		_, _ = fmt.Fprintln(c.out, &mismatches[i])
	}
	_, _ = fmt.Fprintf(c.out, "%d vectors, %d answered otherwise by %s\n", len(file.Vectors), len(mismatches), c.A.Name)
	return status, nil
}

// lint says what is wrong with a file.
func (c *command) lint(context.Context) (int, error) {
	file, err := c.named()
	if err != nil {
		return 2, err
	}
	findings := file.Lint(c.contract)
	if c.json {
		if findings == nil {
			findings = []string{}
		}
		return min(len(findings), 1), c.print(map[string]any{"vectors": len(file.Vectors), "findings": findings})
	}
	for _, finding := range findings {
		_, _ = fmt.Fprintln(c.out, finding)
	}
	_, _ = fmt.Fprintf(c.out, "%d vectors, %d findings\n", len(file.Vectors), len(findings))
	return min(len(findings), 1), nil
}

// minimise makes the vectors smaller that two cores answer differently, and drops the others.
func (c *command) minimise(context.Context) (int, error) {
	file, err := c.named()
	if err != nil {
		return 2, err
	}
	if c.B.Calls == nil {
		return 2, errors.New("name two cores, with --a and --b")
	}
	smaller := &vectors.File{Head: file.Head}
	for i := range file.Vectors {
		steps, err := file.Vectors[i].Steps(c.contract)
		if err != nil {
			return 1, err
		}
		found := agree.Minimise(c.options(), c.contract, steps)
		if found == nil {
			continue
		}
		smaller.Vectors = append(smaller.Vectors, vectors.Record(c.A.Calls, c.contract, file.Vectors[i].Name, c.A.Name, found.Steps))
	}
	_, _ = fmt.Fprintf(c.err, "minimise  %d of %d vectors are answered differently\n", len(smaller.Vectors), len(file.Vectors))
	return 0, c.write(smaller)
}
