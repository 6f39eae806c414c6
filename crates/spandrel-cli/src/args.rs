//! The command line.

use std::{ffi::OsString, path::PathBuf};

use clap::{Parser, Subcommand};
use spandrel_host::signing::{PublicKey, Version};

use crate::{object::cargo::Sanitizer, progress::Verbosity, project::Mode};

/// Safe calls between Rust and Go: one bridge module, both languages, one binary.
#[derive(Debug, Parser)]
#[command(name = "spandrel", version, after_help = EXAMPLE, arg_required_else_help = true)]
pub struct Args {
    /// Work in this folder instead of the current one.
    #[arg(short = 'C', long = "directory", global = true, value_name = "DIR", default_value = ".")]
    pub directory: PathBuf,
    /// Also write into this folder outside of the project. Can be repeated.
    #[arg(long, global = true, value_name = "DIR")]
    pub allow_outside: Vec<PathBuf>,
    /// Print errors only.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Show every command that runs.
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Args {
    /// How much to print.
    pub fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a working Rust and Go project in folder NAME.
    #[command(after_help = NEW)]
    New {
        /// The name of the folder, the Cargo package and the program: lower-case letters, digits, `-` and `_`.
        name: String,
        /// The path of the Go module [default: example.com/NAME].
        #[arg(long, value_name = "PATH")]
        module: Option<String>,
        /// Make a Rust program with a Go core instead of a Go program with Rust code.
        #[arg(long)]
        rust_main: bool,
        /// How the two sides are linked; `dynamic` makes a Go program without cgo.
        #[arg(long, value_name = "static|shared|dynamic")]
        link: Option<Mode>,
    },
    /// Add a bridge to an existing Go module, Cargo package or Cargo workspace, without replacing a file.
    #[command(after_help = INIT)]
    Init {
        /// The name of the bridge [default: that of the Go module or of the folder].
        name: Option<String>,
        /// The path of the Go module, if it makes one [default: example.com/NAME].
        #[arg(long, value_name = "PATH")]
        module: Option<String>,
    },
    /// Write the Go packages of the project's bridges; requires no compiler.
    #[command(after_help = GENERATE)]
    Generate,
    /// Generate, build the Rust side into one object, build the Go program; or a Rust program with its Go core.
    #[command(after_help = BUILD)]
    Build(Build),
    /// Build, then run the program.
    #[command(after_help = RUN)]
    Run {
        /// Link it statically.
        #[arg(long = "static")]
        fully_static: bool,
        /// How the two sides are linked [default: as in spandrel.toml].
        #[arg(long, value_name = "static|shared|dynamic")]
        link: Option<Mode>,
        /// Its arguments.
        #[arg(last = true, value_name = "ARGUMENTS")]
        arguments: Vec<OsString>,
    },
    /// Build, then run cargo test, go vet and go test.
    #[command(after_help = TEST)]
    Test {
        /// How the two sides are linked [default: as in spandrel.toml].
        #[arg(long, value_name = "static|shared|dynamic")]
        link: Option<Mode>,
        /// Flags for go test, or for cargo test if the program is in Rust.
        #[arg(last = true, value_name = "FLAGS")]
        arguments: Vec<OsString>,
    },
    /// Build, and rebuild whenever a source changes, until Ctrl-C.
    #[command(after_help = WATCH)]
    Watch {
        /// Stop each build before the program: after the Rust object, or after the Go core was compiled.
        #[arg(long)]
        object_only: bool,
    },
    /// Remove build products: objects, link files, the program in bin.
    #[command(after_help = CLEAN)]
    Clean {
        /// Also remove the generated Go packages; your own files in them stay.
        #[arg(long)]
        generated: bool,
        /// Remove nothing; list what would be removed.
        #[arg(long)]
        dry_run: bool,
    },
    /// Compare bridge source, generated Go and object, and report differences.
    #[command(after_help = CHECK)]
    Check {
        /// Print the findings as one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Search for calls that two cores answer differently, made from the contract alone.
    #[command(after_help = AGREE)]
    Agree(Agree),
    /// Golden vectors: calls with the answers that they must have.
    #[command(after_help = VECTORS)]
    Vectors {
        /// What to do with them.
        #[command(subcommand)]
        command: Vectors,
    },
    /// Make the key that signs the Go core of a Rust program, and print its public half.
    #[command(after_help = KEYGEN)]
    Keygen {
        /// The new file for the secret key.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Sign the Go core of a Rust program: write LIBRARY.sig beside it.
    #[command(after_help = SIGN)]
    Sign(Sign),
    /// Report what is missing on this machine or in this project, and the fix.
    #[command(after_help = DOCTOR)]
    Doctor {
        /// Print the diagnosis as one JSON object.
        #[arg(long)]
        json: bool,
    },
}

/// Options of `build`.
#[derive(Debug, clap::Args)]
pub struct Build {
    /// Stop before the program is built: after the Rust object, or after the Go core was compiled.
    #[arg(long, conflicts_with_all = ["fully_static", "output"])]
    pub object_only: bool,
    /// Link the Go program statically.
    #[arg(long = "static")]
    pub fully_static: bool,
    /// How the two sides are linked [default: as in spandrel.toml].
    #[arg(long, value_name = "static|shared|dynamic")]
    pub link: Option<Mode>,
    /// Where to write the program [default: bin/NAME in the project].
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Build the Rust side with a sanitizer and print the environment for `go build -asan` and `go test -asan`.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["object_only", "fully_static", "output"])]
    pub sanitizer: Option<Sanitizer>,
}

/// What is searched, and for how long.
#[derive(Debug, clap::Args)]
pub struct Search {
    /// How many cases to make. A case is a call, or the calls of an object.
    #[arg(long, value_name = "N")]
    pub cases: Option<u64>,
    /// The seed of the random choices [default: another each time].
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Functions and types of objects, separated by commas [default: all].
    #[arg(long, value_name = "NAMES")]
    pub only: Option<String>,
    /// A Go package with `func Configure(*agree.Options)`: preconditions, invariants, rules of comparison.
    #[arg(long, value_name = "PACKAGE")]
    pub with: Option<String>,
    /// The bridge, if the project has several.
    #[arg(long, value_name = "NAME")]
    pub bridge: Option<String>,
}

/// Options of `agree`.
#[derive(Debug, clap::Args)]
pub struct Agree {
    /// The core that is trusted.
    #[arg(long, value_name = "CORE")]
    pub a: String,
    /// The core that is compared with it.
    #[arg(long, value_name = "CORE")]
    pub b: String,
    /// How long to search [default: 10, unless --cases is set].
    #[arg(long, value_name = "S")]
    pub seconds: Option<f64>,
    /// How long to wait for each answer, such as 2s [default: 5s].
    #[arg(long, value_name = "TIME")]
    pub timeout: Option<String>,
    /// Add what is found to this file of vectors, with the answers of A.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
    /// What is searched.
    #[command(flatten)]
    pub search: Search,
}

/// What `vectors` does.
#[derive(Debug, Subcommand)]
pub enum Vectors {
    /// Write vectors of calls that are made from the contract, with the answers of one core, or those that two cores agree on.
    Record {
        /// The core that answers.
        #[arg(long, value_name = "CORE")]
        a: String,
        /// A core that must answer the same.
        #[arg(long, value_name = "CORE")]
        b: Option<String>,
        /// How many vectors of a function, at most [default: 8].
        #[arg(long, value_name = "N")]
        each: Option<u64>,
        /// The file [default: standard output].
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// What is recorded.
        #[command(flatten)]
        search: Search,
    },
    /// Compare the answers of a core with those of a file.
    Run {
        /// The core.
        #[arg(long, value_name = "CORE")]
        a: String,
        /// A Go package with rules of comparison.
        #[arg(long, value_name = "PACKAGE")]
        with: Option<String>,
        /// The bridge, if the project has several.
        #[arg(long, value_name = "NAME")]
        bridge: Option<String>,
        /// Print one JSON object.
        #[arg(long)]
        json: bool,
        /// The file.
        file: PathBuf,
    },
    /// Report what makes vectors worth less than they look: one implementation, placeholders, functions that none of them calls.
    Lint {
        /// The bridge, if the project has several.
        #[arg(long, value_name = "NAME")]
        bridge: Option<String>,
        /// Print one JSON object.
        #[arg(long)]
        json: bool,
        /// The file.
        file: PathBuf,
    },
    /// Make the vectors smaller that two cores answer differently, and drop the others.
    Minimise {
        /// The core that is trusted.
        #[arg(long, value_name = "CORE")]
        a: String,
        /// The core that is compared with it.
        #[arg(long, value_name = "CORE")]
        b: String,
        /// A Go package with rules of comparison.
        #[arg(long, value_name = "PACKAGE")]
        with: Option<String>,
        /// The bridge, if the project has several.
        #[arg(long, value_name = "NAME")]
        bridge: Option<String>,
        /// The file to write [default: standard output].
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// The file to read.
        file: PathBuf,
    },
}

/// Options of `sign`.
#[derive(Debug, clap::Args)]
pub struct Sign {
    /// The file of the secret key.
    #[arg(long, value_name = "FILE", required_unless_present = "verify", requires = "version")]
    pub key: Option<PathBuf>,
    /// The version of the libraries, such as 1.4.0. Programs may ask for a least version.
    #[arg(long, value_name = "VERSION")]
    pub version: Option<Version>,
    /// Verify the signatures with this public key instead. Can be repeated.
    #[arg(long, value_name = "KEY", value_parser = public_key, conflicts_with_all = ["key", "version"])]
    pub verify: Vec<PublicKey>,
    /// The libraries.
    #[arg(required = true, value_name = "LIBRARY")]
    pub libraries: Vec<PathBuf>,
}

fn public_key(text: &str) -> Result<PublicKey, &'static str> {
    PublicKey::parse(text).ok_or("a public key has 64 hexadecimal digits, as `spandrel keygen` prints it")
}

