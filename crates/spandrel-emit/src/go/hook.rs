//! `hook/hook.go`: a core with a hook around its calls.
//!
//! Each function has two ways: where the hook does not want to surround it, the call goes on as it came; otherwise it
//! becomes a value, which has the arguments, makes the call, and keeps the answer.

use proc_macro2::Ident;
use spandrel_plan::{FunctionPlan, ObjectPlan, Param, Success};
use spandrel_syntax::bridge::Docs;

use super::{
    borrowed::{self, Form},
    call,
    codec_calls::{self, close_number},
    contract::{self, interface_name, of_core},
    functions::object_name,
    objects::has_method,
    signature::Signature,
    types,
    writer::Code,
};
use crate::{Named, names::go};

/// The doc comment of the package.
pub(super) fn docs(plan: &Named) -> Docs {
    let package = &plan.bridge.package;
    Docs(vec![
        format!(
            "Package hook puts hooks around the calls of a core of {package}: for metrics, traces, logs and tests, and for"
        ),
        "answers in place of the core. It works for every core, wherever that runs.".to_owned(),
    ])
}

/// Writes `Wrap` and the core that it returns.
pub(super) fn hook(plan: &Named, code: &mut Code) {
    let core = code.contract("Core");
    code.import_runtime();
    import_around(code);
    code.comment(
        "Wrap returns core with a hook around each of its calls, also those of its objects; core itself if hook is nil. The\n\
         objects of the wrapped core belong to it: those of core itself pass through, unseen as arguments.",
    );
    code.open(format!("func Wrap(core {core}, hook spandrel.Hook) {core} {{"));
    code.open("if hook == nil {");
    code.line("return core");
    code.close("}");
    code.line("return &wrapped{around.New(hook), core}");
    code.close("}");
    code.gap();
    code.comment("wrapped is a core with a hook around its calls.");
    code.open("type wrapped struct {");
    code.line("wrap *around.Wrap");
    code.line(format!("core {core}"));
    code.close("}");
    if !contract::declares_string(plan) {
        code.gap();
        code.open("func (*wrapped) String() string {");
        code.line(format!("return \"{}.Core\"", plan.bridge.package));
        code.close("}");
    }
    for function in contract::functions(plan) {
        self::function(function, plan, code);
    }
    for object in &plan.objects {
        self::object(object, plan, code);
    }
}

fn import_around(code: &Code) {
    code.import("spandrel.dev/spandrel/glue/around");
}

/// An object of a wrapped core.
fn object(object: &ObjectPlan, plan: &Named, code: &mut Code) {
    let (name, wrapper) = (object_name(&object.name, plan), wrapper(&object.name, plan));
    let interface = code.contract(&interface_name(&object.name, plan));
    code.gap();
    code.comment(&format!("{wrapper} is an object {name} of a wrapped core."));
    code.open(format!("type {wrapper} struct {{"));
    code.line(format!("object around.Object[{interface}]"));
    code.close("}");
    for function in contract::methods(&object.name, plan) {
        self::function(function, plan, code);
    }
    let letter = call::receiver(&object.name, plan);
    code.gap();
    code.open(format!("func ({letter} *{wrapper}) Close() error {{"));
    code.import_below("internal/codec");
    let number = close_number(&object.name, plan);
    code.line(format!("return {letter}.object.Close(&codec.Functions[{number}])"));
    code.close("}");
    if !has_method(&object.name, "String", plan) {
        code.gap();
        code.open(format!("func (*{wrapper}) String() string {{"));
        code.line(format!("return \"{}.{name}\"", plan.bridge.package));
        code.close("}");
    }
    if takes(&object.name, plan) {
        code.gap();
        let unwrap = unwrap(&object.name, plan);
        code.comment(&format!("{unwrap} is the {name} of the core behind one of the wrapped core, and its number. Any other is itself."));
        code.open(format!("func {unwrap}(wrap *around.Wrap, object {interface}) ({interface}, uint64) {{"));
        code.open(format!("if own, ok := object.(*{wrapper}); ok && own.object.Wrap == wrap {{"));
        code.line("return own.object.Core, own.object.Number");
        code.close("}");
        code.line("return object, 0");
        code.close("}");
    }
}

/// Whether some function takes an object of this type.
fn takes(object: &Ident, plan: &Named) -> bool {
    plan.functions.iter().flat_map(|function| &function.params).any(|param| param.ty.object() == Some(object))
}

fn wrapper(object: &Ident, plan: &Named) -> String {
    format!("wrapped{}", object_name(object, plan))
}

pub(super) fn unwrap(object: &Ident, plan: &Named) -> String {
    format!("unwrap{}", object_name(object, plan))
}

