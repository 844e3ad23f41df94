//! A row's cells in the form of the fields they fill. Needs nothing of the vault: what a row names by words stays words.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, tz::TimeZone};
use satchel_feature::Record;
use satchel_formats::{Draft, Fate, Reason, csv};
use satchel_kernel::{Field, FieldType};
use serde_json::{Value, json};

use super::{Place, Shape};
use crate::fields::{self, Style};
use crate::import::convert::{Incoming, Written};
use crate::import::merge::OWN;
use crate::import::source::ReadCell;

/// Longest text a field takes, in bytes, as a single edit allows.
const LONGEST: usize = 1 << 20;
/// Why a value stands in a note.
pub const UNFIT: Reason =
    Reason::new("unfit_noted", "It does not fit its column's field; it is kept in a note.");
const SECOND: Reason =
    Reason::new("filled_already", "An earlier column fills this field; what stands here is kept in a note.");

/// Reads a row; the fates of its cells become those of the fields they fill.
pub fn read(shape: &Shape<'_>, draft: Draft, style: &Style, cells: &mut [ReadCell]) -> Incoming {
    let mut into =
        Incoming { kind: shape.kind.name.to_string().into(), notes: draft.notes, ..Incoming::default() };
    let mut row = Record::new();
    let mut own = Record::new();
    for custom in draft.custom {
        let (target, value) = (custom.field, custom.value.trim().to_owned());
        let Some(place) = shape.place(&target) else {
            // A field of the seller's own that is made with the first record that fills it.
            into.custom.push((target, value));
            continue;
        };
        let meant = meant(style, &place, &target, &value);
        let unfit = match place {
            Place::Field(field) => match typed(style, field, &target, &meant) {
                Some(read) => {
                    let (record, id) = match field.column_name() {
                        Some(_) => (&mut row, field.id.to_string()),
                        None => (&mut own, field.id.to_string()),
                    };
                    match record.get(&id) {
                        None => _ = record.insert(id, read),
                        Some(there) if *there == read => {}
                        Some(_) => {
                            keep(shape, &mut into, cells, (&target, &value), SECOND);
                            continue;
                        }
                    }
                    false
                }
                None => true,
            },
            Place::Part(part) => {
                listed(&mut row, &part.id, &meant);
                false
            }
            Place::More(more) => {
                listed(&mut row, more.id, &meant);
                false
            }
        };
        if unfit {
            keep(shape, &mut into, cells, (&target, &value), UNFIT);
        } else {
            let id = match place {
                Place::Field(field) => field.id.to_string(),
                Place::Part(part) => part.id.to_string(),
                Place::More(more) => more.id.to_owned(),
            };
            into.written.push(Written { id, target: cell_target(shape, &target), value });
        }
    }
    if !own.is_empty() {
        row.insert("custom".into(), Value::Object(own));
    }
    into.left.extend(draft.raw.into_iter().map(|raw| (raw.name, raw.value)));
    for cell in cells.iter_mut() {
        if let Fate::Mapped(targets) = &mut cell.fate {
            for target in targets.iter_mut() {
                if let Some(bare) = target.strip_prefix(OWN) {
                    *target = cell_target(shape, bare);
                }
            }
        }
    }
    into.record = row;
    into
}

/// What a value means, as the seller said of it; of several in one cell each by itself.
fn meant<'a>(style: &'a Style, place: &Place<'_>, target: &str, value: &'a str) -> Cow<'a, str> {
    let whole = style.means(target, value);
    if whole == value && several(place) && !style.values.is_empty() {
        let parts: Vec<&str> = parts(value).map(|part| style.means(target, part)).collect();
        return Cow::Owned(parts.join(";"));
    }
    Cow::Borrowed(whole)
}

/// Whether a cell of it may hold several values.
pub fn several(place: &Place<'_>) -> bool {
    matches!(place, Place::Field(field) if matches!(field.ty, FieldType::MultiChoice { .. }))
}

/// The values of a cell that holds several.
pub fn parts(value: &str) -> impl Iterator<Item = &str> {
    value.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// A target as receipts name it: fields of the seller's own, and those to be made, with a word in front.
fn cell_target(shape: &Shape<'_>, target: &str) -> String {
    match shape.place(target) {
        Some(Place::Field(field)) if field.column_name().is_none() => format!("{OWN}{target}"),
        Some(_) => target.to_owned(),
        None => format!("{OWN}{target}"),
    }
}

/// Keeps a value that found no place, and says so of its cell.
pub fn keep(
    shape: &Shape<'_>,
    into: &mut Incoming,
    cells: &mut [ReadCell],
    (target, value): (&str, &str),
    reason: Reason,
) {
    into.left.push((shape.words(target), value.to_owned()));
    let whole = format!("{OWN}{target}");
    let cell = cells.iter_mut().rev().find(|cell| {
        cell.targets().iter().any(|other| other == target || *other == whole)
            && !matches!(cell.fate, Fate::Raw)
    });
    if let Some(cell) = cell {
        cell.fate = Fate::Raw;
        cell.note = Some(reason);
        value.clone_into(&mut cell.text);
    }
}

/// Adds the entries of a cell to a list.
fn listed(row: &mut Record, id: &str, value: &str) {
    let entry = row.entry(id).or_insert_with(|| json!([]));
    let Some(entries) = entry.as_array_mut() else { return };
    for one in value.split([';', '\n']).map(str::trim).filter(|one| !one.is_empty()) {
        let one = json!(one);
        if !entries.contains(&one) {
            entries.push(one);
        }
    }
}

/// A value as the field keeps it, words where it names a record or an amount without a currency; `None` when it cannot.
fn typed(style: &Style, field: &Field, target: &str, value: &str) -> Option<Value> {
    if value.len() > LONGEST || value.is_empty() {
        return None;
    }
    match &field.ty {
        FieldType::Record { .. } => Some(json!(value)),
        FieldType::Instant => moment(style, target, value).map(|at| json!(at)),
        FieldType::Date => fields::read_in(style, target, &field.ty, value).or_else(|| {
            let (day, _) = value.split_once([' ', 'T'])?;
            fields::read_in(style, target, &field.ty, day)
        }),
        FieldType::Money => fields::read_in(style, target, &field.ty, value)
            .or_else(|| csv::decimal(value, style.numbers).map(|amount| json!(amount))),
        ty => fields::read_in(style, target, ty, value),
    }
}

/// A moment: with its zone, as the clock here showed it, or the noon of a day, which is that day nearly everywhere.
fn moment(style: &Style, target: &str, value: &str) -> Option<i64> {
    let at = value.parse::<Timestamp>().ok();
    let local = || {
        let time = value.replace(' ', "T").parse::<DateTime>().ok().filter(|_| value.contains(':'))?;
        Some(time.to_zoned(TimeZone::system()).ok()?.timestamp())
    };
    let day = || {
        let day = csv::day(value, style.dates.get(target).copied())?.to_string();
        let noon = day.parse::<Date>().ok()?.at(12, 0, 0, 0);
        Some(noon.to_zoned(TimeZone::UTC).ok()?.timestamp())
    };
    at.or_else(local).or_else(day).map(Timestamp::as_millisecond)
}
