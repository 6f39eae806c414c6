//! Two items that would get one name in Go are refused.

use std::collections::HashMap;

use proc_macro2::{Ident, Span};
use spandrel_plan::{FunctionPlan, ImportPlan, Plan};
use spandrel_syntax::{
    Reason, Report,
    bridge::{Function, Receiver},
};

use super::go;

/// Looks for Go names that would be declared twice.
pub fn collisions(plan: &Plan) -> Report {
    let mut report = Report::default();
    package_level(plan, &mut report);
    for record in &plan.bridge.records {
        let mut scope = Scope::default();
        for field in &record.fields {
            let name = go::field(&field.name.to_string());
            scope.declare(name, &field.name, &mut report);
        }
    }
    for error in &plan.bridge.errors {
        for variant in &error.variants {
            let mut scope = Scope::default();
            for field in &variant.fields {
                let name = go::error_field(&field.name.to_string());
                scope.declare(name, &field.name, &mut report);
            }
        }
    }
    for function in &plan.bridge.functions {
        let mut scope = Scope::default();
        for param in &function.params {
            scope.declare(go::param(&param.name.to_string()), &param.name, &mut report);
        }
    }
    for interface in &plan.bridge.interfaces {
        let mut scope = Scope::default();
        for function in &plan.bridge.functions {
            if function.receiver.owner() == Some(&interface.name) {
                scope.declare(go::exported(&function.name.to_string()), &function.name, &mut report);
            }
        }
    }
    for object in &plan.bridge.objects {
        let mut scope = Scope::default();
        scope.reserve("Close");
        for function in &plan.bridge.functions {
            let method = function.receiver.is_method();
            if method && function.receiver.owner() == Some(&object.name) {
                declare_function(function, plan, &mut scope, &mut report);
            }
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
    if plan.imports.iter().any(|import| import.free_function().is_some()) {
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
    for function in plan.imports.iter().filter_map(ImportPlan::free_function) {
        functions.declare(go::function(package, function), &function.name, report);
    }
    for function in plan.functions.iter().map(|function| &function.declared) {
        if matches!(function.receiver, Receiver::Free | Receiver::Constructor(_)) {
            declare_function(function, plan, &mut scope, report);
        }
    }
}

/// A function takes its name and those of its variants.
fn declare_function(function: &Function, plan: &Plan, scope: &mut Scope, report: &mut Report) {
    let name = go::function(&plan.bridge.package, function);
    scope.declare(name.clone(), &function.name, report);
    let lowered = plan
        .functions
        .iter()
        .find(|known| known.declared.name == function.name && known.declared.receiver == function.receiver);
    if lowered.is_some_and(FunctionPlan::answers_borrowed) {
        scope.declare(go::into_variant(&name), &function.name, report);
        scope.declare(go::view_variant(&name), &function.name, report);
    }
    if lowered.is_some_and(FunctionPlan::streams_plain) {
        scope.declare(go::batches_variant(&name), &function.name, report);
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
