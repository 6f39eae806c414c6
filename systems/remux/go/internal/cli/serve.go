package cli

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/daemon"
	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/location"
	"spandrel.dev/remux/internal/logs"
)

// serveFlags are the flags of `remux serve`, which go before the file.
type serveFlags struct {
	file    string
	sources []string
	values  config.Config
	check   bool
	print   bool
	exposed []string // files with credentials that every user can read
}

func newServe(streams Streams, engines *engine.Engines) *cobra.Command {
	flags := serveFlags{values: config.Default(engines)}
	command := &cobra.Command{
		Use:   "serve",
		Short: "Serve remuxed streams over HTTP",
		Long: `Serves every source at http://HOST:PORT/stream/NAME.ts until Ctrl-C or SIGTERM,
and prints a line "ready URL" for each as soon as it can be played.

Sources come from the configuration file, from --source, or both:
  --source NAME=file:PATH            a recording, played once at its own speed
  --source NAME=file:PATH?loop=true  a recording, repeated without a seam
  --source NAME=http://HOST/PATH     a live stream, reconnected when it breaks
  --source NAME=-                    standard input
A flag outranks the file. remux serve --print-config shows every setting of the
file with its default, or what file and flags make of it.

/ lists the streams for people, /api/streams in JSON; /healthz and /metrics are
for machines.`,
		Example: "  remux serve --source sample=file:sample.ts?loop=true\n  remux serve --config remux.yaml --listen :8080",
		Args:    arguments(cobra.NoArgs),
	}
	set := command.Flags()
	set.StringVar(&flags.file, "config", "", "configuration file (YAML)")
	set.BoolVar(&flags.check, "check-config", false, "say whether file and flags can be used, and end: status 0 or 2")
	set.BoolVar(&flags.print, "print-config", false, "print the configuration that file and flags make, without credentials, and end")
	set.StringArrayVar(&flags.sources, "source", nil, "stream to serve, NAME=URL; may be repeated")
	addFlags(set, &flags.values, func(config.Setting) bool { return true })
	command.RunE = func(command *cobra.Command, _ []string) error {
		settings, err := flags.load(command, engines)
		if flags.print && err == nil {
			err = settings.Write(streams.Out)
			if len(settings.Sources) == 0 {
				return err // which shows the defaults
			}
		}
		if err == nil {
			err = settings.Validate(engines)
		}
		if err != nil {
			return usageError{err, command.CommandPath()}
		}
		if flags.print {
			return nil
		}
		if flags.check {
			_, err := fmt.Fprintf(streams.Out, "the configuration can be used: %d sources\n", len(settings.Sources))
			return err
		}
		// A reader of standard output or error that goes away ends nothing.
		signal.Ignore(syscall.SIGPIPE)
		lines := logs.NewQueue(streams.Err, settings.Log.QueueLines, func(to io.Writer, lost uint64) {
			newLogger(settings.Log, to).Warn("log lines were lost because nobody read them", "lines", lost)
		})
		defer lines.Close(patience)
		repeats := logs.NewRepeats(newLogger(settings.Log, lines).Handler(), settings.Log.Repeats)
		// The last line; there is nobody to tell that it was not taken.
		defer func() { _ = repeats.Flush() }()
		log := slog.New(repeats)
		for _, path := range flags.exposed {
			log.Warn("every user of this machine can read the credentials in this file: take the right away (chmod o-r), or use url_file or ${NAME}", "file", path)
		}
		defer onHangup(func() {
			log.Warn("SIGHUP was ignored: the configuration is read at the start only; restart to read it again")
		})()
		running, err := daemon.New(settings, engines, streams.In, streams.Out, log, lines.Lost)
		if err != nil {
			return err
		}
		return running.Run(command.Context())
	}
	return command
}

// onHangup calls tell for each SIGHUP, which ends nothing, until the returned
// function is called. By default a SIGHUP would end the program at once, and
// tools that rotate logs or deploy configurations like to send one.
func onHangup(tell func()) (stop func()) {
	signals, over, done := make(chan os.Signal, 1), make(chan struct{}), make(chan struct{})
	signal.Notify(signals, syscall.SIGHUP)
	go func() {
		defer close(done)
		for {
			select {
			case <-signals:
				tell()
			case <-over:
				return
			}
		}
	}()
	return func() { signal.Stop(signals); close(over); <-done }
}

// load puts defaults, file and flags together, later ones over earlier ones.
func (f *serveFlags) load(command *cobra.Command, engines *engine.Engines) (config.Config, error) {
	settings := config.Default(engines)
	if f.file != "" {
		if err := config.Load(f.file, &settings); err != nil {
			return settings, err
		}
	}
	f.exposed = settings.Exposed(f.file)
	copyFlags(command.Flags(), &settings, &f.values)
	var wrong []error
	for _, text := range f.sources {
		name, url, ok := strings.Cut(text, "=")
		if !ok {
			wrong = append(wrong, errors.New("a --source has no name: write NAME=URL"))
			continue
		}
		settings.Sources = append(settings.Sources, config.Source{Name: name, URL: location.Address(url)})
	}
	if len(wrong) > 0 {
		return settings, errors.Join(wrong...)
	}
	return settings, settings.Resolve()
}

func newLogger(settings config.Log, to io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: settings.Level}
	if settings.Format == "json" {
		return slog.New(slog.NewJSONHandler(to, options))
	}
	return slog.New(slog.NewTextHandler(to, options))
}
