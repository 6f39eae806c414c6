//go:build linux && amd64 && !cgo

package dynamic

import (
	"runtime"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/ebitengine/purego"

	"spandrel.dev/spandrel/glue"
	"spandrel.dev/spandrel/glue/calls"
)

// Object is a shared library with the bridges of one Rust crate, which share what is in it.
type Object struct {
	embedded string

	mutex     sync.Mutex
	libraries []*Library
	image     *image
	handle    uintptr
}

// NewObject makes the object of a crate, which is loaded later: from these bytes, unless they are empty.
func NewObject(embedded string) *Object {
	return &Object{embedded: embedded}
}

// Library is the Rust side of one bridge.
type Library struct {
	object    *Object
	contract  Contract
	bridge    *glue.Bridge
	functions []*Function
	support   map[string]*Function
	serves    bool
	connected atomic.Bool
}

// Function is a C function of a bridge.
type Function struct {
	library *Library
	symbol  string
	// found is its address before others may call it.
	found   uintptr
	address atomic.Uintptr
}

// New makes the Rust side of a bridge. The first call loads it.
func New(object *Object, contract Contract) *Library {
	l := &Library{object: object, contract: contract, support: make(map[string]*Function)}
	for _, name := range contract.Support {
		l.support[name] = l.Function("_" + name)
	}
	l.bridge = glue.Unopened(l.link((*Function).Address))
	object.libraries = append(object.libraries, l)
	return l
}

// Function makes a function of the bridge, by the last part of its symbol.
func (l *Library) Function(name string) *Function {
	prefix, _, _ := cutBridge(l.contract.Symbol)
	f := &Function{library: l, symbol: prefix + "__" + l.contract.Package + "__" + name}
	l.functions = append(l.functions, f)
	return f
}

// Bridge is the bridge for the rest of the generated code.
func (l *Library) Bridge() *glue.Bridge {
	return l.bridge
}

// Serve makes the functions known that Rust calls.
func (l *Library) Serve(imports []calls.Import) {
	l.bridge.Serve(imports)
	l.serves = true
}

// Address returns where the function is. Before the first call it loads the library; if that fails, it panics with the
// *[LoadError], which a program can have from Load of the generated package dynamic instead.
func (f *Function) Address() uintptr {
	if address := f.address.Load(); address != 0 {
		return address
	}
	return f.load()
}

func (f *Function) load() uintptr {
	if err := f.library.Load(); err != nil {
		panic(err)
	}
	return f.address.Load()
}

// Load loads the library that the program carries, unless one is loaded.
func (l *Library) Load() error {
	if l.connected.Load() {
		return nil
	}
	l.object.mutex.Lock()
	defer l.object.mutex.Unlock()
	return l.failed("", l.load())
}

// LoadFile loads the library at a path instead of the one that the program carries.
func (l *Library) LoadFile(path string) error {
	l.object.mutex.Lock()
	defer l.object.mutex.Unlock()
	if l.object.image != nil {
		return l.failed(path, ErrLoaded)
	}
	data, err := readFile(path)
	if err == nil {
		err = l.object.open(data)
	}
	if err == nil {
		err = l.connect()
	}
	return l.failed(path, err)
}

func (l *Library) failed(path string, err error) error {
	if err == nil {
		return nil
	}
	return &LoadError{Package: l.contract.Package, Library: path, Err: err}
}

func (l *Library) load() error {
	if l.object.image == nil {
		if l.object.embedded == "" {
			return ErrNoLibrary
		}
		if err := l.object.open(unsafe.Slice(unsafe.StringData(l.object.embedded), len(l.object.embedded))); err != nil {
			return err
		}
	}
	return l.connect()
}

// open checks a library for every bridge of the object, and only then loads it.
func (o *Object) open(data []byte) error {
	found, err := readImage(data)
	if err != nil {
		return err
	}
	for _, library := range o.libraries {
		if err := found.check(library.contract); err != nil {
			return err
		}
		for _, function := range library.functions {
			if !found.symbols[function.symbol] {
				return damagedBy(function.symbol)
			}
		}
	}
	if err := checkGlibc(found.glibc); err != nil {
		return err
	}
	handle, err := openSealed(data)
	if err != nil {
		return err
	}
	found.texts = nil
	o.image, o.handle = found, handle
	return nil
}

