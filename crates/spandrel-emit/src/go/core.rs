//! `core.go`: the core in this program as a value of the interface that the contract declares.

use proc_macro2::Ident;
use spandrel_plan::{FunctionPlan, ObjectPlan};

use super::{
    borrowed, call,
    contract::{self, interface_name, of_core},
    functions::object_name,
    objects::has_method,
    signature::Signature,
    writer::Code,
};
use crate::Named;

/// Writes the names of the interfaces and the embedded core.
pub(super) fn core(plan: &Named, code: &mut Code) {
    if plan.functions.is_empty() {
        return;
    }
    contract::aliases(plan, code);
    code.gap();
    code.comment("Embedded returns the core in this program. Its objects are the types of this package.");
    code.open("func Embedded() Core {");
    code.line("return embedded{}");
    code.close("}");
    code.gap();
    code.import_runtime();
    code.import_below("hook");
    code.comment("Wrap returns core with a hook around each of its calls; core itself if there is no hook.");
    code.open("func Wrap(core Core, around spandrel.Hook) Core {");
    code.line("return hook.Wrap(core, around)");
    code.close("}");
    code.gap();
    code.comment("embedded forwards to the functions of this package.");
    code.line("type embedded struct{}");
    if !contract::declares_string(plan) {
        code.gap();
        code.open("func (embedded) String() string {");
        code.line(format!("return \"{}.Core\"", plan.bridge.package));
        code.close("}");
    }
    for function in contract::functions(plan) {
        forward(function, plan, code);
    }
    for object in &plan.objects {
        embedded_object(object, plan, code);
    }
}

/// A function of the embedded core, and its variants.
fn forward(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    forward_one(function, Signature::of(function, plan, code), plan, code);
    for (variant, _) in borrowed::signatures(function, plan, code) {
        forward_one(function, variant, plan, code);
    }
}

fn forward_one(function: &FunctionPlan, concrete: Signature, plan: &Named, code: &mut Code) {
    let fallible = concrete.fallible;
    let signature = of_core(concrete, function, plan, code);
    let (receiver, target) = match function.method_of() {
        Some(owner) => {
            let letter = call::receiver(owner, plan);
            (format!("{letter} {}", wrapper_name(owner, plan)), format!("{letter}.object."))
        }
        None => ("embedded".to_owned(), String::new()),
    };
    let arguments: Vec<String> = signature
        .params
        .iter()
        .map(|param| match &param.object {
            Some(object) => format!("{}({})", unwrap_name(object, plan), param.name),
            None => param.name.clone(),
        })
        .collect();
    let call = format!("{target}{}({})", signature.name, arguments.join(", "));
    code.gap();
    code.open(format!("func ({receiver}) {} {{", signature.text()));
    match (&signature.object, &signature.ok) {
        (Some(object), _) => {
            code.line(format!("result, err := {call}"));
            code.open("if err != nil {");
            code.line("return nil, err");
            code.close("}");
            let wrapped = if needs_wrapper(object, plan) {
                format!("{}{{result}}", wrapper_name(object, plan))
            } else {
                "result".to_owned()
            };
            code.line(format!("return {wrapped}, nil"));
        }
        _ if fallible || !signature.fallible => code.line(format!("return {call}")),
        (None, Some(_)) => code.line(format!("return {call}, nil")),
        (None, None) => {
            code.line(call);
            code.line("return nil");
        }
    }
    code.close("}");
}

/// What the embedded core needs for the objects of one type.
fn embedded_object(object: &ObjectPlan, plan: &Named, code: &mut Code) {
    let name = object_name(&object.name, plan);
    let interface = interface_name(&object.name, plan);
    if needs_wrapper(&object.name, plan) {
        let wrapper = wrapper_name(&object.name, plan);
        code.gap();
        code.comment(&format!(
            "{wrapper} is a {name} whose methods take and return objects as those of {interface} do."
        ));
        code.open(format!("type {wrapper} struct {{"));
        code.line(format!("object *{name}"));
        code.close("}");
        for function in contract::methods(&object.name, plan) {
            forward(function, plan, code);
        }
        let letter = call::receiver(&object.name, plan);
        code.gap();
        code.open(format!("func ({letter} {wrapper}) Close() error {{"));
        code.line(format!("return {letter}.object.Close()"));
        code.close("}");
        if !has_method(&object.name, "Format", plan) {
            code.gap();
            code.import("fmt");
            code.open(format!("func ({letter} {wrapper}) Format(state fmt.State, verb rune) {{"));
            code.line(format!("{letter}.object.Format(state, verb)"));
            code.close("}");
        }
    }
    let passed = plan.functions.iter().any(|function| {
        let signature = Signature::of(function, plan, &mut Code::new());
        signature.params.iter().any(|param| param.object.as_ref() == Some(&object.name))
    });
    if !passed {
        return;
    }
    let unwrap = unwrap_name(&object.name, plan);
    code.gap();
    code.comment(&format!(
        "{unwrap} is the {name} behind an object of this core; for another's it is nil, which the call refuses."
    ));
    code.open(format!("func {unwrap}(object {interface}) *{name} {{"));
    if needs_wrapper(&object.name, plan) {
        code.line(format!("own, _ := object.({})", wrapper_name(&object.name, plan)));
        code.line("return own.object");
    } else {
        code.line(format!("own, _ := object.(*{name})"));
        code.line("return own");
    }
    code.close("}");
}

/// Whether the type itself cannot stand behind its interface, because a method takes or returns an object.
fn needs_wrapper(object: &Ident, plan: &Named) -> bool {
    contract::methods(object, plan).any(|function| differs(function, plan))
}

/// Whether the method of the interface has another signature than that of the type.
fn differs(function: &FunctionPlan, plan: &Named) -> bool {
    let concrete = || Signature::of(function, plan, &mut Code::new());
    concrete().text() != of_core(concrete(), function, plan, &Code::new()).text()
}

fn wrapper_name(object: &Ident, plan: &Named) -> String {
    format!("embedded{}", object_name(object, plan))
}

fn unwrap_name(object: &Ident, plan: &Named) -> String {
    format!("unwrapEmbedded{}", object_name(object, plan))
}
