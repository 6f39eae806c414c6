//! What is behind the bridge.

use std::{collections::HashMap, thread, time::Duration};

use futures_util::{StreamExt, stream};
use spandrel::{GoError, Stream};

use crate::ffi::{self, Empty, Hollow, Leaflet, Page, SizesError};

pub(crate) type Words = [u64; 2048];
pub(crate) type Wides = [u128; 1024];
pub(crate) type Texts = [String; 682];

macro_rules! echoes {
    ($($(#[$leaf:meta])? $name:ident: $ty:ty;)*) => {$(
        pub(crate) fn $name(v: $ty) -> $ty {
            v
        }
    )*};
}
echoes! {
    echo_words: Words;
    echo_wides: Wides;
    echo_texts: Texts;
    echo_page: Page;
    echo_leaflet: Leaflet;
    echo_grid: [[Duration; 32]; 32];
    echo_maps: [HashMap<u8, u8>; 341];
    echo_maybe: Option<[u64; 2047]>;
    echo_flags: [Option<bool>; 8192];
    echo_lists: Vec<Words>;
    echo_leaflets: HashMap<u8, Leaflet>;
    echo_list: Vec<u128>;
    leaf_words: Words;
    leaf_wides: Wides;
    leaf_texts: Texts;
    leaf_page: Page;
    echo_empties: Vec<Empty>;
    leaf_empties: Vec<Hollow>;
}

/// What the large values add up to.
fn leaflet(a: &Words, b: &Wides, c: &Texts) -> Leaflet {
    let sum = a.iter().sum::<u64>() + b.iter().sum::<u128>() as u64;
    Leaflet { title: format!("{sum} {}", c.iter().map(String::len).sum::<usize>()), body: [1; 16360] }
}

pub(crate) fn echo_most(a: Words, b: Wides, c: Texts) -> Leaflet {
    leaflet(&a, &b, &c)
}

pub(crate) fn leaf_most(a: Words, b: Wides, c: Texts) -> Leaflet {
    leaflet(&a, &b, &c)
}

async fn turn(wait: bool) {
    if wait {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

pub(crate) async fn later_words(v: Words, wait: bool) -> Words {
    turn(wait).await;
    v
}

pub(crate) async fn later_wides(v: Wides, wait: bool) -> Wides {
    turn(wait).await;
    v
}

pub(crate) async fn later_texts(v: Texts, wait: bool) -> Texts {
    turn(wait).await;
    v
}

pub(crate) async fn later_page(v: Page, wait: bool) -> Result<Page, SizesError> {
    turn(wait).await;
    fail(v)
}

pub(crate) async fn later_most(a: Words, b: Wides, c: Texts, wait: bool) -> Leaflet {
    turn(wait).await;
    leaflet(&a, &b, &c)
}

pub(crate) fn stream_words(count: u32) -> impl Stream<Item = Words> + Send + 'static {
    stream::iter((0..count).map(|number| [u64::from(number); 2048]))
}

pub(crate) fn stream_wides(count: u32) -> impl Stream<Item = Wides> + Send + 'static {
    stream::iter((0..count).map(|number| [u128::from(number) << 64; 1024]))
}

pub(crate) fn stream_texts(count: u32) -> impl Stream<Item = Texts> + Send + 'static {
    stream::iter((0..count).map(|number| std::array::from_fn(|_| number.to_string())))
}

pub(crate) fn stream_pages(count: u32) -> impl Stream<Item = Result<Page, SizesError>> + Send + 'static {
    stream::iter(
        (1..=count).rev().map(|number| fail(Page { number: u64::from(number) - 1, body: [2; 16376] })),
    )
}

/// Fails for page 0.
pub(crate) fn fail(v: Page) -> Result<Page, SizesError> {
    if v.number == 0 { Err(SizesError::Page { number: 7, body: [8; 16368] }) } else { Ok(v) }
}

pub(crate) fn visit_words(v: Words, visit: &dyn Fn(Words) -> Words) -> Words {
    visit(v)
}

pub(crate) fn visit_texts(v: Texts, visit: &dyn Fn(Texts) -> Texts) -> Texts {
    visit(v)
}

pub(crate) fn visit_page(v: Page, visit: Box<dyn Fn(Page) -> Page + Send + Sync>) -> Page {
    thread::spawn(move || visit(v)).join().expect("the thread ends")
}

/// An object of large values.
pub struct Shelf(Page);

impl Shelf {
    /// A shelf with a page.
    pub fn new(page: Page) -> Shelf {
        Shelf(page)
    }

    /// Puts another page there.
    pub fn swap(&mut self, page: Page) -> Page {
        std::mem::replace(&mut self.0, page)
    }

    /// Looks at the page.
    pub async fn look(&self) -> Page {
        turn(true).await;
        self.0.clone()
    }
}

fn told(error: GoError) -> SizesError {
    SizesError::Told { reason: error.to_string(), texts: Vec::new() }
}

