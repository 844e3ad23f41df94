//! One logical line: `group.NAME;PARAM=value:value`.

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::encoding;
use super::text;

/// What can be said of a line by its first part, before its value is complete.
pub(super) struct Header<'a> {
    /// Bytes before the colon.
    pub length: usize,
    /// The value is quoted-printable.
    pub quoted: bool,
    /// The value is base64.
    pub base64: bool,
    /// What `CHARSET` names.
    pub charset: Option<&'a [u8]>,
    /// The name is `AGENT`.
    pub agent: bool,
    /// Nothing that is still to come of the line can move the colon.
    pub settled: bool,
}

impl<'a> Header<'a> {
    /// The header of a line, or `None` if the line is no property.
    pub(super) fn find(line: &'a [u8]) -> Option<Self> {
        let first = memchr::memchr2(b':', b';', line)?;
        let (name, rest) = line.split_at_checked(first)?;
        if !legal(name) {
            return None;
        }
        let bare = name.rsplit(|b| *b == b'.').next().unwrap_or(name).trim_ascii();
        let agent = bare.eq_ignore_ascii_case(b"AGENT");
        if rest.first() == Some(&b':') {
            return Some(Self {
                length: first,
                quoted: false,
                base64: false,
                charset: None,
                agent,
                settled: true,
            });
        }
        let length = first + colon(rest, bare)?;
        let params = line.get(first + 1..length).unwrap_or_default();
        let settled = !params.contains(&b'"') && !bare.eq_ignore_ascii_case(b"ADR");
        let mut header = Self { length, quoted: false, base64: false, charset: None, agent, settled };
        for param in params.split(|b| *b == b';') {
            let equals = memchr::memchr(b'=', param);
            let (name, value) = match equals.and_then(|at| param.split_at_checked(at)) {
                Some((name, value)) => (name.trim_ascii(), value.get(1..).unwrap_or_default()),
                None => (&[] as &[u8], param),
            };
            let value = value.trim_ascii();
            let value = value.strip_prefix(b"\"").unwrap_or(value);
            let value = value.strip_suffix(b"\"").unwrap_or(value);
            if name.is_empty() || name.eq_ignore_ascii_case(b"ENCODING") {
                let is = |word: &[u8]| value.eq_ignore_ascii_case(word);
                header.quoted |= is(b"QUOTED-PRINTABLE") || (is(b"Q") && !name.is_empty());
                header.base64 |= is(b"BASE64") || (is(b"B") && !name.is_empty());
            } else if name.eq_ignore_ascii_case(b"CHARSET") {
                header.charset = Some(value);
            }
        }
        Some(header)
    }

    /// Whether a line can be the beginning of a property, whose parameters may go on in the next line.
    pub(super) fn begins(line: &[u8]) -> bool {
        memchr::memchr2(b':', b';', line).and_then(|at| line.get(..at)).is_some_and(legal)
    }

    /// Whether the value is nothing but the beginning of an inner card.
    pub(super) fn nested(&self, line: &[u8]) -> bool {
        line.get(self.length + 1..).is_some_and(encoding::is_begin)
    }
}

/// What is known of a line before it is taken apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packing {
    /// Bytes before the colon.
    pub length: usize,
    /// The value is quoted-printable.
    pub quoted: bool,
    /// The value is base64.
    pub base64: bool,
}

/// Where the value begins in what follows the name: the first colon outside quotes; where quotes do not close, the
/// first colon; for an address whose unquoted label holds colons, the last one that leaves all seven components.
fn colon(rest: &[u8], name: &[u8]) -> Option<usize> {
    let first = memchr::memchr(b':', rest)?;
    if memchr::memchr(b'"', rest.get(..first)?).is_none() {
        if name.eq_ignore_ascii_case(b"ADR") && memchr::memchr(b':', rest.get(first + 1..)?).is_some() {
            return Some(address_colon(rest, first));
        }
        return Some(first);
    }
    let mut quoted = false;
    let outside = rest.iter().position(|b| {
        quoted ^= *b == b'"';
        *b == b':' && !quoted
    });
    Some(outside.unwrap_or(first))
}

