//! The lowered form of a bridge: symbols, layouts, how each value crosses, the contract.
//!
//! The second stage of the pipeline, and the only place that knows the ABI. [`lower`] turns a checked
//! [`Bridge`](spandrel_syntax::Bridge) into a [`Plan`]; the emitters read the plan and decide nothing.

#![forbid(unsafe_code)]

pub mod contract;
pub mod crossing;
pub mod layout;
mod lower;
mod plan;
pub mod signature;
mod signatures;
pub mod support;
mod symbols;

pub use contract::Contract;
pub use crossing::{Answer, Crossing, Memory, Value};
pub use layout::Layout;
pub use lower::lower;
pub use plan::{FunctionPlan, ImportPlan, ObjectPlan, ParamPlan, Plan, Target};
pub use signature::{Part, Region, Return, Signature, Slot};
pub use support::Support;
