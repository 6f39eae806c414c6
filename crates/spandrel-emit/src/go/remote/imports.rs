//! `remote/imports.go`: what Go implements, called from another process and answered here.

use proc_macro2::Ident;
use spandrel_plan::{FunctionPlan, ImportPlan, Param, Success, Target};
use spandrel_syntax::{bridge::Opaque, types::Failure};

use super::{
    super::{json::bare, signature::Signature, types, writer::Code},
    REMOTE, answer, call_local, has_free_functions,
};
use crate::{Named, names::go};

/// Writes what is called and what answers.
pub(super) fn imports(plan: &Named, code: &mut Code) {
    if plan.imports.is_empty() && plan.bridge.interfaces.is_empty() {
        return;
    }
    code.import(REMOTE);
    if has_free_functions(plan) {
        let functions = code.contract("Functions");
        proxy(FUNCTIONS, &format!("{functions} of the program that started this worker"), code);
        for (number, import) in plan.imports.iter().enumerate() {
            if import.free_function().is_some() {
                method(FUNCTIONS, number, import, plan, code);
            }
        }
    }
    for interface in &plan.bridge.interfaces {
        self::interface(interface, plan, code);
    }
    for (number, import) in plan.imports.iter().enumerate() {
        if let Target::Callback { .. } = import.target {
            callback_of(number, import, plan, code);
        }
    }
    for (number, import) in plan.imports.iter().enumerate() {
        serve_import(number, import, plan, code);
    }
}

/// The type of the free functions of the other side.
pub(super) const FUNCTIONS: &str = "functionsElsewhere";

/// The function that makes an interface of a reference.
pub(super) fn of(interface: &Ident, plan: &Named) -> String {
    format!("either{}", plan.names.type_name(interface))
}

fn value_name(interface: &Ident, plan: &Named) -> String {
    format!("value{}", plan.names.type_name(interface))
}

/// The function that makes a Go function of a reference.
pub(super) fn callback(function: &FunctionPlan, param: &Ident, plan: &Named) -> String {
    let declared = &function.declared;
    let import = plan.imports.iter().find(|import| match &import.target {
        Target::Callback { function, param: known } => {
            (&function.receiver, &function.name, known) == (&declared.receiver, &declared.name, param)
        }
        Target::Function(_) => false,
    });
    import.map_or_else(String::new, |import| callback_name(import, plan))
}

fn callback_name(import: &ImportPlan, plan: &Named) -> String {
    format!("callback{}", plan.names.served(import))
}

/// The function that answers calls of an import.
pub(super) fn serve_name(import: &ImportPlan, plan: &Named) -> String {
    format!("answer{}", plan.names.served(import))
}

fn proxy(name: &str, what: &str, code: &mut Code) {
    code.gap();
    code.comment(&format!("{name} is {what}."));
    code.open(format!("type {name} struct {{"));
    code.line("value *remote.Value");
    code.close("}");
}

fn interface(interface: &Opaque, plan: &Named, code: &mut Code) {
    let (name, value) = (plan.names.type_name(&interface.name), value_name(&interface.name, plan));
    let (contract, either) = (code.contract(&name), of(&interface.name, plan));
    proxy(&value, &format!("a {name} of the other side"), code);
    code.gap();
    code.comment("RemoteValue is what the other side knows it by.");
    code.open(format!("func (v {value}) RemoteValue() *remote.Value {{"));
    code.line("return v.value");
    code.close("}");
    code.gap();
    code.comment(&format!("{either} returns own, a {name} of this side, or other, one of the other side."));
    code.open(format!("func {either}(own any, other *remote.Value) {contract} {{"));
    code.open("if other != nil {");
    code.line(format!("return {value}{{other}}"));
    code.close("}");
    code.line(format!("result, _ := own.({contract})"));
    code.line("return result");
    code.close("}");
    for (number, import) in plan.imports.iter().enumerate() {
        if matches!(&import.target, Target::Function(_)) && import.interface() == Some(&interface.name) {
            method(&value, number, import, plan, code);
        }
    }
}

