//! What CONTRIBUTING.md says about adding a type is what the code asks for.
//!
//! The compiler names each match that has no arm for a new kind. So no match over types may have an arm for all others,
//! none that tells some scalars apart may have one for the rest, and `matches!` names no scalar; and the files that name
//! most kinds, or most scalars, are those of the guide.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use spandrel_syntax::types::Scalar;
use spandrel_tests::{project, read};
use syn::visit::Visit;

/// The enums by which the generator tells kinds apart.
const KINDS: [&str; 14] = [
    "Answer",
    "Crossing",
    "Data",
    "ErrorField",
    "GoAnswer",
    "GoPart",
    "Param",
    "Part",
    "Return",
    "Scalar",
    "ScalarClass",
    "Slot",
    "Success",
    "Type",
];

/// Where kinds become code.
const FOLDERS: [&str; 3] =
    ["crates/spandrel-syntax/src", "crates/spandrel-plan/src", "crates/spandrel-emit/src"];

/// Arms for all other kinds, in one file.
#[derive(Default)]
struct Silent {
    found: Vec<String>,
}

impl<'ast> Visit<'ast> for Silent {
    fn visit_expr_match(&mut self, matched: &'ast syn::ExprMatch) {
        let names_kind = matched.arms.iter().any(|arm| kind(&arm.pat).is_some());
        for arm in &matched.arms {
            if names_kind && arm.guard.is_none() && is_catch_all(&arm.pat) {
                let first = matched.arms.iter().find_map(|arm| kind(&arm.pat)).unwrap_or_default();
                // What is written is told apart by its place first; the rest goes on, by its name, to where all kinds are told apart.
                if !(first.starts_with("Type::") && matches!(arm.pat, syn::Pat::Ident(_))) {
                    self.found.push(first);
                }
            }
        }
        let scalars = |wanted: fn(&mut Scalars) -> bool| {
            matched.arms.iter().any(|arm| {
                let mut scalars = Scalars::default();
                scalars.visit_pat(&arm.pat);
                arm.guard.is_none() && wanted(&mut scalars)
            })
        };
        if scalars(|found| found.some) && scalars(|found| found.rest) {
            self.found.push("Scalar".to_owned());
        }
        syn::visit::visit_expr_match(self, matched);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        let tokens = called.tokens.to_string();
        if called.path.is_ident("matches")
            && Scalar::ALL.iter().any(|(_, scalar)| {
                tokens
                    .split(|letter: char| !letter.is_alphanumeric() && letter != ':' && letter != ' ')
                    .any(|part| part.trim().ends_with(&format!("Scalar :: {scalar:?}")))
            })
        {
            self.found.push("matches! of a Scalar".to_owned());
        }
        syn::visit::visit_macro(self, called);
    }
}

/// Which scalars a pattern takes of what is one.
#[derive(Default)]
struct Scalars {
    /// Some: `Data::Scalar(Scalar::Char)`, or `Scalar::Char` alone.
    some: bool,
    /// Any: `Data::Scalar(_)`.
    rest: bool,
}

impl<'ast> Visit<'ast> for Scalars {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        self.some |= matches!(parts.as_slice(), [.., of, _] if of == "Scalar");
        syn::visit::visit_path(self, path);
    }

    fn visit_pat_tuple_struct(&mut self, pattern: &'ast syn::PatTupleStruct) {
        let is_scalar = pattern.path.segments.last().is_some_and(|last| last.ident == "Scalar");
        self.rest |= is_scalar && pattern.elems.iter().all(is_catch_all);
        syn::visit::visit_pat_tuple_struct(self, pattern);
    }
}

/// The kind that a pattern names first.
fn kind(pattern: &syn::Pat) -> Option<String> {
    struct First(Option<String>);
    impl<'ast> Visit<'ast> for First {
        fn visit_path(&mut self, path: &'ast syn::Path) {
            let parts: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
            if let [.., of, _] = parts.as_slice()
                && KINDS.contains(&of.as_str())
                && parts[0] != "syn"
            {
                self.0.get_or_insert(parts.join("::"));
            }
        }
    }
    let mut first = First(None);
    first.visit_pat(pattern);
    first.0
}

