//! Sources that nobody would write: small changes to real ones, the same on every run.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A stream of numbers from a seed (xorshift64*, Vigna 2014): no clock, no state of the machine.
#[derive(Clone, Debug)]
pub struct Numbers(u64);

impl Numbers {
    /// Starts a stream.
    pub fn new(seed: u64) -> Numbers {
        Numbers(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// The next number below `limit`; 0 if there is none.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let wide = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11;
        usize::try_from(wide).unwrap_or(0).checked_rem(limit).unwrap_or(0)
    }
}

/// Pieces of bridges, right and wrong, that take the place of a token.
const PIECES: &[&str] = &[
    "u8",
    "u128",
    "char",
    "f64",
    "bool",
    "str",
    "String",
    "&str",
    "&mut str",
    "&[u8]",
    "&mut [u8]",
    "Vec<u8>",
    "Vec<Vec<String>>",
    "Option<u32>",
    "Option<Option<u8>>",
    "HashMap<String, u8>",
    "HashMap<f64, u8>",
    "BTreeSet<char>",
    "HashSet<Vec<u8>>",
    "[u8; 4]",
    "[u8; 0]",
    "[[u64; 65536]; 65536]",
    "(u8, String)",
    "(u8,)",
    "()",
    "!",
    "_",
    "Duration",
    "SystemTime",
    "Bytes",
    "Secret<[u8]>",
    "Secret<u8>",
    "Box<u8>",
    "&dyn Fn(u8) -> u8",
    "Box<dyn Fn() + Send + Sync>",
    "impl Stream<Item = u8>",
    "impl Copy",
    "Result<u8, Error>",
    "Result<u8>",
    "Result<(), Missing>",
    "Self",
    "self",
    "&self",
    "self: &Self",
    "self: &Object",
    "self: &mut Object",
    "r#type",
    "_",
    "__",
    "close",
    "new",
    "spandrel",
    "GoError",
    "dyn Copy",
    "fn(u8)",
    "*const u8",
    "'a",
    "&'a u8",
    "async",
    "unsafe",
    "pub",
    "const",
    "#[leaf]",
    "#[constructor]",
    "#[error]",
    "#[view]",
    "#[adopt]",
    "#[adopt(Object)]",
    "#[adopt(super::Object)]",
    "#[adopt(crate::a::B<u8>)]",
    "#[cfg(test)]",
    "#[derive(Clone)]",
    "/// doc {field} {0} {{",
    "type Object;",
    "type r#fn;",
    "struct Empty {}",
    "struct Unit;",
    "struct Tuple(u8);",
    "enum Never {}",
    "enum One { One = -1 }",
    "enum Far { A = 2147483647, B }",
    "extern \"Rust\" { fn f(); }",
    "extern \"Go\" { fn g(); type G; }",
    "extern \"C\" {}",
    "= 5",
    "= -1",
    "18446744073709551616",
    "0x7fff_ffff",
    "1u8",
    "'x'",
    "\"text\"",
    "1.5",
    "<T>",
    "where u8: Copy",
    "...",
    "->",
    ";",
    ",",
    ":",
    "::",
];

/// Changes a few tokens of a source: drops, doubles, swaps, or replaces them by pieces of other bridges. The result
/// still has matching brackets, so that it reaches the checker more often than changed text would.
pub fn tokens(source: TokenStream, numbers: &mut Numbers) -> TokenStream {
    let mut trees: Vec<TokenTree> = source.into_iter().collect();
    if trees.is_empty() || numbers.below(6) == 0 {
        let at = numbers.below(trees.len() + 1);
        let piece: Vec<TokenTree> = piece(numbers).into_iter().collect();
        trees.splice(at..at, piece);
        return trees.into_iter().collect();
    }
    let at = numbers.below(trees.len());
    let groups: Vec<usize> = (0..trees.len())
        .filter(
            |&index| matches!(&trees[index], TokenTree::Group(group) if group.delimiter() != Delimiter::None),
        )
        .collect();
    if !groups.is_empty() && numbers.below(5) != 0 {
        let at = groups[numbers.below(groups.len())];
        if let TokenTree::Group(group) = &trees[at] {
            let inner = tokens(group.stream(), numbers);
            trees[at] = TokenTree::Group(Group::new(group.delimiter(), inner));
        }
        return trees.into_iter().collect();
    }
    match numbers.below(4) {
        0 => drop(trees.remove(at)),
        1 => trees.insert(at, trees[at].clone()),
        2 => {
            let other = numbers.below(trees.len());
            trees.swap(at, other);
        }
        _ => {
            let piece: Vec<TokenTree> = piece(numbers).into_iter().collect();
            trees.splice(at..=at, piece);
        }
    }
    trees.into_iter().collect()
}

/// What nests without end, with what closes it.
const NESTS: &[(&str, &str)] = &[
    ("(", ")"),
    ("[", "]"),
    ("{", "}"),
    ("Vec<", ">"),
    ("HashMap<u8, ", ">"),
    ("Box<dyn Fn(", ")>"),
    ("impl A<B = ", ">"),
    ("<", " as A>::B"),
    ("fn() -> ", ""),
    ("&", ""),
    ("&'a ", ""),
    ("*const ", ""),
    ("- ", ""),
    ("!", ""),
    ("|a, b| ", ""),
    ("a = ", ""),
    ("return ", ""),
    ("", " + 1"),
    ("", ".f()"),
    ("", "?"),
    ("if a {} else ", "{}"),
    ("match a { _ => ", "}"),
    ("mod a {", "}"),
    ("/*", "*/"),
    ("#[cfg(", ")]"),
    ("not(", ")"),
    ("#[a] ", ""),
    ("/// a\n", ""),
];

/// Wraps a piece of a text a few hundred or thousand times into something that nests.
pub fn deep(source: &str, numbers: &mut Numbers) -> String {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let starts: Vec<usize> = (0..source.len())
        .filter(|&at| source.is_char_boundary(at) && source[at..].starts_with(is_word))
        .filter(|&at| !source[..at].ends_with(is_word))
        .collect();
    if starts.is_empty() {
        return source.to_owned();
    }
    let start = starts[numbers.below(starts.len())];
    let end = start + source[start..].find(|letter| !is_word(letter)).unwrap_or(source.len() - start);
    let (open, close) = NESTS[numbers.below(NESTS.len())];
    let count = [20, 200, 5_000][numbers.below(3)];
    let (open, close) = (open.repeat(count), close.repeat(count));
    format!("{}{open}{}{close}{}", &source[..start], &source[start..end], &source[end..])
}

/// Changes a few bytes of a text; what is no longer UTF-8 is replaced.
pub fn text(source: &str, numbers: &mut Numbers) -> String {
    let mut bytes = source.as_bytes().to_vec();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len());
        match numbers.below(4) {
            0 if !bytes.is_empty() => drop(bytes.remove(at)),
            1 => bytes.insert(at, b"<>(){}[]&'\"/*_=#!,;:."[numbers.below(21)]),
            2 => {
                let end = (at + numbers.below(40)).min(bytes.len());
                let copied = bytes[at..end].to_vec();
                bytes.splice(at..at, copied);
            }
            _ if !bytes.is_empty() => bytes[at] = bytes[at].wrapping_add(1 + numbers.below(254) as u8),
            _ => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn piece(numbers: &mut Numbers) -> TokenStream {
    PIECES[numbers.below(PIECES.len())].parse().unwrap_or_default()
}
