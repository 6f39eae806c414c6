//! A core with something of every kind, which `go/native` implements once more.

use std::collections::BTreeMap;
use std::collections::HashSet;
use std::sync::Mutex;

use futures_util::stream;
use spandrel::Stream;

#[spandrel::bridge(package = "stock")]
mod ffi {
    /// What lies on a shelf.
    pub struct Item {
        pub name: String,
        pub price: f64,
        pub count: u32,
    }

    /// What is looked for.
    pub struct Query {
        pub text: String,
        pub limit: Option<u32>,
        pub order: Order,
    }

    pub enum Order {
        Name,
        Price { falling: bool },
    }

    #[error]
    pub enum StockError {
        /// shelf is full: it has room for {limit}
        Full { limit: u32 },
        /// there is no {name}
        Missing { name: String },
        /// {field} is not valid
        Invalid { field: String },
    }

    extern "Rust" {
        type Shelf;
        #[constructor]
        fn open(limit: u32) -> Result<Shelf, StockError>;
        fn put(self: &mut Shelf, item: Item) -> Result<u32, StockError>;
        fn take(self: &mut Shelf, name: &str, count: u32) -> Result<u32, StockError>;
        fn find(self: &Shelf, query: Query) -> Vec<Item>;
        fn walk(self: &Shelf) -> impl Stream<Item = Item>;
        #[leaf]
        fn size(self: &Shelf) -> u32;

        /// The sum, at most the largest number.
        fn total(prices: &[i64]) -> i64;
        fn mean(values: &[f64]) -> f64;
        fn digest(data: &[u8]) -> [u8; 8];
        fn words(text: &str) -> HashSet<String>;
        fn lines(text: &str) -> Vec<String>;
        fn parse(text: &str) -> Result<i32, StockError>;
        fn cheapest(items: Vec<Item>) -> Option<Item>;
        fn count(from: u64, to: u64) -> impl Stream<Item = u64>;
        async fn wait(number: u32) -> u32;
        fn each(numbers: &[u32], visit: &dyn Fn(u32) -> bool) -> u32;
    }
}

use ffi::{Item, Order, Query, StockError};

/// A shelf, with its items by name.
pub struct Shelf {
    limit: u32,
    items: Mutex<BTreeMap<String, Item>>,
}

impl Shelf {
    fn open(limit: u32) -> Result<Shelf, StockError> {
        if limit == 0 {
            return Err(StockError::Invalid { field: "limit".to_owned() });
        }
        Ok(Shelf { limit, items: Mutex::default() })
    }

    fn put(&mut self, item: Item) -> Result<u32, StockError> {
        if item.name.is_empty() {
            return Err(StockError::Invalid { field: "name".to_owned() });
        }
        let items = self.items.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(known) = items.get_mut(&item.name) {
            known.count = known.count.saturating_add(item.count);
            known.price = item.price;
        } else if items.len() >= self.limit as usize {
            return Err(StockError::Full { limit: self.limit });
        } else {
            items.insert(item.name.clone(), item);
        }
        Ok(items.len() as u32)
    }

    fn take(&mut self, name: &str, count: u32) -> Result<u32, StockError> {
        let items = self.items.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        let Some(item) = items.get_mut(name) else {
            return Err(StockError::Missing { name: name.to_owned() });
        };
        let taken = count.min(item.count);
        item.count -= taken;
        if item.count == 0 {
            items.remove(name);
        }
        Ok(taken)
    }

    fn items(&self) -> Vec<Item> {
        let items = self.items.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        items.values().map(copy).collect()
    }

    fn find(&self, query: Query) -> Vec<Item> {
        let mut found: Vec<Item> =
            self.items().into_iter().filter(|item| item.name.contains(&query.text)).collect();
        if let Order::Price { falling } = query.order {
            found.sort_by(|a, b| a.price.total_cmp(&b.price));
            if falling {
                found.reverse();
            }
        }
        found.truncate(query.limit.map_or(usize::MAX, |limit| limit as usize));
        found
    }

    fn walk(&self) -> impl Stream<Item = Item> + Send + use<> {
        stream::iter(self.items())
    }

    fn size(&self) -> u32 {
        self.items.lock().unwrap_or_else(std::sync::PoisonError::into_inner).len() as u32
    }
}

fn copy(item: &Item) -> Item {
    Item { name: item.name.clone(), price: item.price, count: item.count }
}

fn total(prices: &[i64]) -> i64 {
    prices.iter().fold(0, |sum: i64, price| sum.saturating_add(*price))
}

fn mean(values: &[f64]) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    values.iter().fold(0.0, |sum, value| sum + value) / values.len() as f64
}

/// FNV-1a.
fn digest(data: &[u8]) -> [u8; 8] {
    let hash = data.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash.to_be_bytes()
}

fn words(text: &str) -> HashSet<String> {
    text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn lines(text: &str) -> Vec<String> {
    text.split('\n').map(str::to_owned).collect()
}

fn parse(text: &str) -> Result<i32, StockError> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(StockError::Invalid { field: text.to_owned() });
    }
    text.parse().map_err(|_| StockError::Invalid { field: text.to_owned() })
}

fn cheapest(items: Vec<Item>) -> Option<Item> {
    let mut cheapest: Option<Item> = None;
    for item in items {
        if cheapest.as_ref().is_none_or(|known| item.price < known.price) {
            cheapest = Some(item);
        }
    }
    cheapest
}

fn count(from: u64, to: u64) -> impl Stream<Item = u64> + Send {
    stream::iter(from..to)
}

async fn wait(number: u32) -> u32 {
    number.wrapping_mul(3)
}

fn each(numbers: &[u32], visit: &dyn Fn(u32) -> bool) -> u32 {
    numbers.iter().take_while(|number| visit(**number)).count() as u32
}
