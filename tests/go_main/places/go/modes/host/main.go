// Command host loads the plugin that it is given and uses the bridge on both sides.
package main

import (
	"fmt"
	"os"
	"plugin"

	"spandrel.dev/tests/go_main/places/places"
)

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func run(path string) error {
	loaded, err := plugin.Open(path)
	if err != nil {
		return err
	}
	symbols := map[string]plugin.Symbol{}
	for _, name := range []string{"Shut", "Open", "LeafAsks"} {
		if symbols[name], err = loaded.Lookup(name); err != nil {
			return err
		}
	}
	gate, err := places.NewGate()
	if err != nil {
		return err
	}
	first, err := symbols["Shut"].(func(*places.Gate) (uint64, error))(gate)
	if err != nil {
		return err
	}
	opened, err := symbols["Open"].(func() (*places.Gate, error))()
	if err != nil {
		return err
	}
	second, err := opened.Shut()
	if err != nil {
		return err
	}
	asked := symbols["LeafAsks"].(func() uint64)()
	fmt.Println(first, second, asked, places.LeafSeven(), gate.Close(), opened.Close())
	return nil
}
