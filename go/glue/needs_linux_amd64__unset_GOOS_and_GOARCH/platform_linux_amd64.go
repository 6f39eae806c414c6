// Package platform has no files for platforms other than linux/amd64. Generated packages import it there, so that Go says
// what is wrong before it compiles anything.
package platform
