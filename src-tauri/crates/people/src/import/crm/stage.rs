//! Staging the rows of another CRM's tables: what a row is, and whom it describes.

use satchel_feature::Registry;
use satchel_feature::records::RuleCx;
use satchel_formats::Draft;
use satchel_kernel::{Catalogue, Id, Result};

use super::links::{Brings, Link, link};
use super::row::Row;
use super::{Layout, Rows};
use crate::fields::Style;
use crate::import::convert::{self, Incoming};
use crate::import::known::{Keys, Known, Seen};
use crate::import::leads::{self, LEAD};
use crate::import::source::ReadCell;
use crate::import::store;
use crate::import::table::{self, Shape};
use crate::planted;

/// A row read as what it is in its program; a reason where nothing comes of it.
pub fn read(
    layout: &Layout,
    (registry, catalogue): (&Registry, &Catalogue),
    (style, source, region, now_ms): (&Style, &str, &str, i64),
    mut draft: Draft,
    cells: &mut [ReadCell],
) -> Result<Incoming> {
    let mut row = Row::new(layout, &mut draft, now_ms);
    let (Rows::People { read, .. } | Rows::Records(read)) = &layout.object.rows else {
        return Ok(Incoming::default());
    };
    read(&mut row);
    let mut of = row.done(cells);
    draft.custom.append(&mut of.draft.custom);
    draft.raw.append(&mut of.draft.raw);
    draft.notes.append(&mut of.draft.notes);
    let mut brings = std::mem::take(&mut of.brings);
    let mut incoming = if let Rows::People { are, .. } = &layout.object.rows {
        let program = layout.object.program();
        if let Some(uid) = draft.uid.as_deref().filter(|uid| !uid.trim().is_empty()) {
            let space = match are {
                _ if program == "salesforce" => "",
                satchel_formats::csv::Rows::Companies => "company",
                _ => "contact",
            };
            brings.own = Some(Link::key(program, space, uid));
        }
        let incoming = convert::incoming(draft, source, region);
        if of.kind == LEAD { leads::lead(catalogue.kind(LEAD)?, incoming, style) } else { incoming }
    } else if of.kind.is_empty() {
        Incoming {
            kind: "".into(),
            left: draft.raw.into_iter().map(|raw| (raw.name, raw.value)).collect(),
            ..Incoming::default()
        }
    } else {
        let Some(shape) = Shape::of(registry, catalogue, of.kind)? else { return Ok(Incoming::default()) };
        table::read(&shape, draft, style, cells)
    };
    of.settle(&mut incoming.record);
    incoming.crm = Some(Box::new(brings));
    Ok(incoming)
}

/// What is known of a row.
pub enum Told {
    /// As with every row.
    Known(Known),
    /// The record of its origin is of another kind here: the row is that, and nothing is written.
    Other(String, Id),
}

/// The record by what the program calls it, or else as every row's.
pub fn known(
    rules: &RuleCx<'_>,
    seen: &mut Seen,
    brings: Option<&Brings>,
    incoming: &Incoming,
    keys: &Keys,
    apart: bool,
) -> Result<Told> {
    let Some(brings) = brings else {
        return seen.find(rules.conn, rules.registry, incoming, keys, apart).map(Told::Known);
    };
    if let Some(told) = by_origin(rules, seen, brings, &incoming.kind, keys, apart)? {
        return Ok(told);
    }
    let found = seen.find(rules.conn, rules.registry, incoming, keys, apart)?;
    let program = brings.program();
    // Two companies of one program that are told apart there are two, whatever they are called.
    let is_another = !planted::is("what_is_told_apart_is_one")
        && incoming.kind == "company"
        && brings.own.is_some()
        && match found {
            Known::InImport(id) => seen.title(id).is_some(),
            Known::InVault(id) => seen.title(id).is_some() || store::comes_from(rules.conn, id, program)?,
            _ => false,
        };
    Ok(Told::Known(if is_another { Known::New } else { found }))
}

/// The record that the program's names of a row lead to.
pub fn by_origin(
    rules: &RuleCx<'_>,
    seen: &mut Seen,
    brings: &Brings,
    kind: &str,
    keys: &Keys,
    apart: bool,
) -> Result<Option<Told>> {
    let same = seen.same_row(rules.conn, rules.registry.kind(kind)?, keys, apart)?;
    if same != Known::New {
        return Ok(Some(Told::Known(same)));
    }
    for key in brings.own.iter().chain(&brings.same_as) {
        let is_of_import = seen.origin(key).is_some();
        if let Some((of, id)) = link(rules, seen, key)? {
            return Ok(Some(if of != kind {
                Told::Other(of, id)
            } else if is_of_import {
                Told::Known(Known::InImport(id))
            } else {
                Told::Known(Known::InVault(id))
            }));
        }
    }
    Ok(None)
}

impl Brings {
    /// The program its own name is of.
    pub fn program(&self) -> &str {
        self.own.as_deref().and_then(|key| key.split_once(':')).map_or("", |(program, _)| program)
    }

    /// Under which keys its record is found again.
    pub fn origins(&self) -> Vec<String> {
        self.own.iter().chain(&self.same_as).cloned().collect()
    }
}
