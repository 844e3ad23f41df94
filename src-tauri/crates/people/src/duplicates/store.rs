//! Reading the vault's living contacts as the model compares them.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, Row};
use satchel_kernel::{Id, Result};
use satchel_search::latin;
use satchel_vault::fault as broken;
use serde_json::json;

use super::person::{Address, Person, company, generation};

/// The living contacts in the order of their ids, as persons; the same in every vault with the same contacts.
pub fn everybody(conn: &Connection) -> Result<(Vec<Id>, Vec<Person>)> {
    read(conn, None)
}

/// Those of some ids, the same way.
pub fn some(conn: &Connection, ids: &[Id]) -> Result<(Vec<Id>, Vec<Person>)> {
    let ids: Vec<String> = ids.iter().map(|id| id.to_hex()).collect();
    read(conn, Some(&json!(ids).to_string()))
}

fn read(conn: &Connection, of: Option<&str>) -> Result<(Vec<Id>, Vec<Person>)> {
    let mut ids = Vec::new();
    let mut people = Vec::new();
    let mut places: HashMap<[u8; 16], usize> = HashMap::new();
    let sql = "SELECT id, given, family, nickname, display_name, middle, suffix FROM contact
               WHERE deleted_ms IS NULL AND (?1 IS NULL OR id IN (SELECT unhex(value) FROM json_each(?1)))
               ORDER BY id";
    each(conn, sql, [of], |row| {
        let id: [u8; 16] = row.get(0)?;
        places.insert(id, ids.len());
        ids.push(Id::from_bytes(id));
        let (mut given, mut family) = (text(row, 1)?, text(row, 2)?);
        let whole = text(row, 4)?;
        if given.is_empty()
            && family.is_empty()
            && !whole.contains('@')
            && let Some((first, last)) = whole.rsplit_once(' ')
        {
            (given, family) = (first.to_owned(), last.to_owned());
        }
        let (nickname, middle) = (text(row, 3)?, text(row, 5)?);
        let generation = generation(&text(row, 6)?);
        people.push(Person { given, family, nickname, middle, generation, ..Person::default() });
        Ok(())
    })?;
    let mut add = |what: &str, put: &dyn Fn(&mut Person, &Row<'_>) -> rusqlite::Result<()>| {
        let sql = match of {
            Some(_) => format!("SELECT {what} AND owner_id IN (SELECT unhex(value) FROM json_each(?1))"),
            None => format!("SELECT {what} AND ?1 IS NULL"),
        };
        each(conn, &sql, [of], |row| {
            let owner: [u8; 16] = row.get(0)?;
            match places.get(&owner).and_then(|at| people.get_mut(*at)) {
                Some(person) => put(person, row),
                None => Ok(()),
            }
        })
    };
    add("owner_id, value_fold FROM contact_email WHERE value_fold <> ''", &|person, row| {
        person.emails.push(row.get(1)?);
        Ok(())
    })?;
    add("owner_id, e164 FROM contact_phone WHERE e164 IS NOT NULL", &|person, row| {
        person.phones.push(row.get(1)?);
        Ok(())
    })?;
    add("owner_id, profile FROM contact_link WHERE profile IS NOT NULL", &|person, row| {
        person.links.push(row.get(1)?);
        Ok(())
    })?;
    add("owner_id, company FROM contact_job WHERE company IS NOT NULL", &|person, row| {
        person.employers.push(company(&text(row, 1)?));
        Ok(())
    })?;
    add("owner_id, value FROM contact_date WHERE label = 'birthday'", &|person, row| {
        person.born = row.get(1)?;
        Ok(())
    })?;
    add("owner_id, street, extended, city, postal_code FROM contact_address WHERE true", &|person, row| {
        let [street, extra, city, code] = [text(row, 1)?, text(row, 2)?, text(row, 3)?, text(row, 4)?];
        person.addresses.push(Address::new(&street, &extra, &city, &code));
        Ok(())
    })?;
    Ok((ids, people))
}

/// A text in Latin letters; empty where there is none.
fn text(row: &Row<'_>, at: usize) -> rusqlite::Result<String> {
    Ok(row.get::<_, Option<String>>(at)?.map(|text| latin(&text)).unwrap_or_default())
}

fn each(
    conn: &Connection,
    sql: &str,
    of: impl rusqlite::Params,
    mut tell: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare(sql).map_err(broken)?;
    let mut rows = statement.query(of).map_err(broken)?;
    while let Some(row) = rows.next().map_err(broken)? {
        tell(row).map_err(broken)?;
    }
    Ok(())
}

/// The pairs that were said to be two people.
pub fn distinct(conn: &Connection) -> Result<Vec<(Id, Id)>> {
    let mut pairs = Vec::new();
    each(
        conn,
        "SELECT owner_id, contact_id FROM contact_distinct WHERE contact_id IS NOT NULL",
        (),
        |row| {
            pairs.push((Id::from_bytes(row.get(0)?), Id::from_bytes(row.get(1)?)));
            Ok(())
        },
    )?;
    Ok(pairs)
}

/// The contacts an import made or added to.
pub fn imported(conn: &Connection, import: Id) -> Result<HashSet<Id>> {
    let sql = "SELECT record_id FROM import_row
               WHERE import_id = ?1 AND record_kind = 'contact' AND record_id IS NOT NULL
                 AND outcome IN ('created', 'updated')";
    let mut ids = HashSet::new();
    each(conn, sql, [import.as_bytes()], |row| {
        ids.insert(Id::from_bytes(row.get(0)?));
        Ok(())
    })?;
    Ok(ids)
}

/// Remembers that two contacts are two people.
pub fn set_apart(conn: &Connection, one: Id, other: Id, now_ms: i64) -> Result<()> {
    let sql = "INSERT INTO contact_distinct (owner_id, id, position, contact_id, at_ms)
               SELECT ?1, ?2, 0, ?3, ?4
               WHERE NOT EXISTS (SELECT 1 FROM contact_distinct WHERE (owner_id = ?1 AND contact_id = ?3)
                                                                  OR (owner_id = ?3 AND contact_id = ?1))";
    conn.prepare_cached(sql)
        .and_then(|mut s| s.execute((one.as_bytes(), Id::new().as_bytes(), other.as_bytes(), now_ms)))
        .map(|_| ())
        .map_err(broken)
}
