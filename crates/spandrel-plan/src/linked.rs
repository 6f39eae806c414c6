//! What the bridges of one linked object mean for each other.

use crate::{
    crossing::Answer,
    plan::{FunctionPlan, Plan},
};

/// What holds for each bridge of a linked object because of all bridges in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Linked {
    /// Whether some bridge calls Go. Then no call may promise that it does not, and Go memory that a call borrows must not be
    /// on a stack.
    pub calls_go: bool,
    /// Whether some bridge has leaf functions. Then a call into Go asks first whether it comes from one.
    pub has_leaves: bool,
}

impl Linked {
    /// What holds in the object of these bridges.
    pub fn of<'a>(plans: impl Iterator<Item = &'a Plan> + Clone) -> Linked {
        Linked {
            calls_go: plans.clone().any(Plan::calls_go),
            has_leaves: plans.clone().any(Plan::has_leaves),
        }
    }

    /// Whether the answer goes into a few bytes on the caller's stack: bytes that the caller copies out anyway.
    pub fn answers_on_stack(self, function: &FunctionPlan) -> bool {
        !self.calls_go
            && matches!(function.answer, Answer::Bytes { .. })
            && !function.packs()
            && !function.declared.is_async
    }
}
