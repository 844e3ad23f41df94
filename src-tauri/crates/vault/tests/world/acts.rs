//! Random acts on a few people and firms, and dumps to compare worlds by.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rusqlite::types::Value as Sql;
use satchel_kernel::Id;
use satchel_vault::{Tx, rusqlite};

use super::{Dump, World, blob, email, firm, person, set};

/// One statement of somebody. What a constraint refuses simply does not happen.
#[derive(Clone, Debug)]
pub enum Op {
    NewPerson(u8),
    NewFirm(u8),
    Name(u8, String),
    Nick(u8, Option<String>),
    Score(u8, Option<f64>),
    Budget(u8, Option<i64>),
    Odd(u8, Option<String>),
    Trash(u8, bool),
    WorksAt(u8, Option<u8>),
    Parent(u8, Option<u8>),
    AddEmail(u8, u8, String),
    SetEmail(u8, u8, String),
    LabelEmail(u8, u8, Option<String>),
    DropEmail(u8, u8),
    MoveEmail(u8, u8, u8),
    SetValue(u8, u8, Loose),
    AddJob(u8, u8, u8),
    DropPerson(u8),
    DropFirm(u8),
    Setting(u8, i64),
}

/// A value of a loosely typed column.
#[derive(Clone, Debug)]
pub enum Loose {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

/// Ids that are the same in every run of a case.
pub fn id(sort: u8, number: u8) -> Id {
    Id::from_parts(1_000 + u64::from(sort), [number, 1, 2, 3, 4, 5, 6, 7, 8, sort])
}

pub fn person_id(number: u8) -> Id {
    id(1, number % 3)
}

pub fn firm_id(number: u8) -> Id {
    id(2, number % 2)
}

fn part_id(number: u8) -> Id {
    id(3, number % 3)
}

impl Op {
    fn run(&self, tx: &Tx<'_>) -> rusqlite::Result<()> {
        let null = Sql::Null;
        let key = |p: &u8, n: &u8| (*person_id(*p).as_bytes(), *part_id(*n).as_bytes());
        match self {
            Self::NewPerson(p) => person(tx, person_id(*p), &format!("Person {p}")),
            Self::NewFirm(f) => firm(tx, firm_id(*f), &format!("Firm {f}")),
            Self::Name(p, name) => tx
                .execute(
                    "UPDATE person SET name = ?2, name_fold = ?3, modified_ms = modified_ms + 1 WHERE id = ?1",
                    (person_id(*p).as_bytes(), name, name.to_lowercase()),
                )
                .map(drop),
            Self::Nick(p, nick) => set(tx, person_id(*p), "nick", nick.clone().map_or(null, Sql::Text)),
            Self::Score(p, score) => set(tx, person_id(*p), "score", score.map_or(null, Sql::Real)),
            Self::Budget(p, budget) => {
                set(tx, person_id(*p), "budget_minor", budget.map_or(Sql::Null, Sql::Integer))?;
                let currency = if budget.is_some_and(|b| b % 2 == 0) { "EUR" } else { "JPY" };
                set(tx, person_id(*p), "budget_currency", Sql::Text(currency.into()))
            }
            Self::Odd(p, odd) => set(tx, person_id(*p), "\"odd \"\"name'\"", odd.clone().map_or(null, Sql::Text)),
            Self::Trash(p, on) => set(tx, person_id(*p), "deleted_ms", if *on { Sql::Integer(5) } else { null }),
            Self::WorksAt(p, f) => set(tx, person_id(*p), "firm_id", f.map_or(null, |f| blob(firm_id(f)))),
            Self::Parent(f, parent) => tx
                .execute(
                    "UPDATE firm SET parent_id = ?2, modified_ms = modified_ms + 1 WHERE id = ?1",
                    (firm_id(*f).as_bytes(), parent.map_or(null, |p| blob(firm_id(p)))),
                )
                .map(drop),
            Self::AddEmail(p, n, value) => email(tx, person_id(*p), part_id(*n), value),
            Self::SetEmail(p, n, value) => {
                let (owner, row) = key(p, n);
                tx.execute("UPDATE person_email SET value = ?3 WHERE owner_id = ?1 AND id = ?2", (owner, row, value))
                    .map(drop)
            }
            Self::LabelEmail(p, n, label) => {
                let (owner, row) = key(p, n);
                tx.execute("UPDATE person_email SET label = ?3 WHERE owner_id = ?1 AND id = ?2", (owner, row, label))
                    .map(drop)
            }
            Self::DropEmail(p, n) => {
                tx.execute("DELETE FROM person_email WHERE owner_id = ?1 AND id = ?2", key(p, n)).map(drop)
            }
            Self::MoveEmail(p, n, to) => {
                let (owner, row) = key(p, n);
                let sql = "UPDATE person_email SET owner_id = ?3 WHERE owner_id = ?1 AND id = ?2";
                tx.execute(sql, (owner, row, person_id(*to).as_bytes())).map(drop)
            }
            Self::SetValue(p, n, value) => {
                let (owner, row) = key(p, n);
                let value = match value.clone() {
                    Loose::Null => Sql::Null,
                    Loose::Integer(i) => Sql::Integer(i),
                    Loose::Real(r) => Sql::Real(r),
                    Loose::Text(t) => Sql::Text(t),
                    Loose::Blob(b) => Sql::Blob(b),
                };
                tx.execute(
                    "INSERT INTO person_value (owner_id, id, position, field_id, value) VALUES (?1, ?2, 0, ?2, ?3)
                     ON CONFLICT (owner_id, id) DO UPDATE SET value = excluded.value",
                    (owner, row, value),
                )
                .map(drop)
            }
            Self::AddJob(p, n, f) => {
                let (owner, row) = key(p, n);
                tx.execute(
                    "INSERT INTO person_job (owner_id, id, position, firm_id, title) VALUES (?1, ?2, 0, ?3, 'CEO')",
                    (owner, row, firm_id(*f).as_bytes()),
                )
                .map(drop)
            }
            Self::DropPerson(p) => {
                tx.execute("DELETE FROM person WHERE id = ?1", [person_id(*p).as_bytes()]).map(drop)
            }
            Self::DropFirm(f) => tx.execute("DELETE FROM firm WHERE id = ?1", [firm_id(*f).as_bytes()]).map(drop),
            Self::Setting(key, value) => satchel_vault::settings::set(tx, &format!("key {}", key % 2), &(*value).into())
                .map_err(|_| rusqlite::Error::InvalidQuery),
        }
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("ada".into()),
        Just("Ada".into()),
        Just("nul\0 \"quoted\" \\ \u{1} \u{2028} 🦀 \u{202e}".into()),
        "\\PC{0,6}",
    ]
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>().prop_filter("not NaN", |f| !f.is_nan()),
        Just(0.1 + 0.2),
        Just(f64::INFINITY),
        Just(1.0)
    ]
}

