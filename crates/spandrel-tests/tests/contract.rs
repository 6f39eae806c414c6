//! The contract changes exactly when something changes that both sides must agree on.

use std::collections::HashMap;

use proc_macro2::{Group, Ident, Literal, TokenStream, TokenTree};
use quote::ToTokens;
use spandrel_abi::manifest::first_difference;
use spandrel_plan::Contract;
use spandrel_tests::{name, read, sources};

/// The contract of the one bridge in a module's tokens.
fn contract_of(module: TokenStream) -> Option<Contract> {
    let bridges = spandrel_syntax::source::bridges(&module.to_string()).ok()?;
    let [bridge] = bridges.as_slice() else { return None };
    Some(spandrel_plan::lower(bridge.clone()).contract)
}

fn modules() -> Vec<(String, TokenStream)> {
    let mut found = Vec::new();
    for path in sources("tests/golden") {
        let file = syn::parse_file(&read(&path)).expect("a golden is Rust");
        let is_bridge = |module: &syn::ItemMod| {
            module.attrs.iter().any(|attribute| {
                attribute.path().segments.last().is_some_and(|segment| segment.ident == "bridge")
            })
        };
        let module =
            file.items.into_iter().find(|item| matches!(item, syn::Item::Mod(module) if is_bridge(module)));
        found.push((name(&path), module.expect("a golden has a bridge").into_token_stream()));
    }
    found
}

/// Rewrites the leaves of a stream; `visit` gets the number of each and may answer with another token.
fn rewrite(
    stream: TokenStream,
    next: &mut usize,
    visit: &mut dyn FnMut(usize, &TokenTree) -> Option<TokenTree>,
) -> TokenStream {
    let rewritten = stream.into_iter().map(|tree| match tree {
        TokenTree::Group(group) => {
            TokenTree::Group(Group::new(group.delimiter(), rewrite(group.stream(), next, visit)))
        }
        leaf => {
            *next += 1;
            visit(*next, &leaf).unwrap_or(leaf)
        }
    });
    rewritten.collect()
}

/// Every way to change one token that is part of the contract: names, types and numbers of the module's body.
fn renamed(module: &TokenStream) -> Vec<(String, TokenStream)> {
    let mut count = 0;
    rewrite(module.clone(), &mut count, &mut |_, _| None);
    let mut found = Vec::new();
    for target in 1..=count {
        let mut changed = None;
        let text = rewrite(module.clone(), &mut 0, &mut |number, leaf| {
            let replacement = (number == target).then(|| other(leaf)).flatten()?;
            changed = Some(format!("{leaf} -> {replacement}"));
            Some(replacement)
        });
        found.extend(changed.map(|changed| (changed, text)));
    }
    found
}

/// A token of the same kind that means something else.
fn other(leaf: &TokenTree) -> Option<TokenTree> {
    match leaf {
        TokenTree::Ident(ident) => {
            let text = ident.to_string();
            let numbers = [
                "u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "f32", "f64", "usize", "isize", "bool",
                "char",
            ];
            let new = match text.as_str() {
                "Vec" => "HashSet".to_owned(),
                "HashMap" => "BTreeMap".to_owned(),
                "BTreeMap" => "HashMap".to_owned(),
                "HashSet" => "Vec".to_owned(),
                "BTreeSet" => "HashSet".to_owned(),
                "Option" => "Vec".to_owned(),
                "String" => "u8".to_owned(),
                "str" | "Duration" | "SystemTime" => return None,
                number if numbers.contains(&number) => {
                    if number == "u8" {
                        "u16".to_owned()
                    } else {
                        "u8".to_owned()
                    }
                }
                name => format!("{}x", name.trim_start_matches("r#")),
            };
            Some(TokenTree::Ident(Ident::new(&new, ident.span())))
        }
        TokenTree::Literal(literal) => {
            let number: u64 = literal.to_string().parse().ok()?;
            Some(TokenTree::Literal(Literal::u64_unsuffixed(number + 1)))
        }
        _ => None,
    }
}

