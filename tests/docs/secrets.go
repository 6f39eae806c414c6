package secrets

var message, typed []byte
