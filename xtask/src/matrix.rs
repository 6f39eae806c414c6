//! Writes what is made of the type matrix, `tests/matrix/matrix.toml`: the tables of the docs, the bridge with a set of
//! functions per type and its Go tests, and the cases of what is refused.

mod bridge;
mod data;
mod docs;
mod go;
mod output;
mod refused;
mod rust;

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};
use data::Matrix;
use output::Output;

/// Where the matrix lies.
const SOURCE: &str = "tests/matrix/matrix.toml";

/// Writes the files, or with `check` those that are not committed, and counts the others that differ. A repository without
/// a matrix has none.
pub(crate) fn run(repository: &Path, check: bool) -> Result<usize> {
    let source = repository.join(SOURCE);
    if !source.is_file() {
        return Ok(0);
    }
    let text = fs::read_to_string(&source).with_context(|| format!("read {SOURCE}"))?;
    let matrix: Matrix = toml::from_str(&text).with_context(|| format!("parse {SOURCE}"))?;
    let mut differences = 0;
    for output in outputs(repository, &matrix)? {
        let path = repository.join(&output.path);
        let old = fs::read_to_string(&path).unwrap_or_default();
        if old == output.text {
            continue;
        }
        if check && output.committed {
            differences += 1;
            eprintln!("{}: is not what {SOURCE} says", output.path.display());
        } else {
            fs::write(&path, output.text).with_context(|| format!("write {}", path.display()))?;
        }
    }
    Ok(differences)
}

fn outputs(repository: &Path, matrix: &Matrix) -> Result<Vec<Output>> {
    let declarations = bridge::declarations(matrix);
    let packages = spandrel_emit::generate(&declarations, &|package| format!("matrix/{package}"))
        .map_err(|report| anyhow::anyhow!("{SOURCE}: the bridge is refused: {:?}", report.sorted()))?;
    let Some(package) = packages.first() else { bail!("{SOURCE}: there is no bridge") };
    let folder = Path::new("tests/matrix");
    let page = Path::new("docs/types.md");
    let mut outputs = vec![
        Output {
            path: folder.join("rust/src/matrix.rs"),
            text: rust::file(matrix, &declarations, &package.plan)?,
            committed: false,
        },
        Output {
            path: folder.join("go/matrix/rows_test.go"),
            text: gofmt(&go::rows(matrix, &package.plan)?)?,
            committed: false,
        },
        Output {
            path: folder.join("go/matrix/make_test.go"),
            text: gofmt(&go::makers(matrix, &package.plan)?)?,
            committed: false,
        },
        Output {
            path: folder.join("go/matrix/host_test.go"),
            text: gofmt(&go::host(matrix, &package.plan)?)?,
            committed: false,
        },
        Output {
            path: page.to_owned(),
            text: docs::page(&fs::read_to_string(repository.join(page))?, matrix)?,
            committed: true,
        },
    ];
    outputs.extend(refused::cases(matrix)?);
    Ok(outputs)
}

/// The text as gofmt lays it out.
pub(crate) fn gofmt(text: &str) -> Result<String> {
    let mut child = Command::new("gofmt")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("run gofmt, which is part of Go")?;
    let mut input = child.stdin.take().context("write to gofmt")?;
    let text = text.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().context("read from gofmt")?;
    writer.join().ok().context("write to gofmt")?.context("write to gofmt")?;
    if !output.status.success() {
        bail!("gofmt does not take a generated file");
    }
    String::from_utf8(output.stdout).context("read from gofmt")
}
