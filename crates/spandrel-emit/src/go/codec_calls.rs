//! `internal/codec/calls.go`: the flat encoding of whole calls, for hooks and for cores that are elsewhere.
//!
//! Arguments stand one behind the other, in front of them the object of a method. Objects, Go interfaces and callbacks are
//! numbers. The content of secrets follows behind everything else: a buffer that has one is wiped.

use proc_macro2::Ident;
use spandrel_plan::{FunctionPlan, Param, Success};

use super::{codec, types, writer::Code};
use crate::{Named, names::go};

/// Writes the codec of all calls, into Rust and into Go.
pub(super) fn codec_calls(plan: &Named, code: &mut Code) {
    if !plan.functions.is_empty() {
        code.gap();
        code.comment("Contract is the contract as text.");
        code.line(format!("const Contract = `{}`", plan.contract.manifest));
        functions(plan, code);
    }
    for function in &plan.functions {
        let (call, of) = (plan.names.call(function), plan.names.qualified(&function.declared));
        let params = function.params.iter().map(|param| (&param.name, &param.ty));
        arguments(&Call { function: &call.arguments, of: &of }, has_object(function), params, plan, code);
        answer(&call.answer, &call.item, &of, &function.returns.ok, plan, code);
    }
    for import in &plan.imports {
        let (call, of) = (plan.names.import_call(import), plan.names.import(import));
        // An end of a ring is not data, and its call is not passed on.
        if import.params.iter().any(|param| param.ty.ring().is_some()) {
            continue;
        }
        let params = import.params.iter().map(|param| (&param.name, &param.ty));
        arguments(&Call { function: &call.arguments, of: &of }, false, params, plan, code);
        answer(&call.answer, &call.item, &of, &import.returns.ok, plan, code);
    }
}

/// The number of the function that closes an object: they are behind all others.
pub(super) fn close_number(object: &Ident, plan: &Named) -> usize {
    let index = plan.objects.iter().position(|known| known.name == *object);
    plan.functions.len() + index.unwrap_or_default()
}

/// Whether arguments are encoded at all.
pub(super) fn has_arguments(function: &FunctionPlan) -> bool {
    has_object(function) || !function.params.is_empty()
}

fn has_object(function: &FunctionPlan) -> bool {
    function.method_of().is_some()
}

/// What the program knows of the functions.
fn functions(plan: &Named, code: &mut Code) {
    code.gap();
    code.import_runtime();
    code.comment("Functions are the functions that Rust implements by their numbers, and behind them Close of each object.");
    code.open("var Functions = [...]spandrel.Function{");
    for (number, function) in plan.functions.iter().enumerate() {
        let mut fields = vec![
            format!("Name: \"{}\"", plan.names.qualified(&function.declared)),
            format!("Number: {number}"),
        ];
        let secret = |ty: &Param| matches!(ty, Param::Secret { .. });
        let flags = [
            (function.declared.is_async, "Async"),
            (function.stream().is_some(), "Stream"),
            (
                function.params.iter().any(|param| secret(&param.ty))
                    || matches!(function.returns.ok, Success::Secret { .. }),
                "Secret",
            ),
            (function.returns.ok.object().is_some(), "Constructor"),
            (function.returns.ok.ring().is_some(), "Ring"),
            (has_object(function), "Method"),
        ];
        fields.extend(flags.iter().filter(|(set, _)| *set).map(|(_, flag)| format!("{flag}: true")));
        code.line(format!("{{{}}},", fields.join(", ")));
    }
    for object in &plan.objects {
        let name = format!("{}.{}.Close", plan.bridge.package, plan.names.type_name(&object.name));
        let number = close_number(&object.name, plan);
        code.line(format!("{{Name: \"{name}\", Number: {number}, Method: true, Close: true}},"));
    }
    code.close("}");
}

/// A function of the codec, and what it is about.
struct Call<'a> {
    function: &'a str,
    of: &'a str,
}

/// The type of an argument in a message.
fn argument_type(ty: &Param, plan: &Named, code: &mut Code) -> String {
    match ty {
        Param::Object { .. } | Param::Interface { .. } | Param::Callback(_) | Param::Ring(_) => {
            "uint64".to_owned()
        }
        Param::Data(_) | Param::Str | Param::Slice(_) | Param::Bytes | Param::Secret { .. } => {
            types::param(ty, plan, code)
        }
    }
}

/// The functions that append and read arguments.
fn arguments<'a>(
    call: &Call<'_>,
    has_object: bool,
    params: impl Iterator<Item = (&'a Ident, &'a Param)>,
    plan: &Named,
    code: &mut Code,
) {
    let params: Vec<(&Ident, &Param)> = params.collect();
    if !has_object && params.is_empty() {
        return;
    }
    let mut declared: Vec<String> = has_object.then(|| "handle uint64".to_owned()).into_iter().collect();
    declared.extend(
        params
            .iter()
            .map(|(name, ty)| format!("{} {}", go::local(&name.to_string()), argument_type(ty, plan, code))),
    );
    let Call { function, of } = call;

    code.gap();
    code.comment(&format!("Encode{function} appends the arguments of {of}."));
    code.open(format!("func Encode{function}(buffer []byte, {}) []byte {{", declared.join(", ")));
    if has_object {
        code.line(format!("buffer = {}(buffer, handle)", code.wire("AppendUint64")));
    }
    for (name, ty) in &params {
        append_argument(name, ty, plan, code);
    }
    for (name, _) in params.iter().filter(|(_, ty)| matches!(ty, Param::Secret { .. })) {
        code.line(format!("buffer = {}.Append(buffer)", go::beside(name, "Opened")));
    }
    code.line("return buffer");
    code.close("}");

    code.gap();
    code.comment(&format!("Decode{function} reads them."));
    let reader = code.wire("Reader");
    code.open(format!("func Decode{function}(reader *{reader}) ({}) {{", declared.join(", ")));
    if params.iter().any(|(_, ty)| matches!(ty, Param::Secret { .. })) {
        code.line("reader.Apart()");
    }
    if has_object {
        code.line("handle = reader.Uint64()");
    }
    for (name, ty) in &params {
        read_argument(name, ty, plan, code);
    }
    for (name, _) in params.iter().filter(|(_, ty)| matches!(ty, Param::Secret { .. })) {
        let (target, size) = (go::local(&name.to_string()), go::beside(name, "Size"));
        code.line(format!("{target} = reader.Secret({size})"));
    }
    let mut names: Vec<String> = has_object.then(|| "handle".to_owned()).into_iter().collect();
    names.extend(params.iter().map(|(name, _)| go::local(&name.to_string())));
    code.line(format!("return {}", names.join(", ")));
    code.close("}");
}

