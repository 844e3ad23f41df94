//! What the seller typed, as conditions: plain words, "exact phrases", -exclusions, `tag:vip`, phone numbers, OR, and
//! what lists filter by ([`super::conditions`]).
//!
//! Whatever is typed means something: an unknown prefix is plain text, a missing quote ends with the text, there are no
//! brackets to balance. What is typed beyond the caps is left out. Nothing here recurses.

use std::iter::Peekable;
use std::str::CharIndices;

use satchel_kernel::query::Filter;

use super::conditions::{About, Narrow, Problem};
use crate::Result;
use crate::text::{self, digits};

/// The most characters that are read.
const LONGEST: usize = 500;
/// The most conditions that are read.
const MOST_UNITS: usize = 24;
/// The most words of one condition.
const MOST_WORDS: usize = 16;

/// What has to hold of a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Wish {
    /// All of these.
    pub(crate) units: Vec<Unit>,
    /// Kinds asked for by `kind:`; none means all.
    pub(crate) kinds: Vec<String>,
    /// Kinds left out by `-kind:`, also if they are asked for.
    pub(crate) without: Vec<String>,
    /// Conditions on fields.
    pub(crate) narrows: Vec<Narrow>,
    /// What means nothing.
    pub(crate) problems: Vec<Problem>,
}

impl Wish {
    /// Whether nothing is asked, because nothing of what was typed is understood.
    pub(crate) fn is_only_problems(&self) -> bool {
        !self.problems.is_empty()
            && self.units.is_empty()
            && self.narrows.is_empty()
            && self.kinds.is_empty()
            && self.without.is_empty()
    }

    /// What the conditions ask of a kind: `None` if none of its records is meant, an empty filter if they ask nothing.
    pub(crate) fn filter(&self, kind: &str) -> Option<Option<Filter>> {
        let mut filters = Vec::new();
        for narrow in &self.narrows {
            filters.extend(narrow.filter(kind)?);
        }
        Some((!filters.is_empty()).then_some(Filter::And(filters)))
    }

    /// Whether records of the kind may be found.
    pub(crate) fn wants(&self, kind: &String) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(kind)) && !self.without.contains(kind)
    }
}

/// One condition: at least one of the atoms, or none of them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unit {
    pub(crate) any: Vec<Atom>,
    pub(crate) negative: bool,
}

/// What is looked for in a record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Atom {
    /// One word in any text, or in these fields.
    Word { word: Word, fields: Vec<String> },
    /// These words one after the other, in any text or in these fields.
    Phrase { words: Vec<String>, fields: Vec<String> },
    /// These digits somewhere in a phone number.
    Phone(String),
    /// All of these.
    All(Vec<Atom>),
    /// The best of these.
    Any(Vec<Atom>),
}

/// One word with its other spellings.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    pub(crate) forms: Vec<String>,
    /// Whether the beginning of a word suffices.
    pub(crate) begins: bool,
}

/// What prefixes mean.
pub(crate) struct Prefixes<'a> {
    /// The kinds there are, singular.
    pub(crate) kinds: &'a [String],
    /// More prefixes with the field each stands for: the seller's own fields by their names.
    pub(crate) own: &'a [(String, String)],
    /// What conditions on fields are read by; without it there are none.
    pub(crate) about: Option<&'a About<'a>>,
}

enum Scope {
    Fields(Vec<String>),
    Phone,
    Kind(String),
}

/// Fields that one prefix stands for.
pub(crate) struct Within {
    /// In front of their terms in the index.
    pub(crate) name: &'static str,
    /// What may be typed.
    prefixes: &'static [&'static str],
    pub(crate) fields: &'static [&'static str],
}

