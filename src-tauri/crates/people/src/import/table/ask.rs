//! What the words of a table mean that nothing here is called by: a stage of another program, a choice the field does not
//! know. They are found before the import, so that the seller can say it; what he says is kept with the mapping. An import
//! never asks: what nobody said is rejected, or kept in a note, as ever.

use std::collections::{BTreeMap, HashMap};

use satchel_feature::Record;
use satchel_feature::records::{Beside, Missing, Question, RuleCx};
use satchel_formats::Draft;
use satchel_formats::csv::{self, Mapping};
use satchel_formats::draft::Custom;
use satchel_kernel::{ErrorKind, FieldType, Id, Result};
use serde::Serialize;
use serde_json::Value;

use super::read::{parts, several};
use super::{Place, Shape, read};
use crate::fields::Style;

/// Rows that are looked at.
pub const ROWS: u64 = 10_000;
/// Values of one table that are asked of; of more nobody says one by one what they mean.
const MOST: usize = 200;

/// A value that names nothing here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Asked {
    /// Its column's index.
    pub column: usize,
    /// The value as it stands in the file.
    pub value: String,
    /// In how many of the rows looked at.
    pub rows: u64,
    /// Whether the mapping says what it means, and that is something here.
    pub settled: bool,
    /// Whether it is made with the import unless the mapping says that it means something else.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub made: bool,
    /// What it can be said to mean.
    pub known: Vec<String>,
    /// The pipeline in which a stage of this name would be made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub under: Option<Id>,
}

/// The values of a table's rows that name nothing here, as rows are looked at.
pub struct Asking<'a> {
    shape: &'a Shape<'a>,
    style: &'a Style,
    unsaid: Style,
    columns: HashMap<String, usize>,
    found: BTreeMap<(usize, String), Asked>,
    /// What was asked of rows that say the same.
    asked: HashMap<String, Vec<Asked>>,
    /// What would be made with the import.
    missing: Option<Box<dyn Missing>>,
    /// The program that wrote the table.
    program: &'static str,
}

impl<'a> Asking<'a> {
    /// Nothing was looked at yet.
    pub fn new(
        shape: &'a Shape<'a>,
        style: &'a Style,
        mapping: &Mapping,
        missing: Option<Box<dyn Missing>>,
        program: &'static str,
    ) -> Self {
        let mut columns = HashMap::new();
        for column in &mapping.columns {
            if let csv::Target::Custom(target) = &column.target {
                columns.entry(target.clone()).or_insert(column.index);
            }
        }
        let (unsaid, found, asked) = (style.unsaid(), BTreeMap::new(), HashMap::new());
        Self { shape, style, unsaid, columns, found, asked, missing, program }
    }

    /// What was found, column by column, in each the values of most rows first.
    pub fn found(self) -> Vec<Asked> {
        let mut found: Vec<Asked> = self.found.into_values().collect();
        found.sort_by(|one, other| (one.column, other.rows).cmp(&(other.column, one.rows)));
        found
    }

    /// Looks at a row.
    pub fn row(&mut self, cx: &RuleCx<'_>, draft: &Draft) -> Result<()> {
        let mut named = Vec::new();
        for custom in &draft.custom {
            let Some(place) = self.shape.place(&custom.field) else { continue };
            let id = match place {
                Place::Field(field) => field.id.as_ref(),
                Place::Part(part) => part.id.as_ref(),
                Place::More(more) => more.id,
            };
            if self.shape.intake.named().contains(&id) {
                named.push(custom.clone());
            } else if let Place::Field(field) = place
                && let FieldType::Choice { options } | FieldType::MultiChoice { options } = &field.ty
            {
                let knows = |word: &str| options.iter().any(|one| one.eq_ignore_ascii_case(word));
                let whole = custom.value.trim();
                let words: Vec<&str> = if several(&place) { parts(whole).collect() } else { vec![whole] };
                for word in words.into_iter().filter(|word| !word.is_empty() && !knows(word)) {
                    let settled = knows(self.style.means(&custom.field, word));
                    let known = || options.iter().map(ToString::to_string).collect();
                    self.add(&custom.field, word, settled, known);
                }
            }
        }
        if named.is_empty() {
            return Ok(());
        }
        let said: Vec<(&str, &str)> =
            named.iter().map(|custom| (custom.field.as_str(), custom.value.as_str())).collect();
        let key = serde_json::to_string(&said).unwrap_or_default();
        let asked = match self.asked.get(&key) {
            Some(asked) => asked.clone(),
            None => {
                let asked = self.names(cx, named)?;
                self.asked.insert(key, asked.clone());
                asked
            }
        };
        for one in asked {
            let Asked { column, value, settled, made, known, under, .. } = one;
            self.count(column, &value, (settled, made), || known, under);
        }
        Ok(())
    }

