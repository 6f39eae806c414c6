//! The flat encoding in Go: statements that append and read values.

use std::collections::HashMap;

use proc_macro2::Ident;
use spandrel_plan::{Param, types::Data};
use spandrel_syntax::types::{Scalar, ScalarClass};

use super::{types, writer::Code};
use crate::Named;

/// Statements that append what a parameter packs to `buffer`.
pub(super) fn append_param(ty: &Param, value: &str, plan: &Named, code: &mut Code) {
    match ty {
        Param::Data(data) => append(data, value, 0, plan, code),
        Param::Slice(item) => append_list(item, value, 0, plan, code),
        // These have slots of their own.
        Param::Str
        | Param::Bytes
        | Param::Secret { .. }
        | Param::Object { .. }
        | Param::Interface { .. }
        | Param::Callback(_)
        | Param::Ring(_) => {}
    }
}

/// The statement that appends a value with this function of the flat encoding.
fn append_with(function: &str, value: &str, code: &mut Code) {
    code.line(format!("buffer = {}(buffer, {value})", code.wire(function)));
}

/// Statements that append a list to `buffer`.
fn append_list(item: &Data, value: &str, depth: usize, plan: &Named, code: &mut Code) {
    append_with("AppendCount", &format!("len({value})"), code);
    if is_bulk(item) {
        append_with("AppendRaw", value, code);
    } else {
        each(item, value, depth, plan, code);
    }
}

/// Statements that append `value` to `buffer`.
pub(super) fn append(ty: &Data, value: &str, depth: usize, plan: &Named, code: &mut Code) {
    match ty {
        Data::Scalar(scalar) => {
            let name = method(*scalar);
            append_with(&format!("Append{name}"), value, code);
        }
        Data::String => append_with("AppendString", value, code),
        Data::Duration => append_with("AppendInt64", &format!("int64({value})"), code),
        Data::SystemTime => append_with("AppendTime", value, code),
        Data::Vec(item) => append_list(item, value, depth, plan, code),
        Data::Array(item, _) if is_bulk(item) => {
            append_with("AppendRaw", &format!("{value}[:]"), code);
        }
        Data::Array(item, _) => each(item, value, depth, plan, code),
        Data::Option(item) => {
            append_with("AppendBool", &format!("{value} != nil"), code);
            code.open(format!("if {value} != nil {{"));
            let inner = if types::is_nilable(item, plan) {
                value.to_owned()
            } else if matches!(**item, Data::Record(_) | Data::Array(..) | Data::Tuple(_)) {
                // append functions take an address: `&(*p)` is p. Elements and fields are those of `(*p)`.
                format!("(*{value})")
            } else {
                format!("*{value}")
            };
            append(item, &inner, depth, plan, code);
            code.close("}");
        }
        Data::Tuple(items) => {
            for (index, item) in items.iter().enumerate() {
                append(item, &format!("{value}.V{index}"), depth, plan, code);
            }
        }
        Data::Map { key, value: item, .. } => {
            append_with("AppendCount", &format!("len({value})"), code);
            let (k, v) = (format!("k{depth}"), format!("v{depth}"));
            code.open(format!("for {k}, {v} := range {value} {{"));
            append(key, &k, depth + 1, plan, code);
            append(item, &v, depth + 1, plan, code);
            code.close("}");
        }
        Data::Set { item, .. } => {
            append_with("AppendCount", &format!("len({value})"), code);
            let k = format!("k{depth}");
            code.open(format!("for {k} := range {value} {{"));
            append(item, &k, depth + 1, plan, code);
            code.close("}");
        }
        Data::Record(name) => {
            let append = code.codec(&plan.names.append(name));
            let value = value
                .strip_prefix("(*")
                .and_then(|rest| rest.strip_suffix(')'))
                .map_or_else(|| format!("&{value}"), str::to_owned);
            code.line(format!("buffer = {append}(buffer, {value})"));
        }
        Data::Enum(name) if types::is_data_enum(name, plan) => {
            let append = code.codec(&plan.names.append(name));
            code.line(format!("buffer = {append}(buffer, {value})"));
        }
        Data::Enum(_) => append_with("AppendInt32", &format!("int32({value})"), code),
    }
}

/// Statements that read what a parameter packs into `target`.
pub(super) fn read_param(ty: &Param, target: &str, plan: &Named, code: &mut Code) {
    match ty {
        Param::Data(data) => read(data, target, 0, plan, code),
        // Read as the list that it is in Go.
        Param::Slice(item) => read(&Data::Vec(Box::new(item.clone())), target, 0, plan, code),
        // These have words of their own.
        Param::Str
        | Param::Bytes
        | Param::Secret { .. }
        | Param::Object { .. }
        | Param::Interface { .. }
        | Param::Callback(_)
        | Param::Ring(_) => {}
    }
}

