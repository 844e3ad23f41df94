//! Reading the vault's living contacts and companies as the model compares them.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, Row};
use satchel_kernel::{Id, Result};
use satchel_search::latin;
use satchel_vault::fault as broken;
use serde_json::json;

use super::find::Twice;
use super::firm::{Firm, company};
use super::person::{Address, Person, generation, host};

/// A kind of record that may be there twice.
pub trait Looked: Twice + Clone + Default + Send + 'static {
    /// Its name.
    const KIND: &'static str;
    /// The living ones in the order of their ids, all or those of some ids; the same in every vault with the same records.
    fn read(conn: &Connection, of: Option<&[Id]>) -> Result<(Vec<Id>, Vec<Self>)>;
}

impl Looked for Person {
    const KIND: &'static str = "contact";

    fn read(conn: &Connection, of: Option<&[Id]>) -> Result<(Vec<Id>, Vec<Self>)> {
        people(conn, of.map(listed).as_deref())
    }
}

impl Looked for Firm {
    const KIND: &'static str = "company";

    fn read(conn: &Connection, of: Option<&[Id]>) -> Result<(Vec<Id>, Vec<Self>)> {
        firms(conn, of.map(listed).as_deref())
    }
}

fn listed(ids: &[Id]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| id.to_hex()).collect();
    json!(ids).to_string()
}

/// Rows of parts, each put to the record it belongs to.
struct Parts<'a, T> {
    conn: &'a Connection,
    of: Option<&'a str>,
    places: HashMap<[u8; 16], usize>,
    all: Vec<T>,
}

impl<T> Parts<'_, T> {
    fn add(&mut self, what: &str, put: impl Fn(&mut T, &Row<'_>) -> rusqlite::Result<()>) -> Result<()> {
        let sql = match self.of {
            Some(_) => format!("SELECT {what} AND owner_id IN (SELECT unhex(value) FROM json_each(?1))"),
            None => format!("SELECT {what} AND ?1 IS NULL"),
        };
        let (places, all) = (&self.places, &mut self.all);
        each(self.conn, &sql, [self.of], |row| {
            let owner: [u8; 16] = row.get(0)?;
            match places.get(&owner).and_then(|at| all.get_mut(*at)) {
                Some(one) => put(one, row),
                None => Ok(()),
            }
        })
    }
}

fn firms(conn: &Connection, of: Option<&str>) -> Result<(Vec<Id>, Vec<Firm>)> {
    let mut ids = Vec::new();
    let mut parts = Parts { conn, of, places: HashMap::new(), all: Vec::new() };
    let sql = "SELECT id, name FROM company
               WHERE deleted_ms IS NULL AND (?1 IS NULL OR id IN (SELECT unhex(value) FROM json_each(?1)))
               ORDER BY id";
    each(conn, sql, [of], |row| {
        let id: [u8; 16] = row.get(0)?;
        parts.places.insert(id, ids.len());
        ids.push(Id::from_bytes(id));
        parts.all.push(Firm::called(&text(row, 1)?));
        Ok(())
    })?;
    parts.add("owner_id, value_fold FROM company_domain WHERE value_fold <> ''", |firm, row| {
        firm.add_domain(&row.get::<_, String>(1)?);
        Ok(())
    })?;
    parts.add("owner_id, value_fold FROM company_email WHERE value_fold <> ''", |firm, row| {
        let email: String = row.get(1)?;
        firm.add_domain(host(&email));
        firm.emails.push(email);
        Ok(())
    })?;
    parts.add("owner_id, value, profile FROM company_link WHERE true", |firm, row| {
        firm.add_domain(&crate::companies::domain(&row.get::<_, String>(1)?));
        firm.links.extend(row.get::<_, Option<String>>(2)?);
        Ok(())
    })?;
    parts.add("owner_id, e164 FROM company_phone WHERE e164 IS NOT NULL", |firm, row| {
        firm.phones.push(row.get(1)?);
        Ok(())
    })?;
    parts.add(
        "owner_id, street, extended, city, postal_code FROM company_address WHERE true",
        |firm, row| {
            firm.addresses.push(address(row)?);
            Ok(())
        },
    )?;
    parts.add(
        "owner_id, f.name_fold, v.value_fold FROM company_field_value AS v JOIN field AS f ON f.id = v.id
         WHERE f.deleted_ms IS NULL AND v.value_fold IS NOT NULL",
        |firm, row| {
            firm.add_number(&row.get::<_, String>(1)?, &row.get::<_, String>(2)?);
            Ok(())
        },
    )?;
    Ok((ids, parts.all))
}

