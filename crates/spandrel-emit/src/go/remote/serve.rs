//! `remote/serve.go`: the functions that answer calls with a core.

use spandrel_plan::{FunctionPlan, Param};

use super::{
    super::{codec_calls::has_arguments, contract::interface_name, types, writer::Code},
    REMOTE, answer, imports, number,
};
use crate::Named;

/// Writes a function for each of the bridge.
pub(super) fn serve(plan: &Named, code: &mut Code) {
    code.import(REMOTE);
    for function in &plan.functions {
        self::function(function, plan, code);
    }
}

/// The function that answers calls of a function.
pub(super) fn name(function: &FunctionPlan, plan: &Named) -> String {
    format!("serve{}", plan.names.bridge_function(&function.declared))
}

fn function(function: &FunctionPlan, plan: &Named, code: &mut Code) {
    let name = name(function, plan);
    code.gap();
    code.comment(&format!("{name} answers calls of {}.", plan.names.qualified(&function.declared)));
    if function.returns.ok.ring().is_some() {
        code.open(format!("func {name}(*remote.Serving) error {{"));
        code.line(format!("return remote.Local(&codec.Functions[{}])", number(function, plan)));
        code.import_below("internal/codec");
        return code.close("}");
    }
    code.open(format!("func {name}(s *remote.Serving) error {{"));
    let mut read: Vec<String> = function.method_of().map(|_| "handle".to_owned()).into_iter().collect();
    read.extend((0..function.params.len()).map(|index| format!("arg{index}")));
    code.import_below("internal/codec");
    if has_arguments(function) {
        let decode = plan.names.call(function).arguments;
        code.line(format!("{} := codec.Decode{decode}(s.Reader())", read.join(", ")));
    }
    let target = match function.method_of() {
        Some(owner) => {
            let interface = code.contract(&interface_name(owner, plan));
            code.line(format!("object := remote.ObjectOf[{interface}](s, handle)"));
            "object".to_owned()
        }
        None => format!("s.Core().({})", code.contract("Core")),
    };
    let mut arguments = arguments(function, plan, code);
    code.open("if err := s.Ready(); err != nil {");
    code.line("return err");
    code.close("}");
    for (index, param) in function.params.iter().enumerate() {
        if matches!(param.ty, Param::Secret { .. }) {
            code.line(format!("defer arg{index}.Close()"));
        }
    }
    if let Some(item) = function.stream() {
        let ty = types::name(&item.ok, plan, code);
        code.import("context");
        code.import("iter");
        arguments.insert(0, "ctx".to_owned());
        let method = plan.names.function(&function.declared);
        code.open(format!("open := func(ctx context.Context) iter.Seq2[{ty}, error] {{"));
        code.line(format!("return {target}.{method}({})", arguments.join(", ")));
        code.close("}");
        code.line(format!(
            "return remote.ServeStream(s, open, codec.Encode{})",
            plan.names.call(function).item
        ));
        return code.close("}");
    }
    if function.takes_context() {
        arguments.insert(0, "s.Context()".to_owned());
    }
    let call = format!("{target}.{}({})", plan.names.function(&function.declared), arguments.join(", "));
    answer::made(&call, &function.returns.ok, &plan.names.call(function).answer, code);
    code.close("}");
}

/// What the core is called with.
fn arguments(function: &FunctionPlan, plan: &Named, code: &mut Code) -> Vec<String> {
    let mut arguments = Vec::new();
    for (index, param) in function.params.iter().enumerate() {
        let argument = match &param.ty {
            Param::Object { name, .. } => {
                let interface = code.contract(&interface_name(name, plan));
                code.line(format!("object{index} := remote.ObjectOf[{interface}](s, arg{index})"));
                format!("object{index}")
            }
            Param::Interface { name, .. } => {
                code.line(format!("value{index} := {}(s.Value(arg{index}))", imports::of(name, plan)));
                format!("value{index}")
            }
            Param::Callback(_) => {
                let callback = imports::callback(function, &param.name, plan);
                code.line(format!("value{index} := s.Callback(arg{index})"));
                format!("{callback}(value{index})")
            }
            // Bridges whose Rust takes ends are refused.
            Param::Data(_)
            | Param::Str
            | Param::Slice(_)
            | Param::Bytes
            | Param::Secret { .. }
            | Param::Ring(_) => {
                format!("arg{index}")
            }
        };
        arguments.push(argument);
    }
    arguments
}
