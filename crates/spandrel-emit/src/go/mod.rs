//! The Go half of the glue: the files of one generated package.
//!
//! | file | holds |
//! |---|---|
//! | `<package>.go` | functions, objects and their methods |
//! | `types.go` | records and enums |
//! | `errors.go` | error types and their sentinels |
//! | `imports.go` | what Go implements and Rust calls |
//! | `codec.go` | the flat encoding of what does not cross as a C value |
//! | `core.go` | the package as an interface, and the embedded core behind it |
//! | `contract.txt` | what both sides agreed on, for `spandrel check` |
//! | `internal/leaf/` | the fast way of leaf calls, in assembly, with the ordinary one beside it |
//! | `internal/bridge/` | the cgo calls: C header, cgo declarations, and the object that `spandrel build` puts there |

mod borrowed;
mod call;
mod codec;
mod comment;
mod core;
mod crossing;
mod declared;
mod enums;
mod errors;
mod functions;
mod gocore;
mod godoc;
mod header;
mod imports;
mod leaf;
mod missing;
mod objects;
mod records;
mod show;
mod signature;
mod tasks;
mod types;
mod words;
mod writer;

use spandrel_plan::{Data, Success};
use spandrel_syntax::bridge::Docs;

use crate::{File, Named, names::files};
pub use gocore::main_package;
use writer::Code;

/// Writes the Go package of a plan.
pub fn emit(plan: &Named, import_path: &str) -> Vec<File> {
    let package = &plan.bridge.package;
    let bridge_path = format!("{import_path}/internal/bridge");
    let mut files = vec![
        File { path: files::CONTRACT.to_owned(), text: plan.contract.manifest.clone() },
        File { path: "internal/bridge/bridge.go".to_owned(), text: crossing::file(plan) },
        File { path: files::header(package), text: header::file(plan) },
    ];
    files.extend(missing::files(plan));
    files.extend(leaf::files(plan, &bridge_path));
    let mut main = Code::new();
    functions::package_functions(plan, &mut main);
    objects::objects(plan, &mut main);
    files.push(File {
        path: files::functions(package),
        text: main.into_file(package, &package_docs(plan), Some(&bridge_path)),
    });
    let mut part = |path: &str, write: fn(&Named, &mut Code)| {
        let mut code = Code::new();
        write(plan, &mut code);
        if !code.is_empty() {
            let text = code.into_file(package, &Docs::default(), Some(&bridge_path));
            files.push(File { path: path.to_owned(), text });
        }
    };
    part("types.go", types_file);
    part("errors.go", errors::errors);
    part("imports.go", imports::imports);
    part("codec.go", declared::codec);
    part("core.go", core::core);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The doc comment of the package; every package has one.
fn package_docs(plan: &Named) -> Docs {
    if !plan.bridge.docs.0.is_empty() {
        return plan.bridge.docs.clone();
    }
    Docs(vec![format!("Package {} is the Go side of a bridge to Rust.", plan.bridge.package)])
}

/// Data as it is written inside the package of a plan, for tests that are written from types.
pub fn type_text(ty: &Data, plan: &Named) -> String {
    types::name(ty, plan, &mut Code::new())
}

/// The same for a success value.
pub fn success_text(ok: &Success, plan: &Named) -> Option<String> {
    types::success(ok, plan, &mut Code::new())
}

fn types_file(plan: &Named, code: &mut Code) {
    records::records(plan, code);
    enums::enums(plan, code);
}
