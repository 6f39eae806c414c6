//! What Rust and Go call of each other.

#[spandrel::bridge(package = "letters")]
pub mod ffi {
    extern "Go" {
        /// Fills in a template of Go's `text/template`. The template can call `shout`.
        fn render(template: &str, values: BTreeMap<String, String>) -> Result<String>;
    }

    extern "Rust" {
        /// Returns the text in upper case.
        fn shout(text: &str) -> String;
    }
}

fn shout(text: &str) -> String {
    text.to_uppercase()
}
