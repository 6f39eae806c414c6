//! `spandrel watch`: builds whenever a source changes, until Ctrl-C.
//!
//! Events of the file system only wake it. Whether there is something to build is told by comparing the sources with what they
//! were when the last build began: a change during a build is not missed, and what a build writes starts no other.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver},
    },
    time::{Duration, Instant, SystemTime},
};

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use walkdir::WalkDir;

use super::build::{self, Options};
use crate::{
    Error, Result, files,
    progress::{self, Progress},
    project::Project,
    write::ours,
};

/// How long nothing must happen before a change is taken as complete: editors write several files, or one in steps.
const QUIET: Duration = Duration::from_millis(200);

/// Folders of others' products.
const SKIPPED: [&str; 3] = ["target", "node_modules", "testdata"];

/// Builds the project around a folder now and after each change of a source, until SIGINT or SIGTERM. An error of a build is
/// shown, and watching goes on.
pub fn watch(open: &dyn Fn() -> Result<Project>, options: &Options, progress: Progress) -> Result<()> {
    let root = open()?.root;
    let stop = Arc::new(AtomicBool::new(false));
    let (wake, woken) = mpsc::channel();
    let handler = (Arc::clone(&stop), wake.clone());
    ctrlc::set_handler(move || {
        handler.0.store(true, Ordering::SeqCst);
        handler.1.send(()).ok();
    })
    .map_err(|error| Error::Watch(error.to_string()))?;
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Looking at the sources opens them: that is not a reason to look again.
        if !event.is_ok_and(|event| event.kind.is_access()) {
            wake.send(()).ok();
        }
    })
    .map_err(|error| Error::Watch(error.to_string()))?;

    let mut watched = BTreeSet::new();
    loop {
        let sources = Sources::of(&root);
        sources.watch(&mut watcher, &mut watched)?;
        let start = Instant::now();
        let built = open().and_then(|project| build::build(&project, options, progress));
        if stop.load(Ordering::SeqCst) {
            break;
        }
        let state = match &built {
            Ok(_) => "built",
            Err(error) => {
                progress::explain(error);
                "failed"
            }
        };
        progress.done(state, "waiting for changes; Ctrl-C ends", start);
        match changed(&root, &sources, &woken, &stop) {
            Some(path) => progress.note("changed", &files::relative(&path, &root).to_string()),
            None => break,
        }
    }
    progress.note("stopped", &root.display().to_string());
    Ok(())
}

/// Waits until a source differs; nothing when it is time to stop.
fn changed(root: &Path, before: &Sources, woken: &Receiver<()>, stop: &AtomicBool) -> Option<PathBuf> {
    loop {
        // A change during the build has been announced already, so this returns at once.
        woken.recv().ok()?;
        while woken.recv_timeout(QUIET).is_ok() && !stop.load(Ordering::SeqCst) {}
        if stop.load(Ordering::SeqCst) {
            return None;
        }
        if let Some(path) = before.first_difference(&Sources::of(root)) {
            return Some(path);
        }
    }
}

/// The sources of a project as they are at one moment.
#[derive(Default)]
struct Sources {
    folders: BTreeSet<PathBuf>,
    files: BTreeMap<PathBuf, (Option<SystemTime>, u64)>,
}

impl Sources {
    fn of(root: &Path) -> Sources {
        let mut sources = Sources::default();
        let walk = WalkDir::new(root).follow_links(false).into_iter();
        let bin = root.join("bin");
        let entries = walk.filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            let hidden = entry.depth() > 0 && name.starts_with('.');
            let skipped = entry.file_type().is_dir() && SKIPPED.contains(&name.as_ref());
            !hidden && !skipped && entry.path() != bin
        });
        // What goes away meanwhile is gone.
        for entry in entries.flatten() {
            let path = entry.path();
            if entry.file_type().is_dir() {
                sources.folders.insert(path.to_owned());
            } else if entry.file_type().is_file() && is_source(path) {
                let data = entry.metadata().ok();
                let state = data.map_or((None, 0), |data| (data.modified().ok(), data.len()));
                sources.files.insert(path.to_owned(), state);
            }
        }
        sources
    }

    /// Has new folders watched.
    fn watch(&self, watcher: &mut RecommendedWatcher, watched: &mut BTreeSet<PathBuf>) -> Result<()> {
        watched.retain(|folder| self.folders.contains(folder));
        for folder in &self.folders {
            if watched.insert(folder.clone()) {
                let begun = watcher.watch(folder, RecursiveMode::NonRecursive);
                begun.map_err(|error| Error::Watch(error.to_string()))?;
            }
        }
        Ok(())
    }

    /// A file that is new, changed or gone.
    fn first_difference(&self, now: &Sources) -> Option<PathBuf> {
        let changed = now.files.iter().find(|(path, state)| self.files.get(*path) != Some(state));
        let gone = || self.files.keys().find(|path| !now.files.contains_key(*path));
        changed.map(|(path, _)| path).or_else(gone).cloned()
    }
}

/// Whether a file is neither a product of a build nor a scratch file of an editor.
fn is_source(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name.ends_with('~') || name.ends_with(".syso") || name == "Cargo.lock" {
        return false;
    }
    let generated = ["go", "h", "s", "c", "txt"].iter().any(|end| name.ends_with(&format!(".{end}")));
    !generated || std::fs::read(path).is_ok_and(|bytes| ours::foreign(path, &bytes).is_some())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn sources_differ_and_products_do_not() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let write = |path: &str, text: &str| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("rust/src/lib.rs", "fn f() {}");
        let before = Sources::of(root);
        for product in
            ["rust/target/release/x", "bin/app", ".git/index", "go/a/a_linux_amd64.syso", "rust/Cargo.lock"]
        {
            write(product, "product");
        }
        write("go/a/types.go", "// Code generated by spandrel. DO NOT EDIT.\npackage a\n");
        assert_eq!(before.first_difference(&Sources::of(root)), None);

        for source in ["go/a/mine.go", "rust/src/page.html", "spandrel.toml"] {
            let before = Sources::of(root);
            write(source, "package a\n");
            assert_eq!(before.first_difference(&Sources::of(root)), Some(root.join(source)));
        }
        let before = Sources::of(root);
        fs::remove_file(root.join("rust/src/lib.rs")).unwrap();
        assert_eq!(before.first_difference(&Sources::of(root)), Some(root.join("rust/src/lib.rs")));
    }
}
