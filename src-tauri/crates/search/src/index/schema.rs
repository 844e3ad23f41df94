//! The index's fixed schema and how a document stands in it.
//!
//! Nothing is stored in the index: what a hit shows is read from the vault, so it is never out of date. Terms carry
//! what they are about in front: a class (how much a hit counts) or a field's id.

use std::sync::Arc;

use satchel_kernel::Id;
use tantivy::schema::document::{ReferenceValue, ReferenceValueLeaf, Value};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, JsonObjectOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{TantivyDocument, Term};

use crate::columns::Cell;
use crate::document::Document;
use crate::find::parse::WITHIN;
use crate::text::{self, digits, gram, trigrams};

/// Grows when the schema or the way text becomes terms changes; an index of another format is written anew.
pub(crate) const FORMAT: u32 = 5;
/// Stands between the terms handed to tantivy; no token has it.
const BETWEEN: char = '\u{1f}';
/// Stands between what a term is of and its form.
pub(crate) const OF_FIELD: char = '\u{1}';
/// In front of the whole title.
pub(crate) const WHOLE: char = '=';

/// How much a hit in a text counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// Notes, raw properties, streets.
    Low,
    /// Addresses to reach somebody by, company, tags.
    High,
    /// Names.
    Title,
}

impl Class {
    pub(crate) const ALL: [Self; 3] = [Self::Title, Self::High, Self::Low];

    pub(crate) const fn of(weight: u8) -> Self {
        match weight {
            8.. => Self::Title,
            4..=7 => Self::High,
            _ => Self::Low,
        }
    }

    pub(crate) const fn letter(self) -> char {
        match self {
            Self::Title => 't',
            Self::High => 'h',
            Self::Low => 'l',
        }
    }
}

/// The fields of the schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// The id: what an update replaces.
    pub(crate) key: Field,
    /// Kind and whether it lives.
    pub(crate) state: Field,
    /// Class and form of every token, and the whole title.
    pub(crate) forms: Field,
    /// Class and beginning of every form.
    pub(crate) grams: Field,
    /// What a prefix stands for and form, see [`within`].
    pub(crate) within: Field,
    /// Folded tokens in their order, for phrases.
    pub(crate) words: Field,
    /// Runs of three digits in their order.
    pub(crate) phones: Field,
    pub(crate) id_high: Field,
    pub(crate) id_low: Field,
    pub(crate) modified: Field,
    /// The columns of lists.
    pub(crate) values: Field,
}

pub(crate) const ID_HIGH: &str = "id_high";
pub(crate) const ID_LOW: &str = "id_low";
pub(crate) const MODIFIED: &str = "modified";
pub(crate) const STATE: &str = "state";
pub(crate) const VALUES: &str = "values";
const SPLIT: &str = "split";

/// The schema; the same in every vault.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let text = |option| {
        let indexing =
            TextFieldIndexing::default().set_tokenizer(SPLIT).set_fieldnorms(false).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    let basic = || text(IndexRecordOption::Basic);
    let ordered = || text(IndexRecordOption::WithFreqsAndPositions);
    let fields = Fields {
        key: builder.add_bytes_field("key", INDEXED),
        state: builder.add_text_field(STATE, basic().set_fast("raw")),
        forms: builder.add_text_field("forms", basic()),
        grams: builder.add_text_field("grams", basic()),
        within: builder.add_text_field("within", basic()),
        words: builder.add_text_field("words", ordered()),
        phones: builder.add_text_field("phones", ordered()),
        id_high: builder.add_u64_field(ID_HIGH, FAST),
        id_low: builder.add_u64_field(ID_LOW, FAST),
        modified: builder.add_i64_field(MODIFIED, FAST),
        values: builder.add_json_field(VALUES, JsonObjectOptions::default().set_fast("raw")),
    };
    (builder.build(), fields)
}

