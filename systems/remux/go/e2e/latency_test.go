package e2e

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"testing"
	"time"

	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/internal/ts/tstest"
)

const (
	// datagram is what a tuner or an IP receiver hands on at a time.
	datagram = 7 * ts.PacketSize
	// rounds of a measurement: the best is judged, because a busy machine can
	// only make it worse, and the median is told.
	rounds = 5
	// The goals: first output after the first input, first AAC after the
	// first audio packet.
	firstByteGoal  = 10 * time.Millisecond
	firstSoundGoal = 150 * time.Millisecond
)

// delays is what one round measured.
type delays struct{ firstByte, firstSound time.Duration }

// feed writes the sample at its own mean rate, a datagram at a time, until
// stop is closed. It tells when the first byte and the first audio went in.
func feed(to io.WriteCloser, stop <-chan struct{}) (began, sounded <-chan time.Time) {
	first, sound := make(chan time.Time, 1), make(chan time.Time, 1)
	go func() {
		defer to.Close()
		stream, err := os.ReadFile(sample)
		if err != nil {
			return
		}
		pause := time.Duration(float64(datagram) / float64(len(stream)) * 18 * float64(time.Second))
		start := time.Now()
		var tables tstest.Tables
		for n := 0; len(stream) >= datagram; n++ {
			select {
			case <-stop:
				return
			case <-time.After(time.Until(start.Add(time.Duration(n) * pause))):
			}
			heard := hasSound(&tables, stream[:datagram])
			now := time.Now()
			if _, err := to.Write(stream[:datagram]); err != nil {
				return
			}
			stream = stream[datagram:]
			if n == 0 {
				first <- now
			}
			if heard && sound != nil {
				sound <- now
				sound = nil
			}
		}
	}()
	return first, sound
}

// hasSound reports whether an audio PES begins in these packets.
func hasSound(tables *tstest.Tables, packets []byte) bool {
	for p := range slices.Chunk(packets, ts.PacketSize) {
		tables.Observe(p)
		if tables.Audio(ts.Packet(p).PID()) != "" && ts.Packet(p).UnitStart() {
			return true
		}
	}
	return false
}

// listen reads the output until the first AAC frame, found as an ADTS header
// (a sync word of twelve ones, layer 0) at the start of an audio PES.
func listen(t *testing.T, from io.Reader) (firstByte, firstSound time.Time) {
	t.Helper()
	var tables tstest.Tables
	var pending []byte
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		now := time.Now()
		if err != nil {
			t.Fatalf("no AAC came: %v", err)
		}
		if firstByte.IsZero() {
			firstByte = now
		}
		for pending = append(pending, buffer[:n]...); len(pending) >= ts.PacketSize; pending = pending[ts.PacketSize:] {
			p := ts.Packet(pending[:ts.PacketSize])
			tables.Observe(p)
			if tables.Audio(p.PID()) != "aac" || !p.UnitStart() {
				continue
			}
			payload := p.Payload()
			if i := bytes.IndexByte(payload, 0xFF); i > 0 && i+1 < len(payload) && payload[i+1]&0xF6 == 0xF0 {
				return firstByte, now
			}
		}
	}
}

func judge(t *testing.T, what string, measured []delays) {
	t.Helper()
	var bytes, sounds []time.Duration
	for _, one := range measured {
		bytes, sounds = append(bytes, one.firstByte), append(sounds, one.firstSound)
	}
	slices.Sort(bytes)
	slices.Sort(sounds)
	t.Logf("%s: first byte after %v (median %v), first AAC %v after the first audio packet (median %v), %d rounds",
		what, bytes[0], bytes[rounds/2], sounds[0], sounds[rounds/2], rounds)
	if bytes[0] > firstByteGoal {
		t.Errorf("the first byte took %v, more than %v", bytes[0], firstByteGoal)
	}
	if sounds[0] > firstSoundGoal {
		t.Errorf("the first AAC took %v, more than %v", sounds[0], firstSoundGoal)
	}
}

func TestALivePipeIsAnsweredAtOnce(t *testing.T) {
	var measured []delays
	for range rounds {
		command := exec.Command(program, "file", "-", "-")
		in, err := command.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(300 * time.Millisecond) // the start of the process is not measured
		stop := make(chan struct{})
		began, sounded := feed(in, stop)
		firstByte, firstSound := listen(t, out)
		close(stop)
		measured = append(measured, delays{firstByte.Sub(<-began), firstSound.Sub(<-sounded)})
		if _, err := io.Copy(io.Discard, out); err != nil {
			t.Error(err)
		}
		if err := command.Wait(); err != nil {
			t.Error(err)
		}
	}
	judge(t, "remux file - -", measured)
}

func TestAWaitingReaderIsAnsweredAtOnce(t *testing.T) {
	var measured []delays
	for range rounds {
		command := exec.Command(program, "serve", "--listen", "127.0.0.1:0", "--log-format", "json", "--source", "live=-")
		in, err := command.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		log, err := command.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		lines := json.NewDecoder(log)
		address := await(t, lines, "listening")
		responses := make(chan *http.Response, 1)
		go func() {
			defer close(responses)
			if response, err := http.Get("http://" + address + "/stream/live.ts"); err == nil {
				responses <- response
			}
		}()
		await(t, lines, "a reader came")
		stop := make(chan struct{})
		began, sounded := feed(in, stop)
		response, ok := <-responses
		if !ok {
			t.Fatal("the reader was refused")
		}
		firstByte, firstSound := listen(t, response.Body)
		close(stop)
		measured = append(measured, delays{firstByte.Sub(<-began), firstSound.Sub(<-sounded)})
		response.Body.Close()
		command.Process.Signal(os.Interrupt)
		io.Copy(io.Discard, log)
		if err := command.Wait(); err != nil {
			t.Error(err)
		}
	}
	judge(t, "remux serve", measured)
}

// await reads the log up to a message and returns the address in it, if any.
func await(t *testing.T, lines *json.Decoder, message string) string {
	t.Helper()
	for {
		var line struct{ Msg, Address string }
		if err := lines.Decode(&line); err != nil {
			t.Fatalf("the daemon ended before it said %q: %v", message, err)
		}
		if line.Msg == message {
			return line.Address
		}
	}
}
