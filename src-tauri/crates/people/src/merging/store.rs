//! Which records became one, and what names a record in a field of the seller's own.

use rusqlite::{Connection, OptionalExtension, params};
use satchel_feature::RuleCx;
use satchel_feature::records::Compiled;
use satchel_kernel::text::fold;
use satchel_kernel::{Error, Id, Result};
use satchel_vault::fault as broken;

/// A record that was joined with another.
#[derive(Clone, Debug)]
pub struct Joined {
    /// The record.
    pub id: Id,
    /// In which change set.
    pub change_set: Id,
    /// With whom.
    pub into: Id,
    /// What it was called.
    pub title: String,
    /// The fields that took its value by choice.
    pub chosen: Vec<String>,
    /// When, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// What it teaches of other pairs, if it was offered as one of two that may be one.
    pub lesson: Option<String>,
}

fn table(kind: &str) -> Result<&'static str> {
    match kind {
        "contact" => Ok("contact_merged"),
        "company" => Ok("company_merged"),
        "lead" => Ok("lead_merged"),
        _ => Err(Error::refused("not_mergeable", "Only contacts, companies and leads can be merged.")),
    }
}

/// Remembers it as a part of the record it was joined with.
pub fn remember(conn: &Connection, kind: &str, joined: &Joined) -> Result<()> {
    let sql = format!(
        "INSERT INTO {0} (owner_id, id, position, change_set, into_id, title, chosen, at_ms, lesson)
         VALUES (?1, ?2, (SELECT coalesce(max(position) + 1, 0) FROM {0} WHERE owner_id = ?1), ?3, ?1, ?4, ?5, ?6, ?7)",
        table(kind)?
    );
    let chosen = serde_json::to_string(&joined.chosen).unwrap_or_default();
    conn.prepare_cached(&sql)
        .and_then(|mut s| {
            s.execute(params![
                joined.into.as_bytes(),
                joined.id.as_bytes(),
                joined.change_set.as_bytes(),
                joined.title,
                chosen,
                joined.at_ms,
                joined.lesson
            ])
        })
        .map(|_| ())
        .map_err(broken)
}

/// Everything that was joined with a record and with those joined with it, in the order of the joining.
pub fn joined_with(conn: &Connection, kind: &str, owner: Id) -> Result<Vec<Joined>> {
    let sql = format!(
        "SELECT m.id, m.change_set, m.into_id, m.title, m.chosen, m.at_ms, m.lesson
         FROM {} AS m JOIN change_set AS s ON s.id = m.change_set
         WHERE m.owner_id = ?1 ORDER BY s.seq, m.position",
        table(kind)?
    );
    let mut statement = conn.prepare_cached(&sql).map_err(broken)?;
    let rows = statement.query_map([owner.as_bytes()], |row| {
        Ok(Joined {
            id: Id::from_bytes(row.get(0)?),
            change_set: Id::from_bytes(row.get(1)?),
            into: Id::from_bytes(row.get(2)?),
            title: row.get(3)?,
            chosen: serde_json::from_str(&row.get::<_, String>(4)?).unwrap_or_default(),
            at_ms: row.get(5)?,
            lesson: row.get(6)?,
        })
    });
    rows.map_err(broken)?.collect::<rusqlite::Result<_>>().map_err(broken)
}

/// The record that one which is gone is part of now.
pub fn survivor(conn: &Connection, kind: &str, gone: Id) -> Result<Option<Id>> {
    let sql = format!("SELECT owner_id FROM {} WHERE id = ?1", table(kind)?);
    conn.prepare_cached(&sql)
        .and_then(|mut s| s.query_row([gone.as_bytes()], |row| row.get(0)).optional())
        .map(|id| id.map(Id::from_bytes))
        .map_err(broken)
}

/// Says that a record changed now, also where none of its own values did.
pub fn touch(conn: &Connection, compiled: &Compiled, id: Id, now_ms: i64) -> Result<()> {
    let table = compiled.kind.table.replace('"', "\"\"");
    let sql = format!("UPDATE \"{table}\" SET modified_ms = ?2 WHERE id = ?1 AND modified_ms <> ?2");
    conn.prepare_cached(&sql)
        .and_then(|mut s| s.execute(params![id.as_bytes(), now_ms]))
        .map(|_| ())
        .map_err(broken)
}

/// Deletes a record whose parts went elsewhere.
pub fn delete(conn: &Connection, compiled: &Compiled, id: Id) -> Result<()> {
    let sql = format!("DELETE FROM \"{}\" WHERE id = ?1", compiled.kind.table.replace('"', "\"\""));
    conn.prepare_cached(&sql).and_then(|mut s| s.execute([id.as_bytes()])).map(|_| ()).map_err(broken)
}

/// Lets the seller's own fields that name a record name another one.
pub fn rename_in_own_fields(cx: &RuleCx<'_>, kind: &str, from: Id, to: Id) -> Result<()> {
    let (old, new) = (from.to_string(), to.to_string());
    for compiled in cx.registry.kinds().filter(|compiled| compiled.takes_own_fields()) {
        let table = format!("{}_field_value", compiled.kind.table).replace('"', "\"\"");
        let sql = format!(
            "UPDATE \"{table}\" SET value = ?3, value_fold = ?4, value_sort = ?5
             WHERE id IN (SELECT id FROM field WHERE record_kind = ?1) AND value_fold = ?2"
        );
        cx.conn
            .prepare_cached(&sql)
            .and_then(|mut s| {
                s.execute(params![
                    kind,
                    fold(&old),
                    format!("\"{new}\""),
                    fold(&new),
                    cx.registry.sort_key(&new)
                ])
            })
            .map_err(broken)?;
    }
    Ok(())
}
