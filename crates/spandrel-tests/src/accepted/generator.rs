//! Random bridges over the whole type set and every kind of function, the same for a seed on every run.

use std::collections::HashSet;

use super::{
    docs, names,
    names::pick,
    types::{Declared, one_of},
};
use crate::mutate::Numbers;

/// Most items of a bridge, besides its types.
const FUNCTIONS: usize = 24;

/// Writes a bridge that the checker accepts, or none if nothing of it is accepted.
///
/// What is refused is taken out, an item at a time: names that clash, types in places where they cannot be.
pub(super) fn bridge(seed: u64) -> Option<String> {
    let mut lines = Writer::new(seed).write();
    for _ in 0..60 {
        let text = lines.join("\n");
        let Err(report) = spandrel_emit::plans(&text) else { return Some(text) };
        let refused: HashSet<usize> = report.sorted().iter().map(|error| error.span.start().line).collect();
        let before = lines.len();
        let mut line = 0;
        lines.retain(|text| {
            line += 1;
            text.ends_with('{') || text == "}" || !refused.contains(&line)
        });
        if lines.len() == before {
            return None;
        }
    }
    None
}

struct Writer {
    numbers: Numbers,
    declared: Declared,
    lines: Vec<String>,
}

impl Writer {
    fn new(seed: u64) -> Writer {
        Writer { numbers: Numbers::new(seed), declared: Declared::default(), lines: Vec::new() }
    }

    /// The lines of a bridge: an item a line, so that one can be taken out.
    fn write(mut self) -> Vec<String> {
        let package = names::package(&mut self.numbers);
        let docs = docs::attribute(&mut self.numbers);
        self.lines.push(format!("#[spandrel::bridge(package = \"{package}\")]"));
        self.lines.push(format!("{docs}pub mod ffi {{"));
        let names = self.name_types();
        self.declared.objects.clone_from(&names.objects);
        self.declared.interfaces.clone_from(&names.interfaces);
        self.types(names);
        self.block("Rust", Writer::rust_function);
        self.block("Go", Writer::go_function);
        self.lines.push("}".to_owned());
        self.lines
    }

    /// Chooses the names of the types.
    fn name_types(&mut self) -> Declared {
        let mut taken = HashSet::new();
        let plain = |name: &str| name.replace('_', "").to_lowercase();
        let numbers = &mut self.numbers;
        let mut some = |most: usize| -> Vec<String> {
            let names: Vec<String> = (0..=numbers.below(most)).map(|_| names::large(numbers)).collect();
            let mut is_new = |name: &String| taken.insert(plain(name)) || numbers.below(40) == 0;
            names.into_iter().filter(|name| is_new(name)).collect()
        };
        Declared {
            records: some(5),
            plain_enums: some(3),
            enums: some(3),
            errors: some(3),
            objects: some(3),
            interfaces: some(3),
        }
    }

