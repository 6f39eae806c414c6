// Package rust2go holds the code that rust2go generates for the benchmarked functions. It is empty without tag rust2go.
package rust2go