/// Swaps each pair of neighbours in the comma lists of the module: fields, variants, parameters.
fn reordered(module: &TokenStream) -> Vec<TokenStream> {
    fn swaps(stream: &TokenStream) -> Vec<TokenStream> {
        let trees: Vec<TokenTree> = stream.clone().into_iter().collect();
        let mut found = Vec::new();
        let is_comma = |tree: &TokenTree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ',');
        let mut parts: Vec<Vec<TokenTree>> = trees.split(is_comma).map(<[TokenTree]>::to_vec).collect();
        parts.retain(|part| !part.is_empty());
        // Commas inside `<…>` are on this level too: such lists are left alone.
        let plain =
            !trees.iter().any(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == '<'));
        for at in 1..if plain { parts.len() } else { 0 } {
            let mut swapped = parts.clone();
            swapped.swap(at - 1, at);
            let comma = TokenTree::Punct(proc_macro2::Punct::new(',', proc_macro2::Spacing::Alone));
            found.push(swapped.join(&comma).into_iter().collect());
        }
        for (index, tree) in trees.iter().enumerate() {
            let TokenTree::Group(group) = tree else { continue };
            for inner in swaps(&group.stream()) {
                let mut changed = trees.clone();
                changed[index] = TokenTree::Group(Group::new(group.delimiter(), inner));
                found.push(changed.into_iter().collect());
            }
        }
        found
    }
    swaps(module)
}

/// The module with other doc comments: gone, or each with a word more.
fn documented(module: &TokenStream, suffix: Option<&str>) -> TokenStream {
    let mut item: syn::ItemMod = syn::parse2(module.clone()).expect("a module");
    struct Docs<'a>(Option<&'a str>);
    impl syn::visit_mut::VisitMut for Docs<'_> {
        fn visit_attributes_mut(&mut self, attributes: &mut Vec<syn::Attribute>) {
            match self.0 {
                None => attributes.retain(|attribute| !attribute.path().is_ident("doc")),
                Some(suffix) => attributes.push(syn::parse_quote!(#[doc = #suffix])),
            }
        }
    }
    syn::visit_mut::VisitMut::visit_item_mod_mut(&mut Docs(suffix), &mut item);
    item.into_token_stream()
}

/// The module with types of its own in place of adopted ones.
fn declared(module: &TokenStream) -> TokenStream {
    struct Declared;
    impl syn::visit_mut::VisitMut for Declared {
        fn visit_attributes_mut(&mut self, attributes: &mut Vec<syn::Attribute>) {
            attributes.retain(|attribute| !attribute.path().is_ident("adopt"));
        }
    }
    let mut item: syn::ItemMod = syn::parse2(module.clone()).expect("a module");
    syn::visit_mut::VisitMut::visit_item_mod_mut(&mut Declared, &mut item);
    item.into_token_stream()
}

/// The changes under which the contract stays the same although it must not.
fn unnoticed(module: &TokenStream, of: impl Fn(TokenStream) -> Option<Contract>) -> (usize, Vec<String>) {
    let original = of(module.clone()).expect("a golden is accepted");
    let mut tried = 0;
    let mut found = Vec::new();
    let swaps = reordered(module).into_iter().map(|changed| ("swapped".to_owned(), changed));
    for (what, changed) in renamed(module).into_iter().chain(swaps) {
        if changed.to_string() == module.to_string() {
            continue;
        }
        // A change that the checker refuses cannot be mistaken for the old contract.
        let Some(contract) = of(changed) else { continue };
        tried += 1;
        if contract.hash == original.hash {
            found.push(what);
        }
    }
    (tried, found)
}

#[test]
fn every_change_of_name_type_or_order_changes_the_hash() {
    let mut tried = 0;
    for (name, module) in modules() {
        // The path of an adopted type is not part of the contract: see below.
        let module = declared(&module);
        let (count, found) = unnoticed(&module, contract_of);
        tried += count;
        // What is not part of the contract: the module's own name, and what is derived on the Rust side.
        let outside = ["ffi", "Clone", "Copy", "Debug", "PartialEq", "Eq", "Hash", "PartialOrd", "Ord"];
        let inside: Vec<_> = found
            .iter()
            .filter(|what| !outside.iter().any(|word| what.starts_with(&format!("{word} ->"))))
            .filter(|what| *what != "swapped" || !swaps_derives_only(&module, &found))
            .collect();
        assert!(inside.is_empty(), "{name}: same hash after {inside:?}");
    }
    assert!(tried > 500, "only {tried} changes were accepted by the checker");
}

/// Whether as many swaps went unnoticed as there are neighbours in `derive` lists.
fn swaps_derives_only(module: &TokenStream, found: &[String]) -> bool {
    let text = module.to_string();
    let derives: usize = text
        .split("derive (")
        .skip(1)
        .map(|rest| rest.split(')').next().unwrap_or_default().matches(',').count())
        .sum();
    found.iter().filter(|what| *what == "swapped").count() == derives
}