/// Whether a pattern takes whatever is left.
fn is_catch_all(pattern: &syn::Pat) -> bool {
    match pattern {
        syn::Pat::Wild(_) => true,
        syn::Pat::Ident(name) => {
            name.subpat.is_none() && name.ident.to_string().starts_with(char::is_lowercase)
        }
        syn::Pat::Tuple(tuple) => tuple.elems.iter().all(is_catch_all),
        _ => false,
    }
}

fn silent_arms(source: &str) -> Vec<String> {
    let mut silent = Silent::default();
    silent.visit_file(&syn::parse_file(source).expect("a source is Rust"));
    silent.found
}

fn sources(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())).flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, ending, found);
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
}

#[test]
fn no_arm_hides_a_new_kind() {
    let mut hidden = Vec::new();
    for folder in FOLDERS {
        let mut files = Vec::new();
        sources(&project().join(folder), "rs", &mut files);
        for file in files {
            let shown = file.strip_prefix(project()).unwrap_or(&file).display().to_string();
            hidden.extend(silent_arms(&read(&file)).into_iter().map(|arm| format!("{shown}: beside {arm}")));
        }
    }
    hidden.sort();
    assert!(hidden.is_empty(), "arms for all other kinds:\n{}", hidden.join("\n"));
}

#[test]
fn canary_a_hidden_kind_is_noticed() {
    let arms = |arms: &str| silent_arms(&format!("fn f(ty: &Data) {{ match ty {{ {arms} }} }}"));
    assert_eq!(arms("Data::String => 1, _ => 2"), ["Data::String"]);
    assert_eq!(arms("Data::Vec(_) => 1, other => 2"), ["Data::Vec"]);
    assert_eq!(arms("Some(Data::Vec(_)) => 1, Some(_) | None => 2").len(), 0);
    assert_eq!(arms("Data::Vec(_) => 1, Data::String | Data::Enum(_) => 2").len(), 0);
    assert_eq!(arms("Hold::Owned => 1, _ => 2").len(), 0);
    assert_eq!(arms("Type::Str => 1, _ => 2"), ["Type::Str"]);
    assert_eq!(arms("Type::Str => 1, other => data(other)").len(), 0);
    assert_eq!(arms("syn::Type::Path(_) => 1, _ => 2").len(), 0);
}

#[test]
fn canary_issue_a_hidden_scalar_is_noticed() {
    let silent = |body: &str| silent_arms(&format!("fn f(ty: &Data) -> u8 {{ {body} }}"));
    let arms = |arms: &str| silent(&format!("match ty {{ {arms} }}"));
    assert_eq!(arms("Data::Scalar(Scalar::Char) => 1, Data::Scalar(_) => 2, Data::String => 3"), ["Scalar"]);
    assert_eq!(arms("Data::Scalar(Scalar::U128 | Scalar::I128) => 1, Data::Scalar(kind) => 2"), ["Scalar"]);
    assert_eq!(arms("Data::Scalar(_) | Data::String => 1, Data::Enum(_) => 2").len(), 0);
    assert_eq!(arms("ScalarClass::Float => 1, _ => 2"), ["ScalarClass::Float"]);
    let one = silent("u8::from(matches!(ty, Scalar::F32 | Scalar::F64))");
    assert_eq!(one, ["matches! of a Scalar"]);
    assert_eq!(silent("u8::from(matches!(ty, Data::Scalar(_)))").len(), 0);
}

/// The files of a list in CONTRIBUTING.md: those in backticks at the start of the rows below a mark.
fn listed(mark: &str) -> BTreeSet<String> {
    let page = read(&project().join("CONTRIBUTING.md"));
    let begin = format!("<!-- guide: {mark} -->");
    let (_, rest) = page.split_once(&begin).unwrap_or_else(|| panic!("CONTRIBUTING.md lacks `{begin}`"));
    let (list, _) = rest.split_once("<!-- end of guide -->").expect("the end of the list");
    let rows = list.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split_once('`')).map(|(file, _)| file.to_owned()).collect()
}

