//! The Go names of everything that a plan declares. Two items that would get one name are refused.

use std::collections::HashMap;

use proc_macro2::{Ident, Span};
use spandrel_plan::{FunctionPlan, ImportPlan, Plan, Target};
use spandrel_syntax::{Reason, Report, bridge::Function};

use super::go;

/// What has a name of its own in the Go package.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Item {
    /// A record, an enum, an error, an object or an interface.
    Type(Ident),
    /// The interface of an object in `Core`.
    Core(Ident),
    /// The type that tells the variants of an error apart.
    Kind(Ident),
    /// A variant of an enum.
    Variant(Ident, Ident),
    /// The constant of a variant of an error.
    KindConstant(Ident, Ident),
    /// The sentinel of a variant of an error.
    Sentinel(Ident, Ident),
    /// The function that makes an error of a variant.
    Constructor(Ident, Ident),
    /// The function that reads an enum with data from JSON.
    Unmarshal(Ident),
    /// A function or a method in one of its forms, or a free function that Go implements.
    Function(Option<Ident>, Ident, Form),
}

/// In which form a function answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Form {
    /// As declared.
    Plain,
    /// Into memory of the caller's.
    Into,
    /// As a view.
    View,
    /// In batches.
    Batches,
}

/// The names of what a bridge declares. Each was compared with all others of its scope when it was put here.
#[derive(Clone, Debug, Default)]
pub struct Names {
    package: String,
    of: HashMap<Item, String>,
    bridge_functions: HashMap<(Option<Ident>, Ident), String>,
}

/// Gives everything in a plan its name in Go, or refuses names that would be declared twice.
pub fn resolve(plan: &Plan) -> Result<Names, Report> {
    let mut table = Table::default();
    table.names.package.clone_from(&plan.bridge.package);
    table.types(plan);
    table.variants(plan);
    table.fields(plan);
    table.functions(plan);
    for function in &plan.functions {
        let name = go::bridge_function(plan, &function.declared);
        table.names.bridge_functions.insert(key(&function.declared), name);
    }
    table.report.finish(table.names)
}

fn key(function: &Function) -> (Option<Ident>, Ident) {
    (function.receiver.owner().cloned(), function.name.clone())
}

/// The table while it is filled.
#[derive(Default)]
struct Table {
    names: Names,
    package: Scope,
    report: Report,
}

impl Table {
    /// Declares an item of the package.
    fn declare(&mut self, item: Item, go: String, declared: &Ident) {
        self.package.declare(go.clone(), declared, &mut self.report);
        self.names.of.insert(item, go);
    }

    fn types(&mut self, plan: &Plan) {
        // What `contract.go` and `core.go` declare for every bridge.
        self.package.reserve("Core");
        self.package.reserve("Embedded");
        self.package.reserve("Wrap");
        if plan.imports.iter().any(|import| import.free_function().is_some()) {
            self.package.reserve("Functions");
            self.package.reserve("Implement");
        }
        let package = &plan.bridge.package;
        let data = &plan.data;
        let types = data
            .records
            .iter()
            .map(|record| &record.name)
            .chain(data.enums.iter().map(|enumeration| &enumeration.name))
            .chain(data.errors.iter().map(|error| &error.name))
            .chain(plan.bridge.objects.iter().map(|object| &object.name))
            .chain(plan.bridge.interfaces.iter().map(|interface| &interface.name));
        for name in types {
            self.declare(Item::Type(name.clone()), go::type_name(package, name), name);
        }
        for object in &plan.bridge.objects {
            let name = &object.name;
            self.declare(Item::Core(name.clone()), go::core_object(package, name), name);
        }
    }

    fn variants(&mut self, plan: &Plan) {
        let package = &plan.bridge.package;
        for error in &plan.data.errors {
            let name = &error.name;
            self.declare(Item::Kind(name.clone()), go::error_kind(package, name), name);
            for variant in &error.variants {
                let (item, of) = (&variant.name, (name.clone(), variant.name.clone()));
                let constant = go::kind_constant(package, name, variant);
                self.declare(Item::KindConstant(of.0.clone(), of.1.clone()), constant, item);
                self.declare(Item::Sentinel(of.0.clone(), of.1.clone()), go::sentinel(variant), item);
                if !variant.fields.is_empty() {
                    self.declare(Item::Constructor(of.0, of.1), go::error_constructor(variant), item);
                }
            }
        }
        for enumeration in &plan.data.enums {
            if !enumeration.is_plain() {
                let name = &enumeration.name;
                self.declare(Item::Unmarshal(name.clone()), go::unmarshal(package, name), name);
            }
            for variant in &enumeration.variants {
                let (of, item) = (&enumeration.name, &variant.name);
                let name = go::variant(package, of, variant);
                self.declare(Item::Variant(of.clone(), item.clone()), name, item);
            }
        }
    }

