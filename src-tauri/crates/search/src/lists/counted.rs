//! A segment's documents counted by what they have in common, kept with the set that was counted. The next question counts
//! only in what its set differs: what was edited since, what was deleted, what another filter leaves out. So nothing has
//! to be told when a count is out of date, and none can be.

use std::collections::HashMap;
use std::sync::Arc;

use satchel_kernel::FieldType;
use satchel_kernel::evaluate::groups::{Cut, Grouping, Unit, letter_of};
use tantivy::columnar::{Column, StrColumn};

use super::values::{Held, each, firsts};
use crate::index::bits::Bits;
use crate::index::snapshot::{Segment, Values};
use crate::{Result, planted};

/// A document that is none.
const NOBODY: u32 = u32::MAX;
/// So many documents are looked at for those who stand for groups.
const LOOKED_AT: usize = 1 << 14;
/// What differs is counted where it is less than one in so many of the whole.
const DIFFERING: u64 = if cfg!(debug_assertions) { 1 } else { 8 };

/// What was counted, and what came out.
pub(crate) struct Counted {
    key: String,
    cut: Cut,
    docs: Bits,
    counts: Counts,
}

/// What came out.
#[derive(Clone)]
enum Counts {
    /// By the ordinals of texts, or no and yes.
    Numbers(Vec<Group>),
    /// By the first letters of texts.
    Letters(Arc<Letters>, Vec<Group>),
    /// By dates, as columns hold them.
    Dates(HashMap<i64, u64>),
    /// By stretches of time.
    Moments(Moments),
}

/// Documents that have something in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) count: u32,
    /// One of them, if that is known.
    one: u32,
}

/// What a count says.
pub(super) enum Said<'a> {
    /// Every text of a column by its ordinal.
    Texts(&'a StrColumn, &'a [Group]),
    /// Some groups by their names.
    Named(Vec<(String, u64, Option<u32>)>),
}

/// Which first letter each text of a column has.
struct Letters {
    of: Vec<u32>,
    names: Vec<String>,
}

impl Letters {
    /// Reads the dictionary, once.
    fn read(column: &StrColumn) -> Result<Self> {
        let (mut of, mut names) = (Vec::with_capacity(column.num_terms()), Vec::<String>::new());
        let mut stream = column.dictionary().stream()?;
        while stream.advance() {
            let letter = letter_of(&String::from_utf8_lossy(stream.key())).unwrap_or_default();
            // The dictionary is in order, so that equal letters stand together.
            if names.last() != Some(&letter) {
                names.push(letter);
            }
            of.push(u32::try_from(names.len()).unwrap_or(u32::MAX).saturating_sub(1));
        }
        Ok(Self { of, names })
    }

    fn at(&self, ord: u64) -> usize {
        let letter = usize::try_from(ord).ok().and_then(|ord| self.of.get(ord));
        letter.map_or(usize::MAX, |letter| *letter as usize)
    }
}

impl Counted {
    /// These documents of a segment counted by what a column holds; `None` if it holds nothing one counts by.
    pub(super) fn of(
        segment: &Segment,
        key: &str,
        column: &Values,
        grouping: &Grouping<'_>,
        docs: Bits,
    ) -> Result<Option<Arc<Self>>> {
        let cut = grouping.cut();
        let near = segment.counts(|kept| {
            let same = kept.iter().filter(|kept| kept.key == key && kept.cut == cut);
            same.map(|kept| (kept.docs.differing(&docs), Arc::clone(kept)))
                .min_by_key(|(differing, _)| *differing)
        });
        if let Some((0, kept)) = near {
            segment.keep_count(Arc::clone(&kept), Some(&kept));
            return Ok(Some(kept));
        }
        let near = near.filter(|(differing, _)| differing * DIFFERING < docs.count()).map(|(_, kept)| kept);
        let counts = match &near {
            Some(kept) => {
                let mut counts = kept.counts.clone();
                if !planted::is("kept_count_is_believed") {
                    kept.docs.without(&docs).each(|doc| counts.change(column, grouping, doc, false));
                    docs.without(&kept.docs).each(|doc| counts.change(column, grouping, doc, true));
                }
                counts.stand_in(column, &docs);
                counts
            }
            None => match Counts::all(column, grouping, &docs)? {
                Some(counts) => counts,
                None => return Ok(None),
            },
        };
        let counted = Arc::new(Self { key: key.to_owned(), cut, docs, counts });
        segment.keep_count(Arc::clone(&counted), near.as_ref());
        Ok(Some(counted))
    }

