//! The free functions: each makes Rust call Go in one way.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::Duration,
};

use spandrel::GoError;

use crate::ffi::{self, Jar, Level, Point, Sink, SuppliedError, WoodError};

static DESTROYED: AtomicU64 = AtomicU64::new(0);

/// Counts when it is dropped: what a panic or a Goexit must not skip.
struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        DESTROYED.fetch_add(1, Ordering::Relaxed);
    }
}

pub fn failed(error: GoError) -> SuppliedError {
    SuppliedError::Go { message: error.to_string() }
}

/// Compares an answer with what it should be, and counts it.
pub fn same<T: PartialEq + std::fmt::Debug>(
    found: T,
    wanted: T,
    count: &mut u32,
) -> Result<(), SuppliedError> {
    *count += 1;
    if found == wanted {
        Ok(())
    } else {
        Err(SuppliedError::Go { message: format!("call {count}: {found:?} is not {wanted:?}") })
    }
}

pub fn call_all() -> Result<u32, SuppliedError> {
    let n = &mut 0;
    let point = Point { x: -7, y: 9, visible: true };
    let jar = |label: &str| Jar {
        label: label.to_owned(),
        grams: Some(250),
        tags: vec!["sweet".to_owned(), String::new()],
        at: point.clone(),
    };
    same(ffi::add(i64::MIN, -1, 255), i64::MIN + 254, n)?;
    same(ffi::scale(1.5, 2.0, true), 3.0, n)?;
    same(ffi::scale(3.0, 2.0, false), 1.5, n)?;
    same(ffi::mirror(point.clone()), Point { x: 9, y: -7, visible: false }, n)?;
    same(ffi::upper("grün"), "GRÜN".to_owned(), n)?;
    same(ffi::upper(""), String::new(), n)?;
    let parts = vec!["a".to_owned(), String::new(), "c".to_owned()];
    same(ffi::join(parts, "-").map_err(failed)?, "a--c".to_owned(), n)?;
    same(ffi::relabel(jar("jam"), "plum".to_owned()).map_err(failed)?, jar("plum"), n)?;
    same(ffi::find("jam").map_err(failed)?, Some(jar("jam")), n)?;
    same(ffi::find("nothing").map_err(failed)?, None, n)?;
    same(ffi::reverse(b"abc").map_err(failed)?, b"cba".to_vec(), n)?;
    same(ffi::reverse(b"").map_err(failed)?, Vec::new(), n)?;
    same(ffi::sum(&[1, 2, u64::MAX]), 2, n)?;
    same(ffi::sum_wide(&[1, 1 << 100]), (1 << 100) + 1, n)?;
    same(ffi::points(&[point.clone(), point.clone()]).map_err(failed)?, vec![point.clone(); 2], n)?;
    same(ffi::level(Level::Low), Level::High, n)?;
    same(ffi::wait(Duration::from_millis(1500)).map_err(failed)?, Duration::from_secs(3), n)?;
    same(ffi::letter('ß').map_err(failed)?, 'à', n)?;
    same(ffi::length("four", b"five5", &[1, 2, 3]), 12, n)?;
    same(ffi::length("", b"", &[]), 0, n)?;
    // Values without a counterpart are refused on the way in and on the way back.
    let forever = ffi::wait(Duration::MAX).unwrap_err();
    same(forever.kind(), spandrel::GoErrorKind::Refused, n)?;
    same(forever.message(), "time: duration is longer than 292 years", n)?;
    let negative = ffi::wait(Duration::ZERO).unwrap_err();
    same(negative.message(), "result: duration is negative", n)?;
    let surrogate = ffi::letter('x').unwrap_err();
    same(surrogate.message(), "result: 0xd800 is not a Unicode scalar value", n)?;
    let text = ffi::join(vec!["wrong".to_owned()], "").unwrap_err();
    same(text.message(), "result: text is not UTF-8 at byte 2", n)?;
    Ok(*n)
}