/// Every prefix but those of phone numbers, of kinds and of the seller's own fields.
pub(crate) const WITHIN: &[Within] = &[
    Within { name: "tag", prefixes: &["tag", "tags"], fields: &["tags"] },
    Within {
        name: "company",
        prefixes: &["company", "org", "firma"],
        fields: &["company", "jobs", "jobs.company", "name"],
    },
    Within { name: "email", prefixes: &["email", "mail", "emails"], fields: &["emails"] },
    Within { name: "domain", prefixes: &["domain"], fields: &["domains", "emails", "links"] },
    Within {
        name: "city",
        prefixes: &["city", "town", "ort", "stadt"],
        fields: &["addresses", "addresses.city"],
    },
    Within { name: "street", prefixes: &["street"], fields: &["addresses.street"] },
    Within { name: "region", prefixes: &["region"], fields: &["addresses.region"] },
    Within { name: "country", prefixes: &["country", "land"], fields: &["addresses.country"] },
    Within { name: "zip", prefixes: &["zip", "postcode", "plz"], fields: &["addresses.postal_code"] },
    Within {
        name: "name",
        prefixes: &["name"],
        fields: &[
            "display_name",
            "given",
            "middle",
            "family",
            "nickname",
            "phonetic_given",
            "phonetic_family",
            "name",
        ],
    },
    Within {
        name: "title",
        prefixes: &["title", "role", "job"],
        fields: &["title", "jobs.title", "jobs.role", "jobs.department"],
    },
    Within { name: "note", prefixes: &["note", "notes", "notiz"], fields: &["body", "notes"] },
    Within { name: "link", prefixes: &["link", "url", "web"], fields: &["links", "handles"] },
    Within { name: "industry", prefixes: &["industry"], fields: &["industry"] },
];

/// The fields a prefix stands for.
fn fields(prefix: &str) -> Option<&'static [&'static str]> {
    WITHIN.iter().find(|within| within.prefixes.contains(&prefix)).map(|within| within.fields)
}

impl Prefixes<'_> {
    /// Whether the prefix asks for words: those of a kind, and a text of the seller's own, come before conditions.
    fn asks_words(&self, prefix: &str) -> bool {
        let folded = satchel_kernel::text::fold(prefix);
        matches!(folded.as_str(), "kind" | "is" | "type" | "phone" | "tel" | "telefon")
            || fields(&folded).is_some()
            || self.own.iter().any(|(name, _)| *name == folded)
    }

    fn scope(&self, prefix: &str, value: &str) -> Option<Scope> {
        let folded = satchel_kernel::text::fold(prefix);
        match folded.as_str() {
            "phone" | "tel" | "telefon" if digits(value).len() >= 3 => return Some(Scope::Phone),
            "kind" | "is" | "type" => {
                let value = satchel_kernel::text::fold(value);
                let singular = |plural: &str| {
                    plural
                        .strip_suffix("ies")
                        .map(|stem| format!("{stem}y"))
                        .or_else(|| plural.strip_suffix('s').map(str::to_owned))
                };
                let kind = self
                    .kinds
                    .iter()
                    .find(|kind| **kind == value || singular(&value).as_deref() == Some(kind));
                return kind.cloned().map(Scope::Kind);
            }
            _ => {}
        }
        let own: Vec<String> =
            self.own.iter().filter(|(name, _)| *name == folded).map(|(_, field)| field.clone()).collect();
        if !own.is_empty() {
            return Some(Scope::Fields(own));
        }
        fields(&folded).map(|fields| Scope::Fields(fields.iter().map(|field| (*field).to_owned()).collect()))
    }
}

/// A piece of the text: what stands between blanks, or between quotes.
struct Piece<'a> {
    negative: bool,
    prefix: Option<&'a str>,
    text: &'a str,
    quoted: bool,
}

