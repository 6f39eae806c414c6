//! Names: keywords of either language, initialisms, stutter, and words that generated code uses itself.

#[spandrel::bridge(package = "names")]
mod ffi {
    /// A user; `NamesUser` would stutter.
    struct NamesUser {
        user_id: u64,
        home_url: String,
        error: String,
        func: u8,
        http_status: u16,
        _hidden: bool,
        x2_y: u8,
    }

    struct Packet {
        kind: u8,
        error: u16,
        range: u32,
        int: i32,
    }

    /// What the raw form of a packet would be called.
    struct RawPacket {
        bytes: u32,
    }

    struct Send {
        at: u64,
    }

    #[error]
    enum NamesError {
        /// says \\ and "so"
        Quoted,
        /// {error} is not {kind} but {r}
        Mixed { error: String, kind: u8, message: String, is: bool, r: u8 },
    }

    enum HttpMethod {
        Get,
        Post,
    }

    extern "Rust" {
        type _Map;
        fn merge(self: &_Map, m: RawPacket, each: Box<dyn Fn(Send) + Send + Sync>);
        fn size(self: &_Map) -> u32;
        #[constructor]
        fn size_(size: u32) -> _Map;
        fn map_size() -> u32;
        fn map_each(each: &dyn Fn());
        fn each(self: &_Map, each: &dyn Fn());
        fn rust() -> u32;
        fn serve();
        #[leaf]
        fn fast() -> bool;
        #[leaf]
        fn gravity(g: f64) -> f64;
        fn get_user_by_id(user_id: u64, api_url: &str) -> NamesUser;
        fn pick(kind: u8, range: u16, func: u32, chan: bool) -> u8;
        fn select(default: u8, package: u8, var: u8, go: u8) -> u8;
        fn pack(frame: Packet, scratch: Packet, ok: Packet, unsafe_: Packet) -> Packet;
        fn words(b: Vec<String>, i0: Vec<String>, r: Option<String>, ok: &str) -> Vec<String>;
        fn numbers(len: u8, answer: u16, handle: u32, attempt: u64, c: u8) -> u64;
        fn helpers(
            read_error: u8,
            new_user: NamesUser,
            append_packet: Vec<String>,
        ) -> Result<NamesUser, NamesError>;
        fn conversions(uint32: u32, int32: HttpMethod, int64: i64, uint64: u64) -> HttpMethod;
        fn time(time: Option<u8>, runtime: u8, math: f32, spandrel: u8) -> Result<f32, NamesError>;
        fn points(points: &[Packet], points_count: u64) -> u64;
        fn method(method: HttpMethod) -> bool;
        fn append(append: Vec<String>, string: String, cap: u8) -> String;
        fn self_test(error: &str, nil: u8, true_: bool, iota: u8) -> bool;
    }
}

use ffi::{HttpMethod, NamesError, NamesUser, Packet, RawPacket};

/// A map.
pub(crate) struct _Map(u32);

impl _Map {
    fn size_(size: u32) -> _Map {
        _Map(size)
    }

    fn size(&self) -> u32 {
        self.0
    }

    fn each(&self, each: &dyn Fn()) {
        each();
    }

    fn merge(&self, m: RawPacket, each: Box<dyn Fn(ffi::Send) + Send + Sync>) {
        each(ffi::Send { at: u64::from(m.bytes + self.0) });
    }
}

fn map_size() -> u32 {
    0
}

fn map_each(each: &dyn Fn()) {
    each();
}

fn rust() -> u32 {
    2024
}

fn serve() {}

fn fast() -> bool {
    true
}

fn gravity(g: f64) -> f64 {
    g
}

fn get_user_by_id(user_id: u64, api_url: &str) -> NamesUser {
    NamesUser {
        user_id,
        home_url: api_url.to_owned(),
        error: String::new(),
        func: 0,
        http_status: 200,
        _hidden: false,
        x2_y: 0,
    }
}

fn pick(kind: u8, _range: u16, _func: u32, _chan: bool) -> u8 {
    kind
}

fn select(default: u8, package: u8, var: u8, go: u8) -> u8 {
    default | package | var | go
}

fn pack(frame: Packet, _scratch: Packet, _ok: Packet, _unsafe: Packet) -> Packet {
    frame
}

fn words(b: Vec<String>, i0: Vec<String>, r: Option<String>, ok: &str) -> Vec<String> {
    b.into_iter().chain(i0).chain(r).chain([ok.to_owned()]).collect()
}

fn numbers(len: u8, answer: u16, handle: u32, attempt: u64, c: u8) -> u64 {
    u64::from(len) + u64::from(answer) + u64::from(handle) + attempt + u64::from(c)
}

fn helpers(
    _read_error: u8,
    new_user: NamesUser,
    _append_packet: Vec<String>,
) -> Result<NamesUser, NamesError> {
    Ok(new_user)
}

fn conversions(_uint32: u32, int32: HttpMethod, _int64: i64, _uint64: u64) -> HttpMethod {
    int32
}

fn time(time: Option<u8>, runtime: u8, math: f32, spandrel: u8) -> Result<f32, NamesError> {
    match time {
        Some(_) => Ok(math),
        None => Err(NamesError::Mixed {
            error: String::new(),
            kind: runtime,
            message: String::new(),
            is: false,
            r: spandrel,
        }),
    }
}

fn points(points: &[Packet], points_count: u64) -> u64 {
    points.len() as u64 + points_count
}

fn method(method: HttpMethod) -> bool {
    matches!(method, HttpMethod::Get)
}

fn append(append: Vec<String>, string: String, cap: u8) -> String {
    format!("{}{string}{cap}", append.concat())
}

fn self_test(error: &str, nil: u8, true_: bool, iota: u8) -> bool {
    error.is_empty() && nil == iota && true_
}