fn address_colon(rest: &[u8], first: usize) -> usize {
    let label = rest.get(..first).is_some_and(|head| {
        head.split(|b| *b == b';')
            .next_back()
            .is_some_and(|p| p.get(..6).is_some_and(|n| n.eq_ignore_ascii_case(b"LABEL=")))
    });
    if !label {
        return first;
    }
    let (mut semicolons, mut found) = (0, None);
    for (at, byte) in rest.iter().enumerate().rev() {
        match byte {
            b';' => semicolons += 1,
            b':' if semicolons == 6 && found.is_none() => found = Some(at),
            _ => {}
        }
        if semicolons > 6 {
            break;
        }
    }
    found.unwrap_or(first)
}

/// Names are letters, digits and hyphens; extensions of the wild also hold blanks, slashes and underscores.
fn legal(name: &[u8]) -> bool {
    let bare = name.rsplit(|b| *b == b'.').next().unwrap_or(name).trim_ascii();
    let extension = matches!(bare, [b'x' | b'X', b'-', _, ..]);
    !bare.is_empty()
        && name.len() <= 200
        && name.iter().all(|b| {
            b.is_ascii_alphanumeric()
                || matches!(b, b'-' | b'.' | b'_')
                || (extension && matches!(b, b' ' | b'/' | b'+'))
        })
}

/// A parameter as it is written.
#[derive(Clone, Debug)]
pub(super) struct Param<'a> {
    /// `TYPE`; empty for a bare value as version 2.1 writes them.
    pub name: &'a str,
    /// The value as written, quotes included.
    pub value: &'a str,
}

impl Param<'_> {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value without quotes and RFC 6868 escapes.
    pub(super) fn plain(&self) -> Cow<'_, str> {
        let value = self.value.trim();
        let value = match value.strip_prefix("\\\"") {
            // Quotes that were escaped as if they were text.
            Some(rest) => rest.strip_suffix("\\\"").unwrap_or(rest),
            None => {
                let value = value.strip_prefix('"').unwrap_or(value);
                value.strip_suffix('"').unwrap_or(value)
            }
        };
        if !value.contains('^') {
            return Cow::Borrowed(value);
        }
        let mut plain = String::with_capacity(value.len());
        let mut chars = value.chars().peekable();
        while let Some(ch) = chars.next() {
            let known = match (ch, chars.peek()) {
                ('^', Some('n' | 'N')) => Some('\n'),
                ('^', Some('^')) => Some('^'),
                ('^', Some('\'')) => Some('"'),
                _ => None,
            };
            if known.is_some() {
                chars.next();
            }
            plain.push(known.unwrap_or(ch));
        }
        Cow::Owned(plain)
    }
}

/// A property of a card.
#[derive(Clone, Debug, Default)]
pub(super) struct Property<'a> {
    /// `item1` of `item1.TEL`; empty without.
    pub group: &'a str,
    /// The name as written.
    pub name: &'a str,
    /// The name in capitals.
    pub upper: Cow<'a, str>,
    /// The parameters in order.
    pub params: Vec<Param<'a>>,
    /// The value: character set and quoted-printable are undone, backslash escapes are not.
    pub value: Cow<'a, str>,
    /// The value was quoted-printable.
    pub quoted: bool,
    /// The value is declared as base64.
    pub base64: bool,
    /// There are more parameters than [`PARAMS`]; none were read.
    pub crowded: bool,
}

/// More parameters than this on one property are not read.
pub(super) const PARAMS: usize = 250;

impl<'a> Property<'a> {
    /// The property of a logical line; `None` if it is none.
    ///
    /// `loose` is for cards older than 3.0, which may hold quoted-printable without saying so.
    pub(super) fn parse(
        line: &'a str,
        known: Option<Packing>,
        fallback: &'static Encoding,
        loose: bool,
    ) -> Option<Self> {
        let header = match known {
            Some(packing) => packing,
            None => {
                let header = Header::find(line.as_bytes())?;
                Packing { length: header.length, quoted: header.quoted, base64: header.base64 }
            }
        };
        let head = line.get(..header.length)?;
        let value = line.get(header.length + 1..)?;
        let (name, params) = match head.split_once(';') {
            Some((name, params)) => (name, Some(params)),
            None => (head, None),
        };
        let (group, name) = name.trim().rsplit_once('.').unwrap_or(("", name.trim()));
        let upper = if name.bytes().any(|b| b.is_ascii_lowercase()) {
            Cow::Owned(name.to_ascii_uppercase())
        } else {
            Cow::Borrowed(name)
        };
        let crowded = params.is_some_and(|p| p.bytes().filter(|b| matches!(b, b';' | b',')).count() > PARAMS);
        let params = if crowded { Vec::new() } else { params.map(parameters).unwrap_or_default() };
        let charset = params.iter().find(|param| param.is("CHARSET"));
        let declared =
            charset.and_then(|charset| encoding::charset(charset.value.trim_matches('"').as_bytes()));
        let value = if header.quoted || (loose && !header.base64 && is_quoted_unsaid(&upper, value)) {
            // A soft line break that nothing followed.
            let bytes = encoding::unquote(value.trim_end_matches('=').as_bytes());
            Cow::Owned(encoding::decode(&bytes, declared, fallback).into_owned())
        } else if declared == Some(encoding_rs::ISO_2022_JP) {
            encoding::decode(value.as_bytes(), declared, fallback)
        } else {
            Cow::Borrowed(value)
        };
        Some(Self {
            group,
            name,
            upper,
            params,
            value,
            quoted: header.quoted,
            base64: header.base64,
            crowded,
        })
    }

