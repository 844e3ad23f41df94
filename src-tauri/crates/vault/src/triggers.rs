//! The log triggers, generated from the schema. They take the current set from the one-row table `writing`, so a write
//! outside `Vault::write` fails on `change.set_seq NOT NULL`, from any program.
//!
//! - An insert logs no body: the row is the body. A part born in its record's set is not logged at all; `writing.born`
//!   holds the record born last, so the import path decides that by one comparison, and only a part added later in
//!   the set pays the look-up in the log.
//! - An update logs the old values of the columns that changed, compared bytewise whatever the column's collation.
//! - A part that changes its key is logged as a delete and an insert: both its records were touched.

use rusqlite::Connection;

use crate::error::Result;
use crate::planted;
use crate::schema::{Class, Column, Schema, Storage, Table, quoted};

const PREFIX: &str = "log_";

/// Drops every log trigger.
pub(crate) fn drop_all(conn: &Connection) -> Result<()> {
    for (name, _) in present(conn)? {
        conn.execute_batch(&format!("DROP TRIGGER {}", quoted(&name)))?;
    }
    Ok(())
}

/// Makes the triggers what the schema asks for; touches nothing if they are.
pub(crate) fn ensure(conn: &Connection, schema: &Schema) -> Result<()> {
    let wanted: Vec<(String, String)> = schema.tables.iter().flat_map(generate).collect();
    let mut sorted = wanted.clone();
    sorted.sort();
    if present(conn)? == sorted {
        return Ok(());
    }
    drop_all(conn)?;
    for (_, sql) in wanted {
        conn.execute_batch(&sql)?;
    }
    Ok(())
}

