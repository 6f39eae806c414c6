//! The plan: a bridge with every decision of the ABI made.

use proc_macro2::Ident;
use spandrel_syntax::{
    bridge::{Bridge, Enum, Function, Receiver, Record},
    types::Type,
};

use crate::{
    contract::Contract,
    crossing::{self, Answer, Crossing, Value},
    layout::{self, Layout},
    symbols,
};

/// A bridge, lowered.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The declarations.
    pub bridge: Bridge,
    /// Objects with their kind numbers.
    pub objects: Vec<ObjectPlan>,
    /// Functions with their symbols and crossings.
    pub functions: Vec<FunctionPlan>,
    /// What both sides must agree on.
    pub contract: Contract,
}

/// An object.
#[derive(Clone, Debug)]
pub struct ObjectPlan {
    /// Its name.
    pub name: Ident,
    /// Its number in handles, from 1.
    pub kind: u8,
    /// Whether methods take `&self`, so that calls may run in parallel.
    pub shared: bool,
}

/// A function.
#[derive(Clone, Debug)]
pub struct FunctionPlan {
    /// As declared.
    pub declared: Function,
    /// Its C symbol.
    pub symbol: String,
    /// How the parameters cross, in order.
    pub params: Vec<ParamPlan>,
    /// How the success value comes back.
    pub answer: Answer,
    /// Whether the Go function has an error result.
    pub fallible: bool,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct ParamPlan {
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub ty: Type,
    /// How it crosses.
    pub crossing: Crossing,
}

impl FunctionPlan {
    /// Whether a packed block of parameters crosses.
    pub fn packs(&self) -> bool {
        self.params.iter().any(|param| param.crossing == Crossing::Packed)
    }

    /// Whether the answer may be written into memory of the caller.
    pub fn answers_in_scratch(&self) -> bool {
        matches!(self.answer, Answer::Bytes { .. } | Answer::Packed)
    }

    /// Whether the answer can also be had in memory of the caller's, or as a view: `…Into` and `…View`.
    pub fn answers_borrowed(&self) -> bool {
        matches!(self.answer, Answer::Bytes { text: false }) && !self.declared.is_async
    }

    /// Whether the call carries a scratch block, for parameters or for the answer.
    pub fn needs_scratch(&self) -> bool {
        self.packs() || self.answers_in_scratch()
    }

    /// Whether the C function returns the bare value: nothing can go wrong, and nothing needs memory.
    pub fn is_direct(&self) -> bool {
        !self.fallible && matches!(self.answer, Answer::Nothing | Answer::Plain(_))
    }

    /// Whether a Go pointer is among the arguments.
    pub fn takes_pointers(&self) -> bool {
        self.needs_scratch()
            || self.params.iter().any(|param| {
                matches!(param.crossing, Crossing::Text { .. } | Crossing::Slice { .. } | Crossing::Lent(_))
            })
    }

    /// The object whose method this is.
    pub fn method_of(&self) -> Option<&Ident> {
        match &self.declared.receiver {
            Receiver::Shared(owner) | Receiver::Exclusive(owner) => Some(owner),
            Receiver::Free | Receiver::Constructor(_) => None,
        }
    }
}

impl Plan {
    /// The layout of plain data; `None` for a type that is encoded instead.
    pub fn plain(&self, ty: &Type) -> Option<Layout> {
        layout::plain(ty, &self.bridge)
    }

    /// Layout and field offsets of a plain record.
    pub fn plain_record(&self, record: &Record) -> Option<(Layout, Vec<usize>)> {
        layout::record(&record.name, &self.bridge)
    }

    /// The enum of this name.
    pub fn enumeration(&self, name: &Ident) -> Option<&Enum> {
        self.bridge.enums.iter().find(|known| known.name == *name)
    }

    /// The number of an object in its handles.
    pub fn kind(&self, object: &Ident) -> u8 {
        self.objects.iter().find(|known| known.name == *object).map_or(0, |known| known.kind)
    }

    /// How plain data of this type is handed over in C.
    pub fn value(&self, ty: &Type) -> Option<Value> {
        match crossing::parameter(ty, &self.bridge) {
            Crossing::Plain(value) => Some(value),
            _ => None,
        }
    }
}

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
    let functions = bridge
        .functions
        .iter()
        .map(|function| FunctionPlan {
            declared: function.clone(),
            symbol: symbols::function(&bridge.package, function),
            params: function
                .params
                .iter()
                .map(|param| ParamPlan {
                    name: param.name.clone(),
                    ty: param.ty.clone(),
                    crossing: crossing::parameter(&param.ty, &bridge),
                })
                .collect(),
            answer: crossing::answer(&function.returns.ok, &bridge),
            fallible: crossing::is_fallible(function, &bridge),
        })
        .collect();
    Plan { contract: Contract::of(&bridge), objects, functions, bridge }
}
