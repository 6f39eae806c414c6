package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/source"
	"spandrel.dev/remux/internal/stats"
)

func newFile(streams Streams, engines *engine.Engines) *cobra.Command {
	settings := config.Default(engines)
	asJSON := false
	command := &cobra.Command{
		Use:   "file IN OUT",
		Short: "Remux one file or pipe",
		Long: `Reads the transport stream IN, replaces its audio by AAC and writes the result
to OUT. A hyphen stands for standard input or output, and what comes in from a
pipe goes out as soon as it is remuxed. Figures follow on standard output, or
on standard error when the stream itself goes to standard output.

Ctrl-C ends a stream from standard input as its end would; of a file it leaves
the part that was remuxed, and the exit status is 1.`,
		Example: "  remux file in.ts out.ts --json\n  tuner | remux file - - | player -",
		Args:    arguments(cobra.ExactArgs(2)),
		RunE: func(command *cobra.Command, given []string) error {
			job := fileJob{in: given[0], out: given[1], engines: engines, engine: settings.Engine.Name, settings: settings.Audio, json: asJSON, streams: streams}
			return inTime(command.Context(), job.run)
		},
	}
	command.Flags().BoolVar(&asJSON, "json", false, "print the figures as one JSON object")
	addFlags(command.Flags(), &settings, config.Setting.OfEngine)
	return command
}

// hung is how long work that was interrupted may take to end. A pipe that
// nobody reads would take for ever.
const hung = 2 * time.Second

// inTime does work, which ends with the context or is left behind.
func inTime(ctx context.Context, work func(context.Context) error) error {
	done := make(chan error, 1)
	go func() { done <- work(ctx) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	case <-time.After(hung):
		return errors.New("interrupted, and the output takes nothing: the rest of it is lost")
	}
}

// fileJob is one run of `remux file`.
type fileJob struct {
	in, out  string
	engines  *engine.Engines
	engine   string
	settings engine.Settings
	json     bool
	streams  Streams
}

func (j *fileJob) run(ctx context.Context) (err error) {
	e, err := j.engines.Open(j.engine, j.settings)
	if errors.As(err, new(engine.UnknownError)) || errors.As(err, new(engine.SettingError)) {
		return usageError{err, "remux file"}
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	in, out, err := j.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	copying := j.copy(ctx, e, in, out)
	if err := errors.Join(copying, out.Close()); err != nil {
		return err
	}
	report, err := e.Stats()
	if err != nil {
		return fmt.Errorf("%s: %w", j.in, err)
	}
	report.SpendCPU(stats.ProcessCPU())
	if report.PacketsIn == 0 {
		return fmt.Errorf("%s: no transport stream in it: it must contain packets of 188, 192 or 204 bytes that begin with 0x47", j.in)
	}
	return j.print(&report)
}

// open opens both ends. OUT is not touched when IN cannot be read.
func (j *fileJob) open(ctx context.Context) (io.ReadCloser, io.WriteCloser, error) {
	in, out := io.NopCloser(j.streams.In), io.WriteCloser(keepOpen{j.streams.Out})
	var from os.FileInfo
	if j.in != "-" {
		var err error
		if from, err = os.Stat(j.in); err != nil {
			return nil, nil, err
		}
		if from.IsDir() {
			return nil, nil, fmt.Errorf("%s is a folder: name a transport stream file", j.in)
		}
		if from.Mode().IsRegular() {
			if err := j.look(); err != nil {
				return nil, nil, err
			}
		}
		if in, err = source.OpenFile(ctx, j.in); err != nil {
			return nil, nil, err
		}
	}
	if j.out == "-" {
		return in, out, nil
	}
	if to, err := os.Stat(j.out); err == nil && from != nil && os.SameFile(from, to) {
		err := fmt.Errorf("%s and %s are the same file: name another file for the result", j.in, j.out)
		return nil, nil, errors.Join(usageError{err, "remux file"}, in.Close())
	}
	file, err := os.Create(j.out)
	if err != nil {
		return nil, nil, errors.Join(err, in.Close())
	}
	return in, file, nil
}

// look returns an error when the file is something other than a stream.
func (j *fileJob) look() error {
	file, err := os.Open(j.in)
	if err != nil {
		return err
	}
	begun := make([]byte, source.Recognizable)
	n, err := io.ReadFull(file, begun)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	return j.judge(begun[:n])
}

// judge returns an error when the first bytes begin something other than a
// stream.
func (j *fileJob) judge(begun []byte) error {
	if other, _ := source.Recognize(begun); other.What != "" {
		return fmt.Errorf("%s: %w: it is %s", j.in, source.ErrNoStream, other.What)
	}
	return nil
}

func (j *fileJob) copy(ctx context.Context, e engine.Engine, in io.Reader, out io.Writer) error {
	pass := func() error {
		packets, err := e.Output()
		if err != nil {
			return fmt.Errorf("%s: %w", j.in, err)
		}
		if len(packets) > 0 {
			_, err = out.Write(packets)
		}
		return err
	}
	var begun []byte
	for chunk, err := range chunks(ctx, in) {
		if more := min(len(chunk), source.Recognizable-len(begun)); more > 0 {
			begun = append(begun, chunk[:more]...)
			if err := j.judge(begun); err != nil {
				return err
			}
		}
		if len(chunk) > 0 {
			if err := e.Push(chunk); err != nil {
				return fmt.Errorf("%s: %w", j.in, err)
			}
			if err := pass(); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, io.EOF):
		case errors.Is(err, context.Canceled) && j.in == "-":
		case errors.Is(err, context.Canceled):
			return fmt.Errorf("%s: interrupted; %s holds the part before", j.in, j.out)
		case err != nil:
			return fmt.Errorf("%s: %w", j.in, err)
		}
	}
	if err := e.Flush(); err != nil {
		return fmt.Errorf("%s: %w", j.in, err)
	}
	return pass()
}

func (j *fileJob) print(report *stats.Report) error {
	to := j.streams.Out
	if j.out == "-" {
		to = j.streams.Err
	}
	if !j.json {
		return report.WriteText(to)
	}
	return json.NewEncoder(to).Encode(report)
}

// keepOpen protects standard output from being closed.
type keepOpen struct{ io.Writer }

func (keepOpen) Close() error { return nil }
