//! A record with texts through C: each text is a zero-terminated string.

use std::{
    ffi::{CStr, CString, c_char},
    slice,
};

/// An order as it lies in C memory.
#[repr(C)]
#[derive(Debug)]
pub struct COrder {
    /// Number of the order.
    pub id: u64,
    /// Number of the user.
    pub user_id: u32,
    /// Price of one piece.
    pub price: f64,
    /// Pieces.
    pub quantity: i64,
    /// Whether it was paid.
    pub paid: bool,
    /// Number of the currency.
    pub currency: u16,
    /// Weight in kilograms.
    pub weight: f32,
    /// Title.
    pub title: *mut c_char,
    /// Where it goes.
    pub address: *mut c_char,
    /// The first of the lines.
    pub lines: *mut *mut c_char,
    /// How many lines there are.
    pub line_count: usize,
}

/// The same in Rust's own types.
struct Order {
    id: u64,
    user_id: u32,
    price: f64,
    quantity: i64,
    paid: bool,
    currency: u16,
    weight: f32,
    title: String,
    address: String,
    lines: Vec<String>,
}

impl Order {
    /// # Safety
    /// The pointers of `order` are valid.
    unsafe fn read(order: &COrder) -> Order {
        let lines = if order.line_count == 0 {
            &[]
        } else {
            // SAFETY: as promised by the caller.
            unsafe { slice::from_raw_parts(order.lines, order.line_count) }
        };
        Order {
            id: order.id,
            user_id: order.user_id,
            price: order.price,
            quantity: order.quantity,
            paid: order.paid,
            currency: order.currency,
            weight: order.weight,
            // SAFETY: as promised by the caller.
            title: unsafe { text(order.title) },
            // SAFETY: as promised by the caller.
            address: unsafe { text(order.address) },
            // SAFETY: as promised by the caller.
            lines: lines.iter().map(|line| unsafe { text(*line) }).collect(),
        }
    }

    fn write(self) -> COrder {
        let lines: Box<[*mut c_char]> = self.lines.into_iter().map(owned).collect();
        let line_count = lines.len();
        COrder {
            id: self.id,
            user_id: self.user_id,
            price: self.price,
            quantity: self.quantity,
            paid: self.paid,
            currency: self.currency,
            weight: self.weight,
            title: owned(self.title),
            address: owned(self.address),
            lines: Box::into_raw(lines).cast(),
            line_count,
        }
    }
}

/// # Safety
/// `text` points to a zero-terminated string.
unsafe fn text(text: *const c_char) -> String {
    // SAFETY: as promised by the caller.
    unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned()
}

/// The text up to its first zero byte, in memory of C's kind.
fn owned(text: String) -> *mut c_char {
    CString::new(text).unwrap_or_default().into_raw()
}

/// Looks at every field of an order.
///
/// # Safety
/// `order` and its pointers are valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn plain_take_order(order: *const COrder) -> u64 {
    // SAFETY: as promised by the caller.
    let order = unsafe { Order::read(&*order) };
    let texts = [order.title.as_str(), order.address.as_str()];
    order.id
        + u64::from(order.user_id)
        + order.price as u64
        + order.quantity.unsigned_abs()
        + u64::from(order.paid)
        + u64::from(order.currency)
        + order.weight as u64
        + work::texts(texts.into_iter().chain(order.lines.iter().map(String::as_str)))
}

/// Raises the number of an order by one. The caller frees the answer with [`plain_order_free`].
///
/// # Safety
/// `order` and its pointers are valid; `answer` can be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn plain_renumber(order: *const COrder, answer: *mut COrder) {
    // SAFETY: as promised by the caller.
    let order = unsafe { Order::read(&*order) };
    // SAFETY: as promised by the caller.
    unsafe { answer.write(Order { id: order.id + 1, ..order }.write()) };
}

/// Frees what an answer points to.
///
/// # Safety
/// It came from [`plain_renumber`] and is freed once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn plain_order_free(order: *mut COrder) {
    // SAFETY: as promised by the caller; `write` made the texts with `into_raw` and the lines as a boxed slice.
    unsafe {
        let order = &*order;
        drop(CString::from_raw(order.title));
        drop(CString::from_raw(order.address));
        let lines = Box::from_raw(std::ptr::slice_from_raw_parts_mut(order.lines, order.line_count));
        for line in lines.iter() {
            drop(CString::from_raw(*line));
        }
    }
}
