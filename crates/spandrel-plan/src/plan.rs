//! The plan: a bridge with every decision of the ABI made.

use proc_macro2::Ident;
use spandrel_syntax::bridge::{Bridge, Function, Receiver};

use crate::{
    contract::Contract,
    crossing::{self, Answer, Crossing, GoAnswer, Value},
    go_signature::GoSignature,
    layout::{self, Layout},
    signature::{Part, Return, Signature, Slot},
    types::{Data, Declared, Enum, Item, Param, Record, Returns},
};

/// A bridge, lowered.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The declarations.
    pub bridge: Bridge,
    /// The data among them.
    pub data: Declared,
    /// Objects with their kind numbers.
    pub objects: Vec<ObjectPlan>,
    /// What Rust implements and Go calls, with its symbols and how its values are passed.
    pub functions: Vec<FunctionPlan>,
    /// What Go implements and Rust calls: functions, methods of interfaces, callbacks. The index is the number by which it
    /// is called.
    pub imports: Vec<ImportPlan>,
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
    /// The signature of its C function.
    pub signature: Signature,
    /// The signature of its second entry, whose parameters and answer are words, if it is a leaf.
    pub leaf: Option<Signature>,
    /// The signature of its entry for callers that pass words alone, if [`signature`](Self::signature) has other values: structs
    /// and floating-point numbers. Go without cgo is such a caller.
    pub words: Option<Signature>,
    /// How the parameters are passed, in order.
    pub params: Vec<ParamPlan>,
    /// What it returns.
    pub returns: Returns,
    /// How the success value comes back.
    pub answer: Answer,
    /// Whether the Go function has an error result.
    pub fallible: bool,
}

/// Something that Go implements and Rust calls.
#[derive(Clone, Debug)]
pub struct ImportPlan {
    /// What it is.
    pub target: Target,
    /// What is passed of its parameters.
    pub signature: GoSignature,
    /// The parameters, in order.
    pub params: Vec<GivenPlan>,
    /// What it returns.
    pub returns: Returns,
    /// How the success value comes back.
    pub answer: GoAnswer,
}

/// What an import is.
#[derive(Clone, Debug)]
pub enum Target {
    /// A free function, or a method of an interface.
    Function(Function),
    /// A function value that was passed as a parameter.
    Callback {
        /// The function it was passed to.
        function: Function,
        /// The parameter.
        param: Ident,
    },
}

/// A parameter of a Rust function.
#[derive(Clone, Debug)]
pub struct ParamPlan {
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub ty: Param,
    /// How it is passed.
    pub crossing: Crossing,
}

/// A parameter of a Go function.
#[derive(Clone, Debug)]
pub struct GivenPlan {
    /// Its name.
    pub name: Ident,
    /// Its type.
    pub ty: Param,
    /// `#[view]`: the Go side reads it where it lies.
    pub view: bool,
}

impl ImportPlan {
    /// The interface whose method this is.
    pub fn interface(&self) -> Option<&Ident> {
        match &self.target {
            Target::Function(function) => function.receiver.owner(),
            Target::Callback { .. } => None,
        }
    }

    /// Whether it is async or a stream: the Go function takes a context, and Rust has its answer later.
    pub fn answers_later(&self) -> bool {
        self.is_async() || self.stream().is_some()
    }

    /// Whether it is an async function.
    pub fn is_async(&self) -> bool {
        matches!(&self.target, Target::Function(function) if function.is_async)
    }

    /// The items of the stream it returns.
    pub fn stream(&self) -> Option<&Item> {
        self.returns.ok.stream()
    }

    /// The declaration of a free function.
    pub fn free_function(&self) -> Option<&Function> {
        match &self.target {
            Target::Function(function) if function.receiver == Receiver::Free => Some(function),
            _ => None,
        }
    }

    /// Whether there are packed arguments.
    pub fn packs(&self) -> bool {
        self.signature.packs()
    }
}

impl FunctionPlan {
    /// Whether there are packed arguments.
    pub fn packs(&self) -> bool {
        self.signature.has(Slot::PackedLength)
    }

