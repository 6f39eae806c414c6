module spandrel.dev/spandrel

go 1.24
