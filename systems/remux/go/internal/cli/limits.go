package cli

import (
	"time"

	"github.com/spf13/pflag"

	"spandrel.dev/remux/internal/config"
)

// limitFlag is one bound of what clients may cost, by flag.
type limitFlag struct {
	name string
	add  func(flags *pflag.FlagSet, c *config.Config)
	copy func(from, to *config.Config)
}

func number(name, usage string, field func(*config.Config) *int) limitFlag {
	return limitFlag{name, func(f *pflag.FlagSet, c *config.Config) {
		f.IntVar(field(c), name, *field(c), usage)
	}, func(from, to *config.Config) { *field(to) = *field(from) }}
}

func span(name, usage string, field func(*config.Config) *time.Duration) limitFlag {
	return limitFlag{name, func(f *pflag.FlagSet, c *config.Config) {
		f.DurationVar(field(c), name, *field(c), usage)
	}, func(from, to *config.Config) { *field(to) = *field(from) }}
}

// limitFlags are named as their settings in the file.
var limitFlags = []limitFlag{
	{"memory-limit", func(f *pflag.FlagSet, c *config.Config) {
		f.Int64Var(&c.MemoryLimit, "memory-limit", c.MemoryLimit, "`bytes` to stay within; 0 takes nine tenths of what the control group allows")
	}, func(from, to *config.Config) { to.MemoryLimit = from.MemoryLimit }},
	span("header-timeout", "`time` for a request to arrive", func(c *config.Config) *time.Duration { return &c.HTTP.HeaderTimeout }),
	span("body-timeout", "`time` after which a request with a body is cut off", func(c *config.Config) *time.Duration { return &c.HTTP.BodyTimeout }),
	span("idle-timeout", "`time` after which a connection without a request is closed", func(c *config.Config) *time.Duration { return &c.HTTP.IdleTimeout }),
	span("write-timeout", "`time` for an answer that is no stream", func(c *config.Config) *time.Duration { return &c.HTTP.WriteTimeout }),
	number("header-bytes", "`bytes` in the header of a request", func(c *config.Config) *int { return &c.HTTP.HeaderBytes }),
	number("headers", "`fields` in the header of a request", func(c *config.Config) *int { return &c.HTTP.Headers }),
	number("connections", "`number` of connections at a time", func(c *config.Config) *int { return &c.HTTP.Connections }),
	number("per-address", "`number` of connections of one client address", func(c *config.Config) *int { return &c.HTTP.PerAddress }),
	number("api-in-flight", "`number` of answers at a time that are no streams", func(c *config.Config) *int { return &c.HTTP.APIInFlight }),
	number("send-buffer", "`bytes` in the kernel for a slow connection; 0 lets it choose", func(c *config.Config) *int { return &c.HTTP.SendBuffer }),
	{"min-rate", func(f *pflag.FlagSet, c *config.Config) {
		f.Float64Var(&c.Readers.MinRate, "min-rate", c.Readers.MinRate, "`part` of the stream's rate that a reader must take, 0 to 0.9")
	}, func(from, to *config.Config) { to.Readers.MinRate = from.Readers.MinRate }},
	span("rate-window", "`time` that a reader may take less", func(c *config.Config) *time.Duration { return &c.Readers.RateWindow }),
	number("readers-limit", "`number` of readers of a stream; 0 sets no limit", func(c *config.Config) *int { return &c.Readers.Limit }),
	number("readers-per-address", "`number` of readers of a stream from one client address; 0 allows a quarter of --readers-limit", func(c *config.Config) *int { return &c.Readers.PerAddress }),
	number("readers-total", "`number` of readers of all streams; 0 sets no limit", func(c *config.Config) *int { return &c.Readers.Total }),
	span("start-wait", "`time` a reader waits for a stream that does not play", func(c *config.Config) *time.Duration { return &c.Readers.StartWait }),
	span("silence-timeout", "`time` after which a reader of a silent stream is ended", func(c *config.Config) *time.Duration { return &c.Readers.SilenceTimeout }),
	number("log-queue-lines", "`lines` of the log that wait for a reader", func(c *config.Config) *int { return &c.Log.QueueLines }),
	span("drain-timeout", "`time` that readers get at the end", func(c *config.Config) *time.Duration { return &c.DrainTimeout }),
}

func addLimitFlags(flags *pflag.FlagSet, c *config.Config) {
	for _, flag := range limitFlags {
		flag.add(flags, c)
	}
}
