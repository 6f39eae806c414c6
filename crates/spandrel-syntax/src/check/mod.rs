//! Rules that look at the declarations as a whole.

mod adopted;
mod depth;
mod enums;
mod functions;
mod names;
mod places;
mod recursion;
mod rings;
mod sizes;
mod tasks;

use crate::{Reason, Report, bridge::Bridge};

/// Most objects of a bridge: a handle has eight bits for the type, and the runtime has types of its own.
const OBJECTS: usize = 250;

/// Checks a parsed bridge. All refusals are reported together.
///
/// `whole` says that parsing refused nothing. Otherwise some declarations are missing; what could come from that alone is
/// not reported.
pub fn check(bridge: &Bridge, whole: bool) -> Report {
    let mut report = Report::default();
    if whole && bridge.functions.is_empty() {
        report.push(bridge.module.span(), Reason::Empty);
    }
    if let Some(object) = bridge.objects.get(OBJECTS) {
        report.push(object.name.span(), Reason::ObjectCount(OBJECTS));
    }
    names::check(bridge, &mut report);
    adopted::check(bridge, &mut report);
    enums::check(bridge, &mut report);
    places::check(bridge, &mut report);
    depth::check(bridge, &mut report);
    recursion::check(bridge, &mut report);
    sizes::check(bridge, &mut report);
    functions::check(bridge, &mut report);
    report
}
