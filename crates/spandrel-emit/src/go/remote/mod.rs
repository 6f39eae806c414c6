//! `remote/`: the core in another process, called and served.
//!
//! | file | holds |
//! |---|---|
//! | `remote.go` | the package's API: `Worker`, `ServeWorker`, `Dial`, `Serve` |
//! | `client.go` | a core in another process, called |
//! | `serve.go` | the functions that answer those calls with a core |
//! | `imports.go` | what Go implements, called from another process and answered here |
//! | `json.go` | JSON of what is called and answered |
//! | `openapi.json` | the functions over HTTP |
//! | `contract.go` | what both sides compare when they connect |

mod answer;
mod client;
mod imports;
mod json;
mod openapi;
mod serve;

use spandrel_plan::{FunctionPlan, ImportPlan, Param, Success};
use spandrel_syntax::bridge::Docs;

use super::{
    json::bare,
    writer::{Code, Home},
};
use crate::{File, Named, names::go};

/// Import path of the library below the generated code.
const REMOTE: &str = "spandrel.dev/spandrel/remote";

/// The types of the library that are also those of the generated package, each with what is said of it.
const TYPES: [(&str, &str); 9] = [
    ("WorkerOptions", "say how a worker process is started, and how its calls behave"),
    ("DialOptions", "say how the calls of a client behave"),
    ("ServeOptions", "say how a server behaves"),
    ("CallOptions", "apply to every call of a client"),
    ("Limits", "are what one side of a connection accepts of the other"),
    ("Credentials", "identify the process at the other end of a Unix socket"),
    ("HTTPOptions", "say how a server behaves over HTTP"),
    ("HTTPDialOptions", "say how a client calls a server over HTTP"),
    ("Handler", "serves a core over HTTP"),
];

/// Writes the package `remote` of a plan, whose bridge has functions in Rust.
pub fn emit(plan: &Named, import_path: &str) -> Vec<File> {
    if plan.functions.is_empty() {
        return Vec::new();
    }
    let mut files = Vec::new();
    let mut part = |docs: &Docs, path: &str, write: fn(&Named, &mut Code)| {
        let mut code = Code::of(Home::Beside);
        write(plan, &mut code);
        if !code.is_empty() {
            files.push(File {
                path: format!("remote/{path}"),
                text: code.into_file("remote", docs, import_path),
            });
        }
    };
    let none = Docs::default();
    part(&docs(plan), "remote.go", api);
    part(&none, "client.go", client::client);
    part(&none, "serve.go", serve::serve);
    part(&none, "imports.go", imports::imports);
    part(&none, "json.go", json::json);
    part(&none, "contract.go", contract);
    files.push(File { path: "remote/openapi.json".to_owned(), text: openapi::document(plan) });
    files
}

fn docs(plan: &Named) -> Docs {
    let package = &plan.bridge.package;
    Docs(vec![
        format!("Package remote runs the core of {package} in another process: in a worker that the program starts, or in a server"),
        "behind a Unix socket or over HTTP. Programs that take a Core do not notice. The package requires neither cgo nor the Rust".to_owned(),
        "code; a program that serves links both.".to_owned(),
    ])
}

/// Whether Rust calls free functions of Go's, which are the program's that starts a worker.
fn has_free_functions(plan: &Named) -> bool {
    plan.imports.iter().any(|import| import.free_function().is_some())
}

