//! A small world for the index's tests: a catalogue kind with every type of field (some at random), its tables in a
//! plain database beside a change log, its records in memory, and an index over them.

#![allow(dead_code)] // each test binary uses its part

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};
use satchel_kernel::catalogue::{Field, FieldType, Kind, Part, Store, Text};
use satchel_kernel::query::Sort;
use satchel_kernel::text::{SortKeys, fold};
use satchel_kernel::{Id, Point, Result};
use satchel_search::{Change, Document, Documents, Index, Lists};
use serde_json::{Map, Value, json};

/// Random numbers from a seed (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides.max(1)
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.roll(100) < percent
    }

    pub fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.roll(of.len() as u64) as usize]
    }
}

pub const WORDS: &[&str] = &[
    "Ada",
    "ada",
    "ÁDA",
    "Ada Lovelace",
    "Alexander Anders",
    "Alexander Andersson",
    "Alexander Andersen",
    "Zoë",
    "Müller",
    "Mueller",
    "muller",
    "Straße",
    "Иванов",
    "иванова",
    "Παπαδόπουλος",
    "田中",
    "김철수",
    "",
    "  ",
    "\u{301}",
    "\u{10ffff}",
    "100%",
    "_",
    "'",
    "\"x\"",
    "O'Brien",
    "-1",
    "Berlin",
    "Bern",
    "Bergen",
    "a very long text that begins as others do and then goes on 1",
    "a very long text that begins as others do and then goes on 2",
];

const OPTIONS: &[&str] = &["low", "high", "Middle"];

pub fn field(id: &str, ty: FieldType, store: Store) -> Field {
    Field {
        id: Text::Owned(id.to_owned()),
        label: None,
        ty,
        store,
        search_weight: 5,
        filterable: true,
        sortable: true,
        importable: true,
        exportable: true,
        sensitive: false,
        derived: false,
        required: false,
        required_when: None,
        shown_when: None,
        through: None,
    }
}

fn options() -> Vec<Text> {
    OPTIONS.iter().map(|o| Text::Borrowed(*o)).collect()
}

fn types() -> Vec<(&'static str, FieldType)> {
    vec![
        ("name", FieldType::Text { indexed: true }),
        ("nick", FieldType::Text { indexed: false }),
        ("notes", FieldType::LongText),
        ("visits", FieldType::Number),
        ("budget", FieldType::Money),
        ("born", FieldType::Date),
        ("seen", FieldType::Instant),
        ("active", FieldType::Bool),
        ("rank", FieldType::Choice { options: options() }),
        ("likes", FieldType::MultiChoice { options: options() }),
        ("page", FieldType::Link),
        ("boss", FieldType::Record { kind: "contact".into() }),
        ("photo", FieldType::Blob),
        ("place", FieldType::Place),
    ]
}

/// A kind with fields of random types beside a name, own fields and parts.
pub fn random_kind(dice: &mut Dice) -> Kind {
    let column = |id: &str| Store::Column(Text::Owned(id.to_owned()));
    let mut fields = Vec::new();
    for (id, ty) in types() {
        if id == "name" || dice.chance(70) {
            fields.push(field(id, ty, column(id)));
        }
    }
    for (n, (_, ty)) in types().into_iter().enumerate() {
        if !matches!(ty, FieldType::Text { indexed: false } | FieldType::Blob | FieldType::Place)
            && dice.chance(40)
        {
            let id = Id::from_bytes([n as u8 + 1; 16]);
            fields.push(field(&id.to_string(), ty, Store::Custom(id)));
        }
    }
    let mut parts = vec![Part {
        id: "emails".into(),
        table: "contact_email".into(),
        fields: vec![
            field("value", FieldType::Text { indexed: true }, column("value")),
            field("label", FieldType::Text { indexed: false }, column("label")),
            field("primary", FieldType::Bool, column("primary")),
        ],
        main: "value".into(),
        filterable: true,
        bare: false,
    }];
    if dice.chance(70) {
        parts.push(Part {
            id: "tags".into(),
            table: "contact_tag".into(),
            fields: vec![field("value", FieldType::Text { indexed: true }, column("value"))],
            main: "value".into(),
            filterable: true,
            bare: true,
        });
    }
    if dice.chance(50) {
        parts.push(Part {
            id: "dates".into(),
            table: "contact_date".into(),
            fields: vec![
                field("value", FieldType::Date, column("value")),
                field("cost", FieldType::Money, column("cost")),
            ],
            main: "value".into(),
            filterable: true,
            bare: false,
        });
    }
    Kind {
        name: "contact".into(),
        plural: "contacts".into(),
        table: "contact".into(),
        title: "name".into(),
        fields,
        parts,
        default_sort: vec![Sort { field: "name".into(), descending: false }],
    }
}