    /// Fields and parameters, each in a scope of their own.
    fn fields(&mut self, plan: &Plan) {
        let mut scope_of = |names: Vec<(String, &Ident)>| {
            let mut scope = Scope::default();
            for (go, item) in names {
                scope.declare(go, item, &mut self.report);
            }
        };
        for record in &plan.data.records {
            let field = |name: &Ident| go::field(&name.to_string());
            scope_of(record.fields.iter().map(|known| (field(&known.name), &known.name)).collect());
        }
        for variant in plan.data.enums.iter().flat_map(|enumeration| &enumeration.variants) {
            let field = |name: &Ident| go::field(&name.to_string());
            scope_of(variant.fields.iter().map(|known| (field(&known.name), &known.name)).collect());
        }
        for error in &plan.data.errors {
            // All variants share one struct, and variants that have the same field share that.
            let mut all: Vec<(String, &Ident)> = Vec::new();
            for variant in &error.variants {
                let mut own = Vec::new();
                for field in &variant.fields {
                    let go = go::variant_field(error, variant, field);
                    own.push((go.clone(), &field.name));
                    if !all.iter().any(|(known, name)| *known == go && **name == field.name) {
                        all.push((go, &field.name));
                    }
                }
                scope_of(own);
            }
            scope_of(all);
        }
        for function in &plan.bridge.functions {
            let param = |name: &Ident| go::param(&name.to_string());
            scope_of(function.params.iter().map(|known| (param(&known.name), &known.name)).collect());
        }
        for interface in &plan.bridge.interfaces {
            let methods = plan.bridge.functions.iter();
            let methods = methods.filter(|function| function.receiver.owner() == Some(&interface.name));
            let mut scope = Scope::default();
            // By which a worker knows a value of the other side.
            scope.reserve("RemoteValue");
            for function in methods {
                scope.declare(go::exported(&function.name.to_string()), &function.name, &mut self.report);
            }
        }
    }

    fn functions(&mut self, plan: &Plan) {
        let mut package = std::mem::take(&mut self.package);
        let package_level = plan.functions.iter().filter(|function| function.method_of().is_none());
        let mut imports = Scope::default();
        for function in plan.imports.iter().filter_map(ImportPlan::free_function) {
            let name = go::function(&plan.bridge.package, function);
            imports.declare(name.clone(), &function.name, &mut self.report);
            self.names.of.insert(Item::Function(None, function.name.clone(), Form::Plain), name);
        }
        for function in package_level {
            self.function(function, &mut package);
        }
        for object in &plan.bridge.objects {
            let mut scope = Scope::default();
            scope.reserve("Close");
            for function in plan.functions.iter().filter(|known| known.method_of() == Some(&object.name)) {
                self.function(function, &mut scope);
            }
        }
    }

    /// A function takes its name and those of its variants.
    fn function(&mut self, function: &FunctionPlan, scope: &mut Scope) {
        let name = go::function(&self.names.package, &function.declared);
        let mut forms = vec![(Form::Plain, name.clone())];
        if function.answers_borrowed() {
            forms.push((Form::Into, go::into_variant(&name)));
            forms.push((Form::View, go::view_variant(&name)));
        }
        if function.streams_plain() {
            forms.push((Form::Batches, go::batches_variant(&name)));
        }
        for (form, go) in forms {
            scope.declare(go.clone(), &function.declared.name, &mut self.report);
            let (owner, name) = key(&function.declared);
            self.names.of.insert(Item::Function(owner, name, form), go);
        }
    }
}

/// What the codec calls the parts of a call, behind `Encode` and `Decode`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallNames {
    /// Its arguments.
    pub arguments: String,
    /// Its answer.
    pub answer: String,
    /// An item of the stream that it answers with.
    pub item: String,
}

impl Names {
    /// A name that is in the table: everything of the plan is. For anything else there is none, and what is written with it
    /// does not compile.
    fn get(&self, item: &Item) -> String {
        self.of.get(item).cloned().unwrap_or_default()
    }

    fn form(&self, function: &Function, form: Form) -> String {
        let (owner, name) = key(function);
        self.get(&Item::Function(owner, name, form))
    }

    /// The type of a record, an enum, an error, an object or an interface.
    pub fn type_name(&self, name: &Ident) -> String {
        self.get(&Item::Type(name.clone()))
    }