    /// How much memory it takes, in units of eight bytes.
    pub(crate) fn weight(&self) -> usize {
        let groups = match &self.counts {
            Counts::Numbers(groups) => groups.len(),
            Counts::Letters(letters, groups) => groups.len() + letters.of.len() / 2,
            Counts::Dates(dates) => dates.len() * 4,
            Counts::Moments(moments) => moments.all.len() * 8,
        };
        groups + self.docs.size() as usize / 64
    }

    /// The groups of texts, by their ordinals.
    pub(super) fn groups(&self) -> &[Group] {
        match &self.counts {
            Counts::Numbers(groups) => groups,
            _ => &[],
        }
    }

    /// What it says of a column.
    pub(super) fn said<'a>(&'a self, column: &'a Values, grouping: &Grouping<'_>) -> Said<'a> {
        Said::Named(match (&self.counts, column) {
            (Counts::Numbers(groups), Values::Texts(column)) => return Said::Texts(column, groups),
            (Counts::Numbers(groups), Values::Ints(_)) => {
                let named = groups.iter().zip(["false", "true"]);
                named.map(|(group, name)| (name.to_owned(), group.count.into(), group.one())).collect()
            }
            (Counts::Letters(letters, groups), _) => {
                let named = groups.iter().zip(&letters.names);
                named.map(|(group, name)| (name.clone(), group.count.into(), group.one())).collect()
            }
            (Counts::Dates(dates), _) => dates
                .iter()
                .filter_map(|(value, count)| {
                    Some((grouping.of_date(super::groups::date_of(*value)?)?, *count, None))
                })
                .collect(),
            (Counts::Moments(moments), _) => {
                moments.all.iter().map(|span| (span.name.clone(), span.count, None)).collect()
            }
        })
    }

    /// A document that has the text with this ordinal, if one is known.
    pub(super) fn one(&self, ord: usize) -> Option<u32> {
        self.groups().get(ord).and_then(Group::one)
    }
}

impl Group {
    const NONE: Self = Self { count: 0, one: NOBODY };

    fn one(&self) -> Option<u32> {
        (self.one != NOBODY).then_some(self.one)
    }

    fn change(&mut self, doc: u32, more: bool) {
        if more {
            self.count += 1;
            if self.one == NOBODY {
                self.one = doc;
            }
            return;
        }
        self.count = self.count.saturating_sub(1);
        if self.one == doc && !planted::is("whoever_left_stands_for_it") {
            self.one = NOBODY;
        }
    }
}

impl Counts {
    fn all(column: &Values, grouping: &Grouping<'_>, docs: &Bits) -> Result<Option<Self>> {
        Ok(Some(match column {
            Values::Texts(column) if grouping.unit == Unit::Letter => {
                let letters = Arc::new(Letters::read(column)?);
                let groups = numbers(column.ords(), letters.names.len(), docs, |ord| letters.at(ord));
                Self::Letters(letters, groups)
            }
            Values::Texts(column) => Self::Numbers(numbers(column.ords(), column.num_terms(), docs, place)),
            Values::Ints(column) if matches!(grouping.place.ty(), Some(FieldType::Bool)) => {
                Self::Numbers(numbers(column, 2, docs, yes))
            }
            Values::Ints(column) if grouping.unit.is_of_time() && is_of_dates(grouping) => {
                let mut dates = HashMap::new();
                firsts(column, docs, |_, value| *dates.entry(value).or_default() += 1);
                Self::Dates(dates)
            }
            Values::Ints(column) if grouping.unit.is_of_time() => {
                let mut moments = Moments::default();
                firsts(column, docs, |_, at| {
                    moments.at(at, grouping).into_iter().for_each(|span| span.count += 1)
                });
                Self::Moments(moments)
            }
            Values::Ints(_) => return Ok(None),
        }))
    }

