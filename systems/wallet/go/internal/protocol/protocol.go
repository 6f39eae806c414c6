// Package protocol answers the requests of PROTOCOL.md: it reads their arguments, calls the core, and writes what it
// answers. How requests come in, and how their secrets are taken out of the text, is the host's work.
package protocol

import (
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/strictjson"
	"spandrel.dev/wallet/internal/wallets"
)

// Request is one, without its id. Secrets stay the host's: the core wipes its own copies only.
type Request struct {
	Op      string
	Args    *strictjson.Value // an object, or nil for none
	Secrets map[string][]byte
	At      int64 // milliseconds since 1970
}

// Answer is what a request is answered with when it is not an error.
type Answer struct {
	// Data is a JSON object.
	Data []byte
	// Name and Secret are those of the one secret that an answer may have; it lies in locked memory until Close.
	Name   string
	Secret []byte

	scratch *page.Scratch
}

// Close wipes the secret of the answer.
func (a *Answer) Close() {
	if a.scratch != nil {
		a.scratch.Close()
		a.scratch, a.Secret = nil, nil
	}
}

// show copies a secret into the answer.
func (a *Answer) show(name string, secret []byte) error {
	scratch, err := page.Acquire(len(secret))
	if err != nil {
		return err
	}
	a.Name, a.scratch = name, scratch
	a.Secret = scratch.Copy(secret)
	return nil
}

// Server answers requests over one core.
type Server struct {
	Core *wallets.Core
	// Mode is where the core runs, and Build returns the hash of what runs: both are for info alone.
	Mode  string
	Build func() string
}

// Version of the wallet, and ABI of this protocol.
const (
	Version = "0.1.0"
	ABI     = 1
)

// operations are all that there are, by their names.
var operations map[string]func(s *Server, a *arguments) (*Answer, error)

func init() {
	operations = map[string]func(s *Server, a *arguments) (*Answer, error){
		"info": info, "selftest": selftest,
		"mnemonic.generate": generate, "mnemonic.check": check, "hd.derive": derive, "xpub.derive": derivePublic,
		"address.from_xpub": fromXPub, "address.check": checkAddress,
		"wallet.create": create, "wallet.import": importWords, "wallet.unlock": unlock, "wallet.lock": lock, "wallet.list": list,
		"wallet.rename": rename, "wallet.delete": remove, "wallet.change_password": changePassword, "wallet.kdf_upgrade": upgradeKDF,
		"wallet.backup_confirm": confirmBackup, "wallet.export": export, "wallet.restore": restore,
		"address.watch": watch, "account.add": addAccount, "address.next": next, "address.range": addressRange, "address.verify": verify,
		"policy.get": getPolicy, "policy.set": setPolicy, "audit.read": readAudit, "audit.verify": verifyAudit,
		"tx.decode": decode, "evm.sign_tx": signTx, "evm.sign_message": signMessage, "evm.sign_typed": signTyped, "btc.psbt_sign": signPSBT,
	}
}

// Do answers a request. A panic is an error, and the core goes on.
func (s *Server) Do(request Request) (answer *Answer, err error) {
	defer func() {
		if recover() != nil {
			// What was the matter may name a secret: it is not told.
			answer, err = nil, fault.New(fault.Panic, "the core failed in the middle of "+request.Op)
		}
	}()
	operation, known := operations[request.Op]
	if !known {
		return nil, fault.New(fault.InvalidInput, "there is no such operation")
	}
	return operation(s, &arguments{request: request, core: s.Core, taken: map[string]bool{}})
}