fn append_argument(name: &Ident, ty: &Param, plan: &Named, code: &mut Code) {
    let value = go::local(&name.to_string());
    match ty {
        Param::Data(_) | Param::Slice(_) => codec::append_param(ty, &value, plan, code),
        Param::Str => code.line(format!("buffer = {}(buffer, {value})", code.wire("AppendString"))),
        Param::Bytes => code.line(format!("buffer = {}(buffer, {value})", code.wire("AppendBytes"))),
        Param::Secret { .. } => {
            let opened = go::beside(name, "Opened");
            code.line(format!("{opened} := {}({value})", code.wire("OpenSecret")));
            code.line(format!("buffer = {opened}.AppendSize(buffer)"));
        }
        Param::Object { .. } | Param::Interface { .. } | Param::Callback(_) | Param::Ring(_) => {
            code.line(format!("buffer = {}(buffer, {value})", code.wire("AppendUint64")));
        }
    }
}

fn read_argument(name: &Ident, ty: &Param, plan: &Named, code: &mut Code) {
    let target = go::local(&name.to_string());
    match ty {
        Param::Data(_) | Param::Slice(_) => codec::read_param(ty, &target, plan, code),
        Param::Str => code.line(format!("{target} = reader.String()")),
        Param::Bytes => code.line(format!("{target} = reader.Bytes()")),
        Param::Secret { .. } => code.line(format!("{} := reader.Uint64()", go::beside(name, "Size"))),
        Param::Object { .. } | Param::Interface { .. } | Param::Callback(_) | Param::Ring(_) => {
            code.line(format!("{target} = reader.Uint64()"));
        }
    }
}

/// The functions that append and read what is answered: the success value, or an item of the stream.
fn answer(answer: &str, item: &str, of: &str, ok: &Success, plan: &Named, code: &mut Code) {
    let (function, what, name) = match ok {
        // An end of a ring is not data.
        Success::Unit | Success::Ring(_) => return,
        Success::Stream(_) => (item, "an item", "item"),
        Success::Data(_)
        | Success::Bytes
        | Success::Secret { .. }
        | Success::Object(_)
        | Success::Interface(_) => (answer, "the answer", "result"),
    };
    let ty = answer_type(ok, plan, code);
    code.gap();
    code.comment(&format!("Encode{function} appends {what} of {of}."));
    code.open(format!("func Encode{function}(buffer []byte, {name} {ty}) []byte {{"));
    match ok {
        Success::Unit | Success::Ring(_) => {}
        Success::Data(data) => codec::append(data, name, 0, plan, code),
        Success::Stream(stream) => codec::append(&stream.ok, name, 0, plan, code),
        Success::Bytes => code.line(format!("buffer = {}(buffer, {name})", code.wire("AppendBytes"))),
        Success::Secret { .. } => {
            code.line(format!("opened := {}({name})", code.wire("OpenSecret")));
            code.line("buffer = opened.Append(opened.AppendSize(buffer))");
        }
        Success::Object(_) | Success::Interface(_) => {
            code.line(format!("buffer = {}(buffer, {name})", code.wire("AppendUint64")));
        }
    }
    code.line("return buffer");
    code.close("}");

    code.gap();
    code.comment(&format!("Decode{function} reads it."));
    code.open(format!("func Decode{function}(reader *{}) ({name} {ty}) {{", code.wire("Reader")));
    match ok {
        Success::Unit | Success::Ring(_) => {}
        Success::Data(data) => codec::read(data, name, 0, plan, code),
        Success::Stream(stream) => codec::read(&stream.ok, name, 0, plan, code),
        Success::Bytes => code.line(format!("{name} = reader.Bytes()")),
        Success::Secret { .. } => code.line(format!("{name} = reader.Secret(reader.Uint64())")),
        Success::Object(_) | Success::Interface(_) => code.line(format!("{name} = reader.Uint64()")),
    }
    code.line(format!("return {name}"));
    code.close("}");
}

/// The type of an answer in a message.
fn answer_type(ok: &Success, plan: &Named, code: &mut Code) -> String {
    match ok {
        Success::Object(_) | Success::Interface(_) => "uint64".to_owned(),
        Success::Stream(item) => types::name(&item.ok, plan, code),
        Success::Unit | Success::Data(_) | Success::Bytes | Success::Secret { .. } | Success::Ring(_) => {
            types::success(ok, plan, code).unwrap_or_default()
        }
    }
}
