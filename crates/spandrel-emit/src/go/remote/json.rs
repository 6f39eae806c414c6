//! `remote/json.go`: JSON of arguments and answers, made of their encoding and the other way round.

use spandrel_plan::{FunctionPlan, Param, Success, types::Data};

use super::{
    super::{
        codec_calls::has_arguments,
        json::{bare, field, form},
        types,
        writer::Code,
    },
    REMOTE,
};
use crate::Named;

/// Writes a function for the arguments of each function, and one for what it answers with.
pub(super) fn json(plan: &Named, code: &mut Code) {
    for function in plan.functions.iter().filter(|function| refused(function).is_none()) {
        if has_arguments(function) {
            arguments(function, plan, code);
        }
        answer(function, plan, code);
    }
    if !plan.data.errors.is_empty() {
        errors(plan, code);
    }
}

/// What of a function does not pass over HTTP, where nothing is called back and memory is not wiped.
pub(super) fn refused(function: &FunctionPlan) -> Option<String> {
    let what = |ty: &Param| match ty {
        Param::Secret { .. } => Some("a Secret"),
        Param::Interface { .. } => Some("a Go value that is called"),
        Param::Callback(_) => Some("a callback"),
        Param::Ring(_) => Some("an end of a ring"),
        Param::Data(_) | Param::Str | Param::Slice(_) | Param::Bytes | Param::Object { .. } => None,
    };
    let params = function.params.iter();
    let mut params = params.filter_map(|param| Some((bare(&param.name.to_string()), what(&param.ty)?)));
    let result = match function.returns.ok {
        Success::Secret { .. } => Some("a Secret"),
        Success::Interface(_) => Some("a Go value"),
        Success::Ring(_) => Some("an end of a ring"),
        Success::Unit | Success::Data(_) | Success::Bytes | Success::Object(_) | Success::Stream(_) => None,
    };
    params
        .next()
        .map(|(name, what)| format!("{name} is {what}"))
        .or_else(|| result.map(|what| format!("the result is {what}")))
}

/// The fields of the table of functions.
pub(super) fn served(function: &FunctionPlan, plan: &Named) -> String {
    if let Some(refused) = refused(function) {
        let local = if function.returns.ok.ring().is_some() { ", Local: true" } else { "" };
        return format!(", Refused: \"{refused}\"{local}");
    }
    let mut fields = String::new();
    if takes_objects(function) {
        fields.push_str(", Objects: true");
    }
    let name = plan.names.bridge_function(&function.declared);
    if has_arguments(function) {
        fields.push_str(&format!(", Arguments: arguments{name}"));
    }
    match function.returns.ok {
        Success::Unit | Success::Ring(_) => {}
        Success::Stream(_) => fields.push_str(&format!(", Item: item{name}")),
        Success::Data(_)
        | Success::Bytes
        | Success::Secret { .. }
        | Success::Object(_)
        | Success::Interface(_) => {
            fields.push_str(&format!(", Answer: answer{name}"));
        }
    }
    fields
}

/// Whether a function has an object among its arguments.
pub(super) fn takes_objects(function: &FunctionPlan) -> bool {
    function.method_of().is_some() || function.params.iter().any(|param| param.ty.object().is_some())
}

fn open(name: &str, what: &str, code: &mut Code) {
    code.gap();
    code.import(REMOTE);
    code.import_below("internal/codec");
    code.comment(&format!("{name} is {what} as JSON."));
    code.open(format!("func {name}(j *remote.JSON) {{"));
}