/// The files of generator and runtime that hold enough of these words.
fn naming(words: &[Vec<&str>], enough: usize) -> BTreeSet<String> {
    let mut files = Vec::new();
    for folder in [
        "crates/spandrel-syntax/src",
        "crates/spandrel-plan/src",
        "crates/spandrel-emit/src",
        "crates/spandrel/src",
    ] {
        sources(&project().join(folder), "rs", &mut files);
    }
    sources(&project().join("go/glue"), "go", &mut files);
    let holds = |file: &Path| {
        let text = read(file);
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let code: String = text
            .lines()
            .map(|line| line.split("//").next().unwrap_or_default())
            .collect::<Vec<_>>()
            .join("\n");
        let found: BTreeSet<&str> =
            code.split(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != ':').collect();
        let is = |word: &str, spelling: &str| {
            word.strip_suffix(spelling)
                .is_some_and(|rest| rest.is_empty() || rest == "Append" || rest.ends_with("::"))
        };
        let named = |spellings: &Vec<&str>| {
            spellings.iter().any(|spelling| found.iter().any(|word| is(word, spelling)))
        };
        words.iter().filter(|spellings| named(spellings)).count() >= enough
    };
    files
        .iter()
        .filter(|file| !file.to_string_lossy().ends_with("_test.go") && holds(file))
        .map(|file| file.strip_prefix(project()).unwrap_or(file).display().to_string())
        .collect()
}

#[test]
fn the_guide_for_a_scalar_lists_the_files_that_know_all_scalars() {
    let words = [
        ["u16", "U16", "Uint16"],
        ["u32", "U32", "Uint32"],
        ["u64", "U64", "Uint64"],
        ["i8", "I8", "Int8"],
        ["i16", "I16", "Int16"],
        ["i32", "I32", "Int32"],
        ["i64", "I64", "Int64"],
        ["isize", "Isize", "Int"],
        ["f32", "F32", "Float32"],
        ["f64", "F64", "Float64"],
    ];
    let words: Vec<Vec<&str>> = words.iter().map(|spellings| spellings.to_vec()).collect();
    assert_eq!(listed("scalar"), naming(&words, 10));
}

#[test]
fn the_guide_for_a_kind_lists_the_files_that_tell_kinds_apart() {
    let kinds = ["Array", "Option", "Tuple", "Map", "Set", "SystemTime", "Duration", "Record"];
    let spellings: Vec<[String; 3]> = kinds
        .iter()
        .map(|kind| [format!("Data::{kind}"), format!("Type::{kind}"), format!("Self::{kind}")])
        .collect();
    let words: Vec<Vec<&str>> =
        spellings.iter().map(|spellings| spellings.iter().map(String::as_str).collect()).collect();
    assert_eq!(listed("kind"), naming(&words, 6));
}

#[test]
fn issue_the_migration_kit_knows_all_scalars() {
    let types = read(&project().join("go/migrate/schema/types.go"));
    let unknown: Vec<&str> = Scalar::ALL
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| !types.contains(&format!("\"{name}\":")))
        .collect();
    assert!(unknown.is_empty(), "go/migrate/schema/types.go has no kind for {unknown:?}");
}

/// Codes that no caller sees: calls that wait, calls into Go, and answers that come later.
const UNSEEN: [&str; 4] = ["CodeOK", "CodeBusy", "CodeMissing", "CodePending"];

#[test]
fn issue_codes_are_written_and_read_by_other_processes() {
    let mut files = Vec::new();
    sources(&project().join("go/internal/abi"), "go", &mut files);
    let texts: Vec<String> = files.iter().map(|file| read(file)).collect();
    let lines = texts.iter().flat_map(|text| text.lines());
    let codes: Vec<&str> = lines
        .filter_map(|line| line.trim().split_once(" = ").map(|(name, _)| name))
        .filter(|name| name.starts_with("Code") && !UNSEEN.contains(name))
        .collect();
    assert!(codes.len() > 5, "go/internal/abi has no codes: {codes:?}");
    let errors = read(&project().join("go/remote/errors.go"));
    let is_end = |next: Option<char>| !next.is_some_and(char::is_alphanumeric);
    let times = |code: &str| {
        let named = format!("abi.{code}");
        errors
            .match_indices(&named)
            .filter(|(at, _)| is_end(errors[at + named.len()..].chars().next()))
            .count()
    };
    // A row of `simple` is both.
    let is_simple = |code: &str| errors.contains(&format!("\n\t{{abi.{code}, "));
    assert!(is_simple("CodeClosed"), "go/remote/errors.go has no table of simple errors");
    let missing: Vec<&&str> = codes.iter().filter(|code| !is_simple(code) && times(code) < 2).collect();
    assert!(missing.is_empty(), "go/remote/errors.go does not write and read {missing:?}");
}