/// Reads what was typed.
pub(crate) fn parse(typed: &str, prefixes: &Prefixes<'_>) -> Result<Wish> {
    let cut = typed.char_indices().nth(LONGEST).map_or(typed.len(), |(at, _)| at);
    let pieces = pieces(typed.get(..cut).unwrap_or_default());
    let mut wish = Wish::default();
    let mut or = false;
    // Whether the last condition was one on a field, as alternatives are of one sort.
    let mut narrowed = false;
    let mut before = "";
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        at += 1;
        if wish.units.len() + wish.narrows.len() >= MOST_UNITS {
            wish.problems.push(Problem::new("too_long", before, Vec::new()));
            break;
        }
        before = piece.text;
        if !piece.quoted && piece.prefix.is_none() && matches!(piece.text, "OR" | "|" | "ODER") {
            // Only between two conditions it is no word.
            let last = match narrowed {
                true => wish.narrows.last().map(|narrow| narrow.negative),
                false => wish.units.last().map(|unit| unit.negative),
            };
            or = last == Some(false) && at < pieces.len();
            if or {
                continue;
            }
        }
        let conditions = prefixes.about.zip(piece.prefix).filter(|(_, prefix)| !prefixes.asks_words(prefix));
        if let Some((about, prefix)) = conditions
            && let Some(read) = about.read(prefix, piece.text, piece.quoted)?
        {
            match read {
                Err(problem) => wish.problems.push(problem),
                Ok(filters) => {
                    let joins = or && !piece.negative;
                    if joins && !narrowed {
                        let typed = format!("{prefix}:{}", piece.text);
                        wish.problems.push(Problem::new("or_mixed", &typed, Vec::new()));
                    }
                    match wish.narrows.last_mut() {
                        Some(last) if joins && narrowed => last.any.push(filters),
                        _ => wish.narrows.push(Narrow { any: vec![filters], negative: piece.negative }),
                    }
                    narrowed = true;
                }
            }
            or = false;
            continue;
        }
        let scope = piece.prefix.and_then(|prefix| prefixes.scope(prefix, piece.text));
        let atom = match (scope, piece.prefix) {
            (Some(Scope::Kind(kind)), _) => {
                if piece.negative { &mut wish.without } else { &mut wish.kinds }.push(kind);
                or = false;
                continue;
            }
            (Some(Scope::Phone), _) => Some(Atom::Phone(digits(piece.text))),
            (Some(Scope::Fields(fields)), _) => words(piece.text, piece.quoted, !piece.negative, &fields),
            (None, Some(prefix)) => {
                // Not a prefix we know: the words on both sides of the colon.
                let whole = format!("{prefix} {}", piece.text);
                words(&whole, false, !piece.negative, &[])
            }
            (None, None) if !piece.quoted && is_phone(piece.text) && !piece.negative => {
                // "+49 (170) 12 34" is one number, whatever its blanks; its parts may also be words.
                let more = pieces.iter().skip(at).take(8);
                let more = more.take_while(|next| {
                    next.prefix.is_none() && !next.quoted && !next.negative && is_phone(next.text)
                });
                let parts: Vec<&str> =
                    std::iter::once(piece.text).chain(more.map(|next| next.text)).collect();
                at += parts.len() - 1;
                let number: String = parts.iter().map(|part| digits(part)).collect();
                let texts = parts.iter().filter_map(|part| words(part, false, true, &[])).collect();
                let texts = Atom::All(texts);
                if number.len() < 3 { Some(texts) } else { Some(Atom::Any(vec![Atom::Phone(number), texts])) }
            }
            (None, None) => words(piece.text, piece.quoted, !piece.negative, &[]),
        };
        let Some(atom) = atom else { continue };
        let joins = or && !piece.negative;
        if joins && narrowed {
            wish.problems.push(Problem::new("or_mixed", piece.text, Vec::new()));
        }
        match wish.units.last_mut() {
            Some(last) if joins && !narrowed => last.any.push(atom),
            _ => wish.units.push(Unit { any: vec![atom], negative: piece.negative }),
        }
        (or, narrowed) = (false, false);
    }
    Ok(wish)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Whether nothing but what a phone number has stands here, with at least one digit.
fn is_phone(text: &str) -> bool {
    let mut any = false;
    text.chars().all(|c| {
        any |= c.is_ascii_digit();
        c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '/' | '-' | '.' | '\u{2011}' | '\u{2013}')
    }) && any
}

