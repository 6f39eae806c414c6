//! `spandrel watch` and `spandrel clean`.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use crate::support::{Sandbox, target_folder};

const LIB: &str = "#[spandrel::bridge(package = \"bell\")]\nmod ffi { extern \"Rust\" { fn ring() -> u32; } }\n\
                   fn ring() -> u32 { 1 }\n";

const MAIN: &str = "package main\n\nimport (\n\t\"fmt\"\n\n\t\"example.com/bell/bell\"\n)\n\n\
                    func main() { fmt.Println(bell.Ring()) }\n";

/// A running `spandrel watch`, with the lines that it says.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    #[expect(clippy::unwrap_used, reason = "a helper of tests: a panic is their failure")]
    fn start(sandbox: &Sandbox) -> Watch {
        let mut command = Command::new(env!("CARGO_BIN_EXE_spandrel"));
        command
            .args(["-C", "bell", "watch"])
            .current_dir(sandbox.path())
            .env("CARGO_TARGET_DIR", target_folder());
        let mut child = command.stderr(Stdio::piped()).stdin(Stdio::null()).spawn().unwrap();
        let (send, lines) = channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
        Watch { child, lines }
    }

    /// Reads lines up to one that has these words, and returns them all. The time is there so that a test that fails ends.
    fn until(&self, words: &str) -> String {
        let mut said = String::new();
        while !said.lines().last().is_some_and(|line| line.contains(words)) {
            match self.lines.recv_timeout(Duration::from_secs(900)) {
                Ok(line) => said.push_str(&format!("{line}\n")),
                Err(error) => panic!("no {words:?}: {error}\n{said}"),
            }
        }
        said
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.child.kill().ok();
    }
}

#[test]
fn issue_watch_builds_after_changes_and_outlives_errors() {
    let sandbox = Sandbox::new();
    sandbox.project("bell", LIB, "");
    sandbox.write("bell/go/cmd/main.go", MAIN);
    let rings = || {
        let output = Command::new(sandbox.path().join("bell/bin/cmd")).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let mut watch = Watch::start(&sandbox);
    watch.until("built  waiting for changes; Ctrl-C ends");
    assert_eq!(rings(), "1\n");

    // A mistake in the bridge, in Rust, in Go, in the project file: each is shown, none ends it.
    for (file, right, wrong, says) in [
        ("bell/rust/src/lib.rs", "-> u32; }", "-> Unknown; }", "type `Unknown` is not declared"),
        ("bell/rust/src/lib.rs", "{ 1 }", "{ one }", "cannot find value `one`"),
        ("bell/go/cmd/main.go", "bell.Ring()", "bell.Toll()", "undefined: bell.Toll"),
        ("bell/spandrel.toml", "[go]", "[gone]", "spandrel.toml"),
    ] {
        sandbox.edit(file, right, wrong);
        let said = watch.until("failed  waiting for changes");
        assert!(said.contains(says) && said.contains("changed  "), "{said}");
        sandbox.edit(file, wrong, right);
        watch.until("built  waiting for changes");
    }
    // A file in a folder that was not there when it began.
    sandbox.write("bell/rust/src/sound/mod.rs", "pub(crate) fn loudness() -> u32 { 7 }\n");
    watch.until("built  waiting");
    sandbox.write(
        "bell/rust/src/lib.rs",
        &format!("mod sound;\n{}", LIB.replace("{ 1 }", "{ sound::loudness() }")),
    );
    watch.until("built  waiting");
    sandbox.edit("bell/rust/src/sound/mod.rs", "7", "8");
    watch.until("built  waiting");
    assert_eq!(rings(), "8\n");
    // What the builds wrote has started no other.
    assert_eq!(watch.lines.try_iter().collect::<Vec<_>>(), Vec::<String>::new());

    Command::new("kill").args(["-INT", &watch.child.id().to_string()]).status().unwrap();
    assert!(watch.until("stopped").contains("bell"));
    assert_eq!(watch.child.wait().unwrap().code(), Some(0));
}

#[test]
fn issue_clean_removes_what_spandrel_wrote_and_no_more() {
    let sandbox = Sandbox::new();
    sandbox.project("bell", LIB, "");
    sandbox.write("bell/go/cmd/main.go", MAIN);
    sandbox.spandrel("bell", &["build"]).succeeds();
    let mine = [
        ("bell/go/bell/bell_methods.go", "package bell\n"),
        ("bell/go/bell/internal/bridge/icon.syso", "an icon"),
        ("bell/go/bell/contract/bell_methods.go", "package contract\n"),
        ("bell/go/bell/types.go", "package bell\n"),
        ("bell/bin/tool", "#!/bin/sh\n"),
    ];
    for (path, text) in mine {
        sandbox.write(path, text);
    }
    sandbox.write("bell/go/bell/.spandrel-x.tmp", "cut off");
    let there = |path: &str| sandbox.path().join(path).exists();
    let products = [
        "bell/bin/cmd",
        "bell/go/bell/internal/bridge/bell_linux_amd64.syso",
        "bell/go/bell/internal/bridge/link_linux_amd64.go",
        "bell/go/bell/.spandrel-x.tmp",
    ];
    let generated = [
        "bell/go/bell/bell.go",
        "bell/go/bell/contract.txt",
        "bell/go/bell/contract/contract.go",
        "bell/go/bell/hook/calls.go",
        "bell/go/bell/hook/hook.go",
        "bell/go/bell/internal/bridge/bell.h",
    ];

    let said = sandbox.spandrel("bell", &["clean", "--dry-run", "--generated"]).succeeds();
    for path in products.iter().chain(&generated) {
        assert!(there(path), "{path}");
        let name = PathBuf::from(path);
        assert!(
            said.stdout.contains(&format!("would remove  {}", name.strip_prefix("bell").unwrap().display())),
            "{}",
            said.stdout
        );
    }
    sandbox.spandrel("bell", &["clean"]).succeeds();
    assert!(products.iter().all(|path| !there(path)) && generated.iter().all(|path| there(path)));
    sandbox.spandrel("bell", &["clean"]).succeeds().says(&["nothing to remove"]);
    sandbox.spandrel("bell", &["clean", "--generated"]).succeeds();
    assert!(generated.iter().all(|path| !there(path)));
    for (path, text) in mine {
        assert_eq!(sandbox.read(path), text, "{path}");
    }
    // A program that is not the project's stays, whatever it is called.
    fs::copy(env!("CARGO_BIN_EXE_spandrel"), sandbox.path().join("bell/bin/cmd")).unwrap();
    sandbox.spandrel("bell", &["clean"]).succeeds();
    assert!(there("bell/bin/cmd"));
}