    /// The first parameter of this name, without quotes.
    pub(super) fn param(&self, name: &str) -> Option<Cow<'_, str>> {
        self.params.iter().find(|p| p.is(name)).map(Param::plain)
    }

    /// Whether `VALUE` says so.
    pub(super) fn value_is(&self, kind: &str) -> bool {
        self.param("VALUE").is_some_and(|v| v.eq_ignore_ascii_case(kind))
    }

    /// The values of all `TYPE` parameters and bare values, lists taken apart, quotes gone.
    pub(super) fn types(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.params
            .iter()
            .filter(|p| p.name.is_empty() || p.is("TYPE"))
            .flat_map(|p| p.value.split([',', ';']))
            .flat_map(|t| {
                let t = t.trim_matches(|c: char| c == '"' || c == '\\' || c.is_whitespace());
                // `TYPE=HOME,TYPE=VOICE` happens.
                let t = text::after(t, "TYPE=").unwrap_or(t);
                (!t.is_empty()).then_some(t)
            })
    }

    /// The parameters as written, except those that only say how the value was packed.
    pub(super) fn params_text(&self) -> String {
        let mut text = String::new();
        for param in &self.params {
            if param.is("CHARSET") || (self.quoted && encodes(param)) {
                continue;
            }
            if !text.is_empty() {
                text.push(';');
            }
            if !param.name.is_empty() {
                text.push_str(param.name);
                text.push('=');
            }
            text.push_str(param.value);
        }
        text
    }
}

fn encodes(param: &Param<'_>) -> bool {
    let value = param.value.trim_matches('"');
    (param.name.is_empty() || param.is("ENCODING"))
        && (value.eq_ignore_ascii_case("QUOTED-PRINTABLE")
            || (value.eq_ignore_ascii_case("Q") && !param.name.is_empty()))
}

/// `Bj=F8rn`: every `=` in a text begins an escape of a letter outside ASCII.
fn is_quoted_unsaid(upper: &str, value: &str) -> bool {
    let text = matches!(
        upper,
        "N" | "FN" | "CN" | "SN" | "NAME" | "ORG" | "O" | "TITLE" | "ROLE" | "NICKNAME" | "NOTE" | "ADR"
    );
    let escape =
        |rest: &str| matches!(rest.as_bytes(), [b'8' | b'9' | b'A'..=b'F', b'0'..=b'9' | b'A'..=b'F', ..]);
    text && value.contains('=') && value.split('=').skip(1).all(escape)
}

fn parameters(text: &str) -> Vec<Param<'_>> {
    let balanced = text.bytes().filter(|b| *b == b'"').count() % 2 == 0;
    let mut params = Vec::with_capacity(2);
    let mut rest = Some(text);
    while let Some(now) = rest {
        let mut quoted = false;
        let end = now.bytes().position(|b| {
            quoted ^= b == b'"' && balanced;
            b == b';' && !quoted
        });
        let (param, next) = match end {
            Some(end) => (now.get(..end).unwrap_or(now), now.get(end + 1..)),
            None => (now, None),
        };
        rest = next;
        let (name, value) = match param.split_once('=') {
            // A quote before the equals sign: a value that holds one.
            Some((name, value)) if !name.contains('"') => (name.trim(), value),
            _ => ("", param),
        };
        if !name.is_empty() || !value.trim().is_empty() {
            params.push(Param { name, value });
        }
    }
    params
}
