// Package hdhomerun describes the daemon as players know a network tuner of
// SiliconDust: three JSON documents below its address.
package hdhomerun

import (
	"fmt"
	"hash/fnv"
)

// Device is discover.json.
type Device struct {
	FriendlyName    string
	Manufacturer    string
	ModelNumber     string
	FirmwareName    string
	FirmwareVersion string
	DeviceID        string
	DeviceAuth      string
	BaseURL         string
	LineupURL       string
	TunerCount      int
}

// Channel is one entry of lineup.json.
type Channel struct {
	GuideNumber string
	GuideName   string
	URL         string
}

// Status is lineup_status.json. There is nothing to scan for.
type Status struct {
	ScanInProgress int
	ScanPossible   int
	Source         string
	SourceList     []string
}

// Complete is the status of a device that knows its channels.
var Complete = Status{Source: "Antenna", SourceList: []string{"Antenna"}}

// ID returns the number of a device with this name: eight digits, the same at each
// start, of which the last one checks the others. Players tell devices by it.
func ID(name string) string {
	hash := fnv.New32a()
	hash.Write([]byte(name)) // which never fails
	id := hash.Sum32() &^ 0xf
	return fmt.Sprintf("%08X", id|sum(id))
}

// table is that of the checksum of libhdhomerun.
var table = [16]uint32{0xa, 0x5, 0xf, 0x6, 0x7, 0xc, 0x1, 0xb, 0x9, 0x2, 0x8, 0xd, 0x4, 0x3, 0xe, 0x0}

// sum is 0 for a number with a right last digit, and that digit for one that has 0
// there.
func sum(id uint32) (sum uint32) {
	for shift := 28; shift >= 0; shift -= 4 {
		digit := id >> shift & 0xf
		if shift%8 == 4 {
			digit = table[digit]
		}
		sum ^= digit
	}
	return sum
}
