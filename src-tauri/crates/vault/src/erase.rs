//! Erasing what the log says of one record, as the law may demand, without breaking the chain.
//!
//! - An old value is represented by its hash, whose salt is erased with it.
//! - A title that names the record loses the name. The digest of the set's head, which covers the title, is kept in its
//!   stead, and the salt that went into it is erased, so nobody can try names against it.

use rusqlite::Connection;
use satchel_kernel::Id;

use crate::chain::{self, HEAD, body_hash};
use crate::error::Result;
use crate::vault::Vault;
use crate::write::{Tx, begin};

/// What stands in a title for a name that was erased.
const GONE: &str = "…";

impl Vault {
    /// Erases the old values that the log holds of one record, as the law may demand. The chain stays provable: each
    /// erased body is represented by its hash, whose salt is erased with it.
    pub fn erase_log_of(&self, record: Id) -> Result<u64> {
        self.writer(|writer, _| {
            let tx = begin(&mut writer.conn)?;
            let mut erased = 0;
            {
                let mut select = tx.prepare(
                    "SELECT seq, salt, old FROM change WHERE record_id = ?1 AND old IS NOT NULL AND salt IS NOT NULL",
                )?;
                let mut erase =
                    tx.prepare("UPDATE change SET old = NULL, salt = NULL, body_hash = ?2 WHERE seq = ?1")?;
                let rows = select
                    .query_map([record.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                    .collect::<rusqlite::Result<Vec<(i64, Vec<u8>, String)>>>()?;
                for (seq, salt, old) in rows {
                    erased += erase.execute((seq, body_hash(&salt, &old)))?;
                }
            }
            tx.commit()?;
            Ok((erased as u64, None))
        })
    }
}

impl Tx<'_> {
    /// Takes `names`, what `record` was ever called, out of the titles of earlier change sets that changed it. Returns
    /// how many titles named it.
    pub fn erase_titles(&self, record: Id, names: &[String]) -> Result<u64> {
        let mut erased = 0;
        for set in naming(self, record)? {
            let title = names.iter().fold(set.label.clone(), |title, name| without(&title, name));
            if title != set.label {
                erased += self
                    .prepare_cached(
                        "UPDATE change_set SET label = ?2, head = ?3, salt = NULL WHERE seq = ?1",
                    )?
                    .execute((set.seq, title, set.head))?;
            }
        }
        Ok(erased as u64)
    }
}

/// A change set whose title may name a record.
struct Titled {
    seq: i64,
    label: String,
    /// The digest of its head.
    head: chain::Digest,
}

/// The sets that changed `record` and are not being written.
fn naming(conn: &Connection, record: Id) -> Result<Vec<Titled>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {HEAD} FROM change_set
         WHERE state IN ('sealed', 'undone') AND seq IN (SELECT set_seq FROM change WHERE record_id = ?1)",
    ))?;
    let mut rows = statement.query([record.as_bytes()])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Titled { seq: row.get("seq")?, label: row.get("label")?, head: chain::head_of(row)? });
    }
    Ok(found)
}

/// `title` with [`GONE`] wherever `name` stands as words of its own.
fn without(title: &str, name: &str) -> String {
    let mut left = String::with_capacity(title.len());
    let mut rest = title;
    while !name.is_empty()
        && let Some((before, after)) = rest.split_once(name)
    {
        let inside = before.chars().next_back().is_some_and(char::is_alphanumeric)
            || after.chars().next().is_some_and(char::is_alphanumeric);
        left.push_str(before);
        left.push_str(if inside { name } else { GONE });
        rest = after;
    }
    left + rest
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn a_name_is_taken_out_where_it_stands_as_words() {
        assert_eq!(without("Changed Ada Lovelace", "Ada Lovelace"), "Changed …");
        assert_eq!(without("Called Al, and Al again", "Al"), "Called …, and … again");
        assert_eq!(without("Created 山田", "山田"), "Created …");
        assert_eq!(without("Imported people.csv", ""), "Imported people.csv");
    }
}
