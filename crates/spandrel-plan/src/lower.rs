//! From declarations to the plan.

use proc_macro2::Ident;
use spandrel_syntax::{
    bridge::{self, Bridge, Function, Receiver, Side},
    types::ScalarClass,
};

use crate::{
    contract::Contract,
    crossing::{self, Crossing, Value},
    go_signature::GoSignature,
    plan::{FunctionPlan, GivenPlan, ImportPlan, ObjectPlan, ParamPlan, Plan, Target},
    refusals,
    signature::{Part, Return, Signature, Slot},
    signatures, symbols,
    types::{Callback, Data, Declared, Param, Returns},
};

/// Lowers a bridge. One that was refused gets a plan, too, whose names can be compared.
pub fn lower(bridge: Bridge) -> Plan {
    let data = Declared::of(&bridge);
    let mut imports: Vec<ImportPlan> =
        bridge.of_side(Side::Go).map(|function| import(function, &data)).collect();
    let mut functions = Vec::new();
    for function in bridge.of_side(Side::Rust) {
        let mut params = Vec::new();
        for param in &function.params {
            let ty = Param::of(&param.ty);
            let crossing = crossing::parameter(&ty, imports.len(), &data);
            if let Param::Callback(called) = &ty {
                imports.push(callback(function, &param.name, called, &data));
            }
            let crossing = if function.is_async { crossing::owned(crossing) } else { crossing };
            params.push(ParamPlan { name: param.name.clone(), ty, crossing });
        }
        functions.push(self::function(function, params, &bridge.package, &data));
    }
    Plan {
        contract: Contract::of(&bridge, &signatures::of(&functions, &imports, &data)),
        objects: objects(&bridge),
        functions,
        imports,
        data,
        bridge,
    }
}

fn objects(bridge: &Bridge) -> Vec<ObjectPlan> {
    let is_shared = |name: &Ident| {
        bridge.functions.iter().any(|function| function.receiver == Receiver::Shared(name.clone()))
    };
    let numbered = bridge.objects.iter().zip(1..);
    numbered
        .map(|(object, kind)| ObjectPlan { name: object.name.clone(), kind, shared: is_shared(&object.name) })
        .collect()
}

fn function(declared: &Function, params: Vec<ParamPlan>, package: &str, data: &Declared) -> FunctionPlan {
    let returns = Returns::of(&declared.returns);
    let answer = crossing::answer(&returns.ok, data);
    let answer = if declared.is_async { crossing::late(answer) } else { answer };
    let types = params.iter().map(|param| &param.ty);
    let fallible = refusals::is_fallible(declared, types, &returns, data);
    let crossings: Vec<&Crossing> = params.iter().map(|param| &param.crossing).collect();
    let signature = Signature::of(package, declared, &crossings, &answer, fallible);
    let leaf = declared.leaf.then(|| signature.as_words(symbols::leaf(package, declared)));
    let words = has_others(&signature, &params, &returns)
        .then(|| signature.as_words(symbols::words(package, declared)));
    FunctionPlan { declared: declared.clone(), signature, leaf, words, params, returns, answer, fallible }
}

/// Whether a C function takes or returns what is not in an integer register: structs by value, floating-point numbers.
fn has_others(signature: &Signature, params: &[ParamPlan], returns: &Returns) -> bool {
    let float = |data: Option<&Data>| matches!(data, Some(Data::Scalar(scalar)) if scalar.class() == ScalarClass::Float);
    let other = |slot: &Slot| match slot {
        Slot::Param(_, Part::Struct) => true,
        Slot::Param(index, Part::Word) => float(params[*index].ty.data()),
        Slot::Param(
            _,
            Part::Handle | Part::Reference | Part::Owner(_) | Part::Address(_) | Part::Length(_),
        )
        | Slot::Waiter
        | Slot::Receiver
        | Slot::Scratch
        | Slot::PackedLength
        | Slot::Capacity
        | Slot::Result => false,
    };
    let answer = match signature.returns {
        Return::FrameOf | Return::Value(Value::Struct) => true,
        Return::Value(Value::Word) => float(returns.ok.data()),
        Return::Nothing | Return::Frame => false,
    };
    answer || signature.slots.iter().any(other)
}

fn import(function: &Function, data: &Declared) -> ImportPlan {
    let param = |param: &bridge::Param| GivenPlan {
        name: param.name.clone(),
        ty: Param::of(&param.ty),
        view: param.view,
    };
    let params = function.params.iter().map(param).collect();
    called(Target::Function(function.clone()), params, Returns::of(&function.returns), data)
}

/// A callback's own parameters have no names; they are numbered.
fn callback(function: &Function, param: &Ident, callback: &Callback, data: &Declared) -> ImportPlan {
    let params = callback.params.iter().enumerate().map(|(index, ty)| GivenPlan {
        name: Ident::new(&format!("p{index}"), param.span()),
        ty: ty.clone(),
        view: false,
    });
    let target = Target::Callback { function: function.clone(), param: param.clone() };
    called(target, params.collect(), callback.returns.clone(), data)
}

/// What Rust calls in Go.
fn called(target: Target, params: Vec<GivenPlan>, returns: Returns, data: &Declared) -> ImportPlan {
    let signature = GoSignature::of(params.iter().map(|param| &param.ty), data);
    let answer = crossing::go_answer(&returns.ok, data);
    ImportPlan { target, signature, params, returns, answer }
}
