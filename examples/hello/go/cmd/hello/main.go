// Command hello calls a Rust function and uses a Rust object.
package main

import (
	"fmt"
	"log"

	"example.com/hello/greeter"
)

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	visits, err := greeter.OpenVisits()
	if err != nil {
		return err
	}
	defer visits.Close()

	for _, name := range []string{"Ada", "Grace"} {
		greeting, err := greeter.Greet(name)
		if err != nil {
			return err
		}
		count, err := visits.Add()
		if err != nil {
			return err
		}
		fmt.Printf("%d: %s\n", count, greeting)
	}
	return nil
}