#[test]
fn doc_comments_do_not_change_the_hash() {
    for (name, module) in modules() {
        let original = contract_of(module.clone()).expect("a golden is accepted");
        let longer = contract_of(documented(&module, Some(" One word more.")));
        let without = contract_of(documented(&module, None));
        // The messages of errors are doc comments too: they are made on the Rust side and passed as text.
        assert_eq!(longer.map(|contract| contract.manifest), Some(original.manifest.clone()), "{name}");
        assert_eq!(without.map(|contract| contract.hash), Some(original.hash), "{name}");
    }
}

#[test]
fn issue_a_type_that_is_adopted_instead_of_declared_changes_neither_contract_nor_go() {
    let (_, adopted) = modules().into_iter().find(|(name, _)| name == "adopted").expect("a golden");
    let declared = declared(&adopted);
    assert_ne!(adopted.to_string(), declared.to_string(), "nothing is adopted");
    let files = |module: &TokenStream| {
        let packages =
            spandrel_emit::generate(&module.to_string(), &|package| format!("example.com/{package}"));
        let packages = packages.unwrap_or_else(|report| panic!("{:?}", report.sorted()));
        let files = packages.into_iter().flat_map(|package| package.files);
        files.map(|file| (file.path, file.text)).collect::<Vec<_>>()
    };
    assert_eq!(files(&adopted), files(&declared));
    let [adopted, declared] =
        [adopted, declared].map(|module| contract_of(module).expect("a golden is accepted"));
    assert_eq!(adopted, declared);
}

#[test]
fn hashes_are_distinct_and_the_same_on_every_run() {
    let mut seen = HashMap::new();
    for (name, module) in modules() {
        let (first, second) = (contract_of(module.clone()).unwrap(), contract_of(module).unwrap());
        assert_eq!(first, second);
        assert_eq!(first.hash.len(), 16);
        assert!(first.symbol.ends_with(&first.hash));
        assert_eq!(seen.insert(first.hash, name), None);
    }
}

#[test]
fn the_text_reads_as_declared() {
    let source = "#[spandrel::bridge(package = \"demo\")] mod ffi {
        /// A point.
        struct Point { x: i32, tags: Vec<String> }
        enum Side { Left, Right = 5 }
        enum Shape { Dot, Line(Point), Box { a: Point, b: Option<Point> } }
        #[error] enum Failure { /// broken at {at}
            Broken { at: u8 } }
        extern \"Rust\" {
            type Log;
            #[constructor] fn open(name: &str) -> Result<Log, Failure>;
            fn write(self: &Log, lines: &[String]);
            fn clear(self: &mut Log) -> bool;
            #[leaf] fn add(a: u8, b: [u16; 2]) -> (u8, HashMap<char, u128>);
        }
    }";
    let contract = contract_of(source.parse().unwrap()).unwrap();
    let wanted = "abi 2
package demo
record Point { x: i32, tags: Vec<String> }
enum Side { Left = 0, Right = 5 }
enum Shape { Dot, Line { _0: Point }, Box { a: Point, b: Option<Point> } }
error Failure { Broken { at: u8 } }
object Log
rust Log::open(name: &str) -> Result<Log, Failure>
rust Log::write(&self, lines: &[String])
rust Log::clear(&mut self) -> bool
rust leaf add(a: u8, b: [u16; 2]) -> (u8, HashMap<char, u128>)
";
    let (items, signatures) = contract.manifest.trim_end().rsplit_once('\n').unwrap();
    assert_eq!(format!("{items}\n"), wanted);
    assert!(signatures.starts_with("signatures ") && signatures.len() == 27, "{signatures}");
    let other = wanted.replace("Right = 5", "Right = 6");
    let (ours, theirs) = first_difference(wanted, &other).unwrap();
    assert_eq!(
        (ours.unwrap(), theirs.unwrap()),
        ("enum Side { Left = 0, Right = 5 }", "enum Side { Left = 0, Right = 6 }")
    );
    assert_eq!(first_difference(wanted, wanted), None);
}

#[test]
fn canary_a_contract_that_forgets_types_is_noticed() {
    // Seeded: a contract in which all integers look alike.
    let forgetful = |module: TokenStream| {
        let mut contract = contract_of(module)?;
        for width in ["u16", "u32", "u64", "i32", "i64"] {
            contract.manifest = contract.manifest.replace(width, "u8");
        }
        contract.hash = contract.manifest.clone();
        Some(contract)
    };
    let (_, module) = modules().into_iter().find(|(name, _)| name == "plain_records").unwrap();
    let (_, found) = unnoticed(&module, forgetful);
    assert!(found.iter().any(|what| what == "u32 -> u8"), "{found:?}");
}
