//! What follows in other rows from a company's name and parent.

use rusqlite::{Connection, OptionalExtension, params};
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

/// The company above this one.
pub fn parent(conn: &Connection, id: Id) -> Result<Option<Id>> {
    conn.query_row("SELECT parent_id FROM company WHERE id = ?1", [id.as_bytes()], |r| {
        Ok(r.get_ref(0)?.as_blob().ok().and_then(Id::from_slice))
    })
    .optional()
    .map(Option::flatten)
    .map_err(broken)
}

/// Carries a new name into the jobs held there and the contacts that show it.
pub fn rename_in_jobs(
    conn: &Connection,
    id: Id,
    name: &str,
    folded: &str,
    sort: &str,
    now_ms: i64,
) -> Result<()> {
    conn.execute(
        "UPDATE contact SET company = ?2, company_fold = ?3, company_sort = ?4, modified_ms = ?5
         WHERE id IN (SELECT owner_id FROM contact_job WHERE company_id = ?1)
           AND company_fold = (SELECT company_fold FROM contact_job j
                               WHERE j.owner_id = contact.id AND j.company_id = ?1 LIMIT 1)",
        params![id.as_bytes(), name, folded, sort, now_ms],
    )
    .and_then(|_| {
        conn.execute(
            "UPDATE contact_job SET company = ?2, company_fold = ?3 WHERE company_id = ?1",
            params![id.as_bytes(), name, folded],
        )
    })
    .map(|_| ())
    .map_err(broken)
}
