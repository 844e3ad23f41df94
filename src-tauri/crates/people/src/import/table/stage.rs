//! Staging a row: what it names is looked up, what record it describes, and what would change there.

use satchel_feature::records::{self, Beside, Compiled, Left, RuleCx, known_by, text};
use satchel_formats::{Fate, Reason};
use satchel_kernel::{ErrorKind, FieldType, Id, Result};
use satchel_vault::Connection;
use serde_json::{Value, json};

use super::Shape;
use super::read::keep;
use crate::contacts::keys;
use crate::contacts::store::{Key, by_key};
use crate::import::convert::Incoming;
use crate::import::crm::{self, stage::Told};
use crate::import::known::{Keys, Known, Seen};
use crate::import::leads::noted;
use crate::import::receipt::{Details, FileReceipt, Original, Outcome};
use crate::import::source::ReadCell;
use crate::import::stage::{Of, Options, brought, count, exceptions, lacks, reject};
use crate::import::staged::{Staged, Step};
use crate::import::store;

/// Records of one title that are looked at.
const LOOKED_AT: usize = 50;
/// Why words that name nothing stand in a note.
pub const UNKNOWN: Reason = Reason::new("named_unknown", "Nothing here is called so; it is kept in a note.");
/// Why words that name several records stand in a note.
pub const UNCLEAR: Reason =
    Reason::new("named_several", "Several records here are called so; it is kept in a note.");
const NO_CURRENCY: Reason = Reason::new("no_currency", "An amount needs its currency; it is kept in a note.");

