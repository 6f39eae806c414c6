//! Objects in Go: a wrapper around a handle, with `Close` and a cleanup as the net.

use proc_macro2::Ident;
use spandrel_plan::{Crossing, ObjectPlan};
use spandrel_syntax::bridge::{Opaque, Receiver};

use super::{
    call,
    functions::{self, object_name},
    writer::Code,
};
use crate::{Member, Named};

/// Writes all objects: type, constructors, methods, `Close`.
pub(super) fn objects(plan: &Member, code: &mut Code) {
    for (object, declared) in plan.objects.iter().zip(&plan.bridge.objects) {
        wrapper(object, declared, plan, code);
        for function in &plan.functions {
            if function.declared.receiver == Receiver::Constructor(object.name.clone()) {
                functions::function(function, plan, code);
            }
        }
        for function in &plan.functions {
            if function.method_of() == Some(&object.name) {
                functions::function(function, plan, code);
            }
        }
        close(object, plan, code);
    }
}

fn wrapper(object: &ObjectPlan, declared: &Opaque, plan: &Named, code: &mut Code) {
    let name = object_name(&object.name, plan);
    code.gap();
    code.type_docs(&name, &declared.docs, &format!("{name} is an object in Rust, which Close releases."));
    let parallel = if object.shared {
        "Methods may be called from several goroutines; those that change it wait for each other."
    } else {
        "Methods may be called from several goroutines; they wait for each other."
    };
    code.comment(&format!("\n{parallel}"));
    code.open(format!("type {name} struct {{"));
    code.line(format!("object {}", code.glue("Object")));
    code.close("}");
}

fn close(object: &ObjectPlan, plan: &Named, code: &mut Code) {
    let name = object_name(&object.name, plan);
    let letter = call::receiver(&object.name, plan);
    let package = &plan.bridge.package;
    code.gap();
    code.comment(
        "Close releases the object. Calls in flight finish first; later ones return spandrel.ErrClosed.\nA second Close does nothing.",
    );
    code.open(format!("func ({letter} *{name}) Close() error {{"));
    code.line(format!("return {letter}.object.Close(\"{package}.{name}.Close\")"));
    code.close("}");
    printed(object, plan, code);
    with(object, plan, code);
    code.gap();
    code.import_bridge();
    code.open(format!("func new{name}(handle uint64) *{name} {{"));
    code.line(format!("{letter} := new({name})"));
    code.line(format!("{letter}.object.Init(bridge.Rust, handle)"));
    code.line(format!("return {letter}"));
    code.close("}");
    let passed = plan.functions.iter().flat_map(|function| &function.params).any(
        |param| matches!(&param.crossing, Crossing::Handle { object: passed, .. } if *passed == object.name),
    );
    if passed {
        code.gap();
        code.comment("handle is the handle to pass on; nil has none.");
        code.open(format!("func ({letter} *{name}) handle(turn *{}) uint64 {{", code.part("wait", "Turn")));
        code.open(format!("if {letter} == nil {{"));
        code.line("return 0");
        code.close("}");
        code.line(format!("return {letter}.object.Argument(turn)"));
        code.close("}");
        code.gap();
        code.comment("itself is the object to pass on; nil has none.");
        code.open(format!("func ({letter} *{name}) itself() *glue.Object {{"));
        code.open(format!("if {letter} == nil {{"));
        code.line("return nil");
        code.close("}");
        code.line(format!("return &{letter}.object"));
        code.close("}");
    }
}

/// The object for calls that wait no longer than a context. A method of the bridge that is called so comes first.
fn with(object: &ObjectPlan, plan: &Named, code: &mut Code) {
    if has_method(&object.name, "WithContext", plan) {
        return;
    }
    let name = object_name(&object.name, plan);
    let letter = call::receiver(&object.name, plan);
    code.gap();
    code.import("context");
    code.comment(&format!(
        "WithContext returns the same {name} for calls that wait no longer than ctx.\n\nA call waits while others use the object in a way \
         that excludes it. ctx does not end a call that has begun. A call that takes a context of its own waits no longer than that one.",
    ));
    code.open(format!("func ({letter} *{name}) WithContext(ctx context.Context) *{name} {{"));
    code.line(format!("same := new({name})"));
    code.line(format!("same.object.InitWith(ctx, &{letter}.object)"));
    code.line("return same");
    code.close("}");
}

/// What printing an object shows: its name. Methods of the bridge that are called so come first.
fn printed(object: &ObjectPlan, plan: &Named, code: &mut Code) {
    let name = object_name(&object.name, plan);
    let letter = call::receiver(&object.name, plan);
    let qualified = format!("{}.{name}", plan.bridge.package);
    if !has_method(&object.name, "String", plan) {
        code.gap();
        code.comment("String returns the name of the type.");
        code.open(format!("func (*{name}) String() string {{"));
        code.line(format!("return \"{qualified}\""));
        code.close("}");
    }
    if !has_method(&object.name, "Format", plan) {
        code.gap();
        code.comment(
            "Format prints the name of the type, whatever the verb: nothing of the inside is shown.",
        );
        code.import("fmt");
        code.open(format!("func ({letter} *{name}) Format(state fmt.State, _ rune) {{"));
        code.line(format!("{}(state, \"{qualified}\", {letter} == nil)", code.part("show", "Name")));
        code.close("}");
    }
}

/// Whether the bridge gives an object a method of this name.
pub(super) fn has_method(object: &Ident, name: &str, plan: &Named) -> bool {
    let mut methods = plan.functions.iter().filter(|function| function.method_of() == Some(object));
    methods.any(|function| plan.names.function(&function.declared) == name)
}
