//! How well a record matches: every atom gives a number from 0 (not at all) to 100, the better the more a reader would
//! say "that one": names before addresses before notes, whole words before beginnings before slips.
//!
//! The same numbers come from the index's posting lists ([`Scorer`]) and from a record's own terms ([`direct`]), which
//! is how records changed since the commit take part.

use std::cmp::Ordering;

use tantivy::Term;
use tantivy::query::{EnableScoring, PhraseQuery, Query};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED};

use super::fuzzy::Fuzzy;
use super::parse::{Atom, Wish, Word};
use crate::Result;
use crate::index::bits::Bits;
use crate::index::schema::{Class, OF_FIELD, Terms, WHOLE, within_of};
use crate::index::snapshot::{Segment, Snapshot, drain};
use crate::text::{GRAM, trigrams};

const PHRASE: u8 = 95;
const PHONE: u8 = 80;
/// A title that is exactly what was typed.
pub(crate) const WHOLE_TITLE: u16 = 100;
/// The score of a record of which nothing was asked.
const NEUTRAL: u16 = 1;

/// How well a word fits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Exact,
    Begins,
    Slip,
}

const fn in_class(class: Class, fit: Fit) -> u8 {
    match (class, fit) {
        (Class::Title, Fit::Exact) => 100,
        (Class::Title, Fit::Begins) => 85,
        (Class::High, Fit::Exact) => 70,
        (Class::High, Fit::Begins) => 60,
        (Class::Low, Fit::Exact) => 50,
        (Class::Low, Fit::Begins) => 40,
        (Class::Title, Fit::Slip) => 30,
        (Class::High, Fit::Slip) => 22,
        (Class::Low, Fit::Slip) => 15,
    }
}

const fn in_field(fit: Fit) -> u8 {
    match fit {
        Fit::Exact => 90,
        Fit::Begins => 75,
        Fit::Slip => 25,
    }
}

/// The digit runs a phone number may hold for what was typed: as typed, without the zeros dialled in front.
pub(crate) fn numbers(digits: &str) -> Vec<&str> {
    let bare = digits.strip_prefix("00").or_else(|| digits.strip_prefix('0'));
    let bare = bare.filter(|bare| bare.len() >= 3);
    std::iter::once(digits).chain(bare).collect()
}

/// The words close to this one, if slips are forgiven.
pub(crate) fn slips(word: &Word, forgiving: bool) -> Vec<Fuzzy> {
    if !forgiving || !word.begins {
        return Vec::new();
    }
    // Another script's first form is close to nothing in Latin letters; its spellings are.
    word.forms.iter().take(3).filter_map(|form| Fuzzy::new(form)).collect()
}

/// The score of a record from its own terms; `None` if it does not match.
pub(crate) fn direct(wish: &Wish, whole: &str, terms: &Terms, forgiving: bool) -> Option<u16> {
    let mut score = 0;
    for unit in &wish.units {
        let best = unit.any.iter().map(|atom| direct_atom(atom, terms, forgiving)).max().unwrap_or(0);
        match (best, unit.negative) {
            (0, false) => return None,
            (0, true) => {}
            (_, true) => return None,
            (best, false) => score += u16::from(best),
        }
    }
    if !whole.is_empty() && terms.whole == whole {
        score += WHOLE_TITLE;
    }
    Some(score.max(NEUTRAL))
}

fn direct_atom(atom: &Atom, terms: &Terms, forgiving: bool) -> u8 {
    match atom {
        Atom::Word { word, fields } => {
            let slips = slips(word, forgiving);
            let fit = |form: &String| {
                if word.forms.contains(form) {
                    Some(Fit::Exact)
                } else if word.begins && word.forms.iter().any(|typed| form.starts_with(typed.as_str())) {
                    Some(Fit::Begins)
                } else {
                    slips.iter().any(|slip| slip.holds(form)).then_some(Fit::Slip)
                }
            };
            let scores: Box<dyn Iterator<Item = u8>> = if fields.is_empty() {
                Box::new(terms.forms.iter().filter_map(|(of, form)| Some(in_class(of.class, fit(form)?))))
            } else {
                let inside = terms.forms.iter().filter(|(of, _)| of.is_among(fields));
                Box::new(inside.filter_map(|(_, form)| fit(form).map(in_field)))
            };
            scores.max().unwrap_or(0)
        }
        Atom::Phrase { words, fields } => {
            let follows = terms.words.iter().any(|text| text.windows(words.len()).any(|run| run == words));
            let inside = fields.is_empty()
                || words
                    .iter()
                    .all(|word| terms.forms.iter().any(|(of, form)| of.is_among(fields) && form == word));
            if follows && inside { PHRASE } else { 0 }
        }
        Atom::Phone(digits) => {
            let numbers = numbers(digits);
            let found = terms.phones.iter().any(|phone| numbers.iter().any(|number| phone.contains(number)));
            if found { PHONE } else { 0 }
        }
        Atom::All(atoms) => atoms.iter().map(|atom| direct_atom(atom, terms, forgiving)).min().unwrap_or(0),
        Atom::Any(atoms) => atoms.iter().map(|atom| direct_atom(atom, terms, forgiving)).max().unwrap_or(0),
    }
}

