//! Two objects in one Go program, and two bridges in one object.

use std::process::Command;

use spandrel_cli::object::read::Linked;

use crate::support::{Answer, Sandbox, go_mod, target_folder};

/// Fat LTO is the hard case: each archive then carries the whole standard library in one member.
const FAT: &str = "[profile.release]\nlto = \"fat\"\ncodegen-units = 1\n";

/// A bridge with an object whose method panics, a static counter, and a constructor that nothing refers to.
const LIB: &str = r#"
use std::sync::atomic::{AtomicU64, Ordering};

#[spandrel::bridge(package = "NAME")]
mod ffi {
    #[error]
    pub enum Error { Never }
    extern "Rust" {
        type Thing;
        #[constructor] fn open() -> Thing;
        fn touch(self: &mut Thing) -> Result<u64, Error>;
        fn burst(self: &mut Thing) -> Result<u64, Error>;
        fn count() -> u64;
        fn prepared() -> u64;
    }
}

struct Thing;

impl Thing {
    fn open() -> Thing { Thing }
    fn touch(&mut self) -> Result<u64, ffi::Error> { Ok(count()) }
    fn burst(&mut self) -> Result<u64, ffi::Error> { panic!("NAME bursts") }
}

static COUNT: AtomicU64 = AtomicU64::new(0);
static PREPARED: AtomicU64 = AtomicU64::new(0);

fn count() -> u64 { COUNT.fetch_add(1, Ordering::Relaxed) + 1 }
fn prepared() -> u64 { PREPARED.load(Ordering::Relaxed) }

extern "C" fn prepare() { PREPARED.store(7, Ordering::Relaxed); }

#[used]
#[unsafe(link_section = ".init_array")]
static CONSTRUCTOR: extern "C" fn() = prepare;
"#;

const MAIN: &str = r#"package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"IMPORT1"
	"IMPORT2"
	"spandrel.dev/spandrel"
)

func must(ok bool, what ...any) {
	if !ok {
		fmt.Fprintln(os.Stderr, what...)
		os.Exit(1)
	}
}

func caught(err error, words string) {
	var panicked *spandrel.PanicError
	must(errors.As(err, &panicked), "no PanicError:", err)
	must(strings.Contains(panicked.Message, words), "wrong message:", panicked.Message)
}

func main() {
	first, err := one.OpenThing()
	must(err == nil, err)
	second, err := two.OpenThing()
	must(err == nil, err)
	// Panics in turn: the second object's first panic is the one that used to abort.
	for range 3 {
		_, err = first.Burst()
		caught(err, "one bursts")
		_, err = second.Burst()
		caught(err, "two bursts")
	}
	must(first.Close() == nil && second.Close() == nil)
	fmt.Println(one.Count(), two.Count(), one.Count(), two.Count(), two.Count())
	fmt.Println(one.Prepared(), two.Prepared())
}
"#;

fn main_go(first: &str, second: &str) -> String {
    MAIN.replace("IMPORT1", first).replace("IMPORT2", second)
}

#[test]
fn two_crates_in_one_program_keep_apart_and_both_panics_are_caught() {
    let sandbox = Sandbox::new();
    for name in ["one", "two"] {
        sandbox.project(name, &LIB.replace("NAME", name), FAT);
        sandbox.spandrel(name, &["build", "--object-only"]).succeeds();
    }
    let modules = "require example.com/one v0.0.0\nrequire example.com/two v0.0.0\n\
                   replace example.com/one => ../one/go\nreplace example.com/two => ../two/go\n";
    sandbox.write("both/go.mod", &go_mod("example.com/both", modules));
    sandbox.write("both/main.go", &main_go("example.com/one/one", "example.com/two/two"));

    // Statics are apart (1 1 2 2 3, not 1 2 3 4 5), and constructors ran.
    for flags in [
        &[][..],
        &["-race"],
        &["-buildmode=pie"],
        &["-tags=netgo,osusergo", "-ldflags=-linkmode=external -extldflags=-static"],
    ] {
        let mut arguments = vec!["run"];
        arguments.extend(flags);
        arguments.push(".");
        let run = sandbox.go("both", &arguments).succeeds();
        assert_eq!(run.stdout, "1 1 2 2 3\n7 7\n", "{flags:?}");
    }

    // Canary: linked without resolving section groups, the second object loses its unwind tables.
    for name in ["one", "two"] {
        link_naively(&sandbox, name);
    }
    sandbox.go("both", &["build", "-o", "naive", "."]).succeeds();
    let broken = Answer::of(&mut Command::new(sandbox.path().join("both/naive")));
    assert_ne!(broken.code, Some(0), "the naive link went unnoticed:\n{}", broken.stdout);
    assert!(broken.stderr.contains("spandrel2__two__Thing_burst"), "{}", broken.stderr);
}

