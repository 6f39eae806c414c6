package ts

import "time"

const (
	pcrHz      = 27_000_000
	ptsModulus = 1 << 33
	pcrModulus = ptsModulus * 300
)

// PCR is a program clock reference in units of 1/27,000,000 s, modulo
// 2^33 * 300.
type PCR uint64

// Sub returns the signed distance p - q in clock units, on the shorter way
// around the modulus. Two clocks more than 13 hours apart cannot be told from
// a step in the other direction.
func (p PCR) Sub(q PCR) int64 {
	distance := (int64(p) - int64(q)) % pcrModulus
	switch {
	case distance > pcrModulus/2:
		distance -= pcrModulus
	case distance < -pcrModulus/2:
		distance += pcrModulus
	}
	return distance
}

// Add returns the clock shifted by units of 1/27,000,000 s.
func (p PCR) Add(units int64) PCR {
	sum := (int64(p) + units) % pcrModulus
	if sum < 0 {
		sum += pcrModulus
	}
	return PCR(sum)
}

// Duration converts a distance between two clocks.
func Duration(units int64) time.Duration {
	whole, rest := units/pcrHz, units%pcrHz
	return time.Duration(whole)*time.Second + time.Duration(rest*1000/27)
}

// Timestamp is a PTS or DTS in units of 1/90,000 s, modulo 2^33.
type Timestamp uint64

// Sub returns the signed distance t - u on the shorter way around.
func (t Timestamp) Sub(u Timestamp) int64 {
	return PCR(t*300).Sub(PCR(u*300)) / 300
}

// Add returns the timestamp shifted by units of 1/90,000 s.
func (t Timestamp) Add(units int64) Timestamp {
	return Timestamp(uint64(int64(t)+units) & (ptsModulus - 1))
}