fn integer() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), -2_i64..3]
}

fn op() -> impl Strategy<Value = Op> {
    let p = 0..3_u8;
    let opt = |s| proptest::option::of(s);
    let loose = prop_oneof![
        Just(Loose::Null),
        integer().prop_map(Loose::Integer),
        number().prop_map(Loose::Real),
        text().prop_map(Loose::Text),
        proptest::collection::vec(any::<u8>(), 0..4).prop_map(Loose::Blob),
    ];
    prop_oneof![
        4 => p.clone().prop_map(Op::NewPerson),
        3 => p.clone().prop_map(Op::NewFirm),
        3 => (p.clone(), text()).prop_map(|(p, t)| Op::Name(p, t)),
        2 => (p.clone(), opt(text())).prop_map(|(p, t)| Op::Nick(p, t)),
        2 => (p.clone(), proptest::option::of(number())).prop_map(|(p, n)| Op::Score(p, n)),
        1 => (p.clone(), proptest::option::of(integer())).prop_map(|(p, n)| Op::Budget(p, n)),
        1 => (p.clone(), opt(text())).prop_map(|(p, t)| Op::Odd(p, t)),
        1 => (p.clone(), any::<bool>()).prop_map(|(p, on)| Op::Trash(p, on)),
        2 => (p.clone(), proptest::option::of(0..2_u8)).prop_map(|(p, f)| Op::WorksAt(p, f)),
        1 => (0..2_u8, proptest::option::of(0..2_u8)).prop_map(|(f, g)| Op::Parent(f, g)),
        3 => (p.clone(), p.clone(), text()).prop_map(|(p, n, t)| Op::AddEmail(p, n, t)),
        2 => (p.clone(), p.clone(), text()).prop_map(|(p, n, t)| Op::SetEmail(p, n, t)),
        1 => (p.clone(), p.clone(), opt(text())).prop_map(|(p, n, t)| Op::LabelEmail(p, n, t)),
        1 => (p.clone(), p.clone()).prop_map(|(p, n)| Op::DropEmail(p, n)),
        1 => (p.clone(), p.clone(), p.clone()).prop_map(|(p, n, q)| Op::MoveEmail(p, n, q)),
        2 => (p.clone(), p.clone(), loose).prop_map(|(p, n, v)| Op::SetValue(p, n, v)),
        2 => (p.clone(), p.clone(), 0..2_u8).prop_map(|(p, n, f)| Op::AddJob(p, n, f)),
        1 => p.clone().prop_map(Op::DropPerson),
        1 => (0..2_u8).prop_map(Op::DropFirm),
        1 => (p, integer()).prop_map(|(k, v)| Op::Setting(k, v)),
    ]
}

/// What somebody does at once.
pub fn act() -> impl Strategy<Value = Vec<Op>> {
    proptest::collection::vec(op(), 1..5)
}

/// A day's work.
pub fn acts(most: usize) -> impl Strategy<Value = Vec<Vec<Op>>> {
    proptest::collection::vec(act(), 1..most)
}

impl World {
    /// Does one act as one change set; `None` if it changed nothing.
    pub fn act(&self, ops: &[Op]) -> Option<Id> {
        self.write("Act", |tx| {
            for op in ops {
                // A refused statement changes nothing.
                let _ = op.run(tx);
            }
            Ok(())
        })
        .change_set
    }
}

/// Every value of a dump by table, key and column; a row that is not there has none.
pub fn cells(dump: &Dump) -> BTreeMap<(String, Vec<u8>, usize), String> {
    let mut cells = BTreeMap::new();
    for (table, rows) in dump {
        let keys = if table.contains('_') { 2 } else { 1 };
        for row in rows {
            let key: Vec<u8> = row[..keys]
                .iter()
                .flat_map(|v| if let Sql::Blob(b) = v { b.clone() } else { vec![] })
                .collect();
            for (at, value) in row.iter().enumerate() {
                cells.insert((table.clone(), key.clone(), at), format!("{value:?}"));
            }
        }
    }
    cells
}

/// Every cell that any of the dumps has.
pub fn all_cells(dumps: &[&Dump]) -> BTreeSet<(String, Vec<u8>, usize)> {
    dumps.iter().flat_map(|d| cells(d).into_keys()).collect()
}

/// Runs statements, leaving out what is refused.
pub fn run(tx: &Tx<'_>, ops: &[Op]) {
    for op in ops {
        let _ = op.run(tx);
    }
}