/// Each on a thread of its own, with the stack that threads have unless they ask for another.
fn on_thread<T: Send + 'static>(
    run: impl FnOnce() -> Result<T, GoError> + Send + 'static,
) -> Result<T, SizesError> {
    thread::spawn(run).join().expect("the thread ends").map_err(told)
}

pub(crate) fn call_go() -> Result<u64, SizesError> {
    let words = on_thread(|| Ok(ffi::go_words([1; 2048])?.iter().sum::<u64>()))?;
    let wides = on_thread(|| Ok(ffi::go_wides([1; 1024])?.iter().sum::<u128>()))?;
    let texts = on_thread(|| {
        let texts = ffi::go_texts(std::array::from_fn(|_| "x".to_owned()))?;
        Ok(texts.iter().map(String::len).sum::<usize>())
    })?;
    let page = on_thread(|| Ok(ffi::go_page(Page { number: 1, body: [1; 16376] })?.number))?;
    let most = on_thread(|| {
        let most = ffi::go_most([1; 2048], [1; 1024], [const { String::new() }; 682])?;
        Ok(most.title.len())
    })?;
    let bounced = on_thread(|| Ok(ffi::go_bounce(Page { number: 1, body: [1; 16376] })?.number))?;
    Ok(words + wides as u64 + texts as u64 + page + most as u64 + bounced)
}

pub(crate) async fn await_go() -> Result<u64, SizesError> {
    turn(true).await;
    let wides = ffi::go_later([1; 1024]).await.map_err(told)?;
    let texts = ffi::go_later_texts(std::array::from_fn(|_| "x".to_owned())).await.map_err(told)?;
    let mut sum = wides.iter().sum::<u128>() as u64 + texts.iter().map(String::len).sum::<usize>() as u64;
    let mut words = ffi::go_stream([1; 2048]);
    while let Some(item) = words.next().await {
        sum += item.map_err(told)?.iter().sum::<u64>();
    }
    let mut leaflets = ffi::go_leaflets(Leaflet { title: "x".into(), body: [1; 16360] });
    while let Some(item) = leaflets.next().await {
        sum += item.map_err(told)?.title.len() as u64;
    }
    Ok(sum)
}

/// A record of records without fields.
fn hollow() -> Hollow {
    Hollow { rows: [const { [const { Empty {} }; 2] }; 3], maybe: Some(Empty {}) }
}

fn empties(count: u32) -> Vec<Empty> {
    (0..count).map(|_| Empty {}).collect()
}

pub(crate) fn count_empties(v: &[Empty]) -> u64 {
    v.len() as u64
}

pub(crate) async fn later_empties(v: Vec<(Empty, Hollow)>) -> Vec<(Empty, Hollow)> {
    turn(true).await;
    v
}

pub(crate) fn stream_empties(count: u32) -> impl Stream<Item = Empty> + Send + 'static {
    stream::iter(empties(count))
}

pub(crate) fn stream_empty_lists(count: u32) -> impl Stream<Item = Vec<Hollow>> + Send + 'static {
    stream::iter((0..count).map(|len| vec![hollow(); len as usize]))
}

pub(crate) fn fail_empties(count: u32) -> Result<(), SizesError> {
    Err(SizesError::Empties { empties: u64::from(count), list: empties(count) })
}

pub(crate) fn visit_empties(
    count: u32,
    visit: &dyn Fn(Vec<Empty>, Option<Empty>) -> HashMap<u32, Empty>,
) -> u64 {
    visit(empties(count), Some(Empty {})).len() as u64
}

pub(crate) async fn empties_in_go(count: u32) -> Result<u64, SizesError> {
    let there = ffi::go_empties(empties(count)).map_err(told)?;
    let back = ffi::go_later_empties(there).await.map_err(told)?;
    let mut sum = back.len() as u64;
    let mut items = ffi::go_stream_empties(count);
    while let Some(item) = items.next().await {
        let Empty {} = item.map_err(told)?;
        sum += 1;
    }
    let mut lists = ffi::go_stream_empty_lists(count);
    while let Some(list) = lists.next().await {
        let list = list.map_err(told)?;
        assert!(list.iter().all(|item| *item == hollow()), "{list:?}");
        sum += list.len() as u64;
    }
    Ok(sum)
}

pub(crate) fn texts(count: u32, len: u32) -> Vec<String> {
    (0..count).map(|_| "x".repeat(len as usize)).collect()
}

pub(crate) fn keyed_texts(count: u32, len: u32) -> HashMap<String, u32> {
    (0..count).map(|number| (format!("{number:0len$}", len = len as usize), number)).collect()
}

pub(crate) fn fail_with_texts(count: u32, len: u32) -> Result<(), SizesError> {
    Err(SizesError::Told { reason: "told to".into(), texts: texts(count, len) })
}

pub(crate) fn stream_texts_lists(count: u32, len: u32) -> impl Stream<Item = Vec<String>> + Send + 'static {
    stream::iter((0..2).map(move |_| texts(count, len)))
}

pub(crate) fn visit_texts_lists(count: u32, len: u32, visit: &dyn Fn(Vec<String>)) {
    visit(texts(count, len));
}