/// Stages one row that was read.
#[allow(clippy::too_many_arguments)] // the whole of one row's staging
pub fn one(
    conn: &Connection,
    options: &Options<'_>,
    (shape, of): (&Shape<'_>, Of<'_>),
    file: u32,
    (row, original): (u64, Option<Original>),
    (mut incoming, mut cells): (Incoming, Vec<ReadCell>),
    seen: &mut Seen,
    receipt: &mut FileReceipt,
) -> Result<Staged> {
    let layout = of.layout;
    let compiled = options.registry.kind(&shape.kind.name)?;
    // What the row says, before it is known what that is here: the same row says the same in every vault.
    let mut keys = Keys::of_table(&incoming);
    let mut title = text(&incoming.record, &shape.kind.title).to_owned();
    // What is called by what else it says, as a conversation by its subject.
    let follows = shape.kind.field(&shape.kind.title).is_some_and(|field| field.derived);
    if follows && title.is_empty() {
        let said = ["subject", "body", "channel"].map(|field| text(&incoming.record, field));
        let said =
            said.into_iter().find_map(|said| said.lines().map(str::trim).find(|line| !line.is_empty()));
        title = said.unwrap_or_default().to_owned();
    }
    if title.is_empty() {
        let reason = Reason::new("no_title", "Its column “{column}” is empty.");
        let reason = reason.with("column", shape.words(&shape.kind.title));
        return Ok(reject(receipt, file, row, cells, original, reason));
    }
    let rules = &RuleCx {
        conn,
        registry: options.registry,
        catalogue: options.catalogue,
        now_ms: options.now_ms,
        region: options.region,
    };
    let mut left = Vec::new();
    if let Err(refused) = settle(rules, options, (shape, of), &mut incoming, seen, &mut left) {
        if refused.kind == ErrorKind::Broken {
            return Err(refused);
        }
        return Ok(reject(receipt, file, row, cells, original, refused.into()));
    }
    look_up(rules, shape, &mut incoming, &mut left)?;
    for Left { target, value, reason } in left {
        keep(shape, &mut incoming, &mut cells, (&target, &value), reason);
    }
    if let Some(layout) = layout {
        let mut beside = Vec::new();
        let refused = crm::resolve(rules, seen, layout, &mut incoming, &mut cells, &mut beside)?;
        if let Some(reason) = refused {
            return Ok(reject(receipt, file, row, cells, original, reason));
        }
        incoming.left.append(&mut beside);
    }
    let brings = incoming.crm.take();
    let origins = brings.as_deref().map(crm::Brings::origins).unwrap_or_default();
    let by_name = !options.no_merge && shape.intake.is_known_by_name();
    let known_as = known_by(rules, shape.intake, &shape.kind.title, &incoming.record)?;
    let told = match brings.as_deref() {
        Some(brings) => {
            crm::stage::by_origin(rules, seen, brings, &shape.kind.name, &keys, options.no_merge)?
        }
        None => None,
    };
    // What the program tells apart is not one because it is called alike.
    if origins.is_empty() && shape.intake.is_known_by_name() {
        keys.titled(&known_as);
    }
    let known = match told {
        Some(Told::Known(known)) => known,
        Some(Told::Other(kind, id)) => {
            let details =
                Details { title, cells: exceptions(&cells, &receipt.columns), ..Details::default() };
            count(receipt, &cells);
            seen.comes_from(&origins, &kind, id, &details.title, &[]);
            return Ok(Staged {
                file,
                row,
                step: Step::Same { id, kind },
                details,
                targets: Vec::new(),
                origins,
            });
        }
        None => match seen.of_table(conn, compiled, &keys, options.no_merge)? {
            Known::New if by_name => in_vault(rules, compiled, shape, &title, &known_as, brings.as_deref())?,
            known => known,
        },
    };
    if matches!(known, Known::New)
        && let Err(lacking) = records::demanded(shape.kind, &incoming.record, None)
    {
        return Ok(reject(receipt, file, row, cells, original, lacks(&lacking)));
    }
    incoming.notes.extend(noted(incoming.left.iter().map(|(name, value)| (name.as_str(), value.as_str()))));
    if let Some(field) = crm::text_of(&shape.kind.name).filter(|_| known == Known::New) {
        crm::write_into(&mut incoming.record, field, &std::mem::take(&mut incoming.notes));
    } else if known != Known::New {
        // When it was made is known of what is there.
        for field in ["created_ms", "completed_ms"] {
            incoming.record.remove(field);
        }
    }
    let details = Details { title, cells: exceptions(&cells, &receipt.columns), ..Details::default() };
    count(receipt, &cells);
    let targets = cells
        .iter()
        .filter(|cell| matches!(cell.fate, Fate::Mapped(_)))
        .flat_map(|cell| cell.targets().iter().map(|target| (cell.column, target.clone())))
        .collect();
    let step = match known {
        Known::New => {
            let id = Id::new();
            let fingerprint = seen.remember(&incoming, &keys, id, options.no_merge);
            receipt.count(Outcome::Created);
            if let Some(missing) = seen.missing(&shape.kind.name, || None) {
                missing.counts(file);
            }
            Step::Create { id, brought: brought(incoming), fingerprint }
        }
        Known::InVault(id) | Known::InImport(id) => {
            let earlier = matches!(known, Known::InImport(_));
            let fingerprint = seen.remember(&incoming, &keys, id, options.no_merge);
            seen.speak_of(id);
            Step::Join { id, brought: brought(incoming), earlier, fingerprint }
        }
        Known::Same(id) => {
            seen.remember(&incoming, &keys, id, options.no_merge);
            Step::Same { id, kind: shape.kind.name.to_string() }
        }
    };
    if let (false, Step::Create { id, .. } | Step::Join { id, .. } | Step::Same { id, .. }) =
        (origins.is_empty(), &step)
    {
        seen.comes_from(&origins, &shape.kind.name, *id, &details.title, &[]);
    }
    Ok(Staged { file, row, step, details, targets, origins })
}

/// Turns what a row names by words into what its record holds. A stage or pipeline that is not here is made with the
/// import, if the seller lets it; else, and for what cannot be made, a row of a whole CRM is not refused but noted.
fn settle(
    rules: &RuleCx<'_>,
    options: &Options<'_>,
    (shape, of): (&Shape<'_>, Of<'_>),
    incoming: &mut Incoming,
    seen: &mut Seen,
    left: &mut Vec<Left>,
) -> Result<()> {
    let eased = options.eased && of.layout.is_some();
    let begin = || shape.intake.missing();
    let missing = if options.makes { seen.missing(&shape.kind.name, begin) } else { None };
    let Some(missing) = missing else {
        if eased {
            shape.intake.ease(rules, &mut incoming.record, left)?;
        }
        return shape.intake.settle(rules, &mut incoming.record, left);
    };
    let said = match incoming.crm.as_deref() {
        Some(brings) => brings.beside.clone(),
        None => beside(shape, &incoming.left),
    };
    missing.settle(rules, &mut incoming.record, Beside { program: of.program, said: &said, eased }, left)
}

