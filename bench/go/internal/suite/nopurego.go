//go:build !purego

package suite

import "errors"

func openPurego(string) (peer, error) {
	return peer{}, errors.New("built without tag purego: the module could not be had")
}