/// A kind the seller made: a title, own fields of random types, and a table that it shares with [`other_kind`].
pub fn random_own_kind(dice: &mut Dice) -> Kind {
    let mut fields = vec![field("name", FieldType::Text { indexed: true }, Store::Column("name".into()))];
    for (n, (_, ty)) in types().into_iter().enumerate() {
        if !matches!(ty, FieldType::Text { indexed: false } | FieldType::Blob | FieldType::Place)
            && dice.chance(60)
        {
            let id = Id::from_bytes([n as u8 + 1; 16]);
            fields.push(field(&id.to_string(), ty, Store::Custom(id)));
        }
    }
    Kind {
        name: "own_boat".into(),
        plural: "own_boat".into(),
        table: "own_record".into(),
        title: "name".into(),
        fields,
        parts: Vec::new(),
        default_sort: vec![Sort { field: "name".into(), descending: false }],
    }
}

/// Another kind of the same table, with the same fields, so that nothing but its name tells them apart.
pub fn other_kind(kind: &Kind) -> Kind {
    Kind { name: "own_car".into(), plural: "own_car".into(), ..kind.clone() }
}

fn random_date(dice: &mut Dice) -> String {
    let (month, day) = (1 + dice.roll(3), 1 + dice.roll(3));
    match dice.chance(30) {
        true => format!("--{month:02}-{day:02}"),
        false => format!("{}-{month:02}-{day:02}", 1990 + dice.roll(3)),
    }
}

/// Places near and far from each other, on both sides of the date line and at a pole; two of one latitude.
pub const PLACES: &[&str] =
    &["50.9375,6.9603", "50.9375,7.2", "50.7,7.1", "-17.7,179.9", "-17.7,-179.9", "89.99,0"];

/// A value of the type, as a record's JSON has it; also what a condition may ask for.
pub fn random_value(dice: &mut Dice, ty: &FieldType) -> Value {
    match ty {
        FieldType::Text { .. } | FieldType::LongText | FieldType::Link => json!(dice.pick(WORDS)),
        FieldType::Number => json!([-2.5, 0.0, -0.0, 1.0, 1e300, 3.0][dice.roll(6) as usize]),
        FieldType::Money => {
            let minor = [-100_i64, 0, 1, 1 << 40, 99][dice.roll(5) as usize];
            json!({
                "minor": minor,
                "currency": dice.pick(&["EUR", "CHF", "USD"]),
            })
        }
        FieldType::Date => json!(random_date(dice)),
        FieldType::Instant => json!([-5_i64, 0, 1, 2, 1_700_000_000_000][dice.roll(5) as usize]),
        FieldType::Bool => json!(dice.chance(50)),
        FieldType::Choice { .. } => json!(dice.pick(&["low", "high", "Middle", "gone"])),
        FieldType::MultiChoice { .. } => {
            let count = dice.roll(3);
            (0..count).map(|_| json!(dice.pick(&["low", "high", "Middle", "gone"]))).collect()
        }
        FieldType::Record { .. } => json!(Id::from_bytes([dice.roll(4) as u8; 16])),
        FieldType::Blob => json!("abcdef"),
        FieldType::Place => json!(dice.pick(PLACES)),
    }
}

/// A record of the kind with values at random.
pub fn random_record(dice: &mut Dice, kind: &Kind, id: Id) -> Map<String, Value> {
    let mut record = Map::new();
    let mut custom = Map::new();
    record.insert("id".into(), json!(id));
    record.insert("created_ms".into(), json!(dice.roll(5)));
    record.insert("modified_ms".into(), json!(dice.roll(5)));
    if dice.chance(15) {
        record.insert("deleted_ms".into(), json!(dice.roll(5)));
    }
    for field in &kind.fields {
        if dice.chance(75) {
            let value = random_value(dice, &field.ty);
            match field.store {
                Store::Column(_) => record.insert(field.id.to_string(), value),
                Store::Custom(_) => custom.insert(field.id.to_string(), value),
            };
        }
    }
    record.insert("custom".into(), Value::Object(custom));
    for part in &kind.parts {
        let entries = (0..dice.roll(4)).map(|_| {
            if part.bare {
                return random_value(dice, &part.fields[0].ty);
            }
            let mut entry = Map::new();
            for field in &part.fields {
                if field.id == part.main || dice.chance(60) {
                    entry.insert(field.id.to_string(), random_value(dice, &field.ty));
                }
            }
            Value::Object(entry)
        });
        record.insert(part.id.to_string(), entries.collect());
    }
    record
}

