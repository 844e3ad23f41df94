//! One line of a card that is written: its label, its type, its folds.

use super::labels;
use super::planted;
use super::text::escape;
use super::write::{Version, Writer};
use crate::draft::Labelled;

impl Writer<'_> {
    /// An entry of a list with its label.
    pub(super) fn labelled(&mut self, name: &str, entry: &Labelled, value: fn(&mut String, &str)) {
        self.open(name, &entry.label, entry.primary);
        value(&mut self.line, &entry.value);
        self.end();
        self.close(&entry.label);
    }

    /// Begins a property with a label, up to its colon; [`Self::close`] follows with the label that needs a line of
    /// its own.
    pub(super) fn open(&mut self, name: &str, label: &str, primary: bool) {
        let types = labels::types(label);
        let group = if types.is_none() { self.group() } else { String::new() };
        self.start(&group);
        self.line.push_str(name);
        if name == "EMAIL" && !self.v4() {
            self.kind_of("internet");
        }
        for word in types.unwrap_or_default() {
            self.kind_of(word);
        }
        if primary {
            self.preferred();
        }
        self.line.push(':');
    }

    pub(super) fn close(&mut self, label: &str) {
        if labels::types(label).is_none() && !planted::is("a_label_is_forgotten") {
            let group = format!("item{}.", self.items);
            self.label(&group, label);
        }
    }

    pub(super) fn label(&mut self, group: &str, label: &str) {
        self.start(group);
        self.line.push_str("X-ABLabel:");
        match labels::apple(label) {
            Some(apple) => self.line.push_str(apple),
            None => escape(label, &mut self.line),
        }
        self.end();
    }

    pub(super) fn group(&mut self) -> String {
        self.items += 1;
        format!("item{}.", self.items)
    }

    pub(super) fn kind_of(&mut self, word: &str) {
        self.line.push_str(";TYPE=");
        match self.version {
            Version::V3 => self.line.extend(word.chars().map(|c| c.to_ascii_uppercase())),
            Version::V4 => self.line.push_str(word),
        }
    }

    pub(super) fn preferred(&mut self) {
        self.line.push_str(if self.v4() { ";PREF=1" } else { ";TYPE=PREF" });
    }

    /// An identifier: a UUID as a URN, an address as it is, anything else as text.
    pub(super) fn identity(&mut self, name: &str, id: &str) {
        self.start(name);
        let uuid = id.len() == 36 && id.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
        let urn = uuid && (self.v4() || name != "UID");
        if urn {
            self.line.push_str(":urn:uuid:");
        } else if self.v4() && !id.contains(':') {
            self.line.push_str(";VALUE=text:");
        } else {
            self.line.push(':');
        }
        escape(id, &mut self.line);
        self.end();
    }

    pub(super) fn text(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        self.start(name);
        self.line.push(':');
        escape(value, &mut self.line);
        self.end();
    }

    pub(super) fn structured(&mut self, name: &str, parts: &[&str]) {
        self.start(name);
        for (at, part) in parts.iter().enumerate() {
            self.line.push(if at == 0 { ':' } else { ';' });
            escape(part, &mut self.line);
        }
        self.end();
    }

    pub(super) fn plain(&mut self, line: &str) {
        self.start(line);
        self.end();
    }

    pub(super) fn start(&mut self, text: &str) {
        self.line.clear();
        self.line.push_str(text);
    }

    /// Ends the line: folded at 75 octets, between characters.
    pub(super) fn end(&mut self) {
        let mut rest = self.line.as_str();
        let mut room = 75;
        while rest.len() > room {
            let cut = rest.floor_char_boundary(room);
            let Some((piece, tail)) = rest.split_at_checked(cut) else {
                break;
            };
            self.out.push_str(piece);
            self.out.push_str("\r\n ");
            rest = tail;
            room = 74;
        }
        self.out.push_str(rest);
        self.out.push_str("\r\n");
        self.line.clear();
        self.line.shrink_to(1 << 16);
    }
}

/// A URI: commas and semicolons mean what they mean in it, backslashes are escaped.
pub(super) fn escape_uri(value: &str, out: &mut String) {
    for ch in value.chars() {
        match ch {
            '\\' => out.push_str("\\\\"),
            ch if ch.is_control() => {}
            ch => out.push(ch),
        }
    }
}

/// What could be taken for syntax, as `%41`.
pub(super) fn percent_encode(value: &str, out: &mut String) {
    for ch in value.chars() {
        match ch {
            '%' | ' ' | ',' | ';' | '\\' | '"' | '<' | '>' => {
                out.push_str(&format!("%{:02X}", u32::from(ch)))
            }
            ch if ch.is_control() => {}
            ch => out.push(ch),
        }
    }
}