/// What columns that filled nothing say of what is made; they are noted all the same.
fn beside(shape: &Shape<'_>, left: &[(String, String)]) -> Vec<(&'static str, String)> {
    let called = |(name, value): &(String, String)| {
        let mut all = shape.intake.beside().iter();
        let found = all.find(|(_, words)| words.iter().any(|word| crm::key(word) == crm::key(name)));
        found.map(|(what, _)| (*what, value.clone()))
    };
    left.iter().filter_map(called).collect()
}

/// The record of the vault that a row describes.
fn in_vault(
    rules: &RuleCx<'_>,
    compiled: &Compiled,
    shape: &Shape<'_>,
    title: &str,
    known_as: &str,
    brings: Option<&crm::Brings>,
) -> Result<Known> {
    for id in records::by_title(rules.conn, rules.registry, compiled, title, LOOKED_AT)? {
        let record = records::get(rules.conn, compiled, id)?;
        if known_by(rules, shape.intake, &shape.kind.title, &record)? == known_as {
            if let Some(brings) = brings.filter(|brings| brings.own.is_some())
                && store::comes_from(rules.conn, id, brings.program())?
            {
                continue;
            }
            return Ok(Known::InVault(id));
        }
    }
    Ok(Known::New)
}

/// Finds the records that fields still name by words, and takes amounts out that have no currency.
fn look_up(
    rules: &RuleCx<'_>,
    shape: &Shape<'_>,
    incoming: &mut Incoming,
    left: &mut Vec<Left>,
) -> Result<()> {
    for field in shape.fields() {
        let values = match field.column_name() {
            Some(_) => Some(&mut incoming.record),
            None => incoming.record.get_mut("custom").and_then(Value::as_object_mut),
        };
        let Some(values) = values else { continue };
        let Some(words) = values.get(field.id.as_ref()).and_then(Value::as_str).map(str::to_owned) else {
            continue;
        };
        let mut refuse = |values: &mut records::Record, reason| {
            values.remove(field.id.as_ref());
            left.push(Left { target: shape.id(field).to_owned(), value: words.clone(), reason });
        };
        match &field.ty {
            FieldType::Money => refuse(values, NO_CURRENCY),
            // A company that is not there is made with the record, if the kind says so.
            FieldType::Record { .. } if shape.intake.makes(&field.id) => {}
            FieldType::Record { kind } => match referred(rules, kind, &words)? {
                Found::One(id) => _ = values.insert(field.id.to_string(), json!(id)),
                Found::None => refuse(values, UNKNOWN),
                Found::Several => refuse(values, UNCLEAR),
            },
            _ => {}
        }
    }
    Ok(())
}

/// What words find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The one record.
    One(Id),
    /// Nothing.
    None,
    /// More than one.
    Several,
}

/// The record of a kind that words name: by its id, by an e-mail address of a contact, or by its title where no other
/// living record has that.
pub fn referred(rules: &RuleCx<'_>, kind: &str, words: &str) -> Result<Found> {
    let compiled = rules.registry.kind(kind)?;
    if let Ok(id) = words.parse::<Id>()
        && records::find(rules.conn, compiled, id)?.is_some_and(|record| !record.contains_key("deleted_ms"))
    {
        return Ok(Found::One(id));
    }
    let found: Vec<Id> = if kind == "contact" && words.contains('@') {
        by_key(rules.conn, Key::Email, &keys::email(words))?.into_iter().map(|one| one.id).collect()
    } else {
        records::by_title(rules.conn, rules.registry, compiled, words, 2)?
    };
    Ok(match found.as_slice() {
        [] => Found::None,
        [one] => Found::One(*one),
        _ => Found::Several,
    })
}
