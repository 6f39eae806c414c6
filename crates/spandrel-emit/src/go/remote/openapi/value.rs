//! JSON as it is written into `openapi.json`.

/// A value of JSON.
#[derive(Clone)]
pub(super) enum Value {
    Text(String),
    Number(String),
    Bool(bool),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

pub(super) fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

pub(super) fn number(value: impl ToString) -> Value {
    Value::Number(value.to_string())
}

pub(super) fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

pub(super) fn reference(name: &str) -> Value {
    object([("$ref", text(format!("#/components/schemas/{name}")))])
}

/// An object with these members and no others.
pub(super) fn record(members: &[(&str, Value)], optional: &[String]) -> Value {
    let required: Vec<Value> = members
        .iter()
        .filter(|(name, _)| !optional.iter().any(|known| known == name))
        .map(|(name, _)| text(*name))
        .collect();
    let properties = members.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    let mut all = vec![
        ("type".to_owned(), text("object")),
        ("properties".to_owned(), Value::Object(properties)),
        ("additionalProperties".to_owned(), Value::Bool(false)),
    ];
    if !required.is_empty() {
        all.push(("required".to_owned(), Value::List(required)));
    }
    Value::Object(all)
}

/// Writes a value with two blanks a level, as most tools do.
pub(super) fn write(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Text(text) => quoted(text, out),
        Value::Number(digits) => out.push_str(digits),
        Value::Bool(known) => out.push_str(if *known { "true" } else { "false" }),
        Value::List(items) if items.is_empty() => out.push_str("[]"),
        Value::Object(members) if members.is_empty() => out.push_str("{}"),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                line(index, depth + 1, out);
                write(item, depth + 1, out);
            }
            end(depth, ']', out);
        }
        Value::Object(members) => {
            out.push('{');
            for (index, (name, member)) in members.iter().enumerate() {
                line(index, depth + 1, out);
                quoted(name, out);
                out.push_str(": ");
                write(member, depth + 1, out);
            }
            end(depth, '}', out);
        }
    }
}

fn line(index: usize, depth: usize, out: &mut String) {
    out.push_str(if index > 0 { ",\n" } else { "\n" });
    out.extend(std::iter::repeat_n("  ", depth));
}

fn end(depth: usize, close: char, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
    out.push(close);
}

fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            letter if letter < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    out.push('"');
}