    /// Has somebody else stand for each group of texts whose one left, if one is soon found: in one walk for all of them.
    fn stand_in(&mut self, column: &Values, docs: &Bits) {
        let (Self::Numbers(groups), Values::Texts(column)) = (self, column) else { return };
        let vacant = |group: &Group| group.count > 0 && group.one == NOBODY;
        let mut left = groups.iter().filter(|group| vacant(group)).count();
        for doc in docs.iter().take(LOOKED_AT) {
            if left == 0 {
                return;
            }
            for ord in column.ords().values_for_doc(doc) {
                if let Some(group) = groups.get_mut(place(ord)).filter(|group| vacant(group)) {
                    group.one = doc;
                    left -= 1;
                }
            }
        }
    }

    /// Takes a document in, or out again.
    fn change(&mut self, column: &Values, grouping: &Grouping<'_>, doc: u32, more: bool) {
        let changed = |count: u64| if more { count + 1 } else { count.saturating_sub(1) };
        match (self, column) {
            (Self::Numbers(groups), Values::Texts(column)) => change(groups, column.ords(), doc, more, place),
            (Self::Numbers(groups), Values::Ints(column)) => change(groups, column, doc, more, yes),
            (Self::Letters(letters, groups), Values::Texts(column)) => {
                change(groups, column.ords(), doc, more, |ord| letters.at(ord));
            }
            (Self::Dates(dates), Values::Ints(column)) => {
                if let Some(value) = column.first(doc) {
                    let count = dates.entry(value).or_default();
                    *count = changed(*count);
                }
            }
            (Self::Moments(moments), Values::Ints(column)) => {
                if let Some(span) = column.first(doc).and_then(|at| moments.at(at, grouping)) {
                    span.count = changed(span.count);
                }
            }
            _ => {}
        }
    }
}

fn is_of_dates(grouping: &Grouping<'_>) -> bool {
    matches!(grouping.place.ty(), Some(FieldType::Date))
}

fn place(ord: u64) -> usize {
    usize::try_from(ord).unwrap_or(usize::MAX)
}

fn yes(value: i64) -> usize {
    usize::from(value != 0)
}

/// How many of these documents have which number; one that has a number twice has it once.
fn numbers<T: Held>(column: &Column<T>, many: usize, docs: &Bits, number: impl Fn(T) -> usize) -> Vec<Group> {
    let mut groups = vec![Group::NONE; many];
    let mut of_doc = Vec::new();
    each(column, docs, |doc, values| {
        if let [only] = values {
            groups.get_mut(number(*only)).into_iter().for_each(|group| group.change(doc, true));
            return;
        }
        distinct(&mut of_doc, values.iter().map(|value| number(*value)));
        of_doc
            .iter()
            .for_each(|at| groups.get_mut(*at).into_iter().for_each(|group| group.change(doc, true)));
    });
    groups
}

fn change<T: Held>(
    groups: &mut [Group],
    column: &Column<T>,
    doc: u32,
    more: bool,
    number: impl Fn(T) -> usize,
) {
    let mut of_doc = Vec::new();
    distinct(&mut of_doc, column.values_for_doc(doc).map(number));
    of_doc.iter().for_each(|at| groups.get_mut(*at).into_iter().for_each(|group| group.change(doc, more)));
}

fn distinct(of_doc: &mut Vec<usize>, numbers: impl Iterator<Item = usize>) {
    of_doc.clear();
    of_doc.extend(numbers);
    of_doc.sort_unstable();
    of_doc.dedup();
}

/// Moments counted by the stretches of time they lie in.
#[derive(Clone, Default)]
struct Moments {
    /// In their order.
    all: Vec<Span>,
    /// Where the last moment lay; the next one is likely to lie there too.
    last: usize,
}

#[derive(Clone)]
struct Span {
    name: String,
    from: i64,
    to: i64,
    count: u64,
}

impl Moments {
    /// The stretch in which a moment lies.
    fn at(&mut self, at: i64, grouping: &Grouping<'_>) -> Option<&mut Span> {
        let holds = |span: &Span| (span.from..span.to).contains(&at);
        if !self.all.get(self.last).is_some_and(holds) {
            let behind = self.all.partition_point(|span| span.from <= at);
            self.last = behind.saturating_sub(1);
            if !self.all.get(self.last).is_some_and(holds) {
                let (name, from, to) = grouping.span_at(at)?;
                self.last = behind;
                self.all.insert(behind, Span { name, from, to, count: 0 });
            }
        }
        self.all.get_mut(self.last)
    }
}
