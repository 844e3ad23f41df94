//! What no field takes: kept raw, as a line of 3.0 or 4.0 would hold it.

use super::card::Flaw;
use super::map::{COMPARED, Fields, Mapper};
use super::planted;
use super::property::Property;
use super::text::{escape, one_line};
use crate::Reason;
use crate::draft::{Fate, Raw};

/// Bytes of a value kept raw; a longer one is rejected with its reason.
const RAW: usize = 1 << 20;

impl Mapper {
    pub(super) fn both(&mut self, property: &Property<'_>, fields: Fields) -> Fate {
        let picture = property.upper == "PHOTO" || property.upper == "LOGO";
        let kept = if picture {
            let raw = Raw { value: String::new(), ..self.as_raw(property) };
            self.add_raw(raw);
            true
        } else {
            self.keep(property).is_ok()
        };
        let mut fields = fields.owned();
        if kept {
            fields.push("raw".to_owned());
        }
        Fate::Mapped(fields)
    }

    /// Keeps a property raw.
    pub(super) fn raw(&mut self, property: &Property<'_>) -> Fate {
        if property.value.trim().is_empty() {
            return Fate::Structure("It is empty.".to_owned());
        }
        match self.keep(property) {
            Ok(()) => Fate::Raw,
            Err(reason) => rejected(reason),
        }
    }

    pub(super) fn unclear(&mut self, property: &Property<'_>, reason: Reason) -> Fate {
        match self.keep(property) {
            Ok(()) => rejected(reason),
            Err(longer) => rejected(longer),
        }
    }

    pub(super) fn keep(&mut self, property: &Property<'_>) -> Result<(), Reason> {
        if property.value.len() > RAW {
            return Err(Reason::new(
                "too_long_to_keep",
                "It is {kilobytes} KB long and no field takes it; up to 1 MB is kept.",
            )
            .with("kilobytes", property.value.len() >> 10));
        }
        let raw = self.as_raw(property);
        self.add_raw(raw);
        Ok(())
    }

    /// Keeps it unless the very same is there.
    pub(super) fn add_raw(&mut self, raw: Raw) {
        let dropped = planted::is("raw_properties_are_dropped");
        if !dropped && !self.draft.raw.iter().take(COMPARED).any(|known| *known == raw) {
            self.draft.raw.push(raw);
        }
    }

    /// The property as a 3.0 or 4.0 line would hold it: unpacked, still escaped, on one line. A label of its group
    /// goes along as a parameter.
    pub(super) fn as_raw(&mut self, property: &Property<'_>) -> Raw {
        let mut params = property.params_text();
        if let Some(group) = self.group(property)
            && property.upper != "X-ABLABEL"
            && let Some((_, label)) = &group.label
        {
            let label = quote(label);
            group.raw = true;
            if !params.is_empty() {
                params.push(';');
            }
            params.push_str("X-ABLABEL=");
            params.push_str(&label);
        }
        let value = if property.base64 {
            property.value.split_ascii_whitespace().collect()
        } else if property.value.contains(['\n', '\r']) {
            property.value.trim_end_matches(['\n', '\r']).replace("\r\n", "\\n").replace(['\n', '\r'], "\\n")
        } else {
            property.value.to_string()
        };
        let value = printable(value);
        Raw { name: property.name.to_owned(), params, value }
    }

    /// The fate of a line that is no property.
    pub(super) fn flawed(&mut self, flaw: Flaw, body: &str) -> Fate {
        if flaw == Flaw::Overlong {
            return rejected(Reason::new("line_too_long", "The line is longer than 32 MB."));
        }
        if body.starts_with('#') {
            return Fate::Structure("It is a comment.".to_owned());
        }
        let mut value = String::new();
        escape(body, &mut value);
        if value.len() > RAW {
            return rejected(Reason::new("long_no_property", "It is no property, and too long to be kept."));
        }
        self.add_raw(Raw { name: String::new(), params: String::new(), value });
        rejected(Reason::new(
            "no_property",
            "It is no property: a name and a colon are missing. The text is kept.",
        ))
    }
}

fn rejected(reason: Reason) -> Fate {
    Fate::Rejected(Box::new(reason))
}

/// A parameter value with RFC 6868 escapes, in quotes where it needs them.
pub(super) fn quote(value: &str) -> String {
    let value = one_line(value);
    let mut quoted = String::with_capacity(value.len() + 2);
    let needs = !value
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b' ') || b > 127);
    if needs {
        quoted.push('"');
    }
    for ch in value.chars() {
        match ch {
            '"' => quoted.push_str("^'"),
            '^' => quoted.push_str("^^"),
            ch => quoted.push(ch),
        }
    }
    if needs {
        quoted.push('"');
    }
    quoted
}

/// Whether a property has parameters whose meaning no field holds.
pub(super) fn has_spare(property: &Property<'_>) -> bool {
    const HELD: &[&str] = &[
        "",
        "TYPE",
        "VALUE",
        "ENCODING",
        "CHARSET",
        "LANGUAGE",
        "PREF",
        "ALTID",
        "MEDIATYPE",
        "CALSCALE",
        "PID",
        "PROP-ID",
        "DERIVED",
        "INDEX",
        "X-SERVICE-TYPE",
        "SERVICE-TYPE",
        "X-USER",
        "USERNAME",
        "X-APPLE-OMIT-YEAR",
        "X-SATCHEL-DERIVED",
    ];
    property.params.iter().any(|param| {
        let held = HELD.iter().any(|name| param.is(name)) || (param.is("LABEL") && property.upper == "ADR");
        !held && !param.value.trim_matches('"').is_empty()
    })
}

/// Text without control characters other than tabs.
fn printable(text: String) -> String {
    let hidden = |c: char| c.is_control() && c != '\t';
    if text.contains(hidden) { text.replace(hidden, "") } else { text }
}
