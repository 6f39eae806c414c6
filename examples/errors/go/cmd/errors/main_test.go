package main

func Example() {
	main()
	// Output:
	// paid, left: 30
	// 80 is more than the balance of 50: short of 30
	// try another account
	// panic: a payment of nothing (src/lib.rs:25)
}