    /// The interface of an object in `Core`: `CoreRemuxer`.
    pub fn core_object(&self, object: &Ident) -> String {
        self.get(&Item::Core(object.clone()))
    }

    /// The type that tells the variants of an error apart.
    pub fn error_kind(&self, error: &Ident) -> String {
        self.get(&Item::Kind(error.clone()))
    }

    /// The constant of a plain enum's variant, or the struct of a data enum's.
    pub fn variant(&self, enumeration: &Ident, variant: &Ident) -> String {
        self.get(&Item::Variant(enumeration.clone(), variant.clone()))
    }

    /// The constant of an error's kind.
    pub fn kind_constant(&self, error: &Ident, variant: &Ident) -> String {
        self.get(&Item::KindConstant(error.clone(), variant.clone()))
    }

    /// The sentinel of an error's variant.
    pub fn sentinel(&self, error: &Ident, variant: &Ident) -> String {
        self.get(&Item::Sentinel(error.clone(), variant.clone()))
    }

    /// The function that makes an error of this variant.
    pub fn error_constructor(&self, error: &Ident, variant: &Ident) -> String {
        self.get(&Item::Constructor(error.clone(), variant.clone()))
    }

    /// The function that reads an enum with data from JSON.
    pub fn unmarshal(&self, enumeration: &Ident) -> String {
        self.get(&Item::Unmarshal(enumeration.clone()))
    }

    /// The function that writes a record, an enum with data or an error as JSON, and reads it.
    pub fn json(&self, name: &Ident) -> String {
        format!("json{}", self.type_name(name))
    }

    /// The function of the codec that appends a record, an enum or an error.
    pub fn append(&self, name: &Ident) -> String {
        format!("Append{}", self.type_name(name))
    }

    /// The function of the codec that reads a record, an enum or an error.
    pub fn read(&self, name: &Ident) -> String {
        format!("Read{}", self.type_name(name))
    }

    /// The function that writes a record or an enum as Rust's `Debug` does.
    pub fn shower(&self, name: &Ident) -> String {
        format!("show{}", self.type_name(name))
    }

    /// The Go function or method of a function, or the free function that Go implements.
    pub fn function(&self, function: &Function) -> String {
        self.form(function, Form::Plain)
    }

    /// The variant that answers into the caller's memory.
    pub fn into_variant(&self, function: &Function) -> String {
        self.form(function, Form::Into)
    }

    /// The variant that answers with a view.
    pub fn view_variant(&self, function: &Function) -> String {
        self.form(function, Form::View)
    }

    /// The variant of a function that yields a stream's items in batches.
    pub fn batches_variant(&self, function: &Function) -> String {
        self.form(function, Form::Batches)
    }

    /// The full name in messages: `remux.Remuxer.Push`.
    pub fn qualified(&self, function: &Function) -> String {
        go::qualified(&self.package, function)
    }

    /// The full name of what Go implements: `remux.Sink.Write`, or `remux.Walk.visit` for a callback.
    pub fn import(&self, import: &ImportPlan) -> String {
        match &import.target {
            Target::Function(function) => self.qualified(function),
            Target::Callback { function, param } => {
                format!("{}.{}", self.qualified(function), go::param(&param.to_string()))
            }
        }
    }

    /// What the codec calls the parts of a call into Rust.
    pub fn call(&self, function: &FunctionPlan) -> CallNames {
        let name = self.bridge_function(&function.declared);
        CallNames {
            arguments: format!("{name}Args"),
            answer: format!("{name}Answer"),
            item: format!("{name}Item"),
        }
    }

    /// What the codec calls the parts of a call into Go. No ending is one of [`Names::call`], so that no name is one of those.
    pub fn import_call(&self, import: &ImportPlan) -> CallNames {
        let name = self.served(import);
        CallNames {
            arguments: format!("{name}Params"),
            answer: format!("{name}Result"),
            item: format!("{name}Element"),
        }
    }

    /// What Go implements, as it is called in names of functions: `Fetch`, `Sink_Write`, `IndexEach_visit`.
    pub fn served(&self, import: &ImportPlan) -> String {
        match &import.target {
            Target::Function(function) => match function.receiver.owner() {
                Some(owner) => {
                    format!("{}_{}", self.type_name(owner), go::exported(&function.name.to_string()))
                }
                None => self.function(function),
            },
            Target::Callback { function, param } => {
                format!("{}_{}", self.bridge_function(function), go::param(&param.to_string()))
            }
        }
    }

    /// The function in the internal package that makes the cgo call.
    pub fn bridge_function(&self, function: &Function) -> String {
        self.bridge_functions.get(&key(function)).cloned().unwrap_or_default()
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
