//! The index as of one commit: its segments with the columns that were opened, and the last change it holds.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use satchel_kernel::Id;
use tantivy::columnar::{Column, DynamicColumn, StrColumn};
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, COLLECT_BLOCK_BUFFER_LEN, DocSet, SegmentReader, TERMINATED, Term};

use super::bits::Bits;
use super::schema::{self, Fields, ID_HIGH, ID_LOW, MODIFIED, STATE, VALUES};
use crate::Result;
use crate::lists::counted::Counted;
use crate::lists::words::Words;

/// The most columns whose texts are kept to be looked through, per segment.
const MOST_TEXTS: usize = 2;
/// The most numbers of one sort key kept decoded, per segment.
const MOST_DENSE: usize = 6;
/// The most columns of which is kept which documents have a value, per segment.
const MOST_PRESENT: usize = 32;
/// The most counts that are kept, per segment, and how much memory they may take in units of eight bytes.
const MOST_COUNTS: usize = 24;
const MOST_COUNTED: usize = 1 << 21;
/// The most columns whose words are numbered across segments, and how many words in all.
const MOST_WORDED: usize = 8;
const MOST_WORDS: usize = 1 << 21;
/// What a dense column holds where there is no value.
pub(crate) const ABSENT: u64 = u64::MAX;

/// The index as of one commit.
pub(crate) struct Snapshot {
    /// The last change it holds; `None` while it is being written anew.
    pub(crate) seq: Option<i64>,
    /// Which commit; never the same twice in a process.
    pub(crate) generation: u64,
    pub(crate) fields: Fields,
    pub(crate) segments: Vec<Segment>,
    /// What was numbered across segments, by columns; the next snapshot goes on with it.
    words: Arc<Mutex<Vec<Arc<Words>>>>,
}

/// One segment.
pub(crate) struct Segment {
    pub(crate) reader: SegmentReader,
    columns: Arc<Columns>,
    alive: OnceLock<Option<Bits>>,
}

/// What was read of a segment's columns; they never change.
#[derive(Default)]
struct Columns {
    opened: Mutex<HashMap<String, Option<Values>>>,
    dense: Mutex<HashMap<String, Dense>>,
    states: Mutex<HashMap<String, Arc<Bits>>>,
    texts: Mutex<HashMap<String, Arc<Texts>>>,
    present: Mutex<HashMap<String, Arc<Bits>>>,
    /// The latest at the end.
    counts: Mutex<Vec<Arc<Counted>>>,
}

/// The distinct texts of a column behind one another, to be looked through in one go.
struct Texts {
    /// Each with a byte behind it that is in no text.
    all: Vec<u8>,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Texts {
    const END: u8 = 0xff;

    fn read(column: &StrColumn) -> Result<Self> {
        let mut all = Vec::new();
        let mut ends = Vec::with_capacity(column.num_terms());
        let mut stream = column.dictionary().stream()?;
        while stream.advance() {
            all.extend_from_slice(stream.key());
            all.push(Self::END);
            ends.push(u32::try_from(all.len()).unwrap_or(u32::MAX));
        }
        Ok(Self { all, ends })
    }

    /// The places of the texts that hold this part, in order.
    fn holding(&self, part: &str) -> Vec<u64> {
        let finder = memchr::memmem::Finder::new(part.as_bytes());
        let mut found = Vec::new();
        let (mut from, mut at) = (0, 0);
        while let Some(place) = self.all.get(from..).and_then(|rest| finder.find(rest)) {
            let place = from + place;
            at += self.ends.iter().skip(at).take_while(|end| **end as usize <= place).count();
            let Some(end) = self.ends.get(at) else { break };
            found.push(at as u64);
            from = *end as usize;
            at += 1;
        }
        found
    }
}

/// One number per document.
pub(crate) type Dense = Arc<Vec<u64>>;

/// An opened column.
#[derive(Clone)]
pub(crate) enum Values {
    Ints(Column<i64>),
    Texts(StrColumn),
}

impl Snapshot {
    /// The snapshot of what the searcher sees; what `before` read of the same segments is kept.
    pub(crate) fn new(
        searcher: &tantivy::Searcher,
        fields: Fields,
        seq: Option<i64>,
        generation: u64,
        before: Option<&Self>,
    ) -> Self {
        let segments = searcher.segment_readers().iter().map(|reader| {
            let same = before.and_then(|before| {
                before.segments.iter().find(|old| old.reader.segment_id() == reader.segment_id())
            });
            let columns = same.map(|old| Arc::clone(&old.columns)).unwrap_or_default();
            Segment { reader: reader.clone(), columns, alive: OnceLock::new() }
        });
        let words = before.map(|before| Arc::clone(&before.words)).unwrap_or_default();
        Self { seq, generation, fields, segments: segments.collect(), words }
    }

