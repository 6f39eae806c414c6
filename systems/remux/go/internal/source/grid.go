package source

import "spandrel.dev/remux/internal/ts"

// grid counts the bytes of packets. A page of text has none, however long it is.
type grid struct{ aligner ts.Aligner }

// packets is how many bytes belong to packets that became whole with p.
func (g *grid) packets(p []byte) (size int) {
	g.aligner.Feed(p)
	for {
		segment, more := g.aligner.Next()
		switch {
		case !more:
			return size
		case segment.Packet:
			size += ts.PacketSize
		}
	}
}
