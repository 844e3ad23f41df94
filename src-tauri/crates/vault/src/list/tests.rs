use rusqlite::Connection;
use satchel_kernel::catalogue::{Field, FieldType, Kind, Part, Store};
use satchel_kernel::evaluate::{Key, Plan, Rank};
use satchel_kernel::query::{Condition, Filter, Op, Query, Sort};
use satchel_kernel::text::{SortKeys, fold};
use satchel_kernel::{Id, query};
use serde_json::{Value, json};

use super::{Half, Listing, cursor};

fn field(id: &'static str, ty: FieldType) -> Field {
    Field {
        id: id.into(),
        label: None,
        ty,
        store: Store::Column(id.into()),
        search_weight: 1,
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

fn people() -> Kind {
    Kind {
        name: "contact".into(),
        plural: "contacts".into(),
        table: "contact".into(),
        title: "name".into(),
        fields: vec![
            field("name", FieldType::Text { indexed: true }),
            field("nickname", FieldType::Text { indexed: false }),
            field("visits", FieldType::Number),
        ],
        parts: vec![Part {
            id: "tags".into(),
            table: "contact_tag".into(),
            fields: vec![field("value", FieldType::Text { indexed: true })],
            main: "value".into(),
            filterable: true,
            bare: true,
        }],
        default_sort: vec![Sort { field: "name".into(), descending: false }],
    }
}

fn id(n: u64) -> Id {
    Id::from_parts(n, [0; 10])
}

/// Ada, Bob, somebody without a name, and Žofie; Ada and Žofie are tagged.
fn filled() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(
        "CREATE TABLE contact (id BLOB PRIMARY KEY, name TEXT, name_fold TEXT, name_sort TEXT, nickname TEXT,
           visits REAL, created_ms INTEGER NOT NULL, modified_ms INTEGER NOT NULL, deleted_ms INTEGER) STRICT;
         CREATE INDEX contact_by_name ON contact (name_sort, id);
         CREATE TABLE contact_tag (owner_id BLOB NOT NULL, id BLOB NOT NULL, position INTEGER NOT NULL,
           value TEXT NOT NULL, value_fold TEXT NOT NULL, PRIMARY KEY (owner_id, id)) STRICT, WITHOUT ROWID;
         CREATE INDEX contact_tag_by_value ON contact_tag (value_fold);",
    )
    .unwrap();
    let keys = SortKeys::new().unwrap();
    for (n, name, tag) in
        [(1, "Ada", Some("VIP")), (2, "Bob", None), (3, "", None), (4, "Žofie", Some("vip"))]
    {
        let row = (id(n).as_bytes().to_vec(), name, fold(name), keys.key(name));
        conn.execute("INSERT INTO contact VALUES (?1, ?2, ?3, ?4, 'Čáp', 1, 0, 0, NULL)", row).unwrap();
        if let Some(tag) = tag {
            let row = (id(n).as_bytes().to_vec(), id(n + 100).as_bytes().to_vec(), tag, fold(tag));
            conn.execute("INSERT INTO contact_tag VALUES (?1, ?2, 0, ?3, ?4)", row).unwrap();
        }
    }
    conn
}

fn asks(field: &str, op: Op, value: Value) -> Query {
    Query { filter: Some(Filter::Is(Condition { field: field.into(), op, value })), ..Query::default() }
}

fn listing(query: &Query) -> Listing {
    Listing::new(&Plan::new(&people(), query).unwrap())
}

// covers(CON-4, API-3)
#[test]
fn a_list_is_read_by_position_as_a_whole_and_by_rank() {
    let conn = filled();
    for descending in [false, true] {
        let sort = vec![Sort { field: "name".into(), descending }];
        let list = listing(&Query { sort, ..Query::default() });
        let expected = if descending { [4, 2, 1, 3] } else { [1, 2, 4, 3] }.map(id);
        assert_eq!(list.ids(&conn).unwrap(), expected);
        assert_eq!(list.total(&conn).unwrap(), 4);
        for at in 0..6 {
            let page = list.page(&conn, at, 2).unwrap();
            assert_eq!(page, expected.iter().skip(at as usize).take(2).copied().collect::<Vec<_>>(), "{at}");
        }
        for (at, one) in expected.iter().enumerate() {
            let rank = list.rank(&conn, *one).unwrap().unwrap();
            assert_eq!(list.after(&conn, &rank, 10).unwrap(), expected[at + 1..]);
        }
    }
}