    /// Writes the types. Each is declared when it is written: those before it can stand in it, and it not in itself.
    fn types(&mut self, names: Declared) {
        for name in names.plain_enums {
            let docs = docs::attribute(&mut self.numbers);
            let variants = self.variants(|writer, _| match writer.numbers.below(6) {
                0 => " = -2147483648".to_owned(),
                1 => format!(" = {}", writer.numbers.below(40)),
                2 => " = 2147483600".to_owned(),
                _ => String::new(),
            });
            // A map key is hashed and sorted by the Rust side.
            let derive =
                self.adopted(&name, "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)] ");
            self.lines.push(format!("{docs}{derive}pub enum {name} {{ {variants} }}"));
            self.declared.plain_enums.push(name);
        }
        for name in names.enums {
            let docs = docs::attribute(&mut self.numbers);
            let variants = self.variants(|writer, _| match writer.numbers.below(3) {
                0 => String::new(),
                1 => {
                    let types: Vec<String> = (0..=writer.numbers.below(3)).map(|_| writer.data(2)).collect();
                    format!("({})", types.join(", "))
                }
                _ => {
                    let fields = writer.fields(3, "").into_iter().map(|(_, text)| text).collect::<Vec<_>>();
                    format!(" {{ {} }}", fields.join(", "))
                }
            });
            let derive = self.adopted(&name, "#[derive(Clone, Debug)] ");
            self.lines.push(format!("{docs}{derive}pub enum {name} {{ {variants} }}"));
            self.declared.enums.push(name);
        }
        for name in names.records {
            let (docs, fields) = (docs::attribute(&mut self.numbers), self.fields(5, "pub "));
            let fields = fields.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(", ");
            let derive = self.adopted(&name, "#[derive(Clone, Debug)] ");
            self.lines.push(format!("{docs}{derive}pub struct {name} {{ {fields} }}"));
            self.declared.records.push(name);
        }
        for name in names.errors {
            let docs = docs::attribute(&mut self.numbers);
            let variants = self.variants(|writer, docs| {
                let mut fields = if writer.numbers.below(3) == 0 { Vec::new() } else { writer.fields(3, "") };
                let source = one_of(&writer.declared.errors, "u8", &mut writer.numbers);
                if writer.numbers.below(4) == 0 && fields.iter().all(|(name, _)| name != "source") {
                    fields.push(("source".to_owned(), format!("source: {source}")));
                }
                let names: Vec<String> =
                    fields.iter().map(|(name, _)| name.trim_start_matches("r#").to_owned()).collect();
                *docs = docs::message(&names, &mut writer.numbers);
                let fields: Vec<String> = fields.into_iter().map(|(_, text)| text).collect();
                if fields.is_empty() { String::new() } else { format!(" {{ {} }}", fields.join(", ")) }
            });
            let derive =
                if self.numbers.below(2) == 0 { "#[derive(Clone, Debug)] " } else { "#[derive(Clone)] " };
            let derive = self.adopted(&name, derive);
            self.lines.push(format!("{docs}#[error] {derive}pub enum {name} {{ {variants} }}"));
            self.declared.errors.push(name);
        }
    }

    /// What stands in front of a type: what it derives, or that it exists already.
    fn adopted(&mut self, name: &str, derive: &str) -> String {
        if self.numbers.below(4) > 0 { derive.to_owned() } else { format!("#[adopt(super::{name})] ") }
    }

    fn data(&mut self, depth: usize) -> String {
        self.declared.data(depth, &mut self.numbers)
    }

