//! What the tests share: a folder of their own, the command, one Cargo target folder.

#![expect(clippy::unwrap_used, reason = "these are tests: a panic is their failure")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// A folder that goes away with the test.
pub(crate) struct Sandbox {
    folder: tempfile::TempDir,
}

impl Sandbox {
    pub(crate) fn new() -> Sandbox {
        Sandbox { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// Replaces text in a file; the old text must be there.
    pub(crate) fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} has no {old:?}");
        self.write(path, &text.replacen(old, new, 1));
    }

    /// Writes a project of one bridge in the folder `name`: project file, Cargo package, Go module.
    pub(crate) fn project(&self, name: &str, lib: &str, manifest_end: &str) {
        let home = home();
        self.write(
            &format!("{name}/spandrel.toml"),
            "[rust]\nmanifest = \"rust\"\n[go]\nout = \"go\"\nmain = \"./cmd\"\n",
        );
        self.write(
            &format!("{name}/rust/Cargo.toml"),
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
                 [dependencies]\nspandrel = {{ path = \"{}\" }}\n[workspace]\n{manifest_end}",
                home.join("crates/spandrel").display()
            ),
        );
        self.write(&format!("{name}/rust/src/lib.rs"), lib);
        self.write(&format!("{name}/go/go.mod"), &go_mod(&format!("example.com/{name}"), ""));
    }

    /// Runs the command in a folder of the sandbox.
    pub(crate) fn spandrel(&self, folder: &str, arguments: &[&str]) -> Answer {
        let mut command = Command::new(env!("CARGO_BIN_EXE_spandrel"));
        command.current_dir(self.path().join(folder)).args(arguments);
        Answer::of(&mut command)
    }

    /// Runs `go` in a folder of the sandbox.
    pub(crate) fn go(&self, folder: &str, arguments: &[&str]) -> Answer {
        let mut command = Command::new("go");
        command.current_dir(self.path().join(folder)).args(arguments);
        Answer::of(&mut command)
    }
}

/// The text of a go.mod that finds the runtime of this source tree.
pub(crate) fn go_mod(module: &str, more: &str) -> String {
    let runtime = home().join("go");
    format!(
        "module {module}\n\ngo 1.24\n\nrequire spandrel.dev/spandrel v0.0.0\n\
         replace spandrel.dev/spandrel => {}\n{more}",
        runtime.display()
    )
}

pub(crate) fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

/// Cargo's target folder of every project in the tests.
pub(crate) fn target_folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("rust")
}

/// Where a program lies.
pub(crate) fn found(program: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places = std::env::split_paths(&path).map(|folder| folder.join(program));
    places.find(|place| place.is_file()).unwrap_or_else(|| panic!("no {program} in PATH"))
}

/// What a program answered.
pub(crate) struct Answer {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Answer {
    /// Runs a command with the shared Cargo target folder, so that dependencies are compiled once for all tests.
    pub(crate) fn of(command: &mut Command) -> Answer {
        let Output { status, stdout, stderr } =
            command.env("CARGO_TARGET_DIR", target_folder()).env("CGO_ENABLED", "1").output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Answer { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
    }

    #[track_caller]
    pub(crate) fn succeeds(self) -> Answer {
        assert_eq!(self.code, Some(0), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub(crate) fn fails(self, code: i32) -> Answer {
        assert_eq!(self.code, Some(code), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// Standard output must hold each of these.
    #[track_caller]
    pub(crate) fn prints(self, parts: &[&str]) -> Answer {
        for part in parts {
            assert!(self.stdout.contains(part), "no {part:?} in:\n{}", self.stdout);
        }
        self
    }

    /// Standard error must hold each of these.
    #[track_caller]
    pub(crate) fn says(self, parts: &[&str]) -> Answer {
        for part in parts {
            assert!(self.stderr.contains(part), "no {part:?} in:\n{}", self.stderr);
        }
        self
    }
}