fn address(row: &Row<'_>) -> rusqlite::Result<Address> {
    let [street, extra, city, code] = [text(row, 1)?, text(row, 2)?, text(row, 3)?, text(row, 4)?];
    Ok(Address::new(&street, &extra, &city, &code))
}

fn people(conn: &Connection, of: Option<&str>) -> Result<(Vec<Id>, Vec<Person>)> {
    let mut ids = Vec::new();
    let mut parts = Parts { conn, of, places: HashMap::new(), all: Vec::new() };
    let sql = "SELECT id, given, family, nickname, display_name, middle, suffix FROM contact
               WHERE deleted_ms IS NULL AND (?1 IS NULL OR id IN (SELECT unhex(value) FROM json_each(?1)))
               ORDER BY id";
    each(conn, sql, [of], |row| {
        let id: [u8; 16] = row.get(0)?;
        parts.places.insert(id, ids.len());
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
        parts.all.push(Person { given, family, nickname, middle, generation, ..Person::default() });
        Ok(())
    })?;
    parts.add("owner_id, value_fold FROM contact_email WHERE value_fold <> ''", |person, row| {
        person.emails.push(row.get(1)?);
        Ok(())
    })?;
    parts.add("owner_id, e164 FROM contact_phone WHERE e164 IS NOT NULL", |person, row| {
        person.phones.push(row.get(1)?);
        Ok(())
    })?;
    parts.add("owner_id, profile FROM contact_link WHERE profile IS NOT NULL", |person, row| {
        person.links.push(row.get(1)?);
        Ok(())
    })?;
    parts.add("owner_id, company FROM contact_job WHERE company IS NOT NULL", |person, row| {
        person.employers.push(company(&text(row, 1)?));
        Ok(())
    })?;
    parts.add("owner_id, value FROM contact_date WHERE label = 'birthday'", |person, row| {
        person.born = row.get(1)?;
        Ok(())
    })?;
    parts.add(
        "owner_id, street, extended, city, postal_code FROM contact_address WHERE true",
        |person, row| {
            person.addresses.push(address(row)?);
            Ok(())
        },
    )?;
    Ok((ids, parts.all))
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

/// The pairs that were said to be two.
pub fn distinct(conn: &Connection, kind: &str) -> Result<Vec<(Id, Id)>> {
    let mut pairs = Vec::new();
    each(
        conn,
        &format!("SELECT owner_id, {kind}_id FROM {kind}_distinct WHERE {kind}_id IS NOT NULL"),
        (),
        |row| {
            pairs.push((Id::from_bytes(row.get(0)?), Id::from_bytes(row.get(1)?)));
            Ok(())
        },
    )?;
    Ok(pairs)
}

/// The records of a kind that an import made or added to.
pub fn imported(conn: &Connection, kind: &str, import: Id) -> Result<HashSet<Id>> {
    let sql = "SELECT record_id FROM import_row
               WHERE import_id = ?1 AND record_kind = ?2 AND record_id IS NOT NULL
                 AND outcome IN ('created', 'updated')";
    let mut ids = HashSet::new();
    each(conn, sql, (import.as_bytes(), kind), |row| {
        ids.insert(Id::from_bytes(row.get(0)?));
        Ok(())
    })?;
    Ok(ids)
}

/// Remembers that two records are two.
pub fn set_apart(conn: &Connection, kind: &str, (one, other): (Id, Id), now_ms: i64) -> Result<()> {
    let sql = format!(
        "INSERT INTO {kind}_distinct (owner_id, id, position, {kind}_id, at_ms)
         SELECT ?1, ?2, 0, ?3, ?4
         WHERE NOT EXISTS (SELECT 1 FROM {kind}_distinct WHERE (owner_id = ?1 AND {kind}_id = ?3)
                                                            OR (owner_id = ?3 AND {kind}_id = ?1))"
    );
    conn.prepare_cached(&sql)
        .and_then(|mut s| s.execute((one.as_bytes(), Id::new().as_bytes(), other.as_bytes(), now_ms)))
        .map(|_| ())
        .map_err(broken)
}
