//! What to write instead of a type that cannot be passed.

/// The short names of what can be passed and needs no declaration.
pub(super) const CROSSES: [&str; 13] = [
    "String",
    "Vec",
    "Option",
    "HashMap",
    "BTreeMap",
    "HashSet",
    "BTreeSet",
    "Duration",
    "SystemTime",
    "Bytes",
    "Secret",
    "Stream",
    "Box",
];

/// What to write instead of a type of another crate or module, by its path.
pub(super) fn of_path(path: &[String]) -> &'static str {
    let first = path.first().map(String::as_str).unwrap_or_default();
    let last = path.last().map(String::as_str).unwrap_or_default();
    match (first, last) {
        ("spandrel" | "spandrel_ring", "Sender" | "Receiver" | "Writer" | "Reader") => RING,
        ("std" | "core" | "alloc" | "spandrel", last) if CROSSES.contains(&last) => {
            "write the short name: standard types are known here by it"
        }
        ("crate" | "super" | "self", _) => {
            "write the short name, and declare it here: `type Name;` in an extern block for an object, a `struct` or an `enum` with `#[adopt(path)]` for data"
        }
        (_, last) => of_name(last).unwrap_or(
            "adopt it, as `#[adopt(path)] struct Name { … }` with all its fields, declare a `struct` with what Go needs of it, or an opaque `type` in `extern \"Rust\"` that holds it",
        ),
    }
}

/// What to write instead of a type that many would try, by its short name.
pub(super) fn of_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "str" => "write `&str` or `String`",
        "Rc" | "Arc" | "RefCell" | "Cell" | "Mutex" | "RwLock" | "Weak" | "OnceCell" | "OnceLock"
        | "LazyLock" => "pass the value itself, or declare an opaque `type` that holds it",
        "Cow" => "write `&str` or `&[T]` in a parameter, `String` or `Vec<T>` elsewhere",
        "OsString" | "PathBuf" | "Path" | "OsStr" => "use `String`, or `Vec<u8>` where it may not be UTF-8",
        "CString" | "CStr" => "use `&str` or `String`",
        "Self" => "write the name of the object",
        "Instant" => "use `SystemTime` for a point in time, `Duration` for a length",
        "DateTime" | "NaiveDateTime" | "OffsetDateTime" | "PrimitiveDateTime" | "Timestamp" => {
            "use `SystemTime`"
        }
        "TimeDelta" => "use `Duration`",
        "Value" => "send JSON as its text, a `String`, or declare a `struct` of what is in it",
        "Uuid" => "use `[u8; 16]` or `String`",
        "Url" | "Uri" | "IpAddr" | "Ipv4Addr" | "Ipv6Addr" | "SocketAddr" | "Decimal" | "BigInt" => {
            "use `String`"
        }
        "VecDeque" | "LinkedList" | "BinaryHeap" | "SmallVec" => "use `Vec<T>`",
        "IndexMap" => "use `Vec<(K, V)>` where the order matters, otherwise `HashMap<K, V>`",
        "NonZeroU8" | "NonZeroU16" | "NonZeroU32" | "NonZeroU64" | "NonZeroUsize" | "AtomicBool"
        | "AtomicU32" | "AtomicU64" | "AtomicUsize" | "AtomicI64" => "use the plain scalar",
        "Range" | "RangeInclusive" => "use a tuple of both ends",
        "Sender" | "Receiver" | "UnboundedSender" | "UnboundedReceiver" => {
            "call Go back through `&dyn Fn(…)`, or return `impl Stream<Item = T>`, or the end of a ring, `ring::Receiver<T>`"
        }
        "Pin" | "Future" | "BoxFuture" => "write `async fn`, with what the future answers as the result",
        "BoxStream" => "write `impl Stream<Item = T>`",
        "File" | "TcpStream" | "UnixStream" => {
            "declare an opaque `type` that holds it, or pass what is read of it"
        }
        // Go's words.
        "int" | "rune" | "int64" => "write Rust's name of it: `i64`, or `char` for a rune",
        "int8" => "write `i8`",
        "int16" => "write `i16`",
        "int32" => "write `i32`",
        "uint" | "uint64" | "uintptr" => "write `u64`",
        "uint8" | "byte" => "write `u8`",
        "uint16" => "write `u16`",
        "uint32" => "write `u32`",
        "float32" => "write `f32`",
        "float64" | "float" | "double" => "write `f64`",
        "string" => "write `&str` in a parameter, `String` elsewhere",
        "void" => "leave it out",
        "error" => "return `Result<T, Error>` with an `#[error] enum Error` of the bridge",
        _ => return None,
    })
}

/// What to write instead of `impl Trait` and `dyn Trait`, by the name of the trait.
pub(super) fn of_trait(name: &str) -> &'static str {
    match name {
        "Fn" | "FnMut" | "FnOnce" => CALLBACK,
        "Iterator" | "IntoIterator" => {
            "take `&[T]`, return `Vec<T>`; what is made step by step is an `impl Stream<Item = T>` result"
        }
        "Future" => "write `async fn`, with what the future answers as the result",
        "Stream" => "write `impl Stream<Item = T>` as the result of a function",
        "Into" | "From" | "AsRef" | "Borrow" | "ToString" | "Display" => {
            "write the type itself, such as `&str`"
        }
        "Error" => {
            "carry the text of the error, a `String`, or return `Result<T, Error>` with an `#[error]` enum"
        }
        "Read" | "Write" | "AsyncRead" | "AsyncWrite" => {
            "take or return bytes, or declare a `type` in `extern \"Go\"` whose methods read and write"
        }
        _ => {
            "declare an opaque `type` that holds it: `extern \"Rust\"` for what Rust implements, `extern \"Go\"` for Go"
        }
    }
}

/// How an end of a ring is written.
pub(super) const RING: &str = "write `ring::Sender<T>`, `ring::Receiver<T>`, `ring::Writer<T>` or `ring::Reader<T>` of plain data, or of `[u8]`, records of any size";

/// How a callback is written.
pub(super) const CALLBACK: &str = "write `&dyn Fn(…)` for a callback during the call, `Box<dyn Fn(…) + Send + Sync>` for one that Rust retains";