    /// The words of a column that is several segments', in their order, numbered once for these segments.
    pub(crate) fn words(&self, key: &str, columns: &[(&Segment, &StrColumn)]) -> Result<Arc<Words>> {
        let lock = || self.words.lock().unwrap_or_else(PoisonError::into_inner);
        let segments: Vec<_> = columns.iter().map(|(segment, _)| segment.reader.segment_id()).collect();
        if let Some(known) = lock().iter().find(|known| known.key == key && known.segments == segments) {
            return Ok(Arc::clone(known));
        }
        let columns: Vec<&StrColumn> = columns.iter().map(|(_, column)| *column).collect();
        let words = Arc::new(Words::read(key, segments, &columns)?);
        let mut known = lock();
        known.retain(|known| known.key != key);
        known.push(Arc::clone(&words));
        while known.len() > MOST_WORDED
            || known.iter().map(|words| words.weight()).sum::<usize>() > MOST_WORDS
        {
            known.remove(0);
        }
        Ok(words)
    }

    /// Where a record is, if it is.
    pub(crate) fn find(&self, id: Id) -> Result<Option<(usize, u32)>> {
        let term = self.fields.key_term(id);
        for (at, segment) in self.segments.iter().enumerate() {
            let inverted = segment.reader.inverted_index(self.fields.key)?;
            if let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::Basic)? {
                loop {
                    let doc = postings.doc();
                    if doc == TERMINATED {
                        break;
                    }
                    if !segment.reader.is_deleted(doc) {
                        return Ok(Some((at, doc)));
                    }
                    postings.advance();
                }
            }
        }
        Ok(None)
    }

    /// How many documents there are, trashed ones too.
    pub(crate) fn size(&self) -> u64 {
        self.segments.iter().map(|segment| u64::from(segment.reader.num_docs())).sum()
    }
}

impl Segment {
    pub(crate) fn size(&self) -> u32 {
        self.reader.max_doc()
    }

    /// Takes deleted documents out.
    pub(crate) fn keep_alive(&self, bits: &mut Bits) {
        let alive = self.alive.get_or_init(|| {
            self.reader.alive_bitset().map(|alive| {
                let mut words = BitSet::with_max_value_and_full(self.size());
                words.intersect_update(alive.bitset());
                let word = |at| u64::from_le_bytes(words.tinyset(at).into_bytes());
                Bits::of((0..self.size().div_ceil(64)).map(word).collect(), self.size())
            })
        });
        if let Some(alive) = alive {
            bits.and(alive);
        }
    }

    /// The documents with this term.
    pub(crate) fn each(&self, field: Field, term: &str, found: impl FnMut(u32)) -> Result<()> {
        self.each_with(&Term::from_field_text(field, term), found)
    }

    /// The same for a term of any field.
    pub(crate) fn each_with(&self, term: &Term, mut found: impl FnMut(u32)) -> Result<()> {
        let inverted = self.reader.inverted_index(term.field())?;
        if let Some(postings) = inverted.read_postings(term, IndexRecordOption::Basic)? {
            drain(postings, &mut found);
        }
        Ok(())
    }

