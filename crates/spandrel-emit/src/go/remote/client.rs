//! `remote/client.go`: a core in another process, called.

use proc_macro2::Ident;
use spandrel_plan::{FunctionPlan, ObjectPlan, Param, Success};

use super::{
    super::{
        borrowed::{self, Form},
        codec_calls::{close_number, has_arguments},
        contract::{self, interface_name, of_core},
        functions::object_name,
        objects::has_method,
        signature::Signature,
        types,
        writer::Code,
    },
    REMOTE, call_local, imports, number,
};
use crate::{
    Named,
    names::{go, scope},
};

/// Writes the core and its objects.
pub(super) fn client(plan: &Named, code: &mut Code) {
    code.import(REMOTE);
    code.import("context");
    let package = &plan.bridge.package;
    code.comment("core calls a core in another process. Calls without a context use ctx.");
    code.open("type core struct {");
    code.line("client *remote.Client");
    code.line("ctx    context.Context");
    code.close("}");
    let core = code.contract("Core");
    code.gap();
    code.line(format!("var _ {core} = core{{}}"));
    with("core", code);
    if !contract::declares_string(plan) {
        text("core", &format!("{package}.Core"), code);
    }
    for function in contract::functions(plan) {
        self::function(function, plan, code);
    }
    for object in &plan.objects {
        self::object(object, plan, code);
    }
}

fn with(receiver: &str, code: &mut Code) {
    code.gap();
    code.open(format!("func (r {receiver}) with(ctx context.Context) any {{"));
    code.line("r.ctx = ctx");
    code.line("return r");
    code.close("}");
}

fn text(receiver: &str, text: &str, code: &mut Code) {
    code.gap();
    code.open(format!("func ({receiver}) String() string {{"));
    code.line(format!("return \"{text}\""));
    code.close("}");
}

/// The type of an object in another process.
fn stub(object: &Ident, plan: &Named) -> String {
    format!("object{}", object_name(object, plan))
}

/// The function that finds an object in another process. Its name begins unlike that of the type, which ends as the user likes.
fn remote_of(object: &Ident, plan: &Named) -> String {
    format!("remote{}", object_name(object, plan))
}

/// An object in another process.
fn object(object: &ObjectPlan, plan: &Named, code: &mut Code) {
    let (name, stub) = (object_name(&object.name, plan), stub(&object.name, plan));
    let interface = code.contract(&interface_name(&object.name, plan));
    code.gap();
    code.comment(&format!("{stub} is an object {name} in another process."));
    code.open(format!("type {stub} struct {{"));
    code.line("object *remote.Object");
    code.line("ctx    context.Context");
    code.close("}");
    with(&stub, code);
    if !has_method(&object.name, "String", plan) {
        text(&stub, &format!("{}.{name}", plan.bridge.package), code);
    }
    for function in contract::methods(&object.name, plan) {
        self::function(function, plan, code);
    }
    code.gap();
    code.import_below("internal/codec");
    code.open(format!("func (r {stub}) Close() error {{"));
    code.line(format!(
        "return r.object.Close(r.ctx, &codec.Functions[{}])",
        close_number(&object.name, plan)
    ));
    code.close("}");
    let taken = plan.functions.iter().flat_map(|function| &function.params);
    if taken.into_iter().any(|param| param.ty.object() == Some(&object.name)) {
        let remote = remote_of(&object.name, plan);
        code.gap();
        code.comment(&format!(
            "{remote} returns the object in the other process; nil for one of another core."
        ));
        code.open(format!("func {remote}(object {interface}) *remote.Object {{"));
        code.line(format!("own, _ := object.({stub})"));
        code.line("return own.object");
        code.close("}");
    }
}

/// A function and its variants.
fn function(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    for (signature, form) in borrowed::forms(function, plan, code) {
        method(function, &of_core(signature, function, plan, code), form, plan, code);
    }
}

fn method(function: &FunctionPlan, signature: &Signature, form: Form, plan: &Named, code: &mut Code) {
    let own = go::own("r");
    let receiver = function.method_of().map_or_else(|| "core".to_owned(), |owner| stub(owner, plan));
    code.gap();
    code.open(format!("func ({own} {receiver}) {} {{", signature.text()));
    if function.returns.ok.ring().is_some() {
        code.import_below("internal/codec");
        code.line(format!("return nil, remote.Local(&codec.Functions[{}])", number(function, plan)));
    } else if function.stream().is_some() {
        stream(function, &own, form, plan, code);
    } else {
        begin(function, &own, plan, code);
        answer(function, signature, &own, form, plan, code);
    }
    code.close("}");
}