fn present(conn: &Connection) -> Result<Vec<(String, String)>> {
    let mut statement = conn.prepare(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name GLOB ?1 || '*' ORDER BY name",
    )?;
    let rows = statement.query_map([PREFIX], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn generate(table: &Table) -> Vec<(String, String)> {
    let mut triggers = match table.class {
        Class::Record => record_triggers(table),
        Class::Part => part_triggers(table),
    };
    if !table.columns.is_empty() {
        let changed = table.columns.iter().map(differs).collect::<Vec<_>>().join(" OR ");
        let same_key = match table.class {
            Class::Record => "OLD.id IS NEW.id",
            Class::Part => "OLD.owner_id IS NEW.owner_id AND OLD.id IS NEW.id",
        };
        triggers.push(trigger(
            table,
            "update",
            "UPDATE",
            &format!("{same_key} AND ({changed})"),
            &log_row(table, "update", "NEW", Some(&old_values(table, true))),
        ));
    }
    triggers.push(trigger(
        table,
        "delete",
        "DELETE",
        "",
        &log_row(table, "delete", "OLD", Some(&old_values(table, false))),
    ));
    triggers
}

fn record_triggers(table: &Table) -> Vec<(String, String)> {
    let insert = format!("{} UPDATE writing SET born = NEW.id;", log_row(table, "insert", "NEW", None));
    vec![
        trigger(table, "insert", "INSERT", "", &insert),
        trigger(
            table,
            "rename",
            "UPDATE",
            "OLD.id IS NOT NEW.id",
            "SELECT RAISE(ABORT, 'a record keeps its id');",
        ),
    ]
}

fn part_triggers(table: &Table) -> Vec<(String, String)> {
    let born_earlier = "NEW.owner_id IS NOT (SELECT born FROM writing) AND NOT EXISTS (SELECT 1 FROM change \
        WHERE record_id = NEW.owner_id AND op = 'insert' AND row_id IS NULL AND set_seq = (SELECT set_seq FROM writing))";
    let moved = format!(
        "{} {}",
        log_row(table, "delete", "OLD", Some(&old_values(table, false))),
        log_row(table, "insert", "NEW", None)
    );
    let born_earlier = if planted::is("part_row_not_logged") { "0" } else { born_earlier };
    vec![
        trigger(table, "insert", "INSERT", born_earlier, &log_row(table, "insert", "NEW", None)),
        trigger(table, "move", "UPDATE", "OLD.owner_id IS NOT NEW.owner_id OR OLD.id IS NOT NEW.id", &moved),
    ]
}

fn trigger(table: &Table, what: &str, event: &str, when: &str, body: &str) -> (String, String) {
    let name = format!("{PREFIX}{}_{what}", table.name);
    let when = if when.is_empty() { String::new() } else { format!("WHEN {when} ") };
    let sql = format!(
        "CREATE TRIGGER {} AFTER {event} ON {} {when}BEGIN {body} END",
        quoted(&name),
        quoted(&table.name)
    );
    (name, sql)
}

fn log_row(table: &Table, op: &str, row: &str, old: Option<&str>) -> String {
    let (row_id, record_id) = match table.class {
        Class::Record => ("NULL".to_owned(), format!("{row}.id")),
        Class::Part => (format!("{row}.id"), format!("{row}.owner_id")),
    };
    let kind = match table.holds_several() {
        true => format!("{row}.kind"),
        false => literal(&table.kind),
    };
    let (mut columns, mut values) = (String::new(), String::new());
    if let Some(old) = old {
        columns.push_str(", old, salt");
        values.push_str(&format!(", {old}, randomblob(16)"));
    }
    if op != "delete" {
        // As long as the hash that replaces it before the commit, so that the row is overwritten in place. A literal: a
        // statement whose trigger calls a function has SQLite keep a journal of it, in case the function fails.
        columns.push_str(", row_hash");
        values.push_str(", x'00000000000000000000000000000000'");
    }
    format!(
        "INSERT INTO change (set_seq, op, table_name, row_id, kind, record_id{columns}) \
         VALUES ((SELECT set_seq FROM writing), '{op}', {}, {row_id}, {kind}, {record_id}{values});",
        literal(&table.name)
    )
}

/// The JSON object of old values: of the columns that changed, or of all.
fn old_values(table: &Table, changed_only: bool) -> String {
    if table.columns.is_empty() {
        return "'{}'".into();
    }
    let members: Vec<String> = table
        .columns
        .iter()
        .map(|column| {
            let member =
                format!("{} || {}", literal(&format!(",{}:", json_text(&column.name))), as_json(column));
            if changed_only { format!("iif({}, {member}, '')", differs(column)) } else { member }
        })
        .collect();
    format!("'{{' || substr({}, 2) || '}}'", members.join(" || "))
}

/// Whether the column differs, bytewise and by type.
fn differs(column: &Column) -> String {
    let name = quoted(&column.name);
    match column.storage {
        Storage::Text => format!("OLD.{name} IS NOT NEW.{name} COLLATE BINARY"),
        Storage::Any => format!(
            "(OLD.{name} IS NOT NEW.{name} COLLATE BINARY OR typeof(OLD.{name}) IS NOT typeof(NEW.{name}))"
        ),
        Storage::Integer | Storage::Real | Storage::Blob => format!("OLD.{name} IS NOT NEW.{name}"),
    }
}

/// The old value as JSON text. `json_quote` cannot hold a BLOB and shortens floating point numbers.
fn as_json(column: &Column) -> String {
    let name = format!("OLD.{}", quoted(&column.name));
    let real = format!(
        "iif(abs({name}) <= 1.7976931348623157e308, printf('%!.17g', {name}), json_object('$real', CAST({name} AS TEXT)))"
    );
    match column.storage {
        Storage::Text => format!("json_quote({name})"),
        Storage::Integer => format!("ifnull({name}, 'null')"),
        Storage::Real => format!("iif({name} IS NULL, 'null', {real})"),
        Storage::Blob => format!("iif({name} IS NULL, 'null', json_quote(lower(hex({name}))))"),
        Storage::Any => format!(
            "CASE typeof({name}) WHEN 'real' THEN {real} WHEN 'blob' THEN json_object('$blob', lower(hex({name}))) \
             ELSE json_quote({name}) END"
        ),
    }
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn json_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
