package eval

import (
	"errors"
	"io"
	"strconv"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/protocol"
)

// failure writes the answer of a request that was refused.
func failure(id string, err error) []byte {
	var known *fault.Error
	if !errors.As(err, &known) {
		// Nobody expected it, and nobody knows what its text names.
		known = fault.New(fault.Panic, "the core failed")
	}
	line := append([]byte(`{"id":`), id...)
	line = append(line, `,"ok":false,"error":{"code":`...)
	line = append(protocol.AppendText(line, known.Code.String()), `,"number":`...)
	line = append(strconv.AppendInt(line, int64(known.Code), 10), `,"message":`...)
	line = protocol.AppendText(line, known.Message)
	if known.Word >= 0 {
		line = strconv.AppendInt(append(line, `,"word":`...), int64(known.Word), 10)
	}
	if known.Code == fault.RateLimited {
		line = strconv.AppendInt(append(line, `,"retry_ms":`...), known.RetryMs, 10)
	}
	return append(line, "}}\n"...)
}

// success writes an answer. One with a secret is put together in locked memory.
func success(out io.Writer, id string, answer *protocol.Answer) error {
	line := append([]byte(`{"id":`), id...)
	line = append(append(line, `,"ok":true,"data":`...), answer.Data...)
	if answer.Name == "" {
		return write(out, append(line, "}\n"...))
	}
	return page.Run(len(line)+6*len(answer.Secret)+page.Size, func(scratch *page.Scratch) error {
		whole := scratch.Take(scratch.Room())
		used := append(append(whole[:0], line...), `,"secret":{`...)
		used = append(protocol.AppendText(used, answer.Name), ':')
		used = append(protocol.AppendText(used, answer.Secret), "}}\n"...)
		return write(out, used)
	})
}
