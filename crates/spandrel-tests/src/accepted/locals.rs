//! A bridge whose parameters have the names of the locals of generated Go functions, in every kind of function.

use spandrel_emit::names::reserved;

use super::{Case, names};

/// The bridge. Its names are those that the emitter lists, so that none is missing when a local gets another name.
pub(super) fn case() -> Case {
    let params: Vec<String> =
        reserved::locals().map(|local| format!("{}: u8", names::written(&snake(&local)))).collect();
    let params = params.join(", ");
    let text = format!(
        "#[spandrel::bridge(package = \"locals\")]\npub mod ffi {{\n\
         #[error] pub enum Failed {{ Because {{ of: String }} }}\n\
         extern \"Rust\" {{\ntype Counter;\n\
         fn direct({params}) -> u64;\n\
         fn wide({params}) -> u128;\n\
         fn words({params}) -> Vec<String>;\n\
         fn packs(texts: Vec<String>, {params}) -> Result<HashMap<u8, String>, Failed>;\n\
         fn borrows(data: Bytes, other: Secret<[u8]>, {params}) -> Bytes;\n\
         fn bytes(texts: Vec<String>, {params}) -> Vec<u8>;\n\
         fn visits(visit: &dyn Fn(u8) -> u8, {params}) -> String;\n\
         async fn later(texts: Vec<String>, {params}) -> Result<Vec<String>, Failed>;\n\
         fn numbers({params}) -> impl Stream<Item = u64>;\n\
         fn texts(texts: Vec<String>, {params}) -> impl Stream<Item = String>;\n\
         #[leaf] fn short({params}) -> u64;\n\
         #[leaf] fn short_text(text: &str, {params}) -> Vec<u8>;\n\
         #[constructor] fn open({params}) -> Counter;\n\
         fn add(self: &Counter, of: &Counter, {params}) -> Result<String, Failed>;\n}}\n\
         extern \"Go\" {{\ntype Sink;\n\
         fn write(self: &Sink, texts: Vec<String>, {params}) -> Result<Vec<String>>;\n\
         fn fetch({params}) -> Result<String>;\n\
         async fn wait({params}) -> Result<u64>;\n}}\n}}\n"
    );
    Case { origin: "parameters with the names of locals".to_owned(), text }
}

/// `openStream` as `open_stream`, which becomes `openStream` in Go.
fn snake(local: &str) -> String {
    let words = local.chars().flat_map(|letter| {
        let between = letter.is_ascii_uppercase().then_some('_');
        between.into_iter().chain([letter.to_ascii_lowercase()])
    });
    words.collect()
}
