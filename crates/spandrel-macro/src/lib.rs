//! The `#[spandrel::bridge]` attribute: tokens to declarations, to a plan, to Rust code.

use proc_macro::TokenStream;

/// Declares what crosses between Rust and Go.
///
/// `package` names the Go package and is part of every symbol. The module holds records (`struct`), enums, `#[error]`
/// enums, and `extern "Rust"` blocks with what Rust implements; see the documentation of Spandrel for the types that
/// can cross. Functions and methods are looked up in the parent module: `fn greet` is `super::greet`, a method of
/// `type Server` is `Server::method`.
#[proc_macro_attribute]
pub fn bridge(arguments: TokenStream, module: TokenStream) -> TokenStream {
    match spandrel_emit::plan(arguments.into(), module.into()) {
        Ok(plan) => {
            let mut code = spandrel_emit::rust::emit(&plan);
            // Set by the build script of a Rust program whose Go core is linked in.
            if std::env::var_os("SPANDREL_GO_CORE").is_some_and(|link| link == "static") {
                code.extend(spandrel_emit::rust::core_reference(&plan));
            }
            code.into()
        }
        Err(report) => report.to_compile_error().into(),
    }
}