/// Statements that read into `target` from `reader`.
pub(super) fn read(ty: &Data, target: &str, depth: usize, plan: &Named, code: &mut Code) {
    let pointer = target.strip_prefix("(*").and_then(|rest| rest.strip_suffix(')'));
    if let (Some(pointer), true) = (pointer, is_assigned(ty)) {
        return read(ty, &format!("*{pointer}"), depth, plan, code);
    }
    if let Some(value) = value(ty, plan, code) {
        return code.line(format!("{target} = {value}"));
    }
    match ty {
        Data::Vec(item) => {
            let made = made(ty, item, plan, code);
            code.line(format!("{target} = {made}"));
            read_each(item, target, depth, plan, code);
        }
        Data::Array(item, _) if is_bulk(item) => {
            code.line(format!("{}(reader, {target}[:])", code.wire("ReadArray")));
        }
        Data::Array(item, _) => read_each(item, target, depth, plan, code),
        Data::Option(item) => {
            code.open("if reader.Bool() {");
            if types::is_nilable(item, plan) {
                read(item, target, depth, plan, code);
            } else {
                let name = types::name(item, plan, code);
                code.line(format!("{target} = new({name})"));
                read(item, &format!("(*{target})"), depth, plan, code);
            }
            code.close("}");
        }
        Data::Tuple(items) => {
            for (index, item) in items.iter().enumerate() {
                read(item, &format!("{target}.V{index}"), depth, plan, code);
            }
        }
        Data::Map { key, value, .. } => {
            let size = min_size(key, plan).saturating_add(min_size(value, plan));
            read_keyed(ty, target, size, &[(key, "k"), (value, "v")], depth, plan, code);
        }
        Data::Set { item, .. } => {
            read_keyed(ty, target, min_size(item, plan), &[(item, "k")], depth, plan, code);
        }
        Data::Record(name) => {
            let read = code.codec(&plan.names.read(name));
            code.line(format!("{read}(reader, {})", address(target)));
        }
        // Read by one expression, above.
        Data::Scalar(_) | Data::String | Data::Duration | Data::SystemTime | Data::Enum(_) => {}
    }
}

/// Statements that read a value into a new variable.
pub(super) fn declare(ty: &Data, name: &str, plan: &Named, code: &mut Code) {
    if let Some(value) = value(ty, plan, code) {
        code.line(format!("{name} := {value}"));
    } else if let Data::Vec(item) = ty {
        let made = made(ty, item, plan, code);
        code.line(format!("{name} := {made}"));
        read_each(item, name, 0, plan, code);
    } else {
        let declared = types::name(ty, plan, code);
        code.line(format!("var {name} {declared}"));
        read(ty, name, 0, plan, code);
    }
}

/// The expression that reads a value, for types that need no more than one.
fn value(ty: &Data, plan: &Named, code: &mut Code) -> Option<String> {
    let text = match ty {
        Data::Scalar(scalar) => format!("reader.{}()", method(*scalar)),
        Data::String => "reader.String()".to_owned(),
        Data::Duration => "reader.Duration()".to_owned(),
        Data::SystemTime => "reader.Time()".to_owned(),
        Data::Vec(item) if is_bulk(item) => {
            format!("{}[{}](reader)", code.wire("ReadRaw"), types::name(item, plan, code))
        }
        Data::Enum(name) if types::is_data_enum(name, plan) => {
            format!("{}(reader)", code.codec(&plan.names.read(name)))
        }
        Data::Enum(name) => format!("{}(reader.Int32())", code.contract(&plan.names.type_name(name))),
        Data::Vec(_)
        | Data::Array(..)
        | Data::Option(_)
        | Data::Tuple(_)
        | Data::Map { .. }
        | Data::Set { .. }
        | Data::Record(_) => return None,
    };
    Some(text)
}

/// Whether reading is one expression, so that a dereferenced target needs no parentheses.
fn is_assigned(ty: &Data) -> bool {
    match ty {
        Data::Scalar(_) | Data::String | Data::Duration | Data::SystemTime | Data::Enum(_) => true,
        Data::Vec(item) => is_bulk(item),
        Data::Array(..)
        | Data::Option(_)
        | Data::Tuple(_)
        | Data::Map { .. }
        | Data::Set { .. }
        | Data::Record(_) => false,
    }
}