/// The columns of a value: name and content.
fn columns(
    keys: &SortKeys,
    field: &Field,
    name: &str,
    value: Option<&Value>,
    sorted: bool,
) -> Vec<(String, Sql)> {
    let text = value.and_then(Value::as_str).map(str::to_owned);
    let of = |text: Option<String>| text.map_or(Sql::Null, Sql::Text);
    match &field.ty {
        FieldType::Text { indexed } => {
            let mut all = vec![(name.to_owned(), of(text.clone()))];
            if *indexed {
                all.push((format!("{name}_fold"), of(text.as_deref().map(fold))));
                if sorted {
                    all.push((format!("{name}_sort"), of(text.as_deref().map(|t| keys.key(t)))));
                }
            }
            all
        }
        FieldType::Number => {
            vec![(name.to_owned(), value.and_then(Value::as_f64).map_or(Sql::Null, Sql::Real))]
        }
        FieldType::Money => {
            let minor = value.and_then(|v| v["minor"].as_i64()).map_or(Sql::Null, Sql::Integer);
            let currency = value.and_then(|v| v["currency"].as_str()).map(str::to_owned);
            vec![(format!("{name}_minor"), minor), (format!("{name}_currency"), of(currency))]
        }
        FieldType::Instant => {
            vec![(name.to_owned(), value.and_then(Value::as_i64).map_or(Sql::Null, Sql::Integer))]
        }
        FieldType::Bool => {
            let yes = value.and_then(Value::as_bool).map_or(Sql::Null, |yes| Sql::Integer(yes.into()));
            vec![(name.to_owned(), yes)]
        }
        FieldType::MultiChoice { .. } => vec![(name.to_owned(), of(value.map(ToString::to_string)))],
        FieldType::Record { .. } => {
            let id = text.and_then(|text| text.parse::<Id>().ok());
            vec![(name.to_owned(), id.map_or(Sql::Null, |id| Sql::Blob(id.as_bytes().to_vec())))]
        }
        FieldType::Place => {
            let point = text.and_then(|text| text.parse::<Point>().ok());
            vec![(name.to_owned(), point.map_or(Sql::Null, |point| Sql::Integer(point.packed())))]
        }
        _ => vec![(name.to_owned(), of(text))],
    }
}

fn value_table(kind: &Kind) -> String {
    format!("{}_field_value", kind.table)
}

/// Which kind a row is of, where the table says it.
fn of_kind(kind: &Kind) -> Option<(String, Sql)> {
    kind.is_own().then(|| ("kind".to_owned(), Sql::Text(kind.name.to_string())))
}