#[test]
fn text_without_stored_forms_is_folded_on_the_way() {
    let conn = filled();
    assert_eq!(listing(&asks("nickname", Op::Equals, json!("cap"))).total(&conn).unwrap(), 4);
    let tagged = listing(&asks("tags", Op::Equals, json!("Vip")));
    assert_eq!(tagged.ids(&conn).unwrap(), [id(1), id(4)]);
}

// covers(SEC-8)
#[test]
fn hostile_values_are_only_ever_parameters() {
    let conn = filled();
    for text in
        ["'; DROP TABLE contact; --", "\" OR 1=1 --", "%", "_", "?1", "a\0b", "\u{10ffff}", "' OR ''='"]
    {
        for op in [Op::Equals, Op::Contains, Op::StartsWith] {
            let list = listing(&asks("name", op, json!(text)));
            let harmless = listing(&asks("name", op, json!("harmless")));
            let sql = |list: &Listing| list.statement(Half::Present, None, Some(5), 0).sql().to_owned();
            assert!(text == "\u{10ffff}" || sql(&list) == sql(&harmless));
            assert_eq!(list.total(&conn).unwrap(), 0, "{text} {op:?}");
        }
    }
    assert_eq!(listing(&Query::default()).total(&conn).unwrap(), 4);
    let mut odd = people();
    odd.fields.push(field("x\" FROM contact; --", FieldType::Number));
    let query = asks("x\" FROM contact; --", Op::Equals, json!(1));
    let list = Listing::new(&Plan::new(&odd, &query).unwrap());
    let error = list.total(&conn).unwrap_err().to_string();
    assert!(error.contains("no such column"), "a name is quoted whole: {error}");
}

fn steps(conn: &Connection, list: &Listing, half: Half, after: Option<&Rank>) -> String {
    let sql = list.statement(half, after, Some(50), 0);
    super::register(conn).unwrap();
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {}", sql.sql())).unwrap();
    let rows =
        statement.query_map(rusqlite::params_from_iter(sql.values()), |row| row.get::<_, String>(3)).unwrap();
    rows.map(Result::unwrap).collect::<Vec<_>>().join("\n")
}

// covers(PERF-2)
#[test]
fn indexed_orders_and_equal_parts_use_their_indexes() {
    let conn = filled();
    let list = listing(&Query::default());
    let plan = steps(&conn, &list, Half::Present, None);
    assert!(plan.contains("contact_by_name") && !plan.contains("TEMP B-TREE"), "{plan}");
    let rank = list.rank(&conn, id(2)).unwrap().unwrap();
    let plan = steps(&conn, &list, Half::Present, Some(&rank));
    assert!(plan.contains("SEARCH r USING INDEX contact_by_name (name_sort>?)"), "{plan}");
    let plan = steps(&conn, &listing(&asks("tags", Op::Equals, json!("vip"))), Half::Present, None);
    assert!(plan.contains("contact_tag_by_value (value_fold=?)"), "{plan}");
}

// covers(API-3, SEC-8)
#[test]
fn a_cursor_survives_the_trip_and_a_changed_one_is_refused() {
    let key = [7; 32];
    let query = query::Query::default();
    let keys = vec![Key::Absent, Key::Int(-3), Key::Real(2.5), Key::Text("2a2c".into())];
    let rank = Rank { keys, id: id(9) };
    let sealed = cursor::seal(&key, "contact", &query, &rank);
    assert_eq!(cursor::open(&key, "contact", &query, &sealed).unwrap(), rank);
    let trashed = Query { trashed: true, ..Query::default() };
    for refused in [
        cursor::open(&[8; 32], "contact", &query, &sealed),
        cursor::open(&key, "company", &query, &sealed),
        cursor::open(&key, "contact", &trashed, &sealed),
        cursor::open(&key, "contact", &query, ""),
        cursor::open(&key, "contact", &query, "äöü"),
    ] {
        assert_eq!(refused.unwrap_err().code, "bad_cursor");
    }
    for at in 0..sealed.len() {
        let mut changed = sealed.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        assert!(cursor::open(&key, "contact", &query, &changed).is_err(), "{at}");
        assert!(
            cursor::open(&key, "contact", &query, &sealed.chars().take(at).collect::<String>()).is_err(),
            "{at}"
        );
    }
}