/// What is exported.
fn api(plan: &Named, code: &mut Code) {
    code.import(REMOTE);
    code.import("context");
    code.import("net");
    let core = code.contract("Core");
    for (name, what) in TYPES {
        code.gap();
        code.comment(&format!("{name} {what}."));
        code.line(format!("type {name} = remote.{name}"));
    }
    worker(plan, &core, code);
    code.gap();
    code.comment(
        "Dial connects to a server at an address such as \"unix:/run/search.sock\" or \"https://example.com\", and returns its core.\n\
         ctx is for connecting only. When the connection has ended, the next call reconnects; objects return spandrel.ErrGone\n\
         from then on. Over HTTP objects live as long as their session.",
    );
    code.open(format!(
        "func Dial(ctx context.Context, address string, options DialOptions) ({core}, error) {{"
    ));
    code.line("client, err := remote.Dial(ctx, &bridge, address, options)");
    returned_core(code);
    code.gap();
    code.comment(
        "Listen listens at an address such as \"unix:/run/search.sock\", for Serve, or \"http://127.0.0.1:8080\", for ServeHTTP. Only\n\
         the user of this process may open a socket. One that a process left there that has ended is replaced.",
    );
    code.open("func Listen(address string) (net.Listener, error) {");
    code.line("return remote.Listen(address)");
    code.close("}");
    code.gap();
    code.comment(
        "Serve serves core, which may be any, to the clients of a Unix socket until ctx is done or the listener fails. Objects of a\n\
         client are closed when it ends.",
    );
    code.open(format!(
        "func Serve(ctx context.Context, listener net.Listener, core {core}, options ServeOptions) error {{"
    ));
    code.line("return remote.Serve(ctx, &bridge, listener, core, options)");
    code.close("}");
    code.gap();
    http(&core, code);
    code.comment("SameUser is for ServeOptions.Allow: it allows processes of the user that this process runs as, and of root.");
    code.open("func SameUser(other Credentials) error {");
    code.line("return remote.SameUser(other)");
    code.close("}");
    code.gap();
    code.comment(
        "With returns a core or an object of this package whose calls are made with ctx: those that take no context end with it.\n\
         Any other value it returns as it is.",
    );
    code.open("func With[T any](ctx context.Context, value T) T {");
    code.open("if own, ok := any(value).(interface{ with(ctx context.Context) any }); ok {");
    code.open("if bound, ok := own.with(ctx).(T); ok {");
    code.line("return bound");
    code.close("}");
    code.close("}");
    code.line("return value");
    code.close("}");
    code.gap();
    code.comment(
        "PID is the number of the worker process of a core of this package, 0 if it has none at the moment.",
    );
    code.open(format!("func PID(of {core}) int {{"));
    code.open("if own, ok := of.(core); ok {");
    code.line("return own.client.PID()");
    code.close("}");
    code.line("return 0");
    code.close("}");
    code.gap();
    code.comment(
        "Close ends the connection of a core of this package, and its worker. Any other core it leaves as it is.",
    );
    code.open(format!("func Close(closed {core}) error {{"));
    code.open("if own, ok := closed.(core); ok {");
    code.line("return own.client.Close()");
    code.close("}");
    code.line("return nil");
    code.close("}");
}

/// The core over HTTP.
fn http(core: &str, code: &mut Code) {
    code.comment(
        "NewHandler returns a handler that serves core over HTTP, for a server of yours: a POST a function, as openapi.json describes.\n\
         Close ends its sessions and closes their objects.",
    );
    code.open(format!("func NewHandler(core {core}, options HTTPOptions) (*Handler, error) {{"));
    code.line("return remote.NewHandler(&bridge, core, options)");
    code.close("}");
    code.gap();
    code.comment(
        "ServeHTTP serves core over HTTP until ctx is done or the listener fails: with the time-outs and limits of options, and with TLS\n\
         unless the listener is for this machine alone.",
    );
    code.open(format!(
        "func ServeHTTP(ctx context.Context, listener net.Listener, core {core}, options HTTPOptions) error {{"
    ));
    code.line("handler, err := NewHandler(core, options)");
    code.open("if err != nil {");
    code.line("return err");
    code.close("}");
    code.line("return remote.ServeHTTP(ctx, handler, listener)");
    code.close("}");
    code.gap();
}

fn returned_core(code: &mut Code) {
    code.open("if err != nil {");
    code.line("return nil, err");
    code.close("}");
    code.line("return core{client, context.Background()}, nil");
    code.close("}");
}

fn worker(plan: &Named, core: &str, code: &mut Code) {
    let calls_back = has_free_functions(plan);
    let functions = code.contract("Functions");
    code.gap();
    code.comment(
        "Worker starts a worker process, by default this program once more, and returns the core in it. A crash of the core ends the\n\
         worker: calls in flight return a *spandrel.GoneError, and the next call starts another worker. The main function of the\n\
         program must begin with ServeWorker. ctx is for the start only.",
    );
    let mut params = "ctx context.Context".to_owned();
    let mut passed = "nil";
    if calls_back {
        code.comment("\nThe Rust side calls functions of this process.");
        params.push_str(&format!(", functions {functions}"));
        passed = "functions";
    }
    code.open(format!("func Worker({params}, options WorkerOptions) ({core}, error) {{"));
    code.line(format!("client, err := remote.NewWorker(ctx, &bridge, {passed}, options)"));
    returned_core(code);
    code.gap();
    let package = &plan.bridge.package;
    let implement = if calls_back { format!(", {package}.Implement") } else { String::new() };
    code.comment(&format!(
        "ServeWorker serves the core that open returns if this process was started as a worker of {package}, and does not return\n\
         then: the process ends with the program that started it. In any other process it does nothing. Begin main with it, before\n\
         flags are read and anything is opened:\n\n\
         \tremote.ServeWorker({package}.Embedded{implement})"
    ));
    let mut params = format!("open func() {core}");
    if calls_back {
        params.push_str(&format!(", implement func({functions})"));
    }
    code.open(format!("func ServeWorker({params}) {{"));
    code.open("remote.ServeWorker(&bridge, func(functions *remote.Value) any {");
    if calls_back {
        code.line(format!("implement({}{{functions}})", imports::FUNCTIONS));
    }
    code.line("return open()");
    code.close("})");
    code.close("}");
}