fn pieces(typed: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut chars = typed.char_indices().peekable();
    loop {
        while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        let Some((start, first)) = chars.peek().copied() else { break };
        let mut start = start;
        let negative = first == '-' && {
            let mut after = chars.clone();
            after.next();
            after.peek().is_some_and(|(_, c)| c.is_alphanumeric() || is_quote(*c))
        };
        if negative {
            chars.next();
            start += 1;
        }
        let prefix = prefix(typed, start, &mut chars);
        let Some((start, first)) = chars.peek().copied() else { break };
        let quoted = is_quote(first);
        let text = if quoted {
            chars.next();
            let start = start + first.len_utf8();
            let mut end = typed.len();
            for (at, c) in chars.by_ref() {
                if is_quote(c) {
                    end = at;
                    break;
                }
            }
            typed.get(start..end)
        } else {
            let mut end = start;
            while let Some((at, c)) = chars.next_if(|(_, c)| !c.is_whitespace() && !is_quote(*c)) {
                end = at + c.len_utf8();
            }
            typed.get(start..end)
        };
        pieces.push(Piece { negative, prefix, text: text.unwrap_or_default(), quoted });
    }
    pieces
}

/// Takes a prefix with its colon, if one stands here with something behind it.
fn prefix<'a>(typed: &'a str, start: usize, chars: &mut Peekable<CharIndices<'a>>) -> Option<&'a str> {
    let mut ahead = chars.clone();
    while ahead.next_if(|(_, c)| c.is_alphanumeric() || matches!(c, '_' | '-' | '.')).is_some() {}
    let (colon, ':') = ahead.next()? else { return None };
    let behind = ahead.peek().map(|(_, c)| *c)?;
    if colon == start || behind.is_whitespace() || behind == '/' {
        return None;
    }
    *chars = ahead;
    typed.get(start..colon)
}