fn arguments(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    let name = format!("arguments{}", plan.names.bridge_function(&function.declared));
    open(&name, &format!("what {} is called with", plan.names.qualified(&function.declared)), code);
    let mut locals: Vec<String> = function.method_of().map(|_| "handle".to_owned()).into_iter().collect();
    locals.extend((0..function.params.len()).map(|index| format!("arg{index}")));
    if function.method_of().is_some() {
        code.line("var handle uint64");
    }
    for (index, param) in function.params.iter().enumerate() {
        let ty = if param.ty.object().is_some() {
            "uint64".to_owned()
        } else {
            types::param(&param.ty, plan, code)
        };
        code.line(format!("var arg{index} {ty}"));
    }
    let codec = plan.names.call(function).arguments;
    code.open("if j.Writes() {");
    code.line(format!("{} = codec.Decode{codec}(j.Reader())", locals.join(", ")));
    code.close("}");
    code.line("o := j.Open()");
    if function.method_of().is_some() {
        code.line(format!("{}(o, \"self\", &handle, {})", code.json("Field"), code.json("Uint64")));
    }
    for (index, param) in function.params.iter().enumerate() {
        let (name, target) = (bare(&param.name.to_string()), format!("&arg{index}"));
        let plain = |function: &str, code: &mut Code| {
            code.line(format!("{}(o, \"{name}\", {target}, {})", code.json("Field"), code.json(function)));
        };
        match &param.ty {
            Param::Data(ty) => field(&name, &target, ty, plan, code),
            Param::Slice(item) => field(&name, &target, &Data::Vec(Box::new(item.clone())), plan, code),
            Param::Str => plain("String", code),
            Param::Bytes => {
                code.line(format!("defer func() {{ j.Close(arg{index}) }}()"));
                plain("Shared", code);
            }
            Param::Object { .. } => plain("Uint64", code),
            // Refused.
            Param::Secret { .. } | Param::Interface { .. } | Param::Callback(_) | Param::Ring(_) => {}
        }
    }
    code.line("o.Close()");
    code.open("if !j.Writes() {");
    code.line(format!("j.Buffer = codec.Encode{codec}(j.Buffer, {})", locals.join(", ")));
    code.close("}");
    code.close("}");
}

fn answer(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    let (called, names) = (plan.names.bridge_function(&function.declared), plan.names.call(function));
    let of = plan.names.qualified(&function.declared);
    let (name, what, codec) = match &function.returns.ok {
        Success::Unit | Success::Ring(_) => return,
        Success::Stream(_) => (format!("item{called}"), format!("an item of {of}"), names.item),
        Success::Data(_)
        | Success::Bytes
        | Success::Secret { .. }
        | Success::Object(_)
        | Success::Interface(_) => (format!("answer{called}"), format!("the answer of {of}"), names.answer),
    };
    open(&name, &what, code);
    let (ty, form) = match &function.returns.ok {
        Success::Data(ty) => (types::name(ty, plan, code), form(ty, plan, code)),
        Success::Stream(item) => (types::name(&item.ok, plan, code), form(&item.ok, plan, code)),
        Success::Bytes => {
            code.import_runtime();
            ("*spandrel.Bytes".to_owned(), code.json("Shared"))
        }
        Success::Object(_)
        | Success::Unit
        | Success::Secret { .. }
        | Success::Interface(_)
        | Success::Ring(_) => ("uint64".to_owned(), code.json("Uint64")),
    };
    code.line(format!("var value {ty}"));
    code.open("if j.Writes() {");
    code.line(format!("value = codec.Decode{codec}(j.Reader())"));
    code.close("}");
    if function.returns.ok == Success::Bytes {
        code.line("defer func() { j.Close(value) }()");
    }
    code.line(format!("{form}(j.Codec, &value)"));
    code.open("if !j.Writes() {");
    code.line(format!("j.Buffer = codec.Encode{codec}(j.Buffer, value)"));
    code.close("}");
    code.close("}");
}

/// The function that reads an error by its name.
fn errors(plan: &Named, code: &mut Code) {
    code.gap();
    code.comment(
        "readErrorJSON reads an error of the bridge by its name, and gives it the message that it had.",
    );
    code.open("func readErrorJSON(name string, text []byte, message string) (error, error) {");
    code.line("switch name {");
    for error in &plan.data.errors {
        let name = plan.names.type_name(&error.name);
        code.open(format!("case \"{}\":", bare(&error.name.to_string())));
        code.line(format!("e := new({})", code.contract(&name)));
        code.line("err := e.UnmarshalJSON(text)");
        code.line("return e.WithMessage(message), err");
        code.indent_back();
    }
    code.line("}");
    code.import("errors");
    code.line("return nil, errors.New(\"the bridge has no error of this name\")");
    code.close("}");
}