/// Statements that begin the call and append the arguments.
fn begin(function: &FunctionPlan, own: &str, plan: &Named, code: &mut Code) {
    let (call, number) = (call_local(), number(function, plan));
    let context = if function.takes_context() { "ctx".to_owned() } else { format!("{own}.ctx") };
    code.import_below("internal/codec");
    let table = format!("&codec.Functions[{number}]");
    let first = function.params.iter().find_map(|param| Some((param.ty.object()?, &param.name)));
    code.line(match (function.method_of(), first) {
        (Some(_), _) => format!("{call} := {own}.object.Call({context}, {table})"),
        (None, None) => format!("{call} := {own}.client.Call({context}, {table})"),
        (None, Some((object, name))) => {
            let object = format!("{}({})", remote_of(object, plan), go::local(&name.to_string()));
            format!("{call} := {own}.client.CallWith({context}, {table}, {object})")
        }
    });
    if !has_arguments(function) {
        return;
    }
    let mut arguments: Vec<String> =
        function.method_of().map(|_| format!("{own}.object.Reference()")).into_iter().collect();
    for param in &function.params {
        let name = go::local(&param.name.to_string());
        let value = match &param.ty {
            Param::Object { name: object, .. } => {
                format!("{call}.Object({}({name}))", remote_of(object, plan))
            }
            Param::Interface { owned, .. } => go_value(&name, *owned, code),
            Param::Callback(callback) => go_value(&name, callback.owned, code),
            // Bridges whose Rust takes ends are refused.
            Param::Data(_)
            | Param::Str
            | Param::Slice(_)
            | Param::Bytes
            | Param::Secret { .. }
            | Param::Ring(_) => name,
        };
        arguments.push(value);
    }
    let encode = plan.names.call(function).arguments;
    code.line(format!("{call}.Buffer = codec.Encode{encode}({call}.Buffer, {})", arguments.join(", ")));
}

/// The reference of a Go value, after the statements that refuse nil.
fn go_value(name: &str, owned: bool, code: &mut Code) -> String {
    let call = call_local();
    code.open(format!("if {name} == nil {{"));
    code.line(format!("{call}.Nil(\"{}\")", scope::unmarked(name)));
    code.close("}");
    format!("{call}.{}({name})", if owned { "Give" } else { "Borrow" })
}

/// Statements that make the call and return its answer.
fn answer(
    function: &FunctionPlan,
    signature: &Signature,
    own: &str,
    form: Form,
    plan: &Named,
    code: &mut Code,
) {
    let call = call_local();
    let ok = &function.returns.ok;
    if *ok == Success::Unit {
        return code.line(format!("return {call}.Send()"));
    }
    let name = |at: usize| signature.params[at].name.clone();
    let zero = match form {
        Form::Into => format!("{}[:0], ", name(0)),
        Form::View => String::new(),
        Form::Plain | Form::Batches => types::zero(ok, plan, code),
    };
    code.line(format!("reader, err := {call}.Do()"));
    code.open("if err != nil {");
    code.line(format!("return {zero}err"));
    code.close("}");
    let read = format!("codec.Decode{}(reader)", plan.names.call(function).answer);
    let value = match ok {
        Success::Object(_) => format!("{call}.Opened({read})"),
        Success::Interface(interface) => format!("{}({call}.Value({read}))", imports::of(interface, plan)),
        Success::Unit
        | Success::Data(_)
        | Success::Bytes
        | Success::Secret { .. }
        | Success::Stream(_)
        | Success::Ring(_) => read,
    };
    code.line(format!("result := {value}"));
    code.open(format!("if err := {call}.Done(); err != nil {{"));
    code.line(format!("return {zero}err"));
    code.close("}");
    match (form, ok) {
        (Form::Into, _) => code.line(format!("return append({}[:0], result...), nil", name(0))),
        (Form::View, _) => {
            code.line(format!("{}(result)", name(signature.params.len() - 1)));
            code.line("return nil");
        }
        (_, Success::Object(object)) => {
            code.line(format!("return {}{{result, {own}.ctx}}, nil", stub(object, plan)));
        }
        (
            _,
            Success::Unit
            | Success::Data(_)
            | Success::Bytes
            | Success::Secret { .. }
            | Success::Interface(_)
            | Success::Stream(_)
            | Success::Ring(_),
        ) => code.line("return result, nil"),
    }
}

fn stream(function: &FunctionPlan, own: &str, form: Form, plan: &Named, code: &mut Code) {
    let (call, open) = (call_local(), go::own("open"));
    code.open(format!("{open} := func() *remote.Call {{"));
    begin(function, own, plan, code);
    code.line(format!("return {call}"));
    code.close("}");
    let read = if form == Form::Batches { "Batches" } else { "Stream" };
    code.line(format!("return remote.{read}({open}, codec.Decode{})", plan.names.call(function).item));
}