/// The tokenizers the schema names.
pub(crate) fn tokenizers() -> TokenizerManager {
    // The numbers' fields want tantivy's own one to be there.
    let manager = TokenizerManager::default();
    manager.register(SPLIT, TextAnalyzer::from(Split));
    manager
}

/// Terms come ready made; this only takes them apart again.
#[derive(Clone)]
struct Split;

struct Pieces<'a> {
    pieces: std::str::Split<'a, char>,
    token: Token,
}

impl Tokenizer for Split {
    type TokenStream<'a> = Pieces<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Pieces<'a> {
        Pieces { pieces: text.split(BETWEEN), token: Token::default() }
    }
}

impl TokenStream for Pieces<'_> {
    fn advance(&mut self) -> bool {
        match self.pieces.next() {
            Some(piece) => {
                self.token.position = self.token.position.wrapping_add(1);
                self.token.text.clear();
                self.token.text.push_str(piece);
                true
            }
            None => false,
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// The term of a kind's living or trashed records.
pub(crate) fn state(kind: &str, trashed: bool) -> String {
    format!("{kind}{OF_FIELD}{}", if trashed { "trashed" } else { "living" })
}

/// What a state term says.
pub(crate) fn read_state(state: &str) -> Option<(&str, bool)> {
    let (kind, state) = state.split_once(OF_FIELD)?;
    Some((kind, state == "trashed"))
}

/// What a form is of.
#[derive(Clone, Debug)]
pub(crate) struct Of {
    pub(crate) class: Class,
    pub(crate) field: Arc<str>,
}

impl Of {
    /// Whether it is of one of these fields.
    pub(crate) fn is_among(&self, fields: &[String]) -> bool {
        fields.iter().any(|field| **field == *self.field)
    }
}

/// Every term of a document, in the shape matching reads it and tantivy is given it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms {
    /// The forms of each token, with the text they are of.
    pub(crate) forms: Vec<(Of, String)>,
    /// The folded tokens of each text.
    pub(crate) words: Vec<Vec<String>>,
    /// The digits of each phone number that is not part of another's.
    pub(crate) phones: Vec<String>,
    /// The folded title.
    pub(crate) whole: String,
}

impl Terms {
    pub(crate) fn of(document: &Document) -> Self {
        let mut terms = Self { whole: whole(&document.title), ..Self::default() };
        for (field, weight, text) in &document.texts {
            let of = Of { class: Class::of(*weight), field: Arc::clone(field) };
            let mut words = Vec::new();
            for token in text::tokens(text) {
                words.push(token.folded().to_owned());
                terms.forms.extend(token.forms.into_iter().map(|form| (of.clone(), form)));
            }
            terms.words.push(words);
        }
        terms.phones = phones(document);
        terms
    }
}

/// The digits of each phone number that is not part of another's.
fn phones(document: &Document) -> Vec<String> {
    let mut all: Vec<String> = document.phones.iter().map(|phone| digits(phone)).collect();
    all.sort_by_key(|phone| std::cmp::Reverse(phone.len()));
    let mut kept: Vec<String> = Vec::new();
    for phone in all {
        if phone.len() >= 3 && !kept.iter().any(|longer| longer.contains(&phone)) {
            kept.push(phone);
        }
    }
    kept
}

/// A title as it is compared whole.
pub(crate) fn whole(title: &str) -> String {
    if title.is_ascii() {
        let mut whole = String::with_capacity(title.len());
        text::each_ascii_token(title, |token| {
            if !whole.is_empty() {
                whole.push(' ');
            }
            whole.push_str(token.folded);
        });
        return whole;
    }
    let tokens = text::tokens(title);
    tokens.iter().map(text::Token::folded).collect::<Vec<_>>().join(" ")
}

/// What stands in front of a field's terms in [`Fields::within`]: the names of the prefixes that mean it, or the id of
/// a field of the seller's own. A field that no prefix means has none.
pub(crate) fn within(field: &str) -> impl Iterator<Item = &str> {
    let named = WITHIN.iter().filter(move |within| within.fields.contains(&field)).map(|within| within.name);
    named.chain(std::iter::once(field).filter(|field| field.parse::<Id>().is_ok()))
}

/// What stands in front of the terms of these fields, which are a prefix's or one of the seller's own.
pub(crate) fn within_of(fields: &[String]) -> Vec<&str> {
    match WITHIN.iter().find(|within| within.fields == fields) {
        Some(within) => vec![within.name],
        None => fields.iter().map(String::as_str).collect(),
    }
}

/// Joins terms for [`Split`].
#[derive(Default)]
struct Joined(String);

impl Joined {
    fn with_capacity(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    fn push(&mut self, parts: &[&str]) {
        if !self.0.is_empty() {
            self.0.push(BETWEEN);
        }
        for part in parts {
            self.0.push_str(part);
        }
    }
}

/// A hash good enough to tell a record's few terms apart.
fn hash(text: &str) -> u32 {
    let mut hash = text.len() as u64;
    for bytes in text.as_bytes().chunks(8) {
        let mut word = [0; 8];
        for (to, from) in word.iter_mut().zip(bytes) {
            *to = *from;
        }
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    (hash >> 32) as u32
}

/// The same, each term once as far as a short look can tell: a person's given name stands in the whole name too, and
/// taking a term a second time costs tantivy more than looking.
struct Distinct {
    joined: Joined,
    /// The first terms' hashes, and where each begins and ends.
    hashes: Vec<u32>,
    places: Vec<(u32, u32)>,
}

impl Distinct {
    /// Terms that are looked at.
    const LOOKED_AT: usize = 64;

    fn with_capacity(bytes: usize) -> Self {
        Self {
            joined: Joined::with_capacity(bytes),
            hashes: Vec::with_capacity(Self::LOOKED_AT),
            places: Vec::with_capacity(Self::LOOKED_AT),
        }
    }

    /// Adds the term of these parts; `hash` is of all it is made of.
    fn push(&mut self, hash: u32, parts: &[&str]) {
        let met = self
            .hashes
            .iter()
            .zip(&self.places)
            .any(|(known, place)| *known == hash && self.is(*place, parts));
        if met {
            return;
        }
        self.joined.push(parts);
        let end = self.joined.0.len();
        let start = end - parts.iter().map(|part| part.len()).sum::<usize>();
        if self.places.len() < Self::LOOKED_AT
            && let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end))
        {
            self.hashes.push(hash);
            self.places.push((start, end));
        }
    }

    /// Whether the term there is made of these parts.
    fn is(&self, (start, end): (u32, u32), parts: &[&str]) -> bool {
        let mut rest = self.joined.0.get(start as usize..end as usize).unwrap_or_default();
        for part in parts {
            match rest.strip_prefix(part) {
                Some(behind) => rest = behind,
                None => return false,
            }
        }
        rest.is_empty()
    }
}

/// The columns of a record as tantivy reads them, an object of values, without a copy of any.
#[derive(Clone, Copy, Debug)]
enum Values<'a> {
    All(&'a [(Arc<str>, Cell)]),
    Of(&'a Cell),
    Int(i64),
    Text(&'a str),
}

impl<'a> Value<'a> for Values<'a> {
    type ArrayIter = Several<'a>;
    type ObjectIter = Columns<'a>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        match self {
            Self::All(cells) => ReferenceValue::Object(Columns(cells.iter())),
            Self::Of(cell) => ReferenceValue::Array(Several { cell, at: 0 }),
            Self::Int(value) => ReferenceValue::Leaf(ReferenceValueLeaf::I64(*value)),
            Self::Text(value) => ReferenceValue::Leaf(ReferenceValueLeaf::Str(value)),
        }
    }
}

