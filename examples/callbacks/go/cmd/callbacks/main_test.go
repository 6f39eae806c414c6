package main

func Example() {
	main()
	// Output:
	// apple: 2
	// apricot: 3
	// avocado: not in the catalog
	// sum: 5
}
