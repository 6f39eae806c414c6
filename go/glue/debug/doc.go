// Package debug is what a program built with the tag spandrel_debug checks beside the calls: objects that are used after
// Close or never closed, views that were retained, leaf functions that are slow. Without the tag it does nothing.
package debug
