//! A plan with its names, alone and in its object: what the emitters read.

use std::ops::Deref;

use spandrel_plan::{Linked, Plan};

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

/// A plan with its names in the object that it is linked into, with other bridges perhaps. The Go side is written from it;
/// the macro sees one bridge at a time and has no object.
#[derive(Clone, Debug)]
pub struct Member {
    pub(crate) named: Named,
    /// What holds for all bridges of the object.
    pub object: Linked,
}

impl Deref for Member {
    type Target = Named;

    fn deref(&self) -> &Named {
        &self.named
    }
}
