//! From declarations to the plan.

use proc_macro2::Ident;
use spandrel_syntax::{
    bridge::{Bridge, Function, Param, Receiver, Side},
    types::{Callback, Type},
};

use crate::{
    contract::Contract,
    crossing::{self, Crossing},
    plan::{FunctionPlan, ImportPlan, ObjectPlan, ParamPlan, Plan, Target},
    signature::Signature,
    signatures, symbols,
};

/// Lowers a checked bridge.
pub fn lower(bridge: Bridge) -> Plan {
    let objects = bridge
        .objects
        .iter()
        .zip(1..)
        .map(|(object, kind)| ObjectPlan {
            name: object.name.clone(),
            kind,
            shared: bridge
                .functions
                .iter()
                .any(|function| function.receiver == Receiver::Shared(object.name.clone())),
        })
        .collect();
    let mut imports: Vec<ImportPlan> = bridge
        .of_side(Side::Go)
        .map(|function| ImportPlan {
            target: Target::Function(function.clone()),
            params: function.params.iter().map(|param| parameter(param, &bridge)).collect(),
            answer: crossing::answer(&function.returns.ok, &bridge),
            returns: function.returns.clone(),
        })
        .collect();
    let mut functions = Vec::new();
    for function in bridge.of_side(Side::Rust) {
        let mut params = Vec::new();
        for param in &function.params {
            let Type::Callback(called) = &param.ty else {
                let mut lowered = parameter(param, &bridge);
                if function.is_async {
                    lowered.crossing = crossing::owned(lowered.crossing);
                }
                params.push(lowered);
                continue;
            };
            let crossing = Crossing::Callback { import: imports.len(), kept: called.kept };
            params.push(ParamPlan { name: param.name.clone(), ty: param.ty.clone(), crossing, view: false });
            imports.push(callback(function, &param.name, called, &bridge));
        }
        let answer = crossing::answer(&function.returns.ok, &bridge);
        let answer = if function.is_async { crossing::late(answer) } else { answer };
        let fallible = crossing::is_fallible(function, &bridge);
        let crossings: Vec<&Crossing> = params.iter().map(|param: &ParamPlan| &param.crossing).collect();
        let signature = Signature::of(&bridge.package, function, &crossings, &answer, fallible);
        let leaf = function.leaf.then(|| signature.as_words(symbols::leaf(&bridge.package, function)));
        functions.push(FunctionPlan {
            declared: function.clone(),
            signature,
            leaf,
            params,
            answer,
            fallible,
        });
    }
    let object_calls_go = !imports.is_empty() || !bridge.interfaces.is_empty();
    let object_has_leaves = functions.iter().any(|function| function.declared.leaf);
    Plan {
        contract: Contract::of(&bridge, &signatures::of(&functions, &imports)),
        objects,
        functions,
        imports,
        object_calls_go,
        object_has_leaves,
        bridge,
    }
}

fn parameter(param: &Param, bridge: &Bridge) -> ParamPlan {
    ParamPlan {
        name: param.name.clone(),
        ty: param.ty.clone(),
        crossing: crossing::parameter(&param.ty, bridge),
        view: param.view,
    }
}

/// A callback's own parameters have no names; they are numbered.
fn callback(function: &Function, param: &Ident, called: &Callback, bridge: &Bridge) -> ImportPlan {
    let params = called.params.iter().enumerate().map(|(index, ty)| ParamPlan {
        name: Ident::new(&format!("p{index}"), param.span()),
        ty: ty.clone(),
        crossing: crossing::parameter(ty, bridge),
        view: false,
    });
    ImportPlan {
        target: Target::Callback { function: function.clone(), param: param.clone() },
        params: params.collect(),
        answer: crossing::answer(&called.result.ok, bridge),
        returns: called.result.clone(),
    }
}
