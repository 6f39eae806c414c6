// Package e2e tests the program as people run it: the static binary as a
// process of its own, fed with the committed sample, judged by ffmpeg.
package e2e