struct Columns<'a>(std::slice::Iter<'a, (Arc<str>, Cell)>);

impl<'a> Iterator for Columns<'a> {
    type Item = (&'a str, Values<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let (key, cell) = self.0.next()?;
        let lone = Several { cell, at: 0 }.next().filter(|_| cell.len() == 1);
        Some((key, lone.unwrap_or(Values::Of(cell))))
    }
}

struct Several<'a> {
    cell: &'a Cell,
    at: usize,
}

impl<'a> Iterator for Several<'a> {
    type Item = Values<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let at = self.at;
        self.at += 1;
        match self.cell {
            Cell::Ints(values) => values.get(at).copied().map(Values::Int),
            Cell::Texts(values) => values.get(at).map(|value| Values::Text(value)),
        }
    }
}

impl Fields {
    /// The document as tantivy takes it: the terms of [`Terms::of`], written down as they are found.
    pub(crate) fn encode(&self, document: &Document) -> TantivyDocument {
        // What a person takes with everything an address book says of one.
        let mut to = TantivyDocument::with_capacity(3_072);
        to.add_bytes(self.key, document.id.as_bytes());
        to.add_text(self.state, state(&document.kind, document.deleted));
        let (mut forms, mut beginnings, mut of_prefix) =
            (Distinct::with_capacity(512), Distinct::with_capacity(256), Distinct::with_capacity(256));
        let mut letter = [0; 4];
        let mut of_field = [0; 4];
        let of_field: &str = OF_FIELD.encode_utf8(&mut of_field);
        let mut title = None;
        for (field, weight, text) in &document.texts {
            let class: &str = Class::of(*weight).letter().encode_utf8(&mut letter);
            let names: Vec<(u32, &str)> = within(field).map(|name| (hash(name), name)).collect();
            let of_class = hash(class);
            let mut push = |form: &str| {
                let (of_form, beginning) = (hash(form), gram(form));
                forms.push(of_form ^ of_class, &[class, form]);
                beginnings.push(hash(beginning) ^ of_class, &[class, beginning]);
                for (of_name, name) in &names {
                    of_prefix.push(of_form ^ of_name, &[name, of_field, form]);
                }
            };
            let mut words = Joined::with_capacity(text.len() + 8);
            let mut several = false;
            let mut word = |folded: &str| {
                several = !words.0.is_empty();
                words.push(&[folded]);
            };
            if text.is_ascii() {
                text::each_ascii_token(text, |token| {
                    word(token.folded);
                    push(token.folded);
                    token.other_forms(&mut push);
                });
            } else {
                for token in text::tokens(text) {
                    word(token.folded());
                    token.forms.iter().for_each(|form| push(form));
                }
            }
            if title.is_none() && *text == document.title {
                title = Some(words.0.replace(BETWEEN, " "));
            }
            // A phrase has two words at least.
            if several {
                to.add_text(self.words, words.0);
            }
        }
        let title = title.unwrap_or_else(|| whole(&document.title));
        forms.push(hash(&title), &[WHOLE.encode_utf8(&mut letter), &title]);
        to.add_text(self.forms, forms.joined.0);
        to.add_text(self.grams, beginnings.joined.0);
        to.add_text(self.within, of_prefix.joined.0);
        for phone in phones(document) {
            let mut joined = Joined::default();
            trigrams(&phone).for_each(|gram| joined.push(&[gram]));
            to.add_text(self.phones, joined.0);
        }
        let (high, low) = halves(document.id);
        to.add_u64(self.id_high, high);
        to.add_u64(self.id_low, low);
        to.add_i64(self.modified, document.modified_ms);
        to.add_field_value(self.values, Values::All(&document.cells));
        to
    }

    /// What replaces or removes a record.
    pub(crate) fn key_term(&self, id: Id) -> Term {
        Term::from_field_bytes(self.key, id.as_bytes())
    }
}

/// An id as two numbers that sort as it does.
pub(crate) fn halves(id: Id) -> (u64, u64) {
    let whole = u128::from_be_bytes(*id.as_bytes());
    ((whole >> 64) as u64, whole as u64)
}

/// The id of two halves.
pub(crate) const fn whole_id(high: u64, low: u64) -> Id {
    Id::from_bytes((((high as u128) << 64) | low as u128).to_be_bytes())
}