    /// The living or trashed documents of a kind, deleted ones too.
    pub(crate) fn state(&self, field: Field, kind: &str, trashed: bool) -> Result<Arc<Bits>> {
        let term = schema::state(kind, trashed);
        let lock = || self.columns.states.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bits) = lock().get(&term) {
            return Ok(Arc::clone(bits));
        }
        let mut bits = Bits::none(self.size());
        self.each(field, &term, |doc| bits.add(doc))?;
        let bits = Arc::new(bits);
        lock().insert(term, Arc::clone(&bits));
        Ok(bits)
    }

    /// A column of the JSON field; `None` if no document of this segment has a value.
    pub(crate) fn column(&self, key: &str) -> Result<Option<Values>> {
        let mut opened = self.columns.opened.lock().unwrap_or_else(PoisonError::into_inner);
        match opened.entry(key.to_owned()) {
            Entry::Occupied(known) => Ok(known.get().clone()),
            Entry::Vacant(new) => Ok(new.insert(self.open(&format!("{VALUES}.{key}"))?).clone()),
        }
    }

    /// The documents with a value in a column.
    pub(crate) fn present(&self, key: &str, read: impl FnOnce() -> Bits) -> Arc<Bits> {
        let lock = || self.columns.present.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(key) {
            return Arc::clone(known);
        }
        let bits = Arc::new(read());
        let mut present = lock();
        if present.len() >= MOST_PRESENT {
            let drop = present.keys().next().cloned();
            drop.map(|key| present.remove(&key));
        }
        present.insert(key.to_owned(), Arc::clone(&bits));
        bits
    }

    /// Looks at what was counted of this segment.
    pub(crate) fn counts<T>(&self, look: impl FnOnce(&[Arc<Counted>]) -> T) -> T {
        look(&self.columns.counts.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Keeps a count, instead of the one it was made from.
    pub(crate) fn keep_count(&self, new: Arc<Counted>, instead: Option<&Arc<Counted>>) {
        let mut counts = self.columns.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.retain(|kept| !instead.is_some_and(|instead| Arc::ptr_eq(kept, instead)));
        counts.push(new);
        while counts.len() > MOST_COUNTS
            || counts.iter().map(|kept| kept.weight()).sum::<usize>() > MOST_COUNTED
        {
            counts.remove(0);
        }
    }

    /// The ordinals of a column's texts that hold this part, in order.
    pub(crate) fn holding(&self, key: &str, part: &str) -> Result<Vec<u64>> {
        let lock = || self.columns.texts.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().get(key).cloned();
        let texts = match known {
            Some(texts) => texts,
            None => {
                let Some(Values::Texts(column)) = self.column(key)? else { return Ok(Vec::new()) };
                let read = Arc::new(Texts::read(&column)?);
                let mut texts = lock();
                if texts.len() >= MOST_TEXTS {
                    let drop = texts.keys().next().cloned();
                    drop.map(|key| texts.remove(&key));
                }
                texts.insert(key.to_owned(), Arc::clone(&read));
                read
            }
        };
        Ok(texts.holding(part))
    }

    fn open(&self, name: &str) -> Result<Option<Values>> {
        for handle in self.reader.fast_fields().dynamic_column_handles(name)? {
            match handle.open()? {
                DynamicColumn::I64(column) => return Ok(Some(Values::Ints(column))),
                DynamicColumn::Str(column) => return Ok(Some(Values::Texts(column))),
                _ => {}
            }
        }
        Ok(None)
    }

    fn whole(&self, name: &str) -> Result<Dense> {
        self.dense(name, || {
            let column = self.reader.fast_fields().u64(name)?;
            Ok((0..self.size()).map(|doc| column.first(doc).unwrap_or(0)).collect())
        })
    }

    /// The two halves of every document's id.
    pub(crate) fn ids(&self) -> Result<(Dense, Dense)> {
        Ok((self.whole(ID_HIGH)?, self.whole(ID_LOW)?))
    }

    /// The id of one document.
    pub(crate) fn id(&self, doc: u32) -> Result<Option<Id>> {
        let half = |name: &str| -> Result<Option<u64>> {
            let known = self.columns.dense.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned();
            Ok(match known {
                Some(numbers) => numbers.get(doc as usize).copied(),
                None => self.reader.fast_fields().u64(name)?.first(doc),
            })
        };
        Ok(half(ID_HIGH)?.zip(half(ID_LOW)?).map(|(high, low)| schema::whole_id(high, low)))
    }

    /// When every document's record was last changed.
    pub(crate) fn modified(&self) -> Result<Dense> {
        self.dense(MODIFIED, || {
            let column = self.reader.fast_fields().i64(MODIFIED)?;
            Ok((0..self.size()).map(|doc| column.first(doc).unwrap_or(0).max(0).cast_unsigned()).collect())
        })
    }

    /// The kind of a document.
    pub(crate) fn kind(&self, doc: u32) -> Result<Option<String>> {
        let Some(column) = self.reader.fast_fields().str(STATE)? else { return Ok(None) };
        let mut state = String::new();
        match column.ords().first(doc) {
            Some(ord) => _ = column.ord_to_str(ord, &mut state)?,
            None => return Ok(None),
        }
        Ok(schema::read_state(&state).map(|(kind, _)| kind.to_owned()))
    }

    /// A column decoded, one number per document. A few are kept: whoever sorts once sorts again.
    pub(crate) fn dense(&self, key: &str, read: impl FnOnce() -> Result<Vec<u64>>) -> Result<Dense> {
        let lock = || self.columns.dense.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(numbers) = lock().get(key) {
            return Ok(Arc::clone(numbers));
        }
        let numbers = Arc::new(read()?);
        let mut dense = lock();
        if dense.len() >= MOST_DENSE && !matches!(key, ID_HIGH | ID_LOW | MODIFIED) {
            let drop = dense.keys().find(|key| !matches!(key.as_str(), ID_HIGH | ID_LOW | MODIFIED)).cloned();
            drop.map(|key| dense.remove(&key));
        }
        dense.insert(key.to_owned(), Arc::clone(&numbers));
        Ok(numbers)
    }
}

/// Hands every document of a posting list over.
pub(crate) fn drain(mut postings: impl Postings, found: &mut impl FnMut(u32)) {
    let mut buffer = [0; COLLECT_BLOCK_BUFFER_LEN];
    loop {
        let filled = postings.fill_buffer(&mut buffer);
        buffer.iter().take(filled).for_each(|doc| found(*doc));
        if filled < COLLECT_BLOCK_BUFFER_LEN {
            break;
        }
    }
}