/// A function, its variants, and the value that a call of it becomes.
fn function(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    for (signature, form) in borrowed::forms(function, plan, code) {
        method(function, &of_core(signature, function, plan, code), form, plan, code);
    }
    value(function, plan, code);
}

/// The receiver of a method, and what it has for the call.
struct Receiver {
    clause: String,
    /// What asks the hook.
    asks: String,
    /// The core, or the object of the core.
    core: String,
    /// The fields of the call's value that it sets.
    fields: Vec<String>,
}

fn receiver(function: &FunctionPlan, plan: &Named) -> Receiver {
    match function.method_of() {
        Some(owner) => {
            let letter = call::receiver(owner, plan);
            let object = format!("{letter}.object");
            Receiver {
                clause: format!("{letter} *{}", wrapper(owner, plan)),
                core: format!("{object}.Core"),
                fields: vec![format!("core: {object}.Core"), format!("number: {object}.Number")],
                asks: object,
            }
        }
        None => {
            let own = go::own("w");
            Receiver {
                clause: format!("{own} *wrapped"),
                core: format!("{own}.core"),
                fields: vec![format!("core: {own}.core")],
                asks: format!("{own}.wrap"),
            }
        }
    }
}

/// A method in one of its forms.
fn method(function: &FunctionPlan, signature: &Signature, form: Form, plan: &Named, code: &mut Code) {
    let Receiver { clause, asks, core, mut fields } = receiver(function, plan);
    let number = number(function, plan);
    code.gap();
    code.open(format!("func ({clause}) {} {{", signature.text()));
    let stream = function.stream().is_some();
    if stream {
        let (yielded, call) = match form {
            Form::Batches => (signature.ok.as_deref(), "ToBatches"),
            Form::Plain | Form::Into | Form::View => (signature.ok.as_deref(), "To"),
        };
        let items =
            yielded.and_then(|ok| ok.strip_prefix("iter.Seq2[")?.strip_suffix(']')).unwrap_or_default();
        code.open(format!("return func(yield func({items}) bool) {{"));
        unobserved(&asks, "ctx", number, code);
        code.line(format!("{}(yield)", forwarded(&core, signature, &asks, function, plan)));
        code.line("return");
        code.close("}");
        let made = made(function, &asks, &mut fields, plan, code);
        let own = go::own("call");
        code.line(format!("{own} := {made}"));
        code.line(format!("{own}.{call}(yield)"));
        code.line(format!("{own}.End({own}.Run({own}))"));
        code.close("}");
        return code.close("}");
    }
    let context = if function.takes_context() {
        "ctx"
    } else {
        code.import("context");
        "context.Background()"
    };
    unobserved(&asks, context, number, code);
    let forward = forwarded(&core, signature, &asks, function, plan);
    match (&signature.object, form) {
        (Some(object), _) => {
            code.line(format!("result, err := {forward}"));
            code.open("if err != nil {");
            code.line("return nil, err");
            code.close("}");
            let wrap = if function.method_of().is_some() { format!("{asks}.Wrap") } else { asks.clone() };
            let wrapper = wrapper(object, plan);
            code.line(format!("return &{wrapper}{{around.NewObject({wrap}, result)}}, nil"));
        }
        (None, _) => code.line(format!("return {forward}")),
    }
    code.close("}");
    let made = made(function, &asks, &mut fields, plan, code);
    let own = go::own("call");
    code.line(format!("{own} := {made}"));
    let name = |at: usize| signature.params[at].name.clone();
    match form {
        Form::Into => {
            code.open(format!("if err := {own}.Run({own}); err != nil {{"));
            code.line(format!("return {}[:0], err", name(0)));
            code.close("}");
            code.line(format!("return around.Into({}, {own}.result), nil", name(0)));
        }
        Form::View => {
            code.open(format!("if err := {own}.Run({own}); err != nil {{"));
            code.line("return err");
            code.close("}");
            code.line(format!("{}({own}.result)", name(signature.params.len() - 1)));
            code.line("return nil");
        }
        Form::Plain | Form::Batches if signature.ok.is_none() => {
            code.line(format!("return {own}.Run({own})"));
        }
        Form::Plain | Form::Batches => {
            code.open(format!("if err := {own}.Run({own}); err != nil {{"));
            let zero = types::zero(&function.returns.ok, plan, code);
            code.line(format!("return {zero}err"));
            code.close("}");
            code.line(format!("return {own}.result, nil"));
        }
    }
    code.close("}");
}

/// The line that begins what is done where the hook does not want to surround a call.
fn unobserved(asks: &str, context: &str, number: usize, code: &mut Code) {
    code.import_below("internal/codec");
    code.open(format!("if !{asks}.Begin({context}, &codec.Functions[{number}]) {{"));
}

