// Command callbacks implements in Go what Rust calls.
package main

import (
	"fmt"
	"log"
	"strings"

	"example.com/callbacks/report"
)

// catalog implements the functions of the bridge.
type catalog map[string]uint64

func (c catalog) Price(product string) (uint64, error) {
	price, ok := c[product]
	if !ok {
		return 0, fmt.Errorf("not in the catalog")
	}
	return price, nil
}

// console implements report.Printer.
type console struct{}

func (console) Print(line string) { fmt.Println(line) }

func main() {
	report.Implement(catalog{"apple": 2, "apricot": 3, "pear": 4}) // once, before the first call

	products := []string{"apple", "apricot", "avocado", "pear"}
	sum, err := report.Write(products, console{}, func(product string) bool {
		return strings.HasPrefix(product, "a")
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("sum:", sum)
}
