package serve

import (
	"net/netip"
	"testing"
)

// One machine has as many IPv6 addresses as it likes, and an IPv4 one may be
// written in the form of IPv6.
func TestIssueAnIPv6ClientIsItsNetwork(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.7:1": "192.0.2.7/32", "[::ffff:192.0.2.7]:2": "192.0.2.7/32",
		"[2001:db8:1:2:3::4]:1": "2001:db8:1:2::/64", "[2001:db8:1:2::9]:9": "2001:db8:1:2::/64",
		"[fe80::1%eth0]:1": "fe80::/64",
	} {
		if got := clientAt(netip.MustParseAddrPort(address)).String(); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
	if one, other := clientAt(netip.AddrPort{}), (netip.Prefix{}); one != other {
		t.Errorf("no address: %v", one)
	}
}