    /// What the words of a row name that refer to something here, asked of the kind itself: as they stand, and one after
    /// the other as the seller said that they are meant.
    fn names(&mut self, cx: &RuleCx<'_>, named: Vec<Custom>) -> Result<Vec<Asked>> {
        let record = |style: &Style| {
            let draft = Draft { custom: named.clone(), ..Draft::default() };
            read(self.shape, draft, style, &mut []).record
        };
        let (mut trial, said) = (record(&self.unsaid), record(self.style));
        let mut asked: Vec<Asked> = Vec::new();
        loop {
            let mut row = trial.clone();
            let Err(refused) = self.shape.intake.settle(cx, &mut row, &mut Vec::new()) else { break };
            let Some(Question { target, known, under }) = self.shape.intake.asks(cx, &trial, &refused)?
            else {
                break;
            };
            let Some(column) = self.columns.iter().find(|(name, _)| self.is(name, target)) else { break };
            let value = word(&trial, target);
            if let Some(before) = asked.iter_mut().find(|one| one.column == *column.1) {
                // What it is said to mean is nothing here either.
                before.settled = false;
                break;
            }
            let meant = word(&said, target);
            let settled = meant != value;
            asked.push(Asked { column: *column.1, value, rows: 0, settled, made: false, known, under });
            let (Some(means), true) = (said.get(target), settled) else { break };
            trial.insert(target.to_owned(), means.clone());
        }
        if asked.iter().any(|one| !one.settled)
            && let Some(missing) = &mut self.missing
        {
            let beside = Beside { program: self.program, said: &[], eased: false };
            match missing.settle(cx, &mut trial, beside, &mut Vec::new()) {
                Ok(()) => asked.iter_mut().for_each(|one| one.made = !one.settled),
                Err(refused) if refused.kind == ErrorKind::Broken => return Err(refused),
                Err(_) => {}
            }
        }
        Ok(asked)
    }

    fn is(&self, name: &str, target: &str) -> bool {
        match self.shape.place(name) {
            Some(Place::Field(field)) => field.id == target,
            Some(Place::More(more)) => more.id == target,
            _ => false,
        }
    }

    fn add(&mut self, target: &str, value: &str, settled: bool, known: impl FnOnce() -> Vec<String>) {
        if let Some(column) = self.columns.get(target).copied() {
            self.count(column, value, (settled, false), known, None);
        }
    }

    fn count(
        &mut self,
        column: usize,
        value: &str,
        (settled, made): (bool, bool),
        known: impl FnOnce() -> Vec<String>,
        under: Option<Id>,
    ) {
        let key = (column, value.to_owned());
        if !self.found.contains_key(&key) && self.found.len() >= MOST {
            return;
        }
        let one = self.found.entry(key).or_insert_with(|| Asked {
            column,
            value: value.to_owned(),
            rows: 0,
            settled,
            made,
            known: known(),
            under,
        });
        one.rows += 1;
        // The same word may be a stage of one pipeline and not of another, and be made in one and not in another.
        if !settled {
            one.made = made && (one.made || one.settled);
            (one.settled, one.under) = (false, under.or(one.under));
        }
    }
}

/// The word that stands in a row for a target.
fn word(row: &Record, target: &str) -> String {
    match row.get(target) {
        Some(Value::Array(words)) => words.first().and_then(Value::as_str).unwrap_or_default().to_owned(),
        other => other.and_then(Value::as_str).unwrap_or_default().to_owned(),
    }
}
