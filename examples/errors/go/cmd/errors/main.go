// Command errors tells the errors of a Rust function apart.
package main

import (
	"errors"
	"fmt"

	"example.com/errors/bank"
	"spandrel.dev/spandrel"
)

func main() {
	for _, payment := range []struct{ balance, amount uint64 }{{50, 20}, {50, 80}, {0, 1}, {50, 0}} {
		left, err := bank.Pay(payment.balance, payment.amount)
		fmt.Println(describe(left, err))
	}
}

func describe(left uint64, err error) string {
	var panicked *spandrel.PanicError
	var refused *bank.PaymentError
	switch {
	case err == nil:
		return fmt.Sprint("paid, left: ", left)
	case errors.Is(err, bank.ErrAccountLocked): // a sentinel for each variant
		return "try another account"
	case errors.As(err, &refused): // the fields of the variant
		return fmt.Sprintf("%v: short of %d", err, refused.Amount-refused.Balance)
	case errors.As(err, &panicked): // a Rust panic is an error, too
		return "panic: " + panicked.Message
	default:
		return err.Error()
	}
}