pub(super) fn number(function: &FunctionPlan, plan: &Named) -> usize {
    let is_it = |known: &FunctionPlan| {
        (&known.declared.receiver, &known.declared.name)
            == (&function.declared.receiver, &function.declared.name)
    };
    plan.functions.iter().position(is_it).unwrap_or_default()
}

/// The call of the core with the arguments of a method.
fn forwarded(core: &str, signature: &Signature, asks: &str, function: &FunctionPlan, plan: &Named) -> String {
    let wrap = if function.method_of().is_some() { format!("{asks}.Wrap") } else { asks.to_owned() };
    let arguments: Vec<String> = signature
        .params
        .iter()
        .map(|param| match &param.object {
            Some(object) => format!("around.Core({}({wrap}, {}))", unwrap(object, plan), param.name),
            None => param.name.clone(),
        })
        .collect();
    format!("{core}.{}({})", signature.name, arguments.join(", "))
}

/// The type of the value that a call becomes.
pub(super) fn value_name(function: &FunctionPlan, plan: &Named) -> String {
    format!("call{}", plan.names.bridge_function(&function.declared))
}

/// The expression that makes the value of a call.
fn made(
    function: &FunctionPlan,
    asks: &str,
    fields: &mut Vec<String>,
    plan: &Named,
    code: &mut Code,
) -> String {
    let number = number(function, plan);
    let context = if function.takes_context() { "ctx" } else { "context.Background()" };
    let call = format!("{asks}.NewCall({context}, &codec.Functions[{number}])");
    let base = base(&call, function, plan, code);
    fields.insert(0, base);
    fields.extend(
        function
            .params
            .iter()
            .enumerate()
            .map(|(index, param)| format!("arg{index}: {}", go::local(&param.name.to_string()))),
    );
    format!("&{}{{{}}}", value_name(function, plan), fields.join(", "))
}

/// The field that is the part of a call that does not depend on the function.
pub(super) fn base(call: &str, function: &FunctionPlan, plan: &Named, code: &mut Code) -> String {
    match function.stream() {
        Some(item) => {
            let ty = types::name(&item.ok, plan, code);
            let item = plan.names.call(function).item;
            format!(
                "Stream: around.Stream[{ty}]{{Call: {call}, Append: codec.Encode{item}, Read: codec.Decode{item}}}"
            )
        }
        None => format!("Call: {call}"),
    }
}

/// The value that a call becomes where a hook surrounds it.
fn value(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    let name = value_name(function, plan);
    let qualified = plan.names.qualified(&function.declared);
    let signature = of_core(Signature::of(function, plan, code), function, plan, code);
    code.gap();
    code.comment(&format!("{name} is a call of {qualified} with a hook around it."));
    code.open(format!("type {name} struct {{"));
    let base = match function.stream() {
        Some(item) => format!("around.Stream[{}]", types::name(&item.ok, plan, code)),
        None => "around.Call".to_owned(),
    };
    code.line(base);
    let mut rows: Vec<(Docs, Vec<String>)> = Vec::new();
    let mut row = |name: &str, ty: String| rows.push((Docs::default(), vec![name.to_owned(), ty]));
    match function.method_of() {
        Some(owner) => {
            row("core", code.contract(&interface_name(owner, plan)));
            row("number", "uint64".to_owned());
        }
        None => row("core", code.contract("Core")),
    }
    let contexts = usize::from(function.takes_context());
    for (index, param) in signature.params[contexts..].iter().enumerate() {
        row(&format!("arg{index}"), param.ty.clone());
    }
    match (&signature.object, &signature.ok) {
        (Some(object), _) => row("result", format!("*{}", wrapper(object, plan))),
        (None, Some(ok)) if function.stream().is_none() => row("result", ok.clone()),
        (None, _) => {}
    }
    code.columns(&rows);
    code.close("}");
    append_arguments(function, &name, plan, code);
    proceed(function, &signature, &name, plan, code);
    if function.stream().is_none() {
        answers(function, &signature, &name, plan, code);
    }
}