/// A new list of the length that stands in front of its items.
fn made(ty: &Data, item: &Data, plan: &Named, code: &mut Code) -> String {
    format!("make({}, reader.Count({}))", types::name(ty, plan, code), min_size(item, plan))
}

/// The address of a target: `p` for `(*p)`.
fn address(target: &str) -> String {
    target
        .strip_prefix("(*")
        .and_then(|rest| rest.strip_suffix(')'))
        .map_or_else(|| format!("&{target}"), str::to_owned)
}

/// A value without parentheses round the whole of it.
fn bare(value: &str) -> &str {
    value.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(value)
}

fn each(item: &Data, value: &str, depth: usize, plan: &Named, code: &mut Code) {
    let index = format!("i{depth}");
    code.open(format!("for {index} := range {} {{", bare(value)));
    append(item, &format!("{value}[{index}]"), depth + 1, plan, code);
    code.close("}");
}

fn read_each(item: &Data, target: &str, depth: usize, plan: &Named, code: &mut Code) {
    let index = format!("i{depth}");
    code.open(format!("for {index} := range {} {{", bare(target)));
    read(item, &format!("{target}[{index}]"), depth + 1, plan, code);
    code.close("}");
}

fn read_keyed(
    ty: &Data,
    target: &str,
    size: usize,
    parts: &[(&Data, &str)],
    depth: usize,
    plan: &Named,
    code: &mut Code,
) {
    let name = types::name(ty, plan, code);
    let count = code.fresh("n");
    code.line(format!("{count} := reader.Count({size})"));
    code.line(format!("{target} = make({name}, {count})"));
    code.open(format!("for range {count} {{"));
    for (part, letter) in parts {
        let part_name = types::name(part, plan, code);
        code.line(format!("var {letter}{depth} {part_name}"));
        read(part, &format!("{letter}{depth}"), depth + 1, plan, code);
    }
    let value = if parts.len() == 2 { format!("v{depth}") } else { "struct{}{}".to_owned() };
    code.line(format!("{target}[k{depth}] = {value}"));
    code.close("}");
}

/// The suffix of a scalar's append function and reader method.
fn method(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "Bool",
        Scalar::Char => "Rune",
        Scalar::U8 => "Uint8",
        Scalar::U16 => "Uint16",
        Scalar::U32 => "Uint32",
        Scalar::U64 => "Uint64",
        Scalar::U128 => "Uint128",
        Scalar::Usize => "Uint",
        Scalar::I8 => "Int8",
        Scalar::I16 => "Int16",
        Scalar::I32 => "Int32",
        Scalar::I64 => "Int64",
        Scalar::I128 => "Int128",
        Scalar::Isize => "Int",
        Scalar::F32 => "Float32",
        Scalar::F64 => "Float64",
    }
}

/// Whether a list of this element is copied as one piece of memory.
fn is_bulk(item: &Data) -> bool {
    let Data::Scalar(scalar) = item else { return false };
    match scalar.class() {
        ScalarClass::Integer | ScalarClass::Wide | ScalarClass::Float => true,
        ScalarClass::Bool | ScalarClass::Char => false,
    }
}

/// The fewest bytes that a value takes, at least one: what bounds a count.
pub(super) fn min_size(ty: &Data, plan: &Named) -> usize {
    min_size_of(ty, plan, &mut HashMap::new())
}

/// The same; each record is added up once, however many fields lead to it.
fn min_size_of<'a>(ty: &Data, plan: &'a Named, known: &mut HashMap<&'a Ident, usize>) -> usize {
    match ty {
        Data::Scalar(_) | Data::Duration => plan.plain(ty).map_or(1, |layout| layout.size),
        Data::Enum(_) => 4,
        Data::SystemTime => 12,
        Data::Option(_) => 1,
        Data::Array(item, length) => min_size_of(item, plan, known).saturating_mul(*length),
        Data::Tuple(items) => sum(items.iter().map(|item| min_size_of(item, plan, known))),
        Data::Record(name) => {
            if let Some(size) = known.get(name) {
                return *size;
            }
            let Some(record) = plan.data.records.iter().find(|record| record.name == *name) else {
                return 1;
            };
            let size = sum(record.fields.iter().map(|field| min_size_of(&field.ty, plan, known))).max(1);
            known.insert(&record.name, size);
            size
        }
        // A count.
        Data::String | Data::Vec(_) | Data::Map { .. } | Data::Set { .. } => 8,
    }
}

/// Records without fields take no memory and a byte here, so that no limit on memory bounds the sum.
fn sum(sizes: impl Iterator<Item = usize>) -> usize {
    sizes.fold(0, usize::saturating_add)
}