// connect joins a bridge and the library that is loaded.
func (l *Library) connect() error {
	if l.connected.Load() {
		return nil
	}
	for _, function := range l.functions {
		address, err := purego.Dlsym(l.object.handle, function.symbol)
		if err != nil {
			return damagedBy(function.symbol)
		}
		function.found = address
	}
	l.bridge.Loaded(l.started())
	if l.serves {
		enter := purego.NewCallback(func(call unsafe.Pointer) { l.bridge.Enter(call) })
		Call(l.support["register"].found, enter, 0)
	}
	for _, function := range l.functions {
		function.address.Store(function.found)
	}
	l.connected.Store(true)
	return nil
}

// start is what Rust tells at the start.
type start struct {
	returned       unsafe.Pointer
	limit          uint64
	released       unsafe.Pointer
	manifest       unsafe.Pointer
	manifestLength uint64
}

// started starts the Rust side.
func (l *Library) started() glue.Link {
	told := new(start)
	Call(l.support["start"].found, uintptr(unsafe.Pointer(told)))
	link := l.link(func(f *Function) uintptr { return f.found })
	link.Returned, link.Limit = told.returned, told.limit
	if l.support["released"] != nil {
		link.Calls.Released = told.released
	}
	if completed := l.support["completed"]; completed != nil {
		list, _ := Call(completed.found)
		link.Completed = pointer(list)
	}
	return link
}

// link is what the runtime knows of the bridge, but for the addresses that only a loaded library has.
func (l *Library) link(at func(*Function) uintptr) glue.Link {
	s := l.support
	return glue.Link{
		Package: l.contract.Package,
		Close: func(handle uint64) glue.Frame {
			return frame(Call(at(s["close"]), uintptr(handle)))
		},
		Drain: func() { Call(at(s["drain"])) },
		Counters: func() (objects, blocks int64) {
			first, second := Call(at(s["counters"]))
			return int64(first), int64(second)
		},
		Listen: func(wanted bool) uint64 {
			var flag uintptr
			if wanted {
				flag = 1
			}
			count, _ := Call(at(s["listen"]), flag)
			return uint64(count)
		},
		Resume: func(task, waiter uint64) glue.Frame {
			return frame(Call(at(s["resume"]), uintptr(task), uintptr(waiter)))
		},
		Pull: func(stream, waiter uint64, scratch []byte) glue.Frame {
			return frame(Call(at(s["pull"]), uintptr(stream), uintptr(waiter),
				uintptr(unsafe.Pointer(unsafe.SliceData(scratch))), uintptr(cap(scratch))))
		},
		Calls: calls.Link{
			TakeReleased: func(into []uint64) int {
				count, _ := Call(at(s["released"]), uintptr(unsafe.Pointer(unsafe.SliceData(into))), uintptr(len(into)))
				return int(count)
			},
			Reserve: func(call unsafe.Pointer, size uint64) unsafe.Pointer {
				room, _ := Call(at(s["reserve"]), uintptr(call), uintptr(size))
				return pointer(room)
			},
			Abort: func() { Call(at(s["abort"])) },
			Fulfil: func(promise, status, value uint64, data []byte) {
				Call(at(s["fulfil"]), uintptr(promise), uintptr(status), uintptr(value),
					uintptr(unsafe.Pointer(unsafe.SliceData(data))), uintptr(len(data)))
			},
			Retain: func(secret bool, owner uint64, data []byte) uint64 {
				var flag uintptr
				if secret {
					flag = 1
				}
				block, _ := Call(at(s["keep"]), flag, uintptr(owner),
					uintptr(unsafe.Pointer(unsafe.SliceData(data))), uintptr(len(data)))
				runtime.KeepAlive(data)
				return uint64(block)
			},
		},
	}
}

// frame makes a frame of both words that a function returned.
func frame(status, value uintptr) glue.Frame {
	return glue.FrameOf(uint64(status), uint64(value))
}

// Frame makes a frame of both words that a function returned.
func Frame(status, value uintptr) glue.Frame {
	return frame(status, value)
}

// pointer makes a pointer of an address in Rust's memory, which the garbage collector does not manage.
func pointer(address uintptr) unsafe.Pointer {
	return *(*unsafe.Pointer)(unsafe.Pointer(&address))
}
