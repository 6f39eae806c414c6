package tstest

// SectionCRC returns the CRC-32 of PSI sections over data (annex A of ISO/IEC
// 13818-1). Over a whole section including its CRC field the result is zero.
func SectionCRC(data []byte) uint32 {
	crc := ^uint32(0)
	for _, b := range data {
		crc ^= uint32(b) << 24
		for range 8 {
			top := crc >> 31
			crc = crc<<1 ^ top*0x04C11DB7
		}
	}
	return crc
}
