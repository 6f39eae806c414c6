//! A plan with its names: what the emitters read.

use std::ops::Deref;

use spandrel_plan::Plan;

use crate::names::Names;

/// A plan whose names in Go were compared and found to be different.
#[derive(Clone, Debug)]
pub struct Named {
    /// The plan.
    pub(crate) plan: Plan,
    /// The names of what it declares.
    pub names: Names,
}

impl Deref for Named {
    type Target = Plan;

    fn deref(&self) -> &Plan {
        &self.plan
    }
}