/// What one would write first: `ld -r` and local symbols, no more.
#[expect(clippy::unwrap_used, reason = "a helper of tests: a panic is their failure")]
fn link_naively(sandbox: &Sandbox, name: &str) {
    let object = sandbox.path().join(format!("{name}/go/{name}/internal/bridge/{name}_linux_amd64.syso"));
    let merged = sandbox.path().join("merged.o");
    let roots = Linked::read(&object).unwrap().symbols;
    let mut ld = Command::new("ld");
    ld.args(["-r", "--gc-sections", "-o"]).arg(&merged);
    ld.args(roots.iter().flat_map(|root| ["-u", root]));
    Answer::of(ld.arg(target_folder().join(format!("release/lib{name}.a")))).succeeds();
    let mut objcopy = Command::new("objcopy");
    objcopy.args(roots.iter().map(|root| format!("--keep-global-symbol={root}")));
    Answer::of(objcopy.arg(&merged).arg(&object)).succeeds();
}

/// A crate of a constructor and nothing else.
const HOOK: &str = r#"
extern "C" fn hook() { println!("hook"); }

#[used]
#[unsafe(link_section = ".init_array")]
static CONSTRUCTOR: extern "C" fn() = hook;
"#;

#[test]
fn two_bridges_of_one_crate_share_one_object() {
    let sandbox = Sandbox::new();
    let module = |name: &str| {
        let text = LIB.replace("NAME", name).replace("COUNT.fetch_add", "crate::COUNT.fetch_add");
        // One counter and one constructor for the crate; each bridge in a module of its own.
        text.split("static COUNT").next().unwrap().to_owned()
            + "use crate::PREPARED;\nfn count() -> u64 { crate::COUNT.fetch_add(1, Ordering::Relaxed) + 1 }\n\
               fn prepared() -> u64 { PREPARED.load(Ordering::Relaxed) }\n"
    };
    let statics = "use hook as _;\nuse std::sync::atomic::{AtomicU64, Ordering};\nmod one;\nmod two;\n\
                   pub(crate) static COUNT: AtomicU64 = AtomicU64::new(0);\n\
                   pub(crate) static PREPARED: AtomicU64 = AtomicU64::new(0);\n\
                   extern \"C\" fn prepare() { PREPARED.store(9, Ordering::Relaxed); }\n\
                   #[used]\n#[unsafe(link_section = \".init_array\")]\nstatic CONSTRUCTOR: extern \"C\" fn() = prepare;\n";
    sandbox.project("pair", statics, "[dependencies.hook]\npath = \"../hook\"\n");
    sandbox.write(
        "pair/hook/Cargo.toml",
        "[package]\nname = \"hook\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
    );
    sandbox.write("pair/hook/src/lib.rs", HOOK);
    for name in ["one", "two"] {
        sandbox.write(&format!("pair/rust/src/{name}.rs"), &module(name).replace("AtomicU64, ", ""));
    }
    sandbox.write("pair/go/cmd/main.go", &main_go("example.com/pair/one", "example.com/pair/two"));

    sandbox.spandrel("pair", &["build"]).succeeds();
    sandbox.spandrel("pair", &["check"]).succeeds();
    let objects = |folder: &str| {
        // A folder that has lost its last file is removed.
        let entries = std::fs::read_dir(sandbox.path().join(folder)).into_iter().flatten();
        entries
            .filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|end| end == "syso"))
            .count()
    };
    assert_eq!(objects("pair/go/internal/rustobject"), 1);
    assert_eq!(objects("pair/go/one/internal/bridge") + objects("pair/go/two/internal/bridge"), 0);

    // One counter for both; the constructor of a crate that nothing refers to has run.
    let run = Answer::of(&mut Command::new(sandbox.path().join("pair/bin/cmd"))).succeeds();
    assert_eq!(run.stdout, "hook\n1 2 3 4 5\n9 9\n");
    sandbox.go("pair/go", &["vet", "./..."]).succeeds();

    // One of the two goes: the object moves to the other, and the shared one is removed.
    sandbox.edit("pair/rust/src/lib.rs", "mod two;\n", "");
    std::fs::remove_file(sandbox.path().join("pair/rust/src/two.rs")).unwrap();
    sandbox.spandrel("pair", &["build", "--object-only"]).succeeds();
    assert_eq!(objects("pair/go/internal/rustobject"), 0);
    assert_eq!(objects("pair/go/one/internal/bridge"), 1);
}
