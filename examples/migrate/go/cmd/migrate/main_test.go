package main

func Example() {
	main()
	// Output:
	// event: plan
	// event: plan
	// shadow    pricing.Total compared 100, agreed 100, diverged 0, by Rust   0
	// shadow    pricing.Slug  compared 100, agreed 100, diverged 0, by Rust   0
	// event: plan
	// gate      pricing.Total compared 200, agreed 200, diverged 0, by Rust   0
	// gate      pricing.Slug  compared 200, agreed 200, diverged 0, by Rust   0
	// event: plan
	// ramp      pricing.Total compared 200, agreed 200, diverged 0, by Rust  27
	// ramp      pricing.Slug  compared 200, agreed 200, diverged 0, by Rust  25
	// event: plan
	// candidate pricing.Total compared 200, agreed 200, diverged 0, by Rust 127
	// candidate pricing.Slug  compared 200, agreed 200, diverged 0, by Rust 125
	// event: plan
	// event: rollback pricing.Slug 1 divergences within 1m0s
	// drill: hello-gopher <nil>
	// drill     pricing.Total compared 300, agreed 300, diverged 0, by Rust 127
	// drill     pricing.Slug  compared 201, agreed 200, diverged 1, by Rust 125
}
