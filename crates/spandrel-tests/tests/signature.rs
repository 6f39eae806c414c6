//! What declares, defines and calls a bridge function has the parameters of its signature, in every golden.

use spandrel_emit::{Named, Package};
use spandrel_plan::{GoPart, Memory, Part, Region, Return, Signature, Slot};
use spandrel_tests::{golden, read, sources};

fn packages() -> Vec<Package> {
    sources("tests/golden")
        .iter()
        .flat_map(|path| {
            spandrel_emit::generate(&read(path), &|package| format!("golden/{package}")).expect("a golden")
        })
        .collect()
}

fn text<'a>(package: &'a Package, ending: &str) -> &'a str {
    let file = package.files.iter().find(|file| file.path.ends_with(ending));
    file.map(|file| file.text.as_str())
        .unwrap_or_else(|| panic!("{}: no {ending}", package.plan.bridge.package))
}

/// How many parts a list in brackets has, which begins behind `start`. `void` is none.
fn listed(text: &str, start: &str) -> usize {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("no `{start}`"));
    let (mut depth, mut parts, mut some) = (0, 0, false);
    for letter in rest.chars() {
        match letter {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' if depth == 0 => break,
            ')' | ']' | '}' | '>' => depth -= 1,
            ',' if depth == 0 => (parts, some) = (parts + 1, false),
            letter => some |= !letter.is_whitespace(),
        }
    }
    if rest.starts_with("void)") { 0 } else { parts + usize::from(some) }
}

/// Every function with its signatures.
fn signatures(plan: &Named) -> impl Iterator<Item = &Signature> {
    plan.functions.iter().flat_map(|function| [&function.signature].into_iter().chain(&function.leaf))
}

#[test]
fn header_and_call_have_the_slots_of_the_signature() {
    for package in packages() {
        for function in &package.plan.functions {
            let Signature { symbol, slots, .. } = &function.signature;
            let header = text(&package, ".h");
            assert_eq!(listed(header, &format!(" {symbol}(")), slots.len(), "{symbol} in the header");
            let bridge = text(&package, "bridge/bridge.go");
            assert_eq!(listed(bridge, &format!("C.{symbol}(")), slots.len(), "{symbol} in its call");
        }
    }
}

#[test]
fn the_trampoline_moves_the_slots_of_the_entry() {
    let mut leaves = 0;
    for package in packages() {
        for function in package.plan.functions.iter() {
            let Some(leaf) = &function.leaf else { continue };
            leaves += 1;
            let name = package.plan.names.bridge_function(&function.declared);
            let assembly = text(&package, ".s");
            let head = format!("TEXT ·fast{name}(SB), NOSPLIT, $0-");
            let (_, rest) = assembly.split_once(&head).expect("the trampoline");
            let size: usize = rest.lines().next().and_then(|line| line.parse().ok()).expect("its size");
            let answers = match leaf.returns {
                Return::Nothing => 0,
                Return::Value(_) => 1,
                Return::Frame | Return::FrameOf => 2,
            };
            assert_eq!(size, (leaf.slots.len() + answers) * 8, "{}", leaf.symbol);
        }
    }
    assert!(leaves > 3, "{leaves} leaves");
}

#[test]
fn the_definition_has_the_slots_of_the_signature() {
    for path in sources("tests/golden") {
        let tree = golden::generate(&path).expect("a golden");
        // What is passed through a macro breaks lines anywhere.
        let expanded = tree["expanded.rs"].split_whitespace().collect::<Vec<_>>().join(" ");
        for package in spandrel_emit::generate(&read(&path), &|package| package.to_owned()).expect("a golden")
        {
            for signature in signatures(&package.plan) {
                let (_, rest) = expanded
                    .split_once(&format!("export_name = \"{}\"", signature.symbol))
                    .unwrap_or_else(|| panic!("{} is not defined", signature.symbol));
                let name =
                    rest.split_once(" fn ").and_then(|(_, rest)| rest.split_once('(')).expect("a function").0;
                assert_eq!(listed(rest, &format!("{name}(")), signature.slots.len(), "{}", signature.symbol);
            }
        }
    }
}

#[test]
fn slots_are_in_the_order_of_the_call() {
    let source = r#"
        #[spandrel::bridge(package = "order")]
        mod ffi {
            extern "Rust" {
                type Index;
                fn find(self: &Index, term: &str, limit: u32, key: Secret<[u8]>, tags: Vec<String>) -> String;
                async fn wait(data: &[u16]) -> u64;
                #[leaf]
                fn turn(by: [u8; 4], way: bool) -> [u8; 4];
            }
        }
    "#;
    let packages = spandrel_emit::generate(source, &str::to_owned).expect("a bridge");
    let functions = &packages[0].plan.functions;
    let slots = |index: usize| functions[index].signature.slots.as_slice();
    let memory =
        |index, region| [Slot::Param(index, Part::Address(region)), Slot::Param(index, Part::Length(region))];
    let [text, length] = memory(0, Region::Text);
    let [bytes, bytes_length] = memory(2, Region::Owned);
    assert_eq!(slots(0)[..4], [Slot::Receiver, text, length, Slot::Param(1, Part::Word)]);
    assert!(matches!(slots(0)[4], Slot::Param(2, Part::Owner(_))));
    assert_eq!(slots(0)[5..], [bytes, bytes_length, Slot::Scratch, Slot::PackedLength, Slot::Capacity]);
    let [items, count] = memory(0, Region::Items);
    assert_eq!(slots(1), [Slot::Waiter, items, count]);
    let leaf = functions[2].leaf.as_ref().expect("a leaf");
    assert_eq!(leaf.slots, [Slot::Param(0, Part::Struct), Slot::Param(1, Part::Word), Slot::Result]);
    assert_eq!(leaf.returns, Return::Nothing);
}

#[test]
fn issue_calls_into_go_have_slots() {
    let source = r#"
        #[spandrel::bridge(package = "order")]
        mod ffi {
            extern "Go" {
                type Sink;
                fn put(self: &Sink, term: &str, limit: u32, at: [u8; 4], tags: Vec<String>, data: &[u16], key: Secret<[u8]>);
                fn pass(sink: Sink, data: Bytes);
            }
        }
    "#;
    let packages = spandrel_emit::generate(source, &str::to_owned).expect("a bridge");
    let plan = &packages[0].plan;
    let slots = |index: usize| {
        let slots = plan.imports[index].signature.numbered();
        slots.map(|(word, slot)| (word, slot.param, slot.part)).collect::<Vec<_>>()
    };
    let want = [
        (0, 0, GoPart::Text),
        (1, 0, GoPart::TextLength),
        (2, 1, GoPart::Word),
        (3, 2, GoPart::Struct),
        (4, 3, GoPart::Packed),
        (4, 4, GoPart::Items),
        (5, 4, GoPart::ItemCount),
        (6, 5, GoPart::Block(Memory::Secret { text: false })),
    ];
    assert_eq!(slots(0), want);
    assert_eq!(slots(1), [(0, 0, GoPart::Reference), (1, 1, GoPart::Block(Memory::Bytes))]);
    // What makes the call, and what answers it, are folds over these.
    let rust = spandrel_emit::rust::emit(plan).to_string();
    assert!(rust.contains("let words : [u64 ; 7usize]"), "{rust}");
    let go = &packages[0].files.iter().find(|file| file.path == "imports.go").expect("imports.go").text;
    for read in
        ["arg0 := call.Text(0)", "uint32(call.Word(2))", "call.Address(3)", "[uint16](call, 4)", "(call, 6)"]
    {
        assert!(go.contains(read), "no `{read}` in:\n{go}");
    }
}
