//! The first sentence of a doc comment, as Go wants it: it begins with the name.
//!
//! What reads well behind the name is joined to it: verbs ("Counts words." → "Tally counts words."), and noun phrases
//! with a verb that says what they are ("The settings." → "Config is the settings."). All else stays a sentence of its
//! own behind one that is true of every such item.

/// What a doc comment stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Function,
    Type,
    Package,
}

/// Verbs that comments begin with, where a word could be a noun as well.
const VERBS: &[&str] = &[
    "accept",
    "add",
    "allow",
    "append",
    "apply",
    "ask",
    "begin",
    "build",
    "call",
    "cancel",
    "carry",
    "change",
    "check",
    "clear",
    "close",
    "collect",
    "compare",
    "compress",
    "compute",
    "connect",
    "contain",
    "convert",
    "copy",
    "count",
    "create",
    "decide",
    "decode",
    "decrypt",
    "delete",
    "describe",
    "do",
    "drain",
    "encode",
    "encrypt",
    "end",
    "evaluate",
    "fail",
    "fetch",
    "fill",
    "find",
    "flush",
    "format",
    "get",
    "give",
    "handle",
    "hash",
    "hold",
    "implement",
    "index",
    "initialise",
    "initialize",
    "insert",
    "join",
    "keep",
    "leave",
    "let",
    "list",
    "load",
    "lock",
    "log",
    "look",
    "make",
    "match",
    "measure",
    "merge",
    "move",
    "name",
    "open",
    "parse",
    "pick",
    "play",
    "poll",
    "pop",
    "print",
    "process",
    "produce",
    "provide",
    "publish",
    "pull",
    "push",
    "put",
    "query",
    "read",
    "receive",
    "record",
    "register",
    "release",
    "remove",
    "render",
    "report",
    "represent",
    "reset",
    "resolve",
    "return",
    "run",
    "save",
    "say",
    "search",
    "seek",
    "select",
    "send",
    "set",
    "show",
    "sign",
    "sort",
    "split",
    "start",
    "stop",
    "store",
    "sum",
    "summarise",
    "summarize",
    "take",
    "tell",
    "test",
    "track",
    "transform",
    "translate",
    "try",
    "turn",
    "unlock",
    "update",
    "use",
    "validate",
    "verify",
    "visit",
    "wait",
    "walk",
    "wipe",
    "wrap",
    "write",
    "yield",
];

/// What follows a noun, and seldom a verb.
const AFTER_NOUNS: &[&str] =
    &["of", "that", "which", "who", "whose", "and", "or", "is", "are", "was", "were", "has"];

/// What follows a verb in the imperative.
const DETERMINERS: &[&str] = &[
    "a",
    "all",
    "an",
    "another",
    "any",
    "anything",
    "both",
    "each",
    "every",
    "everything",
    "how",
    "it",
    "its",
    "new",
    "no",
    "one",
    "some",
    "the",
    "them",
    "this",
    "two",
    "what",
    "whether",
];

/// A sentence with the name in front. `otherwise` is true of every such item.
pub(super) fn sentence(name: &str, subject: Subject, sentence: &str, otherwise: &str) -> String {
    let words: Vec<String> = sentence.split_whitespace().map(bare).collect();
    let (first, rest) = sentence.split_once(' ').unwrap_or((sentence, ""));
    if name.is_empty() || first == name || sentence.starts_with(&format!("{name} ")) {
        return sentence.to_owned();
    }
    let word = words.first().map_or("", String::as_str);
    let next = words.get(1).map_or("", String::as_str);
    let lowered = first.to_lowercase();
    let joined = |verb: &str, tail: &str| format!("{name} {verb} {tail}").trim_end().to_owned();
    let behind = || joined(&lowered, rest);
    let capital = first.chars().next().is_some_and(char::is_uppercase) && is_lower(first);
    if capital && is_third_person(&words, name, subject) {
        return behind();
    }
    if capital && subject == Subject::Function && VERBS.contains(&word) && DETERMINERS.contains(&next) {
        return joined(&third_person(&lowered), rest);
    }
    let phrase = !has_verb(&words);
    match word {
        "a" | "an" | "the" | "one" | "something" | "nothing" | "everything" if phrase => {
            let verb = if subject == Subject::Function { "returns" } else { "is" };
            joined(verb, &behind()[name.len() + 1..])
        }
        "whether" if subject == Subject::Function => joined("reports", &behind()[name.len() + 1..]),
        "how" | "what" | "when" | "where" | "which" | "who" | "why" | "whether"
            if subject != Subject::Package =>
        {
            let verb = if subject == Subject::Function { "returns" } else { "says" };
            joined(verb, &behind()[name.len() + 1..])
        }
        _ if phrase
            && subject == Subject::Function
            && words.iter().take(3).skip(1).any(|word| word == "of") =>
        {
            let tail = if capital { behind()[name.len() + 1..].to_owned() } else { sentence.to_owned() };
            joined("returns the", &tail)
        }
        _ if phrase && subject != Subject::Function && is_noun_phrase(&words) => {
            let verb = if subject == Subject::Type { "represents" } else { "provides" };
            let article = if is_plural(&words) { "" } else { "the " };
            let tail = if capital { behind()[name.len() + 1..].to_owned() } else { sentence.to_owned() };
            joined(verb, &format!("{article}{tail}"))
        }
        _ => format!("{otherwise} {sentence}").trim_start().to_owned(),
    }
}

