package main

func Example() {
	main()
	// Output:
	// connected to sensor 7
	// 7 0.5
	// 7 1
	// 7 1.5
	// timed out: true
}
