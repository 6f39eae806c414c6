//! Two items that would get one name in Go are refused.

use std::collections::HashMap;

use proc_macro2::{Ident, Span};
use spandrel_plan::{FunctionPlan, Plan};
use spandrel_syntax::{
    Reason, Report,
    bridge::{Bridge, Function, Receiver, Side},
};

use super::go;

/// Looks for Go names that would be declared twice, whatever else is wrong with the bridge.
pub fn collisions(plan: &Plan) -> Report {
    let bridge = &plan.bridge;
    let mut report = Report::default();
    package_level(plan, &mut report);
    for record in &bridge.records {
        let mut scope = Scope::default();
        for field in &record.fields {
            let name = go::field(&field.name.to_string());
            scope.declare(name, &field.name, &mut report);
        }
    }
    for error in &bridge.errors {
        for variant in &error.variants {
            let mut scope = Scope::default();
            for field in &variant.fields {
                let name = go::error_field(&field.name.to_string());
                scope.declare(name, &field.name, &mut report);
            }
        }
    }
    for function in &bridge.functions {
        let mut scope = Scope::default();
        for param in &function.params {
            scope.declare(go::param(&param.name.to_string()), &param.name, &mut report);
        }
    }
    for interface in &bridge.interfaces {
        let mut scope = Scope::default();
        for function in &bridge.functions {
            if function.receiver.owner() == Some(&interface.name) {
                scope.declare(go::exported(&function.name.to_string()), &function.name, &mut report);
            }
        }
    }
    for object in &bridge.objects {
        let mut scope = Scope::default();
        scope.reserve("Close");
        for function in plan.functions.iter().filter(|known| known.method_of() == Some(&object.name)) {
            declare_function(function, bridge, &mut scope, &mut report);
        }
    }
    report
}

fn package_level(plan: &Plan, report: &mut Report) {
    let bridge = &plan.bridge;
    let package = &bridge.package;
    let mut scope = Scope::default();
    // What `core.go` declares for every bridge.
    scope.reserve("Core");
    scope.reserve("Embedded");
    let is_free = |function: &&Function| function.receiver == Receiver::Free;
    let imports: Vec<&Function> = bridge.of_side(Side::Go).filter(is_free).collect();
    if !imports.is_empty() {
        scope.reserve("Functions");
        scope.reserve("Implement");
    }
    let types = bridge
        .records
        .iter()
        .map(|record| &record.name)
        .chain(bridge.enums.iter().map(|enumeration| &enumeration.name))
        .chain(bridge.errors.iter().map(|error| &error.name))
        .chain(bridge.objects.iter().map(|object| &object.name))
        .chain(bridge.interfaces.iter().map(|interface| &interface.name));
    for name in types {
        scope.declare(go::type_name(package, name), name, report);
    }
    for object in &bridge.objects {
        scope.declare(go::core_object(package, &object.name), &object.name, report);
    }
    for error in &bridge.errors {
        scope.declare(go::error_kind(package, &error.name), &error.name, report);
        for variant in &error.variants {
            let kind = go::kind_constant(package, &error.name, &variant.name);
            scope.declare(kind, &variant.name, report);
            scope.declare(go::sentinel(&variant.name), &variant.name, report);
            if !variant.fields.is_empty() {
                scope.declare(go::error_constructor(&variant.name), &variant.name, report);
            }
        }
    }
    for enumeration in &bridge.enums {
        for variant in &enumeration.variants {
            let name = go::variant(package, &enumeration.name, &variant.name);
            scope.declare(name, &variant.name, report);
        }
    }
    let mut functions = Scope::default();
    for function in imports {
        functions.declare(go::function(package, function), &function.name, report);
    }
    for function in plan.functions.iter().filter(|function| function.method_of().is_none()) {
        declare_function(function, bridge, &mut scope, report);
    }
}

/// A function takes its name and those of its variants.
fn declare_function(function: &FunctionPlan, bridge: &Bridge, scope: &mut Scope, report: &mut Report) {
    let (name, item) = (go::function(&bridge.package, &function.declared), &function.declared.name);
    scope.declare(name.clone(), item, report);
    if function.answers_borrowed() {
        scope.declare(go::into_variant(&name), item, report);
        scope.declare(go::view_variant(&name), item, report);
    }
    if function.streams_plain() {
        scope.declare(go::batches_variant(&name), item, report);
    }
}

/// The names of one scope, with the item that took each, or none where generated code did.
#[derive(Default)]
struct Scope {
    taken: HashMap<String, Option<String>>,
}

impl Scope {
    fn reserve(&mut self, name: &str) {
        self.taken.insert(name.to_owned(), None);
    }

    fn declare(&mut self, go: String, item: &Ident, report: &mut Report) {
        let span: Span = item.span();
        match self.taken.insert(go.clone(), Some(item.to_string())) {
            Some(Some(first)) => {
                report.push(span, Reason::GoNameTwice { first, second: item.to_string(), go });
            }
            Some(None) => report.push(span, Reason::GoNameReserved { item: item.to_string(), go }),
            None => {}
        }
    }
}