/// The method of a proxy.
fn method(receiver: &str, number: usize, import: &ImportPlan, plan: &Named, code: &mut Code) {
    let own = go::own("v");
    let names: Vec<String> = import.params.iter().map(|param| go::local(&param.name.to_string())).collect();
    let signature = Signature::of_import(import, plan, code);
    code.gap();
    code.open(format!("func ({own} {receiver}) {} {{", signature.text()));
    body(&format!("{own}.value"), number, import, &names, plan, code);
    code.close("}");
}

/// The function that calls a callback of the other side.
fn callback_of(number: usize, import: &ImportPlan, plan: &Named, code: &mut Code) {
    let name = callback_name(import, plan);
    let names: Vec<String> = (0..import.params.len()).map(|index| format!("arg{index}")).collect();
    let types: Vec<String> = import.params.iter().map(|param| types::param(&param.ty, plan, code)).collect();
    let params: Vec<String> = names.iter().zip(&types).map(|(name, ty)| format!("{name} {ty}")).collect();
    let results = types::results(&import.returns, plan, code);
    code.gap();
    code.comment(&format!("{name} calls {} of the other side.", plan.names.import(import)));
    code.open(format!("func {name}(value *remote.Value) func({}){results} {{", types.join(", ")));
    code.open(format!("return func({}){results} {{", params.join(", ")));
    body("value", number, import, &names, plan, code);
    code.close("}");
    code.close("}");
}

/// Statements that call the other side.
fn body(value: &str, number: usize, import: &ImportPlan, names: &[String], plan: &Named, code: &mut Code) {
    let call = call_local();
    let codec = plan.names.import_call(import);
    let later = import.answers_later();
    if let Some(refused) = refused(number, import) {
        return not_passed(&refused, import, names, plan, code);
    }
    if !later {
        code.import("context");
    }
    let context = if later { "ctx" } else { "context.Background()" };
    let begin = |code: &mut Code| {
        code.line(format!("{call} := {value}.Call({context}, &imports[{number}])"));
        let mut arguments = Vec::new();
        for (param, name) in import.params.iter().zip(names) {
            arguments.push(match &param.ty {
                Param::Interface { owned: false, .. } => format!("{call}.Borrow({name})"),
                Param::Interface { .. } | Param::Callback(_) => format!("{call}.Give({name})"),
                Param::Data(_)
                | Param::Str
                | Param::Slice(_)
                | Param::Bytes
                | Param::Secret { .. }
                | Param::Object { .. }
                | Param::Ring(_) => name.clone(),
            });
        }
        if !arguments.is_empty() {
            code.import_below("internal/codec");
            let encode = &codec.arguments;
            code.line(format!(
                "{call}.Buffer = codec.Encode{encode}({call}.Buffer, {})",
                arguments.join(", ")
            ));
        }
    };
    for (param, name) in import.params.iter().zip(names) {
        if matches!(param.ty, Param::Bytes | Param::Secret { .. }) {
            code.line(format!("defer {name}.Close()"));
        }
    }
    let ok = &import.returns.ok;
    if let Success::Stream(_) = ok {
        let open = go::own("open");
        code.open(format!("{open} := func() *remote.Call {{"));
        begin(code);
        code.line(format!("return {call}"));
        code.close("}");
        code.import_below("internal/codec");
        return code.line(format!("return remote.Raised(remote.Stream({open}, codec.Decode{}))", codec.item));
    }
    begin(code);
    let fallible = import.returns.failure != Failure::None;
    if *ok == Success::Unit {
        if fallible {
            return code.line(format!("return remote.Raise({call}.Send())"));
        }
        code.open(format!("if err := {call}.Send(); err != nil {{"));
        code.line("remote.Panic(err)");
        return code.close("}");
    }
    let zero = types::zero(ok, plan, code);
    let fail =
        if fallible { format!("return {zero}remote.Raise(err)") } else { "remote.Panic(err)".to_owned() };
    code.line(format!("reader, err := {call}.Do()"));
    code.open("if err != nil {");
    code.line(&fail);
    code.close("}");
    code.import_below("internal/codec");
    let read = format!("codec.Decode{}(reader)", codec.answer);
    match ok {
        Success::Interface(interface) => {
            code.line(format!("result := {}({call}.Value({read}))", of(interface, plan)));
        }
        Success::Unit
        | Success::Data(_)
        | Success::Bytes
        | Success::Secret { .. }
        | Success::Object(_)
        | Success::Stream(_)
        | Success::Ring(_) => code.line(format!("result := {read}")),
    }
    code.open(format!("if err := {call}.Done(); err != nil {{"));
    code.line(&fail);
    code.close("}");
    code.line(if fallible { "return result, nil" } else { "return result" });
}

