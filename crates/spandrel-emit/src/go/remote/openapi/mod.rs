//! `remote/openapi.json`: the functions over HTTP, as OpenAPI 3.1.

mod schema;
mod value;

use spandrel_plan::{Data, FunctionPlan, Param, Success};

use self::{
    schema::{base64, described, enumeration, error, fields, object_number, prose, schema},
    value::{Value, object, record, reference, text, write},
};
use super::{super::json::bare, json};
use crate::Named;

/// The whole document.
pub(super) fn document(plan: &Named) -> String {
    let package = &plan.bridge.package;
    let mut paths = Vec::new();
    for function in &plan.functions {
        if json::refused(function).is_none() {
            paths.push(path(function, plan));
        }
    }
    for known in &plan.objects {
        let name = plan.names.type_name(&known.name);
        let body = record(&[("self", object_number(&name))], &[]);
        let done = object([("description", text("It is closed."))]);
        let operation = operation(
            &format!("{name}.Close"),
            &format!("Closes an object {name}."),
            body,
            ("204", done),
            true,
        );
        paths.push((format!("/{package}/{name}.Close"), object([("post", operation)])));
    }
    if !plan.objects.is_empty() {
        paths.push((format!("/{package}/session"), session()));
    }
    let document = object([
        ("openapi", text("3.1.0")),
        (
            "info",
            object([
                ("title", text(package.clone())),
                ("version", text(plan.contract.hash.clone())),
                ("description", text(description(plan))),
            ]),
        ),
        (
            "security",
            Value::List(vec![Value::Object(Vec::new()), object([("token", Value::List(Vec::new()))])]),
        ),
        ("paths", Value::Object(paths)),
        ("components", components(plan)),
    ]);
    let mut out = String::new();
    write(&document, 0, &mut out);
    out.push('\n');
    out
}

fn description(plan: &Named) -> String {
    let mut text = if plan.bridge.docs.0.is_empty() {
        format!("The functions of the bridge {}, each a POST.", plan.bridge.package)
    } else {
        prose(&plan.bridge.docs)
    };
    // What is left out is named.
    for function in &plan.functions {
        if let Some(because) = json::refused(function) {
            text.push_str(&format!(
                "\n\n{} is not here: {because}.",
                plan.names.qualified(&function.declared)
            ));
        }
    }
    text
}

fn path(function: &FunctionPlan, plan: &Named) -> (String, Value) {
    let package = &plan.bridge.package;
    let qualified = plan.names.qualified(&function.declared);
    let name = qualified.strip_prefix(&format!("{package}.")).unwrap_or(&qualified).to_owned();
    let mut fields = Vec::new();
    let mut optional = Vec::new();
    if let Some(owner) = function.method_of() {
        fields.push(("self".to_owned(), object_number(&plan.names.type_name(owner))));
    }
    for param in &function.params {
        let known = bare(&param.name.to_string());
        let schema = match &param.ty {
            Param::Data(ty) => {
                if matches!(ty, Data::Option(_)) {
                    optional.push(known.clone());
                }
                schema(ty, plan)
            }
            Param::Slice(item) => schema(&Data::Vec(Box::new(item.clone())), plan),
            Param::Str => object([("type", text("string"))]),
            Param::Bytes => base64(),
            Param::Object { name, .. } => object_number(&plan.names.type_name(name)),
            // Refused.
            Param::Secret { .. } | Param::Interface { .. } | Param::Callback(_) | Param::Ring(_) => continue,
        };
        fields.push((known, schema));
    }
    let fields: Vec<(&str, Value)> =
        fields.iter().map(|(name, schema)| (name.as_str(), schema.clone())).collect();
    let body = record(&fields, &optional);
    let answer = answer(function, plan);
    let docs = prose(&function.declared.docs);
    let sessions = json::takes_objects(function) || function.returns.ok.object().is_some();
    (format!("/{package}/{name}"), object([("post", operation(&name, &docs, body, answer, sessions))]))
}

fn answer(function: &FunctionPlan, plan: &Named) -> (&'static str, Value) {
    let whole = |schema: Value| {
        let content = object([("application/json", object([("schema", schema)]))]);
        ("200", object([("description", text("The result.")), ("content", content)]))
    };
    match &function.returns.ok {
        Success::Unit => ("204", object([("description", text("It is done."))])),
        Success::Data(ty) => whole(schema(ty, plan)),
        Success::Bytes => whole(base64()),
        Success::Object(name) => whole(object_number(&plan.names.type_name(name))),
        Success::Stream(item) => {
            let line = object([(
                "oneOf",
                Value::List(vec![
                    record(&[("item", schema(&item.ok, plan))], &[]),
                    record(&[("done", object([("const", Value::Bool(true))]))], &[]),
                    record(&[("problem", reference(PROBLEM))], &[]),
                ]),
            )]);
            let content = object([("application/jsonl", object([("schema", line)]))]);
            let what = "The items, an object a line. The last line has the end, or what ended the stream.";
            ("200", object([("description", text(what)), ("content", content)]))
        }
        // Refused.
        Success::Secret { .. } | Success::Interface(_) | Success::Ring(_) => {
            ("501", object([("description", text("refused"))]))
        }
    }
}

