//! `contract/contract.go`: the package as an interface, for programs that do not say where the Rust side runs.
//!
//! Since that may be another process, every function of the interface has an error result, also those that cannot fail in
//! this one.

use proc_macro2::Ident;
use spandrel_plan::{FunctionPlan, ObjectPlan, Plan};
use spandrel_syntax::bridge::Docs;

use super::{
    borrowed,
    functions::{self, object_name},
    signature::Signature,
    writer::Code,
};
use crate::Named;

/// The doc comment of the package.
pub(super) fn docs(plan: &Named) -> Docs {
    let package = &plan.bridge.package;
    let lines = [
        format!("Package contract is what both sides of the bridge {package} know: its data, its errors, and Core, the interface of"),
        "everything that the Rust side implements. It requires neither cgo nor the Rust code, and builds for every system.".to_owned(),
        String::new(),
        format!("Package {package} has the same types under the same names, as aliases, and with them the core in the same program."),
    ];
    Docs(lines.into())
}

/// Writes the interfaces.
pub(super) fn interfaces(plan: &Named, code: &mut Code) {
    if plan.functions.is_empty() {
        return;
    }
    code.comment(&core_docs());
    code.open("type Core interface {");
    for function in functions(plan) {
        declaration(function, plan, code);
    }
    code.close("}");
    for object in &plan.objects {
        object_interface(object, plan, code);
    }
}

fn core_docs() -> String {
    "Core is the whole package as a value: its functions, and its objects behind interfaces. A program that takes a\n\
     Core does not say where the Rust side runs. Objects belong to the core that made them: another core refuses them\n\
     with spandrel.ErrInvalidHandle."
        .to_owned()
}

/// Writes the same names in the generated package.
pub(super) fn aliases(plan: &Named, code: &mut Code) {
    code.comment(&core_docs());
    code.alias("Core");
    for object in &plan.objects {
        let interface = interface_name(&object.name, plan);
        code.gap();
        code.comment(&format!("{interface} is [{}] of some core.", object_name(&object.name, plan)));
        code.alias(&interface);
    }
}

fn object_interface(object: &ObjectPlan, plan: &Named, code: &mut Code) {
    let (name, interface) = (object_name(&object.name, plan), interface_name(&object.name, plan));
    code.gap();
    code.comment(&format!("{interface} is an object {name} of some core."));
    code.open(format!("type {interface} interface {{"));
    for function in methods(&object.name, plan) {
        declaration(function, plan, code);
    }
    code.comment("Close releases the object.");
    code.line("Close() error");
    code.close("}");
}

/// A function and its variants in an interface.
fn declaration(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    let signature = of_core(Signature::of(function, plan, code), function, plan, code);
    let docs = &function.declared.docs;
    let first = Docs(docs.0.iter().take_while(|line| !line.is_empty()).cloned().collect());
    code.function_docs(&signature.name, &first, &functions::otherwise(function, &signature.name, plan));
    code.deprecation_of(docs);
    code.line(signature.text());
    for (variant, text) in borrowed::signatures(function, plan, code) {
        code.comment(&text);
        code.deprecation_of(docs);
        code.line(of_core(variant, function, plan, code).text());
    }
}

/// The signature in `Core`: objects as interfaces, and an error result.
pub(super) fn of_core(
    mut signature: Signature,
    function: &FunctionPlan,
    plan: &Named,
    code: &Code,
) -> Signature {
    for param in &mut signature.params {
        if let Some(object) = &param.object {
            param.ty = code.contract(&interface_name(object, plan));
        }
    }
    if let Some(object) = &signature.object {
        signature.ok = Some(code.contract(&interface_name(object, plan)));
    }
    // The elements of a stream carry their errors.
    signature.fallible |= function.stream().is_none();
    signature
}

/// The functions and constructors.
pub(super) fn functions(plan: &Plan) -> impl Iterator<Item = &FunctionPlan> {
    plan.functions.iter().filter(|function| function.method_of().is_none())
}

/// Whether a function is named `String`, so that a core has no text of its own.
pub(super) fn declares_string(plan: &Named) -> bool {
    functions(plan).any(|function| plan.names.function(&function.declared) == "String")
}

/// The methods of an object.
pub(super) fn methods<'a>(object: &'a Ident, plan: &'a Plan) -> impl Iterator<Item = &'a FunctionPlan> {
    plan.functions.iter().filter(move |function| function.method_of() == Some(object))
}

/// The interface of an object: `CoreRemuxer`.
pub(super) fn interface_name(object: &Ident, plan: &Named) -> String {
    plan.names.core_object(object)
}
