// What rust-main.md leaves out: the names of its bridge, and its crate's own name.

extern crate self as letters;

use std::collections::BTreeMap;
