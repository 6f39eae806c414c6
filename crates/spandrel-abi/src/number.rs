//! How the lists of numbers are written down: once, as constants and as data.

/// One number of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its name in Rust: `INVALID_HANDLE`.
    pub name: &'static str,
    /// Its value.
    pub value: u64,
    /// What it means.
    pub docs: &'static str,
}

/// A list of numbers that belong together.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// Its name in Rust: the module.
    pub name: &'static str,
    /// What it is.
    pub docs: &'static str,
    /// The numbers.
    pub numbers: &'static [Number],
}

impl List {
    /// The name of a number, for messages and tests.
    pub fn name_of(&self, value: u64) -> Option<&'static str> {
        self.numbers.iter().find(|number| number.value == value).map(|number| number.name)
    }
}

/// A module of constants of one type, with the same list as data.
macro_rules! numbers {
    ($(#[doc = $docs:literal])+ $list:ident: $ty:ty { $($(#[doc = $each:literal])+ $name:ident = $value:expr,)+ }) => {
        $(#[doc = $docs])+
        pub mod $list {
            $($(#[doc = $each])+ pub const $name: $ty = $value;)+

            /// The same numbers as data.
            pub const LIST: crate::number::List = crate::number::List {
                name: stringify!($list),
                docs: concat!($($docs),+),
                numbers: &[$(crate::number::Number {
                    name: stringify!($name),
                    value: $value as u64,
                    docs: concat!($($each),+),
                }),+],
            };
        }
    };
}
pub(crate) use numbers;
