//! The functions that a bridge carries once, beside those it declares: one table.

use spandrel_abi::symbols;

use crate::plan::Plan;

/// A support function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// The list of answers that came later.
    Completed,
    /// Says whether Go waits for such answers.
    Listen,
    /// Polls a future that was woken, on the thread that waits for it.
    Resume,
    /// Pulls a batch from a stream.
    Pull,
    /// Answers a promise of Go's.
    Fulfil,
    /// What Go must know of the object at the start.
    Start,
    /// Closes an object, a stream or a future.
    Close,
    /// Frees the blocks that Go has returned.
    Drain,
    /// How many objects and blocks there are.
    Counters,
    /// Makes a block of memory that Go answers with.
    Keep,
    /// Makes the function known by which Rust calls Go.
    Register,
    /// Makes room for an answer of Go's that does not fit.
    Reserve,
    /// Returns the references that Rust has dropped.
    Released,
    /// Ends the process.
    Abort,
    /// The function by which Rust calls Go: the one that Go defines.
    Enter,
}

/// What the table says of a support function.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its name, the last part of its symbol.
    pub name: &'static str,
    /// Its parameters, in order: name and type.
    pub params: &'static [(&'static str, Type)],
    /// What it returns.
    pub returns: Returned,
    /// Which bridges have it.
    pub when: Condition,
}

/// The type of a support function's parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A bool in a byte.
    Flag,
    /// A word.
    Word,
    /// The address of bytes to read.
    Data,
    /// How many bytes or words there are at the address before it.
    Length,
    /// The address of bytes to write.
    Room,
    /// The address of words to write.
    Words,
    /// How many bytes fit at the address before it.
    Capacity,
    /// The address of a call that Go answers.
    Call,
    /// The function by which Rust calls Go.
    Enter,
    /// The function that says whether a thread is in a leaf call, or null.
    InLeaf,
}

/// What a support function returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returned {
    /// Nothing.
    Nothing,
    /// It does not return.
    Never,
    /// A word.
    Word,
    /// The address of bytes to write.
    Room,
    /// The address of a list.
    List,
    /// A frame.
    Frame,
    /// What Go must know at the start.
    Start,
    /// Two counts.
    Counters,
}

/// Which bridges have a support function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Each.
    Always,
    /// Those through which Rust calls Go.
    CallsGo,
    /// Those in which Go answers with memory that has an owner.
    IsGivenMemory,
    /// Those in which Go owes answers.
    OwesAnswers,
    /// Those with answers that may come later than their call.
    AnswersLater,
    /// Those in which Go waits for futures.
    WaitsForFutures,
    /// Those with streams that Go pulls from.
    HasStreams,
}

impl Condition {
    fn holds(self, plan: &Plan) -> bool {
        match self {
            Condition::Always => true,
            Condition::CallsGo => plan.calls_go(),
            Condition::IsGivenMemory => plan.is_given_memory(),
            Condition::OwesAnswers => plan.owes_answers(),
            Condition::AnswersLater => plan.answers_later(),
            Condition::WaitsForFutures => plan.waits_for_futures(),
            Condition::HasStreams => plan.has_streams(),
        }
    }
}

impl Support {
    /// Every support function, in the order in which they are declared.
    pub const ALL: [Support; 15] = [
        Support::Completed,
        Support::Listen,
        Support::Resume,
        Support::Pull,
        Support::Fulfil,
        Support::Start,
        Support::Close,
        Support::Drain,
        Support::Counters,
        Support::Keep,
        Support::Register,
        Support::Reserve,
        Support::Released,
        Support::Abort,
        Support::Enter,
    ];

    /// The table.
    pub fn row(self) -> Row {
        use Condition::{
            Always, AnswersLater, CallsGo, HasStreams, IsGivenMemory, OwesAnswers, WaitsForFutures,
        };
        use Type::{Call, Capacity, Data, Enter, Flag, InLeaf, Length, Room, Word, Words};
        let row = |name, params, returns, when| Row { name, params, returns, when };
        match self {
            Support::Completed => row("completed", &[], Returned::List, AnswersLater),
            Support::Listen => row("listen", &[("wanted", Flag)], Returned::Word, AnswersLater),
            Support::Resume => {
                row("resume", &[("task", Word), ("waiter", Word)], Returned::Frame, WaitsForFutures)
            }
            Support::Pull => row(
                "pull",
                &[("stream", Word), ("waiter", Word), ("scratch", Room), ("scratch_capacity", Capacity)],
                Returned::Frame,
                HasStreams,
            ),
            Support::Fulfil => row(
                "fulfil",
                &[("promise", Word), ("status", Word), ("value", Word), ("data", Data), ("len", Length)],
                Returned::Nothing,
                OwesAnswers,
            ),
            Support::Start => row("start", &[], Returned::Start, Always),
            Support::Close => row("close", &[("handle", Word)], Returned::Frame, Always),
            Support::Drain => row("drain", &[], Returned::Nothing, Always),
            Support::Counters => row("counters", &[], Returned::Counters, Always),
            Support::Keep => row(
                "keep",
                &[("secret", Flag), ("owner", Word), ("data", Data), ("len", Length)],
                Returned::Word,
                IsGivenMemory,
            ),
            Support::Register => {
                row("register", &[("enter", Enter), ("in_leaf", InLeaf)], Returned::Nothing, CallsGo)
            }
            Support::Reserve => row("reserve", &[("call", Call), ("size", Word)], Returned::Room, CallsGo),
            Support::Released => {
                row("released", &[("into", Words), ("capacity", Length)], Returned::Word, CallsGo)
            }
            Support::Abort => row("abort", &[], Returned::Never, CallsGo),
            Support::Enter => row("enter", &[("call", Call)], Returned::Nothing, CallsGo),
        }
    }

    /// Its symbol.
    pub fn symbol(self, package: &str) -> String {
        symbols::support(package, self.row().name)
    }
}

impl Plan {
    /// The support functions of this bridge.
    pub fn support(&self) -> impl Iterator<Item = Support> {
        Support::ALL.into_iter().filter(|support| support.row().when.holds(self))
    }

    /// Whether this bridge has a support function.
    pub fn has(&self, support: Support) -> bool {
        support.row().when.holds(self)
    }
}