/// The words of a piece: one word, a phrase if quoted, else all of them and best as a phrase.
fn words(text: &str, quoted: bool, begins: bool, fields: &[String]) -> Option<Atom> {
    let tokens = text::tokens(text);
    let fields = fields.to_vec();
    let phrase: Vec<String> = tokens.iter().take(MOST_WORDS).map(|token| token.folded().to_owned()).collect();
    if quoted && phrase.len() > 1 {
        return Some(Atom::Phrase { words: phrase, fields });
    }
    let mut atoms = Vec::new();
    for (at, token) in tokens.iter().take(MOST_WORDS).enumerate() {
        let (before, next) = (at.checked_sub(1).and_then(|at| tokens.get(at)), tokens.get(at + 1));
        let joined = |other: Option<&text::Token>, end: usize, start: usize| {
            other.is_some_and(|other| other.lone) && end == start
        };
        let forms = if !token.lone {
            token.forms.clone()
        } else if joined(next, token.end, next.map_or(0, |next| next.start)) {
            // Characters of a run are looked for in pairs.
            token.forms.last().cloned().into_iter().collect()
        } else if joined(before, before.map_or(0, |before| before.end), token.start) {
            continue;
        } else {
            vec![token.folded().to_owned()]
        };
        let word = Word { forms, begins: begins && !quoted && !token.lone };
        atoms.push(Atom::Word { word, fields: fields.clone() });
    }
    if atoms.len() <= 1 {
        return atoms.pop();
    }
    let mut best = vec![Atom::Phrase { words: phrase, fields: fields.clone() }, Atom::All(atoms)];
    let whole: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    if text.chars().any(|c| matches!(c, '\'' | '’' | 'ʼ'))
        && let [one] = text::tokens(&whole).as_slice()
    {
        best.push(Atom::Word { word: Word { forms: one.forms.clone(), begins }, fields });
    }
    Some(Atom::Any(best))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Wish {
        let kinds = ["contact".to_owned(), "company".to_owned(), "note".to_owned()];
        let own = [("rang".to_owned(), "0192".to_owned())];
        parse(typed, &Prefixes { kinds: &kinds, own: &own, about: None }).unwrap()
    }

    fn word(form: &str, begins: bool, fields: &[&str]) -> Atom {
        let word = Word { forms: vec![form.to_owned()], begins };
        Atom::Word { word, fields: fields.iter().map(|f| (*f).to_owned()).collect() }
    }

    // covers(SRCH-2)
    #[test]
    fn everything_typed_means_something() {
        let wish = read("tag:vip ada -berlin \"exact phrase\" kind:companies");
        assert_eq!(wish.kinds, ["company"]);
        assert_eq!(wish.units.len(), 4);
        assert_eq!(wish.units[0].any, [word("vip", true, &["tags"])]);
        assert_eq!(wish.units[1].any, [word("ada", true, &[])]);
        assert_eq!(wish.units[2], Unit { any: vec![word("berlin", false, &[])], negative: true });
        let phrase = Atom::Phrase { words: vec!["exact".into(), "phrase".into()], fields: vec![] };
        assert_eq!(wish.units[3].any, [phrase]);
        assert_eq!(read("rang:hoch").units[0].any, [word("hoch", true, &["0192"])]);
        assert_eq!(
            read("ada OR bob").units,
            [Unit { any: vec![word("ada", true, &[]), word("bob", true, &[])], negative: false }]
        );
        assert_eq!(read("OR").units[0].any, [word("or", true, &[])]);
    }

    // covers(SRCH-2)
    #[test]
    fn what_follows_a_minus_is_left_out_whatever_its_prefix() {
        for typed in
            ["-kind:company", "-is:companies", "-type:Company", "ada -kind:company", "ada OR -kind:company"]
        {
            let wish = read(typed);
            assert_eq!(
                (wish.kinds.as_slice(), wish.without.as_slice()),
                (&[][..], &["company".to_owned()][..])
            );
            assert!(wish.wants(&"contact".to_owned()) && !wish.wants(&"company".to_owned()), "{typed}");
        }
        // Asked for and left out: left out.
        assert!(!read("kind:company -kind:company").wants(&"company".to_owned()));
        assert_eq!(read("ada OR -kind:company bob").units.len(), 2);
        for (typed, atom) in [
            ("-tag:vip", word("vip", false, &["tags"])),
            ("-rang:hoch", word("hoch", false, &["0192"])),
            ("-phone:0170/1234", Atom::Phone("01701234".into())),
            ("-tel:4567", Atom::Phone("4567".into())),
        ] {
            assert_eq!(read(typed).units, [Unit { any: vec![atom], negative: true }], "{typed}");
        }
        // No kind of that name: the words, as without the minus.
        assert!(read("-kind:nothing").units.iter().all(|unit| unit.negative));
    }

    // covers(SRCH-2)
    #[test]
    fn phone_numbers_are_read_with_their_blanks() {
        let wish = read("+49 (170) 12-34 ada");
        assert_eq!(wish.units.len(), 2);
        assert!(matches!(&wish.units[0].any[0], Atom::Any(any) if any[0] == Atom::Phone("491701234".into())));
        assert_eq!(read("phone:0170/1234").units[0].any, [Atom::Phone("01701234".into())]);
        assert!(matches!(&read("12").units[0].any[0], Atom::All(_)));
    }

    // covers(SRCH-2, SEC-8)
    #[test]
    fn nothing_typed_is_an_error() {
        for typed in [
            "",
            " ",
            "-",
            "--",
            "\"",
            "\"\"",
            "tag:",
            ":",
            "::",
            "OR",
            "OR OR",
            "a OR",
            "-\"",
            "nonsense:value",
            "http://a.b/c",
            "tag:\"",
            "kind:",
            "kind:nothing",
            "((((((((",
            "\u{0}\u{0}",
            "phone:x",
            "-kind:contact",
            "田",
            "O'Brien",
        ] {
            read(typed);
        }
        assert_eq!(read("nonsense:value").units.len(), 1);
        assert!(read("kind:nothing").kinds.is_empty());
        read(&"(".repeat(100_000));
        read(&"\"a\" OR ".repeat(10_000));
        assert!(read(&"a ".repeat(10_000)).units.len() <= MOST_UNITS);
    }
}