/// The error of a function that takes an end of a ring, which does not pass to another process.
fn refused(number: usize, import: &ImportPlan) -> Option<String> {
    let param = import.params.iter().find(|param| param.ty.ring().is_some())?;
    Some(format!("remote.LocalArgument(&imports[{number}], \"{}\")", bare(&param.name.to_string())))
}

/// Statements that answer with that error. The ends are closed: nobody else has them.
fn not_passed(error: &str, import: &ImportPlan, names: &[String], plan: &Named, code: &mut Code) {
    for (param, name) in import.params.iter().zip(names) {
        if param.ty.ring().is_some() {
            code.line(format!("_ = {name}.Close()"));
        }
    }
    if let Some(item) = import.stream() {
        let ty = types::name(&item.ok, plan, code);
        code.line(format!("return remote.Failed[{ty}]({error})"));
    } else if import.returns.failure == Failure::None {
        code.line(format!("panic({error})"));
    } else {
        let zero = types::zero(&import.returns.ok, plan, code);
        code.line(format!("return {zero}{error}"));
    }
}

/// The function that answers calls of the other side.
fn serve_import(number: usize, import: &ImportPlan, plan: &Named, code: &mut Code) {
    let (name, codec) = (serve_name(import, plan), plan.names.import_call(import));
    let (ty, method) = match &import.target {
        Target::Function(function) => match function.receiver.owner() {
            Some(owner) => (
                code.contract(&plan.names.type_name(owner)),
                format!(".{}", go::exported(&function.name.to_string())),
            ),
            None => (code.contract("Functions"), format!(".{}", plan.names.function(function))),
        },
        Target::Callback { .. } => {
            let types: Vec<String> =
                import.params.iter().map(|param| types::param(&param.ty, plan, code)).collect();
            let results = types::results(&import.returns, plan, code);
            (format!("func({}){results}", types.join(", ")), String::new())
        }
    };
    code.gap();
    code.comment(&format!("{name} answers calls of {}.", plan.names.import(import)));
    if let Some(refused) = refused(number, import) {
        code.open(format!("func {name}(*remote.Serving) error {{"));
        code.line(format!("return {refused}"));
        return code.close("}");
    }
    code.open(format!("func {name}(s *remote.Serving) error {{"));
    code.line(format!("target := remote.Target[{ty}](s)"));
    let mut arguments: Vec<String> = (0..import.params.len()).map(|index| format!("arg{index}")).collect();
    if !arguments.is_empty() {
        code.import_below("internal/codec");
        code.line(format!("{} := codec.Decode{}(s.Reader())", arguments.join(", "), codec.arguments));
    }
    for (index, param) in import.params.iter().enumerate() {
        if let Param::Interface { name, .. } = &param.ty {
            code.line(format!("value{index} := {}(s.Value(arg{index}))", of(name, plan)));
            arguments[index] = format!("value{index}");
        }
    }
    code.open("if err := s.Ready(); err != nil {");
    code.line("return err");
    code.close("}");
    let ok = &import.returns.ok;
    if let Success::Stream(item) = ok {
        code.import("context");
        code.import("iter");
        let ty = types::name(&item.ok, plan, code);
        arguments.insert(0, "ctx".to_owned());
        code.open(format!("open := func(ctx context.Context) iter.Seq2[{ty}, error] {{"));
        code.line(format!("return target{method}({})", arguments.join(", ")));
        code.close("}");
        code.line(format!("return remote.ServeStream(s, open, codec.Encode{})", codec.item));
        return code.close("}");
    }
    if import.answers_later() {
        arguments.insert(0, "s.Context()".to_owned());
    }
    let call = format!("target{method}({})", arguments.join(", "));
    if import.returns.failure != Failure::None {
        answer::made(&call, ok, &codec.answer, code);
    } else if *ok == Success::Unit {
        code.line(call);
        code.line("return nil");
    } else {
        code.line(format!("result := {call}"));
        answer::appended(ok, &codec.answer, code);
    }
    code.close("}");
}