/// Numbers of a segment's documents, 0 where there is none, and which have one: most have none, and are not looked at.
struct Scores {
    best: Vec<u8>,
    held: Bits,
}

impl Scores {
    fn none(size: u32) -> Self {
        Self { best: vec![0; size as usize], held: Bits::none(size) }
    }

    fn of(&self, doc: u32) -> u8 {
        self.best.get(doc as usize).copied().unwrap_or(0)
    }

    /// Keeps the better of a document's number and this one.
    fn better(&mut self, doc: u32, score: u8) {
        if let Some(place) = self.best.get_mut(doc as usize) {
            *place = score.max(*place);
            self.held.add(doc);
        }
    }
}

/// The scores of one segment's documents, from its posting lists.
pub(crate) struct Scorer<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) segment: &'a Segment,
    pub(crate) forgiving: bool,
}

impl Scorer<'_> {
    /// Every document among `among` that matches, in order, with its score.
    pub(crate) fn all(&self, wish: &Wish, whole: &str, among: &Bits) -> Result<Vec<(u32, u16)>> {
        let mut among = among.clone();
        for unit in wish.units.iter().filter(|unit| unit.negative) {
            among.and_not(&self.any(&unit.any)?.held);
        }
        let mut hits: Option<Vec<(u32, u16)>> = None;
        for unit in wish.units.iter().filter(|unit| !unit.negative) {
            let mut best = self.any(&unit.any)?;
            match &mut hits {
                None => {
                    best.held.and(&among);
                    let mut first = Vec::with_capacity(usize::try_from(best.held.count()).unwrap_or(0));
                    best.held.each(|doc| first.push((doc, u16::from(best.of(doc)))));
                    hits = Some(first);
                }
                Some(hits) => {
                    hits.retain_mut(|(doc, score)| {
                        let more = best.of(*doc);
                        *score += u16::from(more);
                        more > 0
                    });
                }
            }
        }
        // A neutral score counts for nothing beside a real one.
        let asked = hits.is_some();
        let mut hits = hits.unwrap_or_else(|| among.iter().map(|doc| (doc, NEUTRAL)).collect());
        if !whole.is_empty() {
            self.segment.each(self.snapshot.fields.forms, &format!("{WHOLE}{whole}"), |doc| {
                let place = hits.binary_search_by_key(&doc, |(doc, _)| *doc);
                if let Some((_, score)) = place.ok().and_then(|at| hits.get_mut(at)) {
                    *score = WHOLE_TITLE + if asked { *score } else { 0 };
                }
            })?;
        }
        Ok(hits)
    }

    /// The best number any of these gives.
    fn any(&self, atoms: &[Atom]) -> Result<Scores> {
        let mut best = Scores::none(self.segment.size());
        for atom in atoms {
            self.atom(atom, &mut best)?;
        }
        Ok(best)
    }

    fn atom(&self, atom: &Atom, scores: &mut Scores) -> Result<()> {
        match atom {
            Atom::Word { word, fields } if fields.is_empty() => self.word(word, scores)?,
            Atom::Word { word, fields } => {
                for name in within_of(fields) {
                    let ahead = format!("{name}{OF_FIELD}");
                    self.fits(self.snapshot.fields.within, None, &ahead, word, in_field, scores)?;
                }
            }
            Atom::Phrase { words, fields } => self.phrase(words, fields, scores)?,
            Atom::Phone(digits) => {
                for number in numbers(digits) {
                    let grams: Vec<&str> = trigrams(number).collect();
                    self.run(self.snapshot.fields.phones, &grams, |doc| scores.better(doc, PHONE))?;
                }
            }
            Atom::All(atoms) => {
                let each = atoms.iter().map(|atom| self.any(std::slice::from_ref(atom)));
                let each: Vec<Scores> = each.collect::<Result<_>>()?;
                let Some((first, others)) = each.split_first() else { return Ok(()) };
                first.held.each(|doc| {
                    let least = others.iter().map(|other| other.of(doc)).fold(first.of(doc), u8::min);
                    if least > 0 {
                        scores.better(doc, least);
                    }
                });
            }
            Atom::Any(atoms) => {
                for inner in atoms {
                    self.atom(inner, scores)?;
                }
            }
        }
        Ok(())
    }

    fn word(&self, word: &Word, scores: &mut Scores) -> Result<()> {
        let fields = self.snapshot.fields;
        for class in Class::ALL {
            let ahead = class.letter().to_string();
            self.fits(fields.forms, Some(fields.grams), &ahead, word, |fit| in_class(class, fit), scores)?;
        }
        Ok(())
    }

    /// Every fit of a word among the terms with `ahead` in front.
    fn fits(
        &self,
        field: Field,
        grams: Option<Field>,
        ahead: &str,
        word: &Word,
        score: impl Fn(Fit) -> u8,
        scores: &mut Scores,
    ) -> Result<()> {
        for slip in slips(word, self.forgiving) {
            let first = format!("{ahead}{}", slip.first);
            self.close(field, &first, slip.behind(ahead.as_bytes()), |doc| {
                scores.better(doc, score(Fit::Slip))
            })?;
        }
        for form in &word.forms {
            let term = format!("{ahead}{form}");
            if word.begins {
                let found = |doc| scores.better(doc, score(Fit::Begins));
                match (grams, form.chars().count().cmp(&GRAM)) {
                    (Some(grams), Ordering::Equal) => self.segment.each(grams, &term, found)?,
                    (Some(grams), Ordering::Less) => self.begin(grams, &term, found)?,
                    _ => self.begin(field, &term, found)?,
                }
            }
            self.segment.each(field, &term, |doc| scores.better(doc, score(Fit::Exact)))?;
        }
        Ok(())
    }

    /// The documents with a term that begins so.
    fn begin(&self, field: Field, start: &str, mut found: impl FnMut(u32)) -> Result<()> {
        let inverted = self.segment.reader.inverted_index(field)?;
        let mut terms = inverted.terms().range().ge(start).into_stream()?;
        while terms.advance() && terms.key().starts_with(start.as_bytes()) {
            drain(inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?, &mut found);
        }
        Ok(())
    }

    /// The documents with a term the automaton accepts, among those that begin with `first`.
    fn close<A: tantivy_fst::Automaton>(
        &self,
        field: Field,
        first: &str,
        automaton: A,
        mut found: impl FnMut(u32),
    ) -> Result<()>
    where
        A::State: Clone,
    {
        let inverted = self.segment.reader.inverted_index(field)?;
        let mut terms = inverted.terms().search(automaton).ge(first).into_stream()?;
        while terms.advance() && terms.key().starts_with(first.as_bytes()) {
            drain(inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?, &mut found);
        }
        Ok(())
    }

    fn phrase(&self, words: &[String], fields: &[String], scores: &mut Scores) -> Result<()> {
        let terms: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut docs = Vec::new();
        self.run(self.snapshot.fields.words, &terms, |doc| docs.push(doc))?;
        if docs.is_empty() || fields.is_empty() {
            docs.into_iter().for_each(|doc| scores.better(doc, PHRASE));
            return Ok(());
        }
        let mut inside = Bits::none(self.segment.size());
        docs.into_iter().for_each(|doc| inside.add(doc));
        for word in words {
            let mut here = Bits::none(self.segment.size());
            for name in within_of(fields) {
                let term = format!("{name}{OF_FIELD}{word}");
                self.segment.each(self.snapshot.fields.within, &term, |doc| here.add(doc))?;
            }
            inside.and(&here);
        }
        inside.iter().for_each(|doc| scores.better(doc, PHRASE));
        Ok(())
    }

    /// The documents with these terms one after the other.
    fn run(&self, field: Field, terms: &[&str], mut found: impl FnMut(u32)) -> Result<()> {
        match terms {
            [] => Ok(()),
            [one] => self.segment.each(field, one, found),
            more => {
                let query =
                    PhraseQuery::new(more.iter().map(|term| Term::from_field_text(field, term)).collect());
                let schema = self.segment.reader.schema();
                let weight = query.weight(EnableScoring::disabled_from_schema(schema))?;
                let mut docs = weight.scorer(&self.segment.reader, 1.0)?;
                while docs.doc() != TERMINATED {
                    found(docs.doc());
                    docs.advance();
                }
                Ok(())
            }
        }
    }
}
