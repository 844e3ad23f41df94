//! Look-ups of contacts and the companies they name.

use rusqlite::{Connection, OptionalExtension, params};
use satchel_kernel::text::fold;
use satchel_kernel::{Id, Result};
use satchel_vault::fault as broken;

fn id_of(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Option<Id>> {
    Ok(row.get_ref(column)?.as_blob().ok().and_then(Id::from_slice))
}

/// The name of a company, trashed or not.
pub fn company_name(conn: &Connection, id: Id) -> Result<Option<String>> {
    conn.prepare_cached("SELECT name FROM company WHERE id = ?1")
        .and_then(|mut s| s.query_row([id.as_bytes()], |r| r.get(0)).optional())
        .map_err(broken)
}

/// Whether the company with this id goes by this name.
pub fn company_is_called(conn: &Connection, id: Id, name: &str) -> Result<bool> {
    Ok(company_name(conn, id)?.is_some_and(|n| fold(&n) == fold(name)))
}

/// The oldest living company of this folded name.
pub fn company_by_name(conn: &Connection, name: &str) -> Result<Option<Id>> {
    conn.prepare_cached(
        "SELECT id FROM company WHERE name_fold = ?1 AND deleted_ms IS NULL ORDER BY id LIMIT 1",
    )
    .and_then(|mut s| s.query_row([fold(name)], |r| id_of(r, 0)).optional())
    .map(Option::flatten)
    .map_err(broken)
}

/// A living contact that shares a key, with the parts of its name.
pub struct Candidate {
    /// Its id.
    pub id: Id,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Nickname.
    pub nickname: String,
    /// Display name.
    pub display_name: String,
}

/// Which key to look a contact up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Folded e-mail address.
    Email,
    /// E.164 phone.
    Phone,
    /// Profile page.
    Profile,
    /// Another program's identifier.
    Identity,
}

/// Living contacts by one of their keys, oldest first, at most 20.
pub fn by_key(conn: &Connection, key: Key, value: &str) -> Result<Vec<Candidate>> {
    let (table, column) = match key {
        Key::Email => ("contact_email", "value_fold"),
        Key::Phone => ("contact_phone", "e164"),
        Key::Profile => ("contact_link", "profile"),
        Key::Identity => ("contact_identity", "value"),
    };
    let sql = format!(
        "SELECT c.id, c.given, c.family, c.nickname, c.display_name FROM {table} p JOIN contact c ON c.id = p.owner_id
         WHERE p.{column} = ?1 AND c.deleted_ms IS NULL ORDER BY c.id LIMIT 20"
    );
    let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
    let rows = statement
        .query_map(params![value], |row| {
            let text = |i| row.get::<_, Option<String>>(i).map(Option::unwrap_or_default);
            Ok(id_of(row, 0)?.map(|id| (id, text(1), text(2), text(3), text(4))))
        })
        .map_err(broken)?;
    let mut found = Vec::new();
    for row in rows {
        if let Some((id, given, family, nickname, display_name)) = row.map_err(broken)? {
            found.push(Candidate {
                id,
                given: given.map_err(broken)?,
                family: family.map_err(broken)?,
                nickname: nickname.map_err(broken)?,
                display_name: display_name.map_err(broken)?,
            });
        }
    }
    Ok(found)
}

/// What a contact is called, and to whom they report in their present job at a company; `None` when they have none there.
pub fn manager(conn: &Connection, contact: Id, company: Id) -> Result<Option<(String, Option<Id>)>> {
    let sql = "SELECT c.display_name, j.reports_to_id FROM contact_job j JOIN contact c ON c.id = j.owner_id
               WHERE j.owner_id = ?1 AND j.company_id = ?2 AND j.to_date IS NULL
               ORDER BY j.reports_to_id IS NULL, j.position LIMIT 1";
    conn.prepare_cached(sql)
        .and_then(|mut s| {
            s.query_row(params![contact.as_bytes(), company.as_bytes()], |r| Ok((r.get(0)?, id_of(r, 1)?)))
                .optional()
        })
        .map_err(broken)
}
