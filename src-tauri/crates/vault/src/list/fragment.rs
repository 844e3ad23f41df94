//! A piece of SQL with the parameters bound in it, in the order they stand in the text.

use rusqlite::types::Value;

#[derive(Clone, Debug, Default)]
pub(super) struct Fragment {
    sql: String,
    values: Vec<Value>,
}

impl Fragment {
    pub(super) fn new(sql: &str) -> Self {
        Self { sql: sql.to_owned(), values: Vec::new() }
    }

    /// A name of the catalogue, quoted.
    pub(super) fn name(name: &str) -> Self {
        Self::new(&format!("\"{}\"", name.replace('"', "\"\"")))
    }

    /// Adds program text; never a value.
    pub(super) fn push(&mut self, sql: &str) -> &mut Self {
        self.sql.push_str(sql);
        self
    }

    pub(super) fn add(&mut self, other: &Self) -> &mut Self {
        self.sql.push_str(&other.sql);
        self.values.extend(other.values.iter().cloned());
        self
    }

    pub(super) fn bind(&mut self, value: Value) -> &mut Self {
        self.sql.push('?');
        self.values.push(value);
        self
    }

    pub(super) fn sql(&self) -> &str {
        &self.sql
    }

    pub(super) fn values(&self) -> &[Value] {
        &self.values
    }
}

/// Joins program text and fragments: `sql![a, " = ", b]`.
macro_rules! sql {
    ($($part:expr),+ $(,)?) => {{
        let mut joined = Fragment::default();
        $( $crate::list::fragment::Piece::put(&$part, &mut joined); )+
        joined
    }};
}
pub(super) use sql;

/// What [`sql!`] joins.
pub(super) trait Piece {
    fn put(&self, into: &mut Fragment);
}

impl Piece for &'static str {
    fn put(&self, into: &mut Fragment) {
        into.push(self);
    }
}

impl Piece for Fragment {
    fn put(&self, into: &mut Fragment) {
        into.add(self);
    }
}

impl Piece for &Fragment {
    fn put(&self, into: &mut Fragment) {
        into.add(self);
    }
}

impl Piece for Value {
    fn put(&self, into: &mut Fragment) {
        into.bind(self.clone());
    }
}
