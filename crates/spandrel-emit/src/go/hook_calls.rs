//! `hook/calls.go`: calls of a core that come as data, and calls that another core got.
//!
//! Both are the values that calls become where a hook stands around them, without a hook.

use spandrel_plan::{FunctionPlan, Param};

use super::{
    codec_calls,
    contract::interface_name,
    hook::{base, number, unwrap, value_name},
    writer::Code,
};
use crate::Named;

/// Writes `Calls`.
pub(super) fn hook_calls(plan: &Named, code: &mut Code) {
    let core = code.contract("Core");
    code.import_runtime();
    code.import("spandrel.dev/spandrel/glue/around");
    code.import_below("internal/codec");
    code.comment(
        "Calls returns a value that calls core with encoded arguments, without a hook: to replay a record, to make generated\n\
         calls, or to repeat the calls of another core. It owns the objects that its calls return.",
    );
    code.open(format!("func Calls(core {core}) spandrel.Calls {{"));
    let declared = if plan.data.errors.is_empty() { "nil" } else { "codec.EncodeDeclared" };
    code.line(format!(
        "return around.NewCalls(core, codec.Contract, codec.Functions[:], decoded, {declared})"
    ));
    code.close("}");
    code.gap();
    decoded(plan, code);
    for function in &plan.functions {
        at(function, plan, code);
    }
}

/// Whether data can be all of the arguments. What answers with an end of a ring is not called for nobody to use it.
fn is_data(function: &FunctionPlan) -> bool {
    let not_data =
        |ty: &Param| matches!(ty, Param::Interface { .. } | Param::Callback(_) | Param::Secret { .. });
    function.returns.ok.ring().is_none() && !function.params.iter().any(|param| not_data(&param.ty))
}

/// The function that reads the arguments of a call.
fn decoded(plan: &Named, code: &mut Code) {
    code.import("context");
    let reader = code.wire("Reader");
    code.comment(
        "decoded reads the arguments of the function with this number: nil if data cannot be all of them, as with callbacks,\n\
         interfaces that Go implements, and secrets.",
    );
    code.open(format!(
        "func decoded(ctx context.Context, calls *around.Calls, number int, reader *{reader}) spandrel.Call {{"
    ));
    code.open("switch number {");
    for function in plan.functions.iter().filter(|function| is_data(function)) {
        let at = number(function, plan);
        code.indent_back();
        code.open(format!("case {at}:"));
        let mut read: Vec<String> = function.method_of().map(|_| "handle".to_owned()).into_iter().collect();
        read.extend((0..function.params.len()).map(|index| format!("arg{index}")));
        if codec_calls::has_arguments(function) {
            let decode = plan.names.call(function).arguments;
            code.line(format!("{} := codec.Decode{decode}(reader)", read.join(", ")));
        }
        let call = format!("calls.NewCall(ctx, &codec.Functions[{at}])");
        let mut fields = vec![base(&call, function, plan, code)];
        fields.extend(
            target(function, "handle", plan, code).into_iter().map(|(name, of)| format!("{name}: {of}")),
        );
        for (index, param) in function.params.iter().enumerate() {
            let argument = match param.ty.object() {
                Some(object) => {
                    let interface = code.contract(&interface_name(object, plan));
                    format!("around.ObjectOf[{interface}](calls, arg{index})")
                }
                None => format!("arg{index}"),
            };
            fields.push(format!("arg{index}: {argument}"));
        }
        code.line(format!("return &{}{{{}}}", value_name(function, plan), fields.join(", ")));
    }
    code.close("}");
    code.line("return nil");
    code.close("}");
}

/// The fields that say what is called.
fn target(
    function: &FunctionPlan,
    handle: &str,
    plan: &Named,
    code: &mut Code,
) -> Vec<(&'static str, String)> {
    match function.method_of() {
        Some(owner) => {
            let interface = code.contract(&interface_name(owner, plan));
            vec![
                ("core", format!("around.ObjectOf[{interface}](calls, {handle})")),
                ("number", handle.to_owned()),
            ]
        }
        None => vec![("core", format!("calls.Core.({})", code.contract("Core")))],
    }
}

/// The method that makes a call of another core of one.
fn at(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    let name = value_name(function, plan);
    code.gap();
    code.comment("At is the call with its arguments at another core.");
    code.open(format!("func (c *{name}) At(calls *around.Calls) spandrel.Call {{"));
    code.line("other := *c");
    if function.stream().is_some() {
        code.line("other.Stream = c.Again(calls)");
    } else {
        code.line("other.Call = calls.Again(&c.Call)");
    }
    let (_, core) = target(function, "c.number", plan, code).swap_remove(0);
    code.line(format!("other.core = {core}"));
    for (index, param) in function.params.iter().enumerate() {
        if let Some(object) = param.ty.object() {
            let interface = code.contract(&interface_name(object, plan));
            code.line(format!("_, n{index} := {}(c.Wrap(), c.arg{index})", unwrap(object, plan)));
            code.line(format!("other.arg{index} = around.ObjectOf[{interface}](calls, n{index})"));
        }
    }
    code.line("return &other");
    code.close("}");
}
