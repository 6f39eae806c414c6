//! Transactions.

use std::borrow::Cow;

use coinjecture::{Error, Hash, Transaction, TransactionFields, TxType};

use crate::fault::{CError, guard, invalid};
use crate::input::{self, Place};
use crate::types::{CBytes, CTx, version};

/// # Safety
/// The pointer is NULL or valid, and so is the one inside, for `'a`.
unsafe fn transaction<'a>(tx: *const CTx) -> Result<Transaction<'a>, Error> {
    // SAFETY: as this function's.
    let tx = unsafe { input::value("tx", tx) }?;
    // SAFETY: as this function's.
    let data = unsafe { input::bytes("data", tx.data) }?;
    let tx_type = u8::try_from(tx.tx_type)
        .ok()
        .and_then(TxType::from_number)
        .ok_or(invalid("tx_type", "not one of COINJ_TX_..."))?;
    if tx.reserved != 0 {
        return Err(invalid("reserved", "must be 0"));
    }
    let fields = TransactionFields {
        codec_version: version(tx.codec_version)?,
        from: tx.from,
        to: tx.to,
        amount: tx.amount,
        nonce: tx.nonce,
        gas_limit: tx.gas_limit,
        gas_price: tx.gas_price,
        signature: tx.signature,
        timestamp: tx.timestamp,
    };
    Ok(Transaction { tx_type, fields, data: Cow::Borrowed(data) })
}

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_tx_hash(tx: *const CTx, out: *mut Hash, error: *mut CError) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (tx, out) = unsafe { (transaction(tx)?, Place::new("out", out)?) };
        out.put(tx.hash()?);
        Ok(())
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_tx_signing_message(
    tx: *const CTx,
    out: *mut u8,
    capacity: usize,
    length: *mut usize,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (tx, place) = unsafe { (transaction(tx)?, Place::new("length", length)?) };
        let needed = tx.signing_message_length()?;
        place.put(needed);
        if capacity < needed {
            return Err(invalid("out", "too short for the result"));
        }
        // SAFETY: as this function's; at least `needed` bytes can be written.
        let out = unsafe { input::slice_mut("out", out, needed) }?;
        tx.write_signing_message(out).map(|_| ())
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}

/// See the header.
///
/// # Safety
/// Pointers are NULL or valid for what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn coinj_tx_decode(
    data: *const u8,
    length: usize,
    out: *mut CTx,
    data_out: *mut u8,
    data_capacity: usize,
    error: *mut CError,
) -> i32 {
    let work = || {
        // SAFETY: as this function's.
        let (data, out) = unsafe { (input::slice("data", data, length)?, Place::new("out", out)?) };
        let Transaction { tx_type, fields: tx, data } = Transaction::decode(data)?;
        // SAFETY: as this function's.
        unsafe { input::copy_list("data_out", &data, data_out, data_capacity) }?;
        out.put(CTx {
            codec_version: tx.codec_version.into(),
            amount: tx.amount,
            nonce: tx.nonce,
            gas_limit: tx.gas_limit,
            gas_price: tx.gas_price,
            timestamp: tx.timestamp,
            from: tx.from,
            to: tx.to,
            signature: tx.signature,
            data: CBytes { data: data_out, length: data.len() },
            tx_type: tx_type as u32,
            reserved: 0,
        });
        Ok(())
    };
    // SAFETY: as this function's.
    unsafe { guard(error, work) }
}