/// What both sides compare, and the tables.
fn contract(plan: &Named, code: &mut Code) {
    code.import(REMOTE);
    code.import_below("internal/codec");
    let package = &plan.bridge.package;
    code.open("var bridge = remote.Bridge{");
    let hash = &plan.contract.hash;
    code.line(format!(
        "Contract: remote.Contract{{Package: \"{package}\", Hash: \"{hash}\", Manifest: codec.Contract}},"
    ));
    code.line(format!("Closers:  codec.Functions[{}:],", plan.functions.len()));
    code.line("OpenAPI:  openAPI,");
    code.open("Functions: []remote.Served{");
    for (number, function) in plan.functions.iter().enumerate() {
        let serve = serve::name(function, plan);
        let http = json::served(function, plan);
        code.line(format!("{{Function: &codec.Functions[{number}], Serve: {serve}{http}}},"));
    }
    code.close("},");
    if !plan.imports.is_empty() {
        code.open("Imports: []remote.Served{");
        for (number, import) in plan.imports.iter().enumerate() {
            let serve = imports::serve_name(import, plan);
            code.line(format!("{{Function: &imports[{number}], Serve: {serve}}},"));
        }
        code.close("},");
    }
    if !plan.data.errors.is_empty() {
        code.line("Declares:      declares,");
        code.line("AppendError:   codec.EncodeDeclared,");
        code.line("ReadError:     codec.DecodeDeclared,");
        code.line("ReadErrorJSON: readErrorJSON,");
        let names: Vec<String> =
            plan.data.errors.iter().map(|error| format!("\"{}\"", bare(&error.name.to_string()))).collect();
        code.line(format!("Errors:        []string{{{}}},", names.join(", ")));
    }
    code.close("}");
    if !plan.data.errors.is_empty() {
        let types: Vec<String> = plan
            .data
            .errors
            .iter()
            .map(|error| format!("*{}", code.contract(&plan.names.type_name(&error.name))))
            .collect();
        code.gap();
        code.comment("declares tells whether an error is of a type of the bridge.");
        code.open("func declares(err error) bool {");
        code.line("switch err.(type) {");
        code.open(format!("case {}:", types.join(", ")));
        code.line("return true");
        code.indent_back();
        code.line("}");
        code.line("return false");
        code.close("}");
    }
    code.gap();
    code.import("_ embed");
    code.comment("openAPI describes the functions over HTTP.");
    code.line("//");
    code.line("//go:embed openapi.json");
    code.line("var openAPI string");
    if !plan.imports.is_empty() {
        code.gap();
        code.import_runtime();
        code.comment("imports are what Go implements, by number.");
        code.open("var imports = [...]spandrel.Function{");
        for (number, import) in plan.imports.iter().enumerate() {
            let secret = if has_secret(import) { ", Secret: true" } else { "" };
            code.line(format!("{{Name: \"{}\", Number: {number}{secret}}},", plan.names.import(import)));
        }
        code.close("}");
    }
}

fn has_secret(import: &ImportPlan) -> bool {
    import.params.iter().any(|param| matches!(param.ty, Param::Secret { .. }))
        || matches!(import.returns.ok, Success::Secret { .. })
}

/// The number of a function.
fn number(function: &FunctionPlan, plan: &Named) -> usize {
    let key = |function: &FunctionPlan| (function.declared.receiver.clone(), function.declared.name.clone());
    plan.functions.iter().position(|known| key(known) == key(function)).unwrap_or_default()
}

/// The local that a call is in.
fn call_local() -> String {
    go::own("call")
}
