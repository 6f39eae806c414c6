//go:build !rust2go

package suite

import "errors"

func openRust2go(string) (peer, error) {
	return peer{}, errors.New("built without tag rust2go: the crate or its generator could not be had")
}
