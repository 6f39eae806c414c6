//! The doc comment of a generated package.

use spandrel_syntax::bridge::{Docs, Receiver};

use super::{
    comment,
    godoc::{self, Subject},
};
use crate::Named;

/// The doc comment of the package; every package has one.
pub(super) fn docs(plan: &Named) -> Docs {
    let name = format!("Package {}", plan.bridge.package);
    let lines: Vec<String> =
        plan.bridge.docs.0.iter().skip_while(|line| line.trim().is_empty()).cloned().collect();
    let contents = contents(plan);
    let Some((first, rest)) = lines.split_first() else { return Docs(vec![contents]) };
    if comment::fence(first.trim()).is_some() {
        return Docs([contents, String::new()].into_iter().chain(lines).collect());
    }
    let first = godoc::sentence(&name, Subject::Package, first.trim(), &contents);
    Docs(std::iter::once(first).chain(rest.iter().cloned()).collect())
}

/// A sentence that says what is in the package: its objects and functions, or what Rust calls.
fn contents(plan: &Named) -> String {
    let package = &plan.bridge.package;
    let objects = plan.objects.iter().map(|object| plan.names.type_name(&object.name));
    let free = plan.functions.iter().filter(|function| function.declared.receiver == Receiver::Free);
    let functions = free.map(|function| plan.names.function(&function.declared));
    let provided: Vec<String> = objects.chain(functions).collect();
    if !provided.is_empty() {
        return format!("Package {package} provides {}, implemented in Rust.", listed(&provided));
    }
    let interfaces = plan.bridge.interfaces.iter().map(|interface| plan.names.type_name(&interface.name));
    let has_free = plan.imports.iter().any(|import| import.free_function().is_some());
    let called: Vec<String> =
        has_free.then(|| "Functions".to_owned()).into_iter().chain(interfaces).collect();
    format!("Package {package} declares {}, which Go implements and Rust calls.", listed(&called))
}

/// The first three of several names: "A", "A and B", "A, B and C", "A, B, C and more".
fn listed(names: &[String]) -> String {
    match names {
        [] => "nothing".to_owned(),
        [only] => only.clone(),
        [first @ .., last] if names.len() < 4 => format!("{} and {last}", first.join(", ")),
        _ => format!("{} and more", names[..3].join(", ")),
    }
}