/// Words that begin no noun phrase.
const NO_NOUNS: &[&str] = &[
    "all", "also", "always", "any", "as", "at", "both", "by", "each", "every", "for", "from", "if", "in",
    "it", "its", "like", "never", "no", "not", "note", "on", "only", "see", "such", "that", "these", "this",
    "to", "with", "you",
];

/// What ends the words that say what a noun phrase is: "HTTP settings" of "HTTP settings for a server".
const PREPOSITIONS: &[&str] = &[
    "of", "for", "in", "on", "with", "to", "from", "by", "at", "that", "which", "who", "whose", "and", "or",
    "since", "until", "while", "after", "before",
];

/// Whether words without a verb begin with a noun, as far as can be seen: not with a verb in the imperative or a participle.
fn is_noun_phrase(words: &[String]) -> bool {
    let (first, next) = (words[0].as_str(), words.get(1).map_or("", String::as_str));
    words.len() > 1
        && !NO_NOUNS.contains(&first)
        && !first.ends_with("ed")
        && !DETERMINERS.contains(&next)
        && (!VERBS.contains(&first) || NOUNS.contains(&first))
}

/// Whether the noun of a phrase is in the plural.
fn is_plural(words: &[String]) -> bool {
    let head = words.iter().take_while(|word| !PREPOSITIONS.contains(&word.as_str())).last();
    head.is_some_and(|word| word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us"))
}

/// A word as the lists have it.
fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

fn is_lower(word: &str) -> bool {
    word.chars().skip(1).all(|letter| letter.is_lowercase() || letter == ',')
}

/// Whether the first word is a verb in the third person: "Opens", not "Class", "Values of" or "URLs".
fn is_third_person(words: &[String], name: &str, subject: Subject) -> bool {
    let word = words.first().map_or("", String::as_str);
    let next = words.get(1).map_or("", String::as_str);
    if !word.ends_with('s') || AFTER_NOUNS.contains(&next) && !has_two_verbs(words) {
        return false;
    }
    if VERBS.iter().any(|verb| third_person(verb) == word) || is_what_it_does(word, name) {
        return true;
    }
    if ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        return false;
    }
    match subject {
        // Behind the name of a function nearly all such words are verbs.
        Subject::Function => true,
        // "Remuxes one stream.", not "Bytes the core has read."
        Subject::Type | Subject::Package => DETERMINERS.contains(&next) && !has_verb(words),
    }
}

/// Whether two verbs share a subject: "Reads and summarises files", not "Reads and their costs".
fn has_two_verbs(words: &[String]) -> bool {
    let [first, and, second, third, ..] = words else { return false };
    let is_verb = |word: &str| VERBS.iter().any(|verb| third_person(verb) == word && !NOUNS.contains(verb));
    ["and", "or"].contains(&and.as_str())
        && is_verb(first)
        && is_verb(second)
        && !AFTER_NOUNS.contains(&third.as_str())
}

/// Whether a type is named for what it does: a Remuxer remuxes, an Editor edits.
fn is_what_it_does(verb: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let stems = [verb.strip_suffix("es"), verb.strip_suffix('s')];
    stems.into_iter().flatten().any(|stem| {
        let ending = name.strip_prefix(stem);
        stem.len() > 2 && ending.is_some_and(|ending| ["er", "or", "r"].contains(&ending))
    })
}

fn third_person(verb: &str) -> String {
    match verb {
        _ if ["s", "sh", "ch", "x", "z", "o"].iter().any(|end| verb.ends_with(end)) => format!("{verb}es"),
        _ if verb.ends_with('y') && !verb.ends_with("ay") => format!("{}ies", &verb[..verb.len() - 1]),
        _ => format!("{verb}s"),
    }
}

