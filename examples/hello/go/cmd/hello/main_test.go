package main

func Example() {
	main()
	// Output:
	// 1: hello, Ada
	// 2: hello, Grace
}
