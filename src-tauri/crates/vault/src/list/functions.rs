//! The SQL functions that fold and rank text of columns without stored forms beside them, and measure distances.

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, Error, Result};
use satchel_kernel::Point;
use satchel_kernel::text::{SortKeys, fold};

/// Gives the connection `satchel_fold(text)`, `satchel_sort(text)` and `satchel_km(place, place)`.
pub fn register(conn: &Connection) -> Result<()> {
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    conn.create_scalar_function("satchel_fold", 1, flags, |call| {
        Ok(call.get_raw(0).as_str_or_null().map_err(|e| Error::UserFunctionError(e.into()))?.map(fold))
    })?;
    conn.create_scalar_function("satchel_km", 2, flags, |call| {
        let point = |at| Ok::<_, Error>(call.get::<Option<i64>>(at)?.and_then(Point::from_packed));
        Ok(point(0)?.zip(point(1)?).map(|(a, b)| b.km_to(a)))
    })?;
    let keys = SortKeys::new().map_err(|e| Error::UserFunctionError(e.into()))?;
    conn.create_scalar_function("satchel_sort", 1, flags, move |call| {
        let text = call.get_raw(0).as_str_or_null().map_err(|e| Error::UserFunctionError(e.into()))?;
        Ok(text.map(|text| keys.key(text)))
    })
}

/// Registers the functions on a connection that has not seen them; a cached statement tells in microseconds.
pub(super) fn ensure(conn: &Connection) -> Result<()> {
    match conn.prepare_cached("SELECT satchel_fold(''), satchel_sort(''), satchel_km(0, 0)") {
        Ok(_) => Ok(()),
        Err(_) => register(conn),
    }
}
