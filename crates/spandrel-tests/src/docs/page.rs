//! A page and its fenced blocks.

use std::path::{Path, PathBuf};

use crate::{project, read};

/// A page of documentation.
pub struct Page {
    /// Its path in the repository.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// Its fenced blocks.
    pub blocks: Vec<Block>,
}

/// What stands between two fences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The line of its first line of text, from 1.
    pub line: usize,
    /// The first word behind the fence, such as `rust`; empty if there is none.
    pub language: String,
    /// The words after it.
    pub words: Vec<String>,
    /// Its text, without the indent of its fence.
    pub text: String,
}

impl Page {
    /// Reads a page of the repository.
    pub fn read(path: &Path) -> Page {
        let inside = path.strip_prefix(project()).unwrap_or(path);
        Page::new(inside, &read(path))
    }

    /// Takes a text as the page of that path.
    pub fn new(path: &Path, text: &str) -> Page {
        Page { path: path.to_owned(), text: text.to_owned(), blocks: blocks(text) }
    }

    /// The name under which the page is compiled: its file name as an identifier.
    pub fn name(&self) -> String {
        crate::name(&self.path).to_lowercase().replace('-', "_")
    }

    /// The blocks of a language.
    pub fn blocks_in<'a>(&'a self, language: &'a str) -> impl Iterator<Item = &'a Block> {
        self.blocks.iter().filter(move |block| block.language == language)
    }

    /// The fences that no check knows, so that no block goes unchecked for a slip of the pen.
    pub fn unknown_fences(&self) -> Vec<String> {
        let known = |block: &Block| match (block.language.as_str(), block.words.as_slice()) {
            ("" | "sh" | "console" | "toml" | "rust" | "go", []) => true,
            ("rust", [_]) => block.word("file").is_some(),
            ("go", [word]) => word == "excerpt",
            _ => false,
        };
        let unknown = self.blocks.iter().filter(|block| !known(block));
        let mut found: Vec<String> = unknown
            .map(|block| {
                let words = [std::slice::from_ref(&block.language), &block.words].concat().join(" ");
                format!("{}: no check knows a block of `{words}`", self.place(block.line - 1))
            })
            .collect();
        let fences = self.text.lines().filter(|line| line.trim_start().starts_with("```")).count();
        if fences % 2 == 1 {
            found.push(format!("{}: the last block is not closed", self.path.display()));
        }
        found
    }

    /// The place of a line, as compilers write it.
    pub fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.path.display())
    }

    /// The lines outside fenced blocks, with their numbers.
    pub fn prose(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut inside = false;
        self.text.lines().enumerate().filter_map(move |(index, line)| {
            let fence = line.trim_start().starts_with("```");
            inside ^= fence;
            (!inside && !fence).then_some((index + 1, line))
        })
    }
}

impl Block {
    /// The value of `key=value` among its words.
    pub fn word(&self, key: &str) -> Option<&str> {
        self.words.iter().find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }

    /// Its text behind as many empty lines as stand above it in the page.
    pub fn at_its_line(&self) -> String {
        format!("{}{}", "\n".repeat(self.line - 1), self.text)
    }
}

fn blocks(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open: Option<usize> = None;
    for (index, line) in text.lines().enumerate() {
        let trimmed = line.trim_start();
        match (open, trimmed.strip_prefix("```")) {
            (None, Some(info)) => {
                let mut words = info.split_whitespace().map(str::to_owned);
                let language = words.next().unwrap_or_default();
                let words = words.collect();
                found.push(Block { line: index + 2, language, words, text: String::new() });
                open = Some(line.len() - trimmed.len());
            }
            (Some(_), Some(_)) => open = None,
            (Some(indent), None) => {
                let block = found.last_mut().expect("an open block was pushed");
                block.text.push_str(line.get(indent..).unwrap_or_default());
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    found
}