/// The schema of errors, which is not the name of a type of a bridge.
const PROBLEM: &str = "spandrel.Problem";

fn operation(name: &str, docs: &str, body: Value, (status, answer): (&str, Value), session: bool) -> Value {
    let mut members = vec![("operationId".to_owned(), text(name))];
    if !docs.is_empty() {
        members.push(("description".to_owned(), text(docs)));
    }
    if session {
        let header = object([("$ref", text("#/components/parameters/session"))]);
        members.push(("parameters".to_owned(), Value::List(vec![header])));
    }
    let content = object([("application/json", object([("schema", body)]))]);
    members.push(("requestBody".to_owned(), object([("required", Value::Bool(true)), ("content", content)])));
    let problem = object([("$ref", text("#/components/responses/problem"))]);
    members.push(("responses".to_owned(), object([(status, answer), ("default", problem)])));
    Value::Object(members)
}

fn session() -> Value {
    let problem = || object([("$ref", text("#/components/responses/problem"))]);
    let begun = |what: &str, schema: Value| {
        let content = object([("application/json", object([("schema", schema)]))]);
        object([("description", text(what)), ("content", content)])
    };
    let again = begun("The session goes on.", reference("spandrel.Session"));
    let header = || {
        let own = object([
            ("name", text("Spandrel-Session")),
            ("in", text("header")),
            ("schema", object([("type", text("string"))])),
        ]);
        ("parameters", Value::List(vec![own]))
    };
    object([
        (
            "post",
            object([
                ("operationId", text("session.begin")),
                (
                    "description",
                    text("Begins a session, to which objects belong, or keeps the one that is named."),
                ),
                header(),
                (
                    "responses",
                    object([
                        ("200", again),
                        ("201", begun("The session has begun.", reference("spandrel.Session"))),
                        ("default", problem()),
                    ]),
                ),
            ]),
        ),
        (
            "delete",
            object([
                ("operationId", text("session.end")),
                ("description", text("Ends a session, and closes its objects.")),
                header(),
                (
                    "responses",
                    object([
                        ("204", object([("description", text("It has ended."))])),
                        ("default", problem()),
                    ]),
                ),
            ]),
        ),
    ])
}

fn components(plan: &Named) -> Value {
    let mut schemas = Vec::new();
    for known in &plan.data.records {
        let schema = fields(&known.fields, plan);
        schemas.push((plan.names.type_name(&known.name), described(schema, &known.docs)));
    }
    for known in &plan.data.enums {
        schemas.push((plan.names.type_name(&known.name), described(enumeration(known, plan), &known.docs)));
    }
    for known in &plan.data.errors {
        schemas.push((plan.names.type_name(&known.name), described(error(known, plan), &known.docs)));
    }
    schemas.push((PROBLEM.to_owned(), problem(plan)));
    let string = || object([("type", text("string"))]);
    schemas.push((
        "spandrel.Session".to_owned(),
        record(&[("session", string()), ("idle_seconds", object([("type", text("number"))]))], &[]),
    ));
    let header = object([
        ("name", text("Spandrel-Session")),
        ("in", text("header")),
        ("required", Value::Bool(true)),
        ("schema", string()),
    ]);
    let content = object([("application/problem+json", object([("schema", reference(PROBLEM))]))]);
    object([
        ("schemas", Value::Object(schemas)),
        ("parameters", object([("session", header)])),
        (
            "responses",
            object([("problem", object([("description", text("What went wrong.")), ("content", content)]))]),
        ),
        (
            "securitySchemes",
            object([("token", object([("type", text("http")), ("scheme", text("bearer"))]))]),
        ),
    ])
}

/// The schema of problem details.
fn problem(plan: &Named) -> Value {
    let string = || object([("type", text("string"))]);
    let mut members = vec![
        ("type", string()),
        ("title", string()),
        ("status", object([("type", text("integer"))])),
        ("detail", string()),
        ("function", string()),
        ("error_type", string()),
        ("parameter", string()),
        ("reason", string()),
        ("local", object([("type", text("boolean"))])),
        ("go_type", string()),
        ("contract", string()),
    ];
    let errors: Vec<Value> =
        plan.data.errors.iter().map(|error| reference(&plan.names.type_name(&error.name))).collect();
    if !errors.is_empty() {
        members.push(("error", object([("anyOf", Value::List(errors))])));
    }
    let required = ["type", "title", "status"].map(text);
    let members = members.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect();
    object([
        ("type", text("object")),
        ("properties", Value::Object(members)),
        ("required", Value::List(required.into())),
    ])
}
