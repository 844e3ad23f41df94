//! Places of records that were written before there was a table, or before it knew their country.

use satchel_feature::Cx;
use satchel_feature::records::{self, Record};
use satchel_kernel::{Id, Result};

use super::store;

/// Records in one change: few enough that an edit need not wait.
const SLICE: usize = 2_000;

/// Says where records are of which that was never said; answers how many there were. `settle` says it of one.
pub fn refresh(
    cx: &Cx,
    kind: &str,
    pending: impl Fn(&satchel_vault::Connection, usize) -> Result<Vec<Id>>,
    settle: impl Fn(&mut Record, &str),
) -> Result<u64> {
    let mut count = 0;
    loop {
        let ids = cx.vault.read(|conn| pending(conn, SLICE))?;
        if ids.is_empty() {
            return Ok(count);
        }
        count += ids.len() as u64;
        cx.write_record("Found where addresses are", |rules| {
            let compiled = rules.registry.kind(kind)?;
            for id in &ids {
                let mut record = records::get(rules.conn, compiled, *id)?;
                settle(&mut record, rules.region);
                store::set(rules.conn, &compiled.kind.table, *id, &record)?;
            }
            Ok(())
        })?;
    }
}

/// The same for contacts and companies.
pub fn refresh_all(cx: &Cx) -> Result<u64> {
    let contacts = refresh(cx, "contact", store::contacts, super::settle)?;
    Ok(contacts + refresh(cx, "company", store::companies, super::settle)?)
}
