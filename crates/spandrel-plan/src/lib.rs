//! The lowered form of a bridge: symbols, layouts, how each value is passed, the contract.
//!
//! The second stage of the pipeline, and where the ABI is decided. [`lower`] turns a checked
//! [`Bridge`](spandrel_syntax::Bridge) into a [`Plan`]; the emitters read the plan and decide nothing.

#![forbid(unsafe_code)]

pub mod contract;
pub mod crossing;
mod go_signature;
pub mod layout;
mod linked;
mod lower;
mod plan;
mod refusals;
pub mod signature;
mod signatures;
pub mod support;
mod symbols;
pub mod types;

pub use contract::Contract;
pub use crossing::{Answer, Crossing, GoAnswer, Memory, Value};
pub use go_signature::{GoPart, GoSignature, GoSlot};
pub use layout::Layout;
pub use linked::Linked;
pub use lower::lower;
pub use plan::{FunctionPlan, GivenPlan, ImportPlan, ObjectPlan, ParamPlan, Plan, Target};
pub use signature::{Part, Region, Return, Signature, Slot};
pub use support::Support;
pub use types::{Data, ErrorField, Param, Ring, Success};
