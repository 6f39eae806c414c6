//! Methods whose signature `go vet` knows, because the standard library looks for them by name: `ReadByte` of io.ByteReader.
//!
//! All functions of a bridge are methods of an interface, so each that has one of these names has the signature, or is
//! refused: vet runs in every `go test`, and users cannot change generated code.

use proc_macro2::Ident;
use spandrel_plan::Target;
use spandrel_syntax::{Reason, Report};

use super::{contract::of_core, signature::Signature, writer::Code};
use crate::Named;

/// What a method takes and returns, and a name in Rust for a method that does something else.
struct Method {
    name: &'static str,
    params: &'static [&'static str],
    results: &'static [&'static str],
    instead: &'static str,
}

const fn method(
    name: &'static str,
    params: &'static [&'static str],
    results: &'static [&'static str],
    instead: &'static str,
) -> Method {
    Method { name, params, results, instead }
}

/// The methods that vet compares by name. Those that it compares only where they take an interface of the standard library
/// (`Format`, `ReadFrom`, `Scan`, `WriteTo`) are not among them: no function of a bridge takes one.
const METHODS: [Method; 12] = [
    method("GobDecode", &["[]byte"], &["error"], "load_gob"),
    method("GobEncode", &[], &["[]byte", "error"], "to_gob"),
    method("MarshalJSON", &[], &["[]byte", "error"], "to_json"),
    method("MarshalXML", &["*xml.Encoder", "xml.StartElement"], &["error"], "to_xml"),
    method("ReadByte", &[], &["byte", "error"], "next_byte"),
    method("ReadRune", &[], &["rune", "int", "error"], "next_char"),
    method("Seek", &["int64", "int"], &["int64", "error"], "seek_to"),
    method("UnmarshalJSON", &["[]byte"], &["error"], "load_json"),
    method("UnmarshalXML", &["*xml.Decoder", "xml.StartElement"], &["error"], "load_xml"),
    method("UnreadByte", &[], &["error"], "back_one_byte"),
    method("UnreadRune", &[], &["error"], "back_one_char"),
    method("WriteByte", &["byte"], &["error"], "put_byte"),
];

/// The same of a Go type that is an error, because it has a method `Error() string`.
const OF_ERRORS: [Method; 3] = [
    method("As", &["any"], &["bool"], "is_like"),
    method("Is", &["error"], &["bool"], "is_same"),
    method("Unwrap", &[], &["error"], "cause"),
];

/// Refuses the functions of a bridge that vet would complain about.
pub(crate) fn check(plan: &Named) -> Report {
    let mut report = Report::default();
    let mut code = Code::new();
    for function in &plan.functions {
        let concrete = || Signature::of(function, plan, &mut Code::new());
        let of_object = function.method_of().map(|_| concrete());
        let of_core = of_core(concrete(), function, plan, &code);
        let refused = of_object.iter().chain([&of_core]).find_map(|signature| refusal(signature, &METHODS));
        refuse(refused, &function.declared.name, &mut report);
    }
    let errors = errors(plan);
    for import in &plan.imports {
        let Target::Function(function) = &import.target else { continue };
        let signature = Signature::of_import(import, plan, &mut code);
        let of_error = function.receiver.owner().filter(|owner| errors.contains(owner));
        let refused =
            refusal(&signature, &METHODS).or_else(|| of_error.and_then(|_| refusal(&signature, &OF_ERRORS)));
        refuse(refused, &function.name, &mut report);
    }
    report
}

/// The interfaces that Go implements whose values are errors to Go.
fn errors(plan: &Named) -> Vec<&Ident> {
    let is_error = |signature: &Signature| {
        signature.name == "Error"
            && signature.params.is_empty()
            && !signature.fallible
            && signature.ok.as_deref() == Some("string")
    };
    let imports =
        plan.imports.iter().filter(|import| is_error(&Signature::of_import(import, plan, &mut Code::new())));
    imports.filter_map(|import| import.interface()).collect()
}

fn refuse(refused: Option<(String, &Method)>, item: &Ident, report: &mut Report) {
    if let Some((found, method)) = refused {
        let wanted = text(method.name, method.params, method.results);
        let (item_name, instead) = (item.to_string(), method.instead);
        report.push(item.span(), Reason::GoMethod { item: item_name, found, wanted, instead });
    }
}

/// The signature without names, and the method that it should be; nothing if it is none of these, or is that.
fn refusal<'a>(signature: &Signature, methods: &'a [Method]) -> Option<(String, &'a Method)> {
    let method = methods.iter().find(|method| method.name == signature.name)?;
    let params: Vec<&str> = signature.params.iter().map(|param| param.ty.as_str()).collect();
    let error = signature.fallible.then_some("error");
    let results: Vec<&str> = signature.ok.as_deref().into_iter().chain(error).collect();
    // Another kind of offset is another method to vet.
    let is_other = method.name == "Seek" && params.first() != Some(&"int64");
    let is_it = params == method.params && results == method.results;
    (!is_other && !is_it).then(|| (text(method.name, &params, &results), method))
}

fn text(name: &str, params: &[&str], results: &[&str]) -> String {
    let results = match results {
        [] => String::new(),
        [only] => format!(" {only}"),
        several => format!(" ({})", several.join(", ")),
    };
    format!("{name}({}){results}", params.join(", "))
}
