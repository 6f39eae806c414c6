//! Rules that look at the declarations as a whole.

mod enums;
mod functions;
mod names;
mod places;
mod recursion;

use crate::{Reason, Report, bridge::Bridge};

/// Checks a parsed bridge. All refusals are reported together.
pub fn check(bridge: &Bridge) -> Result<(), Report> {
    let mut report = Report::default();
    if bridge.functions.is_empty() {
        report.push(bridge.module.span(), Reason::Empty);
    }
    names::check(bridge, &mut report);
    enums::check(bridge, &mut report);
    places::check(bridge, &mut report);
    recursion::check(bridge, &mut report);
    functions::check(bridge, &mut report);
    report.finish(())
}