    /// Whether a Go value is among the arguments.
    pub fn takes_go_values(&self) -> bool {
        self.params.iter().any(|param| param.crossing.go_value().is_some())
    }

    /// Whether the answer may be written into memory of the caller.
    pub fn answers_in_scratch(&self) -> bool {
        self.signature.has(Slot::Capacity)
    }

    /// Whether the answer can also be had in memory of the caller's, or as a view: `…Into` and `…View`.
    pub fn answers_borrowed(&self) -> bool {
        matches!(self.answer, Answer::Bytes { text: false }) && !self.declared.is_async
    }

    /// Whether the call carries a scratch block, for parameters or for the answer.
    pub fn needs_scratch(&self) -> bool {
        self.signature.has(Slot::Scratch)
    }

    /// Whether the C function returns the bare value: nothing can go wrong, and nothing needs memory.
    pub fn is_direct(&self) -> bool {
        matches!(self.signature.returns, Return::Nothing | Return::Value(_))
    }

    /// Whether a Go pointer is among the arguments.
    pub fn takes_pointers(&self) -> bool {
        self.signature
            .slots
            .iter()
            .any(|slot| matches!(slot, Slot::Scratch | Slot::Param(_, Part::Address(_))))
    }

    /// The C function for callers that pass words alone.
    pub fn by_words(&self) -> &Signature {
        self.words.as_ref().unwrap_or(&self.signature)
    }

    /// The items of the stream it returns.
    pub fn stream(&self) -> Option<&Item> {
        self.returns.ok.stream()
    }

    /// Whether it returns a stream of plain data, which can also be had in batches, where they lie.
    pub fn streams_plain(&self) -> bool {
        matches!(self.answer, Answer::Stream { plain: true })
    }

    /// Whether the Go function takes a context: what it answers may come later.
    pub fn takes_context(&self) -> bool {
        self.declared.is_async || self.stream().is_some()
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
    /// Whether Go owes Rust an answer at times.
    pub fn owes_answers(&self) -> bool {
        self.imports.iter().any(ImportPlan::answers_later)
    }

    /// Whether Go answers with memory that has an owner.
    pub fn is_given_memory(&self) -> bool {
        self.imports.iter().any(|import| matches!(import.answer, GoAnswer::Owned(_)))
    }

    /// Whether an answer of it may come later than its call.
    pub fn answers_later(&self) -> bool {
        self.functions.iter().any(FunctionPlan::takes_context)
    }

    /// Whether Go waits for futures of some function of it.
    pub fn waits_for_futures(&self) -> bool {
        self.functions.iter().any(|function| function.declared.is_async)
    }

    /// Whether some function of it returns a stream.
    pub fn has_streams(&self) -> bool {
        self.functions.iter().any(|function| function.stream().is_some())
    }

    /// The layout of plain data; `None` for a type that is encoded instead.
    pub fn plain(&self, ty: &Data) -> Option<Layout> {
        layout::plain(ty, &self.data)
    }

    /// Layout and field offsets of a plain record.
    pub fn plain_record(&self, record: &Record) -> Option<(Layout, Vec<usize>)> {
        layout::record(&record.name, &self.data)
    }

    /// Whether this bridge calls Go, or holds values of Go's that must be released.
    pub fn calls_go(&self) -> bool {
        !self.imports.is_empty() || !self.bridge.interfaces.is_empty()
    }

    /// Whether some function of it is a leaf.
    pub fn has_leaves(&self) -> bool {
        self.functions.iter().any(|function| function.declared.leaf)
    }

    /// The enum of this name.
    pub fn enumeration(&self, name: &Ident) -> Option<&Enum> {
        self.data.enumeration(name)
    }

    /// The number of an object in its handles.
    pub fn kind(&self, object: &Ident) -> u8 {
        self.objects.iter().find(|known| known.name == *object).map_or(0, |known| known.kind)
    }

    /// How plain data of this type is passed in C.
    pub fn value(&self, ty: &Data) -> Option<Value> {
        crossing::value(ty, &self.data)
    }
}