/// The kind's tables, and a change log of the shape the index reads.
pub fn create_tables(conn: &Connection, kind: &Kind) {
    let keys = SortKeys::new().unwrap();
    let (table, values) = (&kind.table, value_table(kind));
    let of = if kind.is_own() { ", kind TEXT NOT NULL" } else { "" };
    let mut sql = format!(
        "CREATE TABLE change_set (seq INTEGER PRIMARY KEY, state TEXT NOT NULL, first_seq INTEGER, last_seq INTEGER);
         CREATE TABLE change (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, record_id BLOB NOT NULL,
         op TEXT NOT NULL DEFAULT 'update', row_id BLOB);
         CREATE TABLE {values} (owner_id BLOB NOT NULL, id BLOB NOT NULL, position INTEGER NOT NULL,
           value TEXT NOT NULL, value_fold TEXT, value_sort TEXT, value_num REAL{of}, PRIMARY KEY (owner_id, id))
           STRICT, WITHOUT ROWID;
         CREATE TABLE {table} (id BLOB PRIMARY KEY, created_ms INTEGER NOT NULL, modified_ms INTEGER NOT NULL,
           deleted_ms INTEGER{of}"
    );
    let declare = |sql: &mut String, field: &Field, sorted| {
        let Store::Column(name) = &field.store else { return };
        for (column, _) in columns(&keys, field, name, None, sorted) {
            let ty = match &field.ty {
                FieldType::Number => "REAL",
                FieldType::Instant | FieldType::Bool | FieldType::Place => "INTEGER",
                FieldType::Money if column.ends_with("_minor") => "INTEGER",
                FieldType::Record { .. } => "BLOB",
                _ => "TEXT",
            };
            write!(sql, ", \"{column}\" {ty}").unwrap();
        }
    };
    for field in &kind.fields {
        declare(&mut sql, field, true);
    }
    write!(sql, ") STRICT; CREATE INDEX {table}_by_name ON {table} (name_sort, id);").unwrap();
    for part in &kind.parts {
        write!(
            sql,
            "CREATE TABLE {} (owner_id BLOB NOT NULL, id BLOB NOT NULL, position INTEGER NOT NULL",
            part.table
        )
        .unwrap();
        for field in &part.fields {
            declare(&mut sql, field, false);
        }
        sql.push_str(", PRIMARY KEY (owner_id, id)) STRICT, WITHOUT ROWID;");
    }
    conn.execute_batch(&sql).unwrap();
}

fn insert(conn: &Connection, table: &str, row: Vec<(String, Sql)>) {
    let names: Vec<String> = row.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let marks = vec!["?"; row.len()].join(", ");
    let sql = format!("INSERT INTO {table} ({}) VALUES ({marks})", names.join(", "));
    conn.prepare_cached(&sql).unwrap().execute(params_from_iter(row.into_iter().map(|(_, v)| v))).unwrap();
}

/// Writes a record to the tables in place of what was there.
pub fn write_record(conn: &Connection, kind: &Kind, id: Id, record: Option<&Map<String, Value>>) {
    let keys = SortKeys::new().unwrap();
    let owner = || Sql::Blob(id.as_bytes().to_vec());
    let (table, values) = (&kind.table, value_table(kind));
    conn.prepare_cached(&format!("DELETE FROM {table} WHERE id = ?")).unwrap().execute([owner()]).unwrap();
    let tables = kind.parts.iter().map(|part| &*part.table).chain([values.as_str()]);
    for table in tables {
        let sql = format!("DELETE FROM {table} WHERE owner_id = ?");
        conn.prepare_cached(&sql).unwrap().execute([owner()]).unwrap();
    }
    let Some(record) = record else { return };
    let number = |name: &str| record.get(name).and_then(Value::as_i64).map_or(Sql::Null, Sql::Integer);
    let mut row = vec![("id".to_owned(), owner())];
    row.extend(of_kind(kind));
    row.extend(["created_ms", "modified_ms", "deleted_ms"].map(|name| (name.to_owned(), number(name))));
    for field in &kind.fields {
        match &field.store {
            Store::Column(name) => row.extend(columns(&keys, field, name, record.get(&*field.id), true)),
            Store::Custom(field_id) => {
                let Some(value) = record["custom"].get(&*field.id) else { continue };
                let text = value.as_str().filter(|_| {
                    matches!(
                        field.ty,
                        FieldType::Text { .. } | FieldType::LongText | FieldType::Choice { .. }
                    )
                });
                let num = value
                    .as_f64()
                    .or(value.as_bool().map(|b| f64::from(u8::from(b))))
                    .or(value["minor"].as_f64());
                let mut own = vec![
                    ("owner_id".to_owned(), owner()),
                    ("id".to_owned(), Sql::Blob(field_id.as_bytes().to_vec())),
                    ("position".to_owned(), Sql::Integer(0)),
                    ("value".to_owned(), Sql::Text(value.to_string())),
                    ("value_fold".to_owned(), text.map_or(Sql::Null, |t| Sql::Text(fold(t)))),
                    ("value_sort".to_owned(), text.map_or(Sql::Null, |t| Sql::Text(keys.key(t)))),
                    ("value_num".to_owned(), num.map_or(Sql::Null, Sql::Real)),
                ];
                own.extend(of_kind(kind));
                insert(conn, &values, own);
            }
        }
    }
    insert(conn, table, row);
    for part in &kind.parts {
        for (at, entry) in record[&*part.id].as_array().unwrap().iter().enumerate() {
            let mut row = vec![
                ("owner_id".to_owned(), owner()),
                // Against the order of positions, so that nobody sorts by it unnoticed.
                ("id".to_owned(), Sql::Blob(Id::from_bytes([250 - at as u8; 16]).as_bytes().to_vec())),
                ("position".to_owned(), Sql::Integer(at as i64)),
            ];
            for field in &part.fields {
                let Store::Column(name) = &field.store else { continue };
                let value = if part.bare { Some(entry) } else { entry.get(&*field.id) };
                row.extend(columns(&keys, field, name, value, false));
            }
            insert(conn, &part.table, row);
        }
    }
}

/// The records, as the index reads them; behind the kind those of another one that shares its table.
#[derive(Default)]
pub struct Records(pub Mutex<BTreeMap<Id, Map<String, Value>>>, pub Mutex<Option<Kind>>, pub Beside);

type Beside = Mutex<BTreeMap<Id, Map<String, Value>>>;

impl Documents for Records {
    fn document(&self, _: &Connection, kind: &str, id: Id) -> Result<Option<Document>> {
        let guard = self.1.lock().unwrap();
        let Some(of) = guard.as_ref() else { return Ok(None) };
        if kind == "own_car" {
            let beside = self.2.lock().unwrap();
            return Ok(beside.get(&id).and_then(|record| Document::of(&other_kind(of), record.clone())));
        }
        if of.name != kind {
            return Ok(None);
        }
        Ok(self.0.lock().unwrap().get(&id).and_then(|record| Document::of(of, record.clone())))
    }

    fn kinds(&self) -> Vec<String> {
        self.1.lock().unwrap().iter().map(|kind| kind.name.to_string()).collect()
    }

    fn ids(&self, _: &Connection, _: &str, after: Option<Id>, limit: usize) -> Result<Vec<Id>> {
        Ok(self.0.lock().unwrap().keys().filter(|id| Some(**id) > after).take(limit).copied().collect())
    }
}

/// Records in a database, in memory and in an index.
pub struct World {
    pub kind: Kind,
    pub conn: Connection,
    pub records: Arc<Records>,
    pub index: Arc<Index>,
    pub lists: Lists,
    pub seq: i64,
    _folder: tempfile::TempDir,
}

impl World {
    pub fn new(kind: Kind) -> Self {
        let conn = Connection::open_in_memory().unwrap();
        create_tables(&conn, &kind);
        let folder = tempfile::tempdir().unwrap();
        let index = Arc::new(Index::open(&folder.path().join("index"), [1; 32]).unwrap());
        let records = Arc::new(Records(Mutex::default(), Mutex::new(Some(kind.clone())), Mutex::default()));
        let lists = Lists::new(Some(Arc::clone(&index)), Arc::clone(&records) as Arc<dyn Documents>, [2; 32]);
        Self { kind, conn, records, index, lists, seq: 0, _folder: folder }
    }

    /// A committed change of one record; the index does not know of it yet.
    pub fn write(&mut self, id: Id, record: Option<Map<String, Value>>) {
        write_record(&self.conn, &self.kind, id, record.as_ref());
        self.seq += 1;
        self.log(&self.kind.name, id);
        let mut records = self.records.0.lock().unwrap();
        match record {
            Some(record) => _ = records.insert(id, record),
            None => _ = records.remove(&id),
        }
    }

    /// A committed change of a record of another kind that shares the table.
    pub fn write_beside(&mut self, id: Id, record: Map<String, Value>) {
        let other = other_kind(&self.kind);
        write_record(&self.conn, &other, id, Some(&record));
        self.seq += 1;
        self.log(&other.name, id);
        self.records.2.lock().unwrap().insert(id, record);
    }

    fn log(&self, kind: &str, id: Id) {
        let row = (self.seq, id.as_bytes().to_vec(), kind);
        self.conn.execute("INSERT INTO change (seq, kind, record_id) VALUES (?1, ?3, ?2)", row).unwrap();
    }

    /// Brings the index up to now, as the feed does.
    pub fn catch_up(&self) {
        let from = self.index.seq().unwrap_or(0);
        let touched = satchel_vault::changes::touched_since(&self.conn, from, usize::MAX).unwrap();
        let change = |kind: String, id| match self.records.document(&self.conn, &kind, id).unwrap() {
            Some(document) => Change::Put(Box::new(document)),
            None => Change::Gone(id),
        };
        self.index.apply(touched.into_iter().map(|row| change(row.kind, row.id))).unwrap();
        self.index.commit(Some(self.seq), "", None).unwrap();
    }

    /// Every record as JSON.
    pub fn all(&self) -> Vec<Value> {
        self.records.0.lock().unwrap().values().cloned().map(Value::Object).collect()
    }
}
