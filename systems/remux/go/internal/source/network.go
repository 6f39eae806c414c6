package source

import (
	"errors"
	"fmt"
	"net/netip"
)

// ErrPrivate is returned when a redirect, or a name that changed its address,
// leads into a network of this machine from outside of it.
var ErrPrivate = errors.New("refused: a source from outside led to an address inside")

// network is how close an address is.
type network string

// The networks. Somebody on one of them is trusted with no other but the
// public one; this machine itself is trusted with all.
const (
	public    network = "public"
	private   network = "private"
	linkLocal network = "link-local"
	loopback  network = "loopback"
)

// reserved are the networks that are not the public one and that package
// netip has no method for.
var reserved = prefixes("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4", "fec0::/10", "64:ff9b:1::/48")

// embedding are the IPv6 networks whose addresses lead to an IPv4 address, and
// the byte where that stands.
var embedding = map[netip.Prefix]int{
	netip.MustParsePrefix("64:ff9b::/96"): 12, // NAT64
	netip.MustParsePrefix("2002::/16"):    2,  // 6to4
	netip.MustParsePrefix("::/96"):        12, // IPv4-compatible
}

func prefixes(texts ...string) (list []netip.Prefix) {
	for _, text := range texts {
		list = append(list, netip.MustParsePrefix(text))
	}
	return list
}

// networkOf is the network that an address belongs to.
func networkOf(address netip.Addr) network {
	address = address.Unmap().WithZone("")
	switch {
	case address.IsLoopback(), address.IsUnspecified():
		return loopback
	case address.IsLinkLocalUnicast():
		return linkLocal
	case address.IsPrivate(), address.IsMulticast():
		return private
	}
	for _, prefix := range reserved {
		if prefix.Contains(address) {
			return private
		}
	}
	for prefix, at := range embedding {
		if prefix.Contains(address) {
			bytes := address.As16()
			return networkOf(netip.AddrFrom4([4]byte(bytes[at : at+4])))
		}
	}
	return public
}

// homeOf is the network of a source with these addresses: the most public one
// in the answer, so that a name cannot lead from outside to an address inside.
func homeOf(addresses []netip.Addr) network {
	home := loopback
	for _, one := range addresses {
		if found := networkOf(one); distance[found] > distance[home] {
			home = found
		}
	}
	return home
}

// distance orders the networks, the public one last.
var distance = map[network]int{loopback: 0, linkLocal: 1, private: 2, public: 3}

// check refuses an address in another network than the one the source is in.
func (home network) check(to string) error {
	address, err := netip.ParseAddrPort(to)
	if err != nil {
		return fmt.Errorf("the address %q cannot be judged: %w", to, err)
	}
	target := networkOf(address.Addr())
	if target == public || target == home || home == loopback {
		return nil
	}
	return fmt.Errorf("%w (%s to %s; source.allow_private allows it)", ErrPrivate, home, target)
}
