//! The Go half of the glue: the files of one generated package.
//!
//! | file | holds |
//! |---|---|
//! | `<package>.go` | functions, objects and their methods |
//! | `types.go`, `errors.go` | the names of what the contract declares, and layout asserts |
//! | `imports.go` | what Go implements and Rust calls, and the functions that answer |
//! | `core.go` | the embedded core as a value of the contract's interface |
//! | `contract/` | records, enums, errors, `Core`: what builds without cgo |
//! | `contract.txt` | what both sides agreed on, for `spandrel check` |
//! | `hook/` | `Wrap`: a core with a hook around its calls; `Calls`: calls from data |
//! | `internal/codec/` | the flat encoding of what the contract declares, and of whole calls, both ways |
//! | `internal/leaf/` | the fast way of leaf calls, in assembly, with the ordinary one beside it |
//! | `internal/bridge/` | the cgo calls: C header, cgo declarations, and the object that `spandrel build` puts there |

mod borrowed;
mod bridge;
mod call;
pub(crate) mod canonical;
mod codec;
mod codec_calls;
mod comment;
mod contract;
mod core;
mod declared;
pub mod dynamic;
mod enums;
mod errors;
mod functions;
mod gocore;
mod godoc;
mod header;
mod hook;
mod hook_calls;
mod imports;
mod json;
mod leaf;
mod links;
mod machine_words;
mod missing;
mod objects;
mod package;
mod records;
pub mod remote;
mod show;
mod signature;
mod tasks;
mod types;
mod writer;

use spandrel_plan::{Data, Success};
use spandrel_syntax::bridge::Docs;

use crate::{File, Member, Named, names::files};
pub use gocore::main_package;
use writer::{Code, Home};

/// Writes the Go package of a plan.
pub fn emit(plan: &Member, import_path: &str) -> Vec<File> {
    let package = &plan.bridge.package;
    let mut files = vec![
        File { path: files::CONTRACT.to_owned(), text: plan.contract.manifest.clone() },
        File { path: "internal/bridge/bridge.go".to_owned(), text: bridge::file(plan) },
        File { path: files::header(package), text: header::file(plan) },
    ];
    files.extend(missing::files(plan));
    files.extend(leaf::files(plan, &format!("{import_path}/internal/bridge")));
    let deprecated = deprecates(plan);
    let mut part = |home: Home, package: &str, docs: &Docs, path: &str, write: &dyn Fn(&mut Code)| {
        let mut code = Code::of(home);
        write(&mut code);
        // The file with the documentation of a package is there in any case.
        if code.is_empty() && docs.0.is_empty() {
            return;
        }
        if home != Home::Contract && deprecated {
            code.directive(USES_DEPRECATED);
        }
        files.push(File { path: path.to_owned(), text: code.into_file(package, docs, import_path) });
    };
    let none = Docs::default();
    part(Home::Package, package, &package::docs(plan), &files::functions(package), &|code| {
        package_file(plan, code)
    });
    part(Home::Package, package, &none, "types.go", &|code| type_aliases(plan, code));
    part(Home::Package, package, &none, "errors.go", &|code| errors::aliases(plan, code));
    part(Home::Package, package, &none, "imports.go", &|code| imports::imports(plan, code));
    part(Home::Package, package, &none, "core.go", &|code| core::core(plan, code));
    part(Home::Contract, "contract", &contract::docs(plan), "contract/contract.go", &|code| {
        contract::interfaces(plan, code)
    });
    part(Home::Contract, "contract", &none, "contract/types.go", &|code| types_file(plan, code));
    part(Home::Contract, "contract", &none, "contract/errors.go", &|code| errors::errors(plan, code));
    part(Home::Contract, "contract", &none, "contract/imports.go", &|code| imports::interfaces(plan, code));
    part(Home::Contract, "contract", &none, "contract/json.go", &|code| json::json(plan, code));
    part(Home::Codec, "codec", &declared::docs(plan), "internal/codec/codec.go", &|code| {
        declared::codec(plan, code)
    });
    part(Home::Codec, "codec", &none, "internal/codec/calls.go", &|code| {
        codec_calls::codec_calls(plan, code)
    });
    if !plan.functions.is_empty() {
        part(Home::Beside, "hook", &hook::docs(plan), "hook/hook.go", &|code| hook::hook(plan, code));
        part(Home::Beside, "hook", &none, "hook/calls.go", &|code| hook_calls::hook_calls(plan, code));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Has linters pass over generated code that uses what a bridge calls deprecated: its users are told where they use it.
const USES_DEPRECATED: &str = "//lint:file-ignore SA1019 What is deprecated is generated like all else.";

/// Whether the bridge calls something deprecated.
fn deprecates(plan: &Named) -> bool {
    let data = &plan.data;
    let records = data.records.iter().flat_map(|record| {
        std::iter::once(&record.docs).chain(record.fields.iter().map(|field| &field.docs))
    });
    let enums = data.enums.iter().flat_map(|known| {
        let variants = known.variants.iter().flat_map(|variant| {
            std::iter::once(&variant.docs).chain(variant.fields.iter().map(|field| &field.docs))
        });
        std::iter::once(&known.docs).chain(variants)
    });
    let errors = data.errors.iter().flat_map(|known| {
        let variants = known.variants.iter().flat_map(|variant| {
            std::iter::once(&variant.docs).chain(variant.fields.iter().map(|field| &field.docs))
        });
        std::iter::once(&known.docs).chain(variants)
    });
    let bridge = &plan.bridge;
    let rest = bridge.functions.iter().map(|function| &function.docs);
    let opaque = bridge.objects.iter().chain(&bridge.interfaces).map(|opaque| &opaque.docs);
    let mut all = records.chain(enums).chain(errors).chain(rest).chain(opaque);
    all.any(|docs| !comment::split_deprecation(&docs.0).1.is_empty())
}

fn package_file(plan: &Member, code: &mut Code) {
    functions::package_functions(plan, code);
    objects::objects(plan, code);
}

fn type_aliases(plan: &Named, code: &mut Code) {
    records::aliases(plan, code);
    enums::aliases(plan, code);
    declared::layouts(plan, code);
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