/// Whether what looks like a noun phrase goes on as a sentence: "An empty text gives zero."
fn has_verb(words: &[String]) -> bool {
    const OTHERS: &[&str] =
        &["is", "are", "was", "were", "has", "have", "can", "must", "may", "will", "does"];
    words
        .iter()
        .skip(1)
        .take_while(|word| {
            ![
                "that", "which", "who", "whose", "if", "when", "where", "what", "how", "since", "while",
                "until", "after", "before", "because", "as",
            ]
            .contains(&word.as_str())
        })
        .any(|word| {
            OTHERS.contains(&word.as_str())
                || VERBS.iter().any(|verb| third_person(verb) == *word && !NOUNS.contains(verb))
        })
}

/// Verbs whose third person is more often a plural.
const NOUNS: &[&str] = &[
    "change", "check", "copy", "count", "end", "handle", "hash", "index", "list", "load", "lock", "log",
    "match", "measure", "move", "name", "poll", "process", "query", "record", "report", "search", "set",
    "sign", "sort", "start", "stop", "store", "sum", "test", "track", "try", "turn", "update", "use",
    "visit", "walk",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_do_and_return() {
        let of = |name, text| sentence(name, Subject::Function, text, "F calls the Rust function f.");
        assert_eq!(of("Open", "Opens a stream."), "Open opens a stream.");
        assert_eq!(of("Open", "Open it."), "Open it.");
        assert_eq!(of("OpenIndex", "Open an index."), "OpenIndex opens an index.");
        assert_eq!(of("Copy", "Copy the text."), "Copy the text.");
        assert_eq!(of("CopyAll", "Copy all texts."), "CopyAll copies all texts.");
        assert_eq!(of("Value", "The value now."), "Value returns the value now.");
        assert_eq!(of("IsOpen", "Whether it is open."), "IsOpen reports whether it is open.");
        assert_eq!(of("Words", "Number of words."), "Words returns the number of words.");
        assert_eq!(of("Status", "HTTP status of the call."), "Status returns the HTTP status of the call.");
        assert_eq!(
            of("F", "An empty text gives zero."),
            "F calls the Rust function f. An empty text gives zero."
        );
        assert_eq!(
            of("F", "Values of it are stored."),
            "F calls the Rust function f. Values of it are stored."
        );
    }

    #[test]
    fn types_are_and_say() {
        let of = |name, text| sentence(name, Subject::Type, text, "T is plain data.");
        assert_eq!(of("Tally", "Counts words of a text."), "Tally counts words of a text.");
        assert_eq!(of("Config", "The settings."), "Config is the settings.");
        assert_eq!(of("Hit", "Where a word was found."), "Hit says where a word was found.");
        assert_eq!(of("Shape", "Something to draw."), "Shape is something to draw.");
        assert_eq!(of("T", "Settings of it."), "T represents settings of it.");
        assert_eq!(of("T", "Values that are stored."), "T represents values that are stored.");
        assert_eq!(of("T", "Counts of words."), "T represents counts of words.");
        assert_eq!(of("T", "HTTP status of a call."), "T represents the HTTP status of a call.");
        assert_eq!(of("T", "Counters since it was opened."), "T represents counters since it was opened.");
        for other in
            ["URLs.", "Not yet known.", "Used by all.", "Remux a stream.", "An empty one is allowed."]
        {
            assert_eq!(of("T", other), format!("T is plain data. {other}"));
        }
    }

    #[test]
    fn issue_a_type_does_what_an_unknown_verb_says() {
        let of = |name, text| sentence(name, Subject::Type, text, "T is an object.");
        assert_eq!(of("Remuxer", "Remuxes one stream."), "Remuxer remuxes one stream.");
        assert_eq!(of("Pipeline", "Remuxes each stream."), "Pipeline remuxes each stream.");
        assert_eq!(of("Greeter", "Greets people."), "Greeter greets people.");
        assert_eq!(of("Cacher", "Caches pages that were read."), "Cacher caches pages that were read.");
        assert_eq!(of("T", "Settings of one stream."), "T represents settings of one stream.");
        assert_eq!(of("T", "Bytes the core has read."), "T is an object. Bytes the core has read.");
        assert_eq!(of("T", "Options for it."), "T represents options for it.");
        assert_eq!(of("User", "Users who pay."), "User represents users who pay.");
    }

    #[test]
    fn packages_are_and_do() {
        let of = |text| sentence("Package tools", Subject::Package, text, "Package tools calls Rust.");
        assert_eq!(of("Counts words."), "Package tools counts words.");
        assert_eq!(of("The search index."), "Package tools is the search index.");
        assert_eq!(of("Package tools is one."), "Package tools is one.");
        assert_eq!(of("Reads and summarises log files."), "Package tools reads and summarises log files.");
        assert_eq!(of("Counts and sums of it."), "Package tools provides counts and sums of it.");
        assert_eq!(of("Tools for streams."), "Package tools provides tools for streams.");
    }
}
