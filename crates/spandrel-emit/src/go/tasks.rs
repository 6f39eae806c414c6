//! Async functions and streams in Go: a context first, and an answer that may come later.

use spandrel_plan::{Crossing, FunctionPlan};
use spandrel_syntax::types::Failure;

use super::{call, codec, types, writer::Code};
use crate::Named;

/// What the doc comment says beside the user's words.
pub(super) fn note(function: &FunctionPlan) -> Option<&'static str> {
    if function.stream().is_some() {
        return Some(
            "Each range over the result calls Rust anew. Leaving the range early, or the end of ctx, drops the stream.",
        );
    }
    function
        .declared
        .is_async
        .then_some("If ctx is done first, the call returns its error, and Rust drops the future.")
}

/// The first statements of an async function: a waiter for the answer, unless the context is done already.
pub(super) fn begin(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    let qualified = plan.names.qualified(&function.declared);
    code.open("if err := ctx.Err(); err != nil {");
    let cancelled = format!("{}(\"{qualified}\", err)", code.glue("Cancelled"));
    let zero = types::zero(&function.returns.ok, plan, code);
    code.line(format!("return {zero}{cancelled}"));
    code.close("}");
    code.line(format!("waiter := {}()", code.part("wait", "NewWaiter")));
}

/// The statement that waits for the answer.
pub(super) fn wait(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    code.import_bridge();
    let scratch = if function.needs_scratch() { "scratch" } else { "nil" };
    code.line(format!("frame = bridge.Rust.Await(ctx, waiter, {scratch}, frame)"));
    if let Some(owner) = function.method_of() {
        code.line(format!("{}.object.Wake()", call::receiver(owner, plan)));
    }
    call::wake(function, code);
}

/// The body of a function that returns a stream. `plain` is the entry point for items that are plain data.
pub(super) fn stream(function: &FunctionPlan, plain: Option<&str>, plan: &Named, code: &mut Code) {
    let Some(item) = function.stream() else { return };
    let qualified = plan.names.qualified(&function.declared);
    code.open(format!("openStream := func() {} {{", code.glue("Frame")));
    open(function, plan, code);
    code.close("}");
    code.import_bridge();
    let read_error = match &item.failure {
        Failure::Declared(error) => code.codec(&plan.names.read(error)),
        Failure::None | Failure::Go => "nil".to_owned(),
    };
    let name = types::name(&item.ok, plan, code);
    if let Some(function) = plain {
        code.line(format!(
            "return {}[{name}](ctx, bridge.Rust, \"{qualified}\", openStream, {read_error})",
            code.glue(function)
        ));
        return;
    }
    code.open(format!("readItem := func(reader *{}, item *{name}) {{", code.wire("Reader")));
    codec::read(&item.ok, "(*item)", 0, plan, code);
    code.close("}");
    code.line(format!(
        "return {}(ctx, bridge.Rust, \"{qualified}\", openStream, readItem, {read_error})",
        code.glue("Stream")
    ));
}

/// The call that opens the stream.
fn open(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    let arguments = call::arguments(function, call::Room::Scratch, plan, code);
    let call = call::bridge_call(function, &arguments, plan, code);
    let borrows = function.params.iter().any(|param| matches!(param.crossing, Crossing::Owned(_)));
    match call::retry(function, plan, code) {
        Some(retry) => {
            code.line(format!("var turn *{}", code.part("wait", "Turn")));
            code.open("for {");
            code.line(format!("frame := {call}"));
            code.open(format!("if turn = {retry}; turn == nil {{"));
            opened(function, code);
            code.close("}");
            code.close("}");
        }
        None if function.packs() || borrows => {
            code.line(format!("frame := {call}"));
            opened(function, code);
        }
        None => code.line(format!("return {call}")),
    }
}

/// What follows the call that opens a stream.
fn opened(function: &FunctionPlan, code: &mut Code) {
    call::keep_alive(function, code);
    if function.packs() {
        code.line("scratch.Free()");
    }
    code.line("return frame");
}