pub fn reverse_many(len: u64) -> Result<u64, SuppliedError> {
    let bytes: Vec<u8> = (0..len).map(|index| index as u8).collect();
    let mut back = ffi::reverse(&bytes).map_err(failed)?;
    back.reverse();
    Ok(if back == bytes { back.len() as u64 } else { 0 })
}

pub fn call_fail(how: &str) -> Vec<String> {
    let _guard = Guard;
    match ffi::fail(how) {
        Ok(()) => vec!["Ok".to_owned()],
        Err(error) => vec![
            format!("{:?}", error.kind()),
            error.message().to_owned(),
            error.type_name().to_owned(),
            if error.stack().contains("supplied") { "stack" } else { "no stack" }.to_owned(),
            error.to_string(),
        ],
    }
}

pub fn call_explode(how: &str) {
    let _guard = Guard;
    ffi::explode(how);
}

pub fn find_declared(how: &str) -> Result<(), SuppliedError> {
    match ffi::fail(how) {
        Ok(()) => Ok(()),
        Err(error) => Err(match (error.declared::<SuppliedError>(), error.declared::<WoodError>()) {
            (Some(found), _) => found,
            (None, Some(wood)) => SuppliedError::Broken { source: wood },
            (None, None) => failed(error),
        }),
    }
}

pub fn fail_declared(how: u8) -> Result<(), SuppliedError> {
    Err(match how {
        0 => SuppliedError::Missing { what: "salt".to_owned(), left: 3 },
        1 => SuppliedError::Locked,
        _ => SuppliedError::Broken { source: WoodError::Rot { plank: how } },
    })
}

pub fn panic_in_rust(text: &str) {
    let _guard = Guard;
    panic!("{text}");
}

pub fn use_sink(name: &str) -> Result<u32, SuppliedError> {
    let sink = ffi::open(name).map_err(failed)?;
    if sink.name() != name || !ffi::is_open(&sink) {
        return Err(SuppliedError::Locked);
    }
    let taken = sink.write(b"twelve bytes").map_err(failed)?;
    sink.close().map_err(failed)?;
    if ffi::is_open(&sink) {
        return Err(SuppliedError::Locked);
    }
    Ok(taken)
}

pub fn write_to(sink: &Sink, packet: &[u8]) -> Result<u32, SuppliedError> {
    sink.write(packet).map_err(failed)
}

pub fn each(items: &[u32], visit: &dyn Fn(u32) -> bool) -> u32 {
    items.iter().take_while(|item| visit(**item)).count() as u32
}

pub fn fold(
    items: &[String],
    step: &dyn Fn(&str, Jar) -> Result<Jar, GoError>,
) -> Result<Jar, SuppliedError> {
    let start =
        Jar { label: String::new(), grams: None, tags: Vec::new(), at: Point { x: 0, y: 0, visible: false } };
    items.iter().try_fold(start, |jar, item| step(item, jar).map_err(failed))
}

pub fn from_threads(
    threads: u32,
    calls: u32,
    visit: Box<dyn Fn(u64) -> u64 + Send + Sync>,
) -> Result<u64, SuppliedError> {
    let visit = &visit;
    thread::scope(|scope| {
        let workers: Vec<_> = (0..u64::from(threads))
            .map(|worker| {
                scope.spawn(move || {
                    let values = (0..u64::from(calls)).map(|call| worker << 32 | call);
                    values.filter(|value| visit(*value) == value + 1).count() as u64
                })
            })
            .collect();
        let counts = workers.into_iter().map(|worker| worker.join().map_err(|_| SuppliedError::Locked));
        counts.sum()
    })
}

pub fn destroyed() -> u64 {
    DESTROYED.load(Ordering::Relaxed)
}

pub fn leaf_calls_go() -> Result<u32, SuppliedError> {
    let error = match ffi::fail("ok") {
        Ok(()) => return Ok(1),
        Err(error) => error,
    };
    match error.kind() {
        spandrel::GoErrorKind::Leaf => Ok(2),
        _ => Err(failed(error)),
    }
}