const EXAMPLE: &str = "\
The project file, spandrel.toml:
  [rust]
  manifest = \"rust\"        # folder of the Cargo package with the bridges
  # features = [\"fast\"]    default-features = true    profile = \"release\"
  [go]
  out = \"go\"               # bridge `greeter` goes to go/greeter
  main = \"./cmd/greeter\"   # the program, relative to the Go module (optional)

A Rust program with a Go core has instead:
  [rust]
  main = \"greeter\"         # a binary of the Cargo package
  [go]
  core = \"./core\"          # the package that implements what Rust calls
  # link = \"shared\"        default: static

A Go program that can also be built without cgo:
  [go]
  link = [\"static\", \"dynamic\"]   # the first is the default

Exit status: 0 success, 1 failure, 2 incorrect usage.";

const GENERATE: &str = "\
Example:
  spandrel generate             # after a change to a #[spandrel::bridge] module";

const BUILD: &str = "\
Examples:
  spandrel build                # object and program
  spandrel build --static       # a program without shared libraries
  spandrel build --link dynamic # a program without cgo that loads its Rust side from memory
  spandrel build --object-only  # then use go build and go test
  eval \"$(spandrel build --sanitizer address)\" && go test -asan -count=1 ./...

The object and link_linux_amd64.go are build products: do not commit them. --sanitizer removes them, so that
Go links the archive itself; the next plain build writes them again.";

const NEW: &str = "\
Examples:
  spandrel new greeter && cd greeter && spandrel run && spandrel test
  spandrel new word-count --module github.com/ada/word-count/go   # its Go package is wordcount
  spandrel new letters --rust-main   # a Rust program that calls Go code
  spandrel new search --link dynamic # a Go program that is built without cgo

The project refers to the source tree of Spandrel by path: the one this command was built from, or SPANDREL_HOME.";

const AGREE: &str = "\
A CORE is one of
  embedded                      # the Rust code in the same program
  worker                        # the Rust code in a worker process; requires remote = true in [go]
  unix:/run/search.sock         # one that remote.Serve serves; requires remote = true in [go]
  ./go/native                   # a Go package of the project with a type Core that implements contract.Core
  ./go/native#New               # the same, made by its function New

Examples:
  spandrel agree --a ./go/native --b embedded
  spandrel agree --a ./go/native --b embedded --seconds 60 --json
  spandrel agree --a embedded --b worker --only Index,Words --seed 7

Calls of A and B are in one program and its worker. A divergence is made as small as it is found, and printed with its input.

Exit status: 0 no divergence, 1 a divergence, a function that A does not answer, or a failure, 2 incorrect usage.";

const VECTORS: &str = "\
Examples:
  spandrel vectors record --a ./go/native --b embedded --out vectors.jsonl
  spandrel vectors run --a embedded vectors.jsonl
  spandrel vectors lint vectors.jsonl
  spandrel vectors minimise --a ./go/native --b embedded failing.jsonl --out small.jsonl

A CORE is what it is for spandrel agree. A file has a vector on each line, as JSON.

Exit status: 0 success, 1 a mismatch, finding or failure, 2 incorrect usage.";

const INIT: &str = "\
Examples:
  cd my-go-module && spandrel init && spandrel build && spandrel test
  spandrel init search               # the bridge and its Go package are called search
  spandrel -C my-crate init --module github.com/ada/my-crate/go

It looks for go.mod here and in go/, for Cargo.toml here and in rust/, and makes what is missing. It adds the runtime to the
manifests, a bridge to the crate or a member to the workspace, lines to .gitignore, and reports what it did to each file.";

const RUN: &str = "\
Examples:
  spandrel run
  spandrel run --static -- --listen 127.0.0.1:8080";

const TEST: &str = "\
Examples:
  spandrel test
  spandrel test -- -race -count=1";

const WATCH: &str = "\
Examples:
  spandrel watch                # in a terminal beside your editor
  spandrel watch --object-only  # then run go test yourself, or from the editor

It watches every file of the project except build products, hidden files and folders named target, node_modules or testdata.
After an error it goes on watching. Ctrl-C ends it with status 0.";

const CLEAN: &str = "\
Examples:
  spandrel clean --dry-run
  spandrel clean --generated    # spandrel generate writes the Go packages again

It removes only files that spandrel wrote and can write again. For the products of Cargo and Go, use
cargo clean and go clean -cache.";

const CHECK: &str = "\
Exit status 1 when anything differs. It compares contracts, not code, and lists Rust files that changed after the object was built
as not compared. With --json, also when a bridge is rejected or there is no project:
  {\"ok\":false,\"packages\":[{\"package\",\"source\",\"contract\"}],
   \"differences\":[{\"package\",\"side\":\"generated|object\",\"file\",\"what\",\"source\",\"found\",\"cure\"}],
   \"not_compared\":[{\"file\",\"cure\"}],\"refusals\":[{\"file\",\"line\",\"column\",\"message\",\"hint\"}],
   \"error\":{\"message\",\"cure\"}}";

const KEYGEN: &str = "\
Example:
  spandrel keygen ~/keys/app.pem    # prints the public key, and nothing else, on standard output

The file is Ed25519 in PKCS #8 (PEM), as OpenSSL reads and writes it, and only its owner can read it. An existing file is not
replaced.";

const SIGN: &str = "\
Examples:
  spandrel sign --key ~/keys/app.pem --version 1.4.0 bin/libapp_core.so
  spandrel sign --verify d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a bin/libapp_core.so

The program asks for the signature with Core::beside(\"libapp_core.so\").signed_by(KEYS).load().";

const DOCTOR: &str = "\
Exit status 1 when there is a problem. With --json:
  {\"ok\":false,\"checks\":[{\"name\",\"state\":\"ok|problem|skipped\",\"detail\",\"cure\"}]}";
