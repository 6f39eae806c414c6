//! A bridge adopts each type once: under two names it would have two encodings.

use std::collections::HashMap;

use proc_macro2::Ident;

use crate::{
    Reason, Report,
    bridge::{Adopted, Bridge},
};

pub(super) fn check(bridge: &Bridge, report: &mut Report) {
    let records = bridge.records.iter().map(|record| (&record.name, &record.adopted));
    let enums = bridge.enums.iter().chain(&bridge.errors);
    let enums = enums.map(|enumeration| (&enumeration.name, &enumeration.adopted));
    let mut known: HashMap<String, &Ident> = HashMap::new();
    for (name, adopted) in records.chain(enums) {
        let Some(path) = adopted.as_ref().map(Adopted::text) else { continue };
        if let Some(first) = known.get(&path) {
            let (first, second) = (first.to_string(), name.to_string());
            report.push(name.span(), Reason::AdoptedTwice { path, first, second });
        } else {
            known.insert(path, name);
        }
    }
}
