module spandrel.dev/tests/canary

go 1.25