    /// Whether a name is one of those there already but for case and underscores, so that one of the two would be refused:
    /// nothing is left of a bridge that has too many of them. Now and then it is not noticed.
    fn is_alike<'a>(&mut self, name: &str, mut known: impl Iterator<Item = &'a String>) -> bool {
        let plain = |name: &str| name.replace('_', "").to_lowercase();
        let alike = known.any(|known| plain(known) == plain(name));
        alike && self.numbers.below(20) != 0
    }

    /// Fields with different names: name, and the text of the whole.
    fn fields(&mut self, most: usize, visibility: &str) -> Vec<(String, String)> {
        let mut fields: Vec<(String, String)> = Vec::new();
        // One record in five has fields of no memory of their own, and is passed as a C struct.
        let plain = self.numbers.below(5) == 0;
        for _ in 0..=self.numbers.below(most) {
            let name = names::small(&mut self.numbers);
            if self.is_alike(&name, fields.iter().map(|(known, _)| known)) {
                continue;
            }
            let ty = if plain {
                pick(&["u8", "i64", "f32", "bool", "char", "u128"], &mut self.numbers).to_owned()
            } else {
                self.data(2)
            };
            let docs = if visibility.is_empty() { String::new() } else { docs::attribute(&mut self.numbers) };
            fields.push((name.clone(), format!("{docs}{visibility}{name}: {ty}")));
        }
        fields
    }

    /// Variants with different names; `rest` writes what follows the name, and may change the comment.
    fn variants(&mut self, mut rest: impl FnMut(&mut Writer, &mut String) -> String) -> String {
        let mut names: Vec<String> = Vec::new();
        let mut variants = Vec::new();
        for _ in 0..=self.numbers.below(5) {
            let name = names::large(&mut self.numbers);
            if self.is_alike(&name, names.iter()) {
                continue;
            }
            let mut docs = docs::attribute(&mut self.numbers);
            let rest = rest(self, &mut docs);
            variants.push(format!("{docs}{name}{rest}"));
            names.push(name);
        }
        variants.join(", ")
    }

    /// An extern block with its types and functions.
    fn block(&mut self, side: &str, function: fn(&mut Writer) -> String) {
        self.lines.push(format!("extern \"{side}\" {{"));
        let opaque = if side == "Rust" { &self.declared.objects } else { &self.declared.interfaces };
        for name in opaque.clone() {
            let docs = docs::attribute(&mut self.numbers);
            self.lines.push(format!("{docs}type {name};"));
        }
        // Some bridges go one way only.
        let most = if self.numbers.below(4) == 0 { 2 } else { FUNCTIONS };
        for _ in 0..self.numbers.below(most) {
            let line = function(self);
            self.lines.push(line);
        }
        self.lines.push("}".to_owned());
    }

    fn rust_function(&mut self) -> String {
        let docs = docs::attribute(&mut self.numbers);
        let name = names::small(&mut self.numbers);
        let kind = self.numbers.below(12);
        let (leaf, streams, asynchronous) = (kind < 2, kind == 2, (3..5).contains(&kind));
        let mut params = self.params(|writer| {
            let (declared, numbers) = (&writer.declared, &mut writer.numbers);
            let ty = match kind {
                0 | 1 => declared.leaf_parameter(numbers),
                // What a future or a stream could not hold is refused.
                2..=4 if numbers.below(20) != 0 => declared.borrowed(numbers),
                _ => declared.rust_parameter(numbers),
            };
            ("", ty)
        });
        let mut result = match kind {
            0 | 1 => self.data(1),
            2 => self.data(2),
            _ => self.declared.rust_result(&mut self.numbers),
        };
        let mut attribute = if leaf { "#[leaf] " } else { "" };
        let owner = one_of(&self.declared.objects, "", &mut self.numbers);
        match self.numbers.below(10) {
            0..=3 if !owner.is_empty() => {
                let exclusive = if !asynchronous && self.numbers.below(2) == 0 { "mut " } else { "" };
                params.insert(0, format!("self: &{exclusive}{owner}"));
            }
            4 | 5 if !owner.is_empty() && !leaf && !streams => {
                attribute = "#[constructor] ";
                result = owner;
            }
            _ => {}
        }
        let error = one_of(&self.declared.errors, "", &mut self.numbers);
        if self.numbers.below(2) == 0 && !error.is_empty() {
            result = format!("Result<{result}, {error}>");
        }
        if streams {
            result = format!("impl Stream<Item = {result}>");
        }
        written(&docs, attribute, asynchronous, &name, &params, &result)
    }

    fn go_function(&mut self) -> String {
        let docs = docs::attribute(&mut self.numbers);
        let name = names::small(&mut self.numbers);
        let kind = self.numbers.below(10);
        let (streams, asynchronous) = (kind == 0, kind == 1 || kind == 2);
        let mut params = self.params(|writer| {
            let (view, ty) = writer.declared.go_parameter(&mut writer.numbers);
            (if streams || asynchronous { "" } else { view }, ty)
        });
        let owner = one_of(&self.declared.interfaces, "", &mut self.numbers);
        if self.numbers.below(2) == 0 && !owner.is_empty() {
            params.insert(0, format!("self: &{owner}"));
        }
        let mut result = match kind {
            0 => self.data(2),
            _ => self.declared.go_result(&mut self.numbers),
        };
        if streams || self.numbers.below(3) > 0 {
            result = format!("Result<{result}>");
        }
        if streams {
            result = format!("impl Stream<Item = {result}>");
        }
        written(&docs, "", asynchronous, &name, &params, &result)
    }

    /// Parameters with different names.
    fn params(&mut self, mut ty: impl FnMut(&mut Writer) -> (&'static str, String)) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut params = Vec::new();
        for _ in 0..self.numbers.below(5) {
            let name = names::small(&mut self.numbers);
            if !self.is_alike(&name, names.iter()) {
                let (attribute, ty) = ty(self);
                params.push(format!("{attribute}{name}: {ty}"));
                names.push(name);
            }
        }
        params
    }
}

fn written(
    docs: &str,
    attribute: &str,
    asynchronous: bool,
    name: &str,
    params: &[String],
    result: &str,
) -> String {
    let modifier = if asynchronous { "async " } else { "" };
    let result = if result == "()" { String::new() } else { format!(" -> {result}") };
    format!("{docs}{attribute}{modifier}fn {name}({}){result};", params.join(", "))
}