fn append_arguments(function: &FunctionPlan, name: &str, plan: &Named, code: &mut Code) {
    code.gap();
    code.comment("AppendArguments appends the encoded arguments.");
    code.open(format!("func (c *{name}) AppendArguments(buffer []byte) []byte {{"));
    if !codec_calls::has_arguments(function) {
        code.line("return buffer");
        return code.close("}");
    }
    let mut arguments: Vec<String> =
        function.method_of().map(|_| "c.number".to_owned()).into_iter().collect();
    for (index, param) in function.params.iter().enumerate() {
        arguments.push(match &param.ty {
            Param::Object { name, .. } => {
                code.line(format!("_, n{index} := {}(c.Wrap(), c.arg{index})", unwrap(name, plan)));
                format!("n{index}")
            }
            Param::Interface { .. } | Param::Callback(_) | Param::Ring(_) => {
                format!("around.Reference(c.arg{index} != nil)")
            }
            Param::Secret { .. } => "nil".to_owned(),
            Param::Data(_) | Param::Str | Param::Slice(_) | Param::Bytes => format!("c.arg{index}"),
        });
    }
    let encode = plan.names.call(function).arguments;
    code.line(format!("return codec.Encode{encode}(buffer, {})", arguments.join(", ")));
    code.close("}");
}

fn proceed(function: &FunctionPlan, signature: &Signature, name: &str, plan: &Named, code: &mut Code) {
    code.gap();
    code.comment("Proceed makes the call.");
    code.open(format!("func (c *{name}) Proceed() error {{"));
    if function.method_of().is_some() {
        code.open("if c.core == nil {");
        code.line("return c.NoCore()");
        code.close("}");
    }
    let mut arguments: Vec<String> =
        function.takes_context().then(|| "c.Context()".to_owned()).into_iter().collect();
    for (index, param) in function.params.iter().enumerate() {
        arguments.push(match param.ty.object() {
            Some(object) => format!("around.Core({}(c.Wrap(), c.arg{index}))", unwrap(object, plan)),
            None => format!("c.arg{index}"),
        });
    }
    let (method, arguments) = (&signature.name, arguments.join(", "));
    let call = format!("c.core.{method}({arguments})");
    match (&function.returns.ok, &signature.object) {
        (Success::Stream(_), _) => {
            if function.streams_plain() {
                let batches = plan.names.batches_variant(&function.declared);
                code.open("if c.Batched() {");
                code.line(format!("return c.EachBatch(c.core.{batches}({arguments}))"));
                code.close("}");
            }
            code.line(format!("return c.Each({call})"));
        }
        (_, Some(object)) => {
            code.line(format!("result, err := {call}"));
            code.line("c.result = nil");
            code.open("if err == nil {");
            code.line(format!("c.result = &{}{{around.NewObject(c.Wrap(), result)}}", wrapper(object, plan)));
            code.close("}");
            code.line("return c.Done(err)");
        }
        (Success::Unit, None) => code.line(format!("return c.Done({call})")),
        (_, None) => {
            code.line("var err error");
            code.line(format!("c.result, err = {call}"));
            code.line("return c.Done(err)");
        }
    }
    code.close("}");
}

/// `AppendAnswer` and `Answer`.
fn answers(function: &FunctionPlan, signature: &Signature, name: &str, plan: &Named, code: &mut Code) {
    let codec = plan.names.call(function).answer;
    code.gap();
    code.comment("AppendAnswer appends the encoded answer.");
    code.open(format!("func (c *{name}) AppendAnswer(buffer []byte) []byte {{"));
    let shown = match &function.returns.ok {
        Success::Unit | Success::Ring(_) => None,
        Success::Secret { .. } => Some("nil"),
        Success::Object(_) => Some("c.result.object.Number"),
        Success::Data(_) | Success::Bytes | Success::Interface(_) | Success::Stream(_) => Some("c.result"),
    };
    if let Some(shown) = shown {
        code.open("if !c.OK() {");
        code.line("return buffer");
        code.close("}");
        code.line(format!("return codec.Encode{codec}(buffer, {shown})"));
    } else {
        code.line("return buffer");
    }
    code.close("}");
    code.gap();
    code.comment("Answer answers in place of the core.");
    code.open(format!("func (c *{name}) Answer(encoded []byte) error {{"));
    if function.returns.ok.ring().is_some() {
        code.line("return c.NoRing()");
        return code.close("}");
    }
    code.line(format!("reader := {}(encoded)", code.wire("NewReader")));
    if shown.is_none() {
        code.line("return c.Replied(&reader)");
        return code.close("}");
    }
    code.line(format!("result := codec.Decode{codec}(&reader)"));
    code.open("if err := c.Replied(&reader); err != nil {");
    code.line("return err");
    code.close("}");
    match &signature.object {
        Some(object) => {
            let interface = code.contract(&interface_name(object, plan));
            code.open("if c.result == nil || c.result.object.Number != result {");
            code.line(format!(
                "c.result = &{}{{around.HookObject[{interface}](c.Wrap(), result)}}",
                wrapper(object, plan)
            ));
            code.close("}");
        }
        None => code.line("c.result = result"),
    }
    code.line("return nil");
    code.close("}");
}
