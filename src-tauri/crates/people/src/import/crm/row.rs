//! One row of a program's table while it is read: its cells are taken one after the other and put where they belong.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use satchel_feature::Record;
use satchel_formats::Fate;
use satchel_formats::csv::{self, DateOrder};
use satchel_formats::draft::{Custom, Draft, Raw};
use satchel_kernel::text::fold;
use serde_json::{Value, json};

use super::links::{Brings, Link};
use super::{HERE, Layout};
use crate::import::merge::OWN;
use crate::import::source::ReadCell;

/// A row whose cells are being put where they belong.
pub struct Row<'a> {
    layout: &'a Layout,
    /// Now, in milliseconds since 1970 UTC.
    pub now_ms: i64,
    /// Whether moments without a zone are those of UTC; else of here.
    utc: bool,
    /// Cells that were not taken yet.
    cells: BTreeMap<usize, String>,
    of: RowOf,
}

/// What a row is.
#[derive(Default)]
pub struct RowOf {
    /// The kind of its record; empty for a row that only associates others.
    pub kind: &'static str,
    /// What its cells fill, by the targets of the kind.
    pub draft: Draft,
    /// What it fills beside.
    pub set: Record,
    /// What it is called in the program and what it is associated with.
    pub brings: Brings,
    fates: BTreeMap<usize, Vec<String>>,
}

impl<'a> Row<'a> {
    /// The cells of a draft that are read here.
    pub fn new(layout: &'a Layout, draft: &mut Draft, now_ms: i64) -> Self {
        let mut cells = BTreeMap::new();
        draft.custom.retain(|custom| {
            let column = custom.field.strip_prefix(HERE).and_then(|column| column.parse::<usize>().ok());
            if let Some(column) = column {
                cells.insert(column, custom.value.trim().to_owned());
            }
            column.is_none()
        });
        let utc = layout.object.program() == "salesforce";
        Self { layout, now_ms, utc, cells, of: RowOf::default() }
    }

    fn column(&self, key: &str) -> Option<usize> {
        // Of columns with the same name the one that says something.
        let columns = self.layout.keys.iter().enumerate().filter(|(_, other)| other.as_str() == key);
        let mut columns = columns.map(|(column, _)| column).filter(|column| self.cells.contains_key(column));
        columns.next()
    }

    /// What the first of these columns says that says something.
    pub fn said(&self, keys: &[&str]) -> Option<&str> {
        let column = keys.iter().find_map(|key| self.column(key))?;
        self.cells.get(&column).map(String::as_str)
    }

    /// Whether one of these columns says one of these words.
    pub fn says(&self, keys: &[&str], words: &[&str]) -> bool {
        self.said(keys).is_some_and(|said| words.iter().any(|word| spoken(word) == spoken(said)))
    }

    /// Whether one of these columns says yes.
    pub fn is(&self, keys: &[&str]) -> bool {
        self.says(keys, &["1", "true", "yes", "done", "ja"])
    }

    fn take(&mut self, keys: &[&str]) -> Option<(usize, String)> {
        let column = keys.iter().find_map(|key| self.column(key))?;
        Some((column, self.cells.remove(&column)?))
    }

    fn went(&mut self, column: usize, target: &str) {
        self.of.fates.entry(column).or_default().push(target.to_owned());
    }

    fn fill(&mut self, column: usize, target: &str, value: String) {
        self.of.draft.custom.push(Custom { field: target.to_owned(), value });
        self.went(column, target);
    }

    /// Its record is of this kind.
    pub fn is_a(&mut self, kind: &'static str) {
        self.of.kind = kind;
    }

    /// What these columns say says nothing that is not said elsewhere.
    pub fn pass(&mut self, keys: &[&str]) {
        for key in keys {
            while let Some((column, _)) = self.take(&[key]) {
                self.of.fates.entry(column).or_default();
            }
        }
    }

    /// The first of these columns that says something fills a field.
    pub fn put(&mut self, target: &str, keys: &[&str]) {
        if let Some((column, value)) = self.take(keys) {
            self.fill(column, target, value);
        }
    }

    /// The same, in the words of this program; what it has no words for stays as it is written.
    pub fn put_meaning(&mut self, target: &str, keys: &[&str], means: &[(&str, &[&str])]) {
        let Some((column, value)) = self.take(keys) else { return };
        let plain = spoken(&value);
        let meant = means.iter().find(|(_, words)| words.iter().any(|word| spoken(word) == plain));
        match meant {
            // It says what is so anyway.
            Some(("", _)) => _ = self.of.fates.entry(column).or_default(),
            Some((meant, _)) => self.fill(column, target, (*meant).to_owned()),
            None => self.keep(column, value),
        }
    }

    /// Fills a field with what follows from the row.
    pub fn say(&mut self, target: &str, value: impl Into<String>) {
        self.of.draft.custom.push(Custom { field: target.to_owned(), value: value.into() });
    }

    fn keep(&mut self, column: usize, value: String) {
        let name = self.layout.name(column).to_owned();
        self.of.draft.raw.push(Raw { name, params: String::new(), value });
    }

    /// The text of these columns, one below the other, as plain text.
    pub fn put_text(&mut self, target: &str, keys: &[&str]) {
        let mut text: Vec<String> = Vec::new();
        for key in keys {
            let Some((column, value)) = self.take(&[key]) else { continue };
            self.went(column, target);
            let plain = plain(&value);
            if !plain.is_empty() && !text.contains(&plain) {
                text.push(plain);
            }
        }
        if !text.is_empty() {
            self.say(target, text.join("\n\n"));
        }
    }

    fn order(&self, column: usize) -> Option<DateOrder> {
        self.layout.orders.get(column).copied().flatten()
    }

    fn moment(&self, column: usize, value: &str) -> Option<i64> {
        moment(value, self.order(column), self.utc)
    }

    /// The moment these columns name, without taking it.
    pub fn when(&self, keys: &[&str]) -> Option<i64> {
        keys.iter().find_map(|key| {
            let column = self.column(key)?;
            self.moment(column, self.cells.get(&column)?)
        })
    }

    /// The first of these columns that names a moment fills a field with it.
    pub fn put_moment(&mut self, target: &str, keys: &[&str]) {
        for key in keys {
            let Some(column) = self.column(key) else { continue };
            let Some(at) = self.cells.get(&column).and_then(|value| self.moment(column, value)) else {
                continue;
            };
            self.cells.remove(&column);
            let Ok(at) = Timestamp::from_millisecond(at) else { continue };
            self.fill(column, target, at.to_string());
            return;
        }
    }

    /// A field that no table fills, such as when the record was made.
    pub fn set_moment(&mut self, field: &str, keys: &[&str]) {
        if let Some(at) = self.when(keys)
            && let Some((column, _)) = self.take(keys)
        {
            self.of.set.insert(field.to_owned(), json!(at));
            self.went(column, field);
        }
    }

    /// A text likewise.
    pub fn set_text(&mut self, field: &str, keys: &[&str]) {
        if let Some((column, value)) = self.take(keys) {
            self.of.set.insert(field.to_owned(), json!(value));
            self.went(column, field);
        }
    }

    /// The first of these columns that names a day fills a field with it, and another one with the time of day, if there
    /// is one.
    pub fn put_day(&mut self, target: &str, time: Option<&str>, keys: &[&str]) {
        for key in keys {
            let Some(column) = self.column(key) else { continue };
            let Some(value) = self.cells.get(&column).cloned() else { continue };
            let at = self.moment(column, &value).and_then(|at| Timestamp::from_millisecond(at).ok());
            let Some(at) = at else { continue };
            self.cells.remove(&column);
            // A day alone is that day, whatever the zone.
            let zone = if has_time(&value) { TimeZone::system() } else { TimeZone::UTC };
            let local = at.to_zoned(zone).datetime();
            self.fill(column, target, local.date().to_string());
            if let Some(time) =
                time.filter(|_| has_time(&value) && local.time() != jiff::civil::Time::midnight())
            {
                self.say(time, local.strftime("%H:%M").to_string());
            }
            return;
        }
    }

    /// How long it took: seconds, milliseconds or `HH:MM:SS`, as `unit` has them in a second.
    pub fn put_length(&mut self, target: &str, keys: &[&str], unit: f64) {
        let Some((column, value)) = self.take(keys) else { return };
        let clock = || {
            let parts: Option<Vec<f64>> = value.split(':').map(|part| part.trim().parse().ok()).collect();
            match parts?.as_slice() {
                [hours, minutes, seconds] => Some(hours * 3600.0 + minutes * 60.0 + seconds),
                [hours, minutes] => Some(hours * 3600.0 + minutes * 60.0),
                _ => None,
            }
        };
        let seconds = if value.contains(':') { clock() } else { value.parse::<f64>().ok().map(|n| n / unit) };
        match seconds.filter(|seconds| seconds.is_finite() && *seconds >= 0.0) {
            Some(0.0) => _ = self.of.fates.entry(column).or_default(),
            Some(seconds) => {
                let told = if target == "duration_min" { (seconds / 60.0).round() } else { seconds.round() };
                self.fill(column, target, format!("{told}"));
            }
            None => self.keep(column, value),
        }
    }

    /// The length from one moment to another.
    pub fn length(&self, from: &[&str], to: &[&str]) -> Option<i64> {
        let seconds = (self.when(to)? - self.when(from)?) / 1000;
        (0 < seconds && seconds <= 7 * 24 * 3600).then_some(seconds)
    }

    /// What the program calls the row itself.
    pub fn id(&mut self, space: &'static str, keys: &[&str]) {
        if let Some((column, value)) = self.take(keys) {
            self.of.brings.own = Some(Link::key(self.layout.object.program(), space, &value));
            self.went(column, "uid");
        }
    }

    /// Where it stands for a record that the program calls so, it is that.
    pub fn is_also(&mut self, space: &'static str, keys: &[&str]) -> bool {
        let Some((column, value)) = self.take(keys) else { return false };
        self.of.brings.same_as.push(Link::key(self.layout.object.program(), space, &value));
        self.went(column, "uid");
        true
    }

    /// It only adds to the record that the program calls so.
    pub fn adds_to(&mut self, space: &'static str, keys: &[&str]) {
        if let Some((column, value)) = self.take(keys) {
            self.of.brings.base = Some(Link::key(self.layout.object.program(), space, &value));
            self.went(column, "uid");
        }
    }

    /// What these columns say of something that another one names.
    pub fn tell(&mut self, what: &'static str, keys: &[&str]) {
        if let Some((column, value)) = self.take(keys) {
            self.of.brings.beside.push((what, value));
            self.of.fates.entry(column).or_default();
        }
    }

    /// It is associated with what these columns name by ids, several with `;` or `,` between them.
    pub fn linked(&mut self, space: &'static str, keys: &[&str]) -> bool {
        let Some((column, value)) = self.take(keys) else { return false };
        let program = self.layout.object.program();
        for one in value.split([';', ',']).map(str::trim).filter(|one| !one.is_empty()) {
            if program == "salesforce" && one.starts_with("005") {
                // A colleague, who is none of what is brought over.
                continue;
            }
            let link = Link::Id { key: Link::key(program, space, one) };
            self.of.brings.links.push((column, one.to_owned(), link));
        }
        self.went(column, "link");
        true
    }

    /// It is associated with what these columns name, where nothing else goes by the name; several with `;` between them.
    pub fn named(&mut self, kind: &'static str, keys: &[&str]) {
        let Some((column, value)) = self.take(keys) else { return };
        for one in value.split(';').map(str::trim).filter(|one| !one.is_empty()) {
            let link = Link::Name { kind, name: one.to_owned() };
            self.of.brings.links.push((column, one.to_owned(), link));
        }
        self.went(column, "link");
    }

    /// The same, but that nobody need be there.
    pub fn named_if_there(&mut self, kind: &'static str, keys: &[&str]) {
        let Some((column, value)) = self.take(keys) else { return };
        for one in value.split([';', ',']).map(str::trim).filter(|one| !one.is_empty()) {
            let link = Link::Perhaps { kind, name: one.to_owned() };
            self.of.brings.links.push((column, one.to_owned(), link));
        }
        self.went(column, "link");
    }

    /// What these columns say becomes a note on the record.
    pub fn put_note(&mut self, keys: &[&str]) {
        for key in keys {
            let Some((column, value)) = self.take(&[key]) else { continue };
            self.went(column, "notes");
            let plain = plain(&value);
            if !plain.is_empty() {
                self.of.draft.notes.push(plain);
            }
        }
    }

    /// A time of day fills a field.
    pub fn put_time(&mut self, target: &str, keys: &[&str]) {
        let Some((column, value)) = self.take(keys) else { return };
        let noon = Date::constant(2000, 1, 1);
        match clock(noon, &value) {
            Some(at) => self.fill(column, target, at.strftime("%H:%M").to_string()),
            None => self.keep(column, value),
        }
    }

    /// The day of one column at the time of another, if that says one, fills a field.
    pub fn put_day_and_time(&mut self, target: &str, days: &[&str], times: &[&str]) {
        let time = self.said(times).map(str::to_owned);
        let Some(column) = days.iter().find_map(|key| self.column(key)) else { return };
        let Some(day) = self.cells.get(&column).cloned() else { return };
        let both = time.map(|time| format!("{day} {time}"));
        let at = both.and_then(|both| self.moment(column, &both)).or_else(|| self.moment(column, &day));
        let Some(at) = at.and_then(|at| Timestamp::from_millisecond(at).ok()) else { return };
        self.cells.remove(&column);
        self.fill(column, target, at.to_string());
        if let Some((column, _)) = self.take(times) {
            self.went(column, target);
        }
    }

    /// By ids where there are some, else by names; the names beside ids say nothing new.
    pub fn linked_or_named(&mut self, space: &'static str, kind: &'static str, ids: &[&str], names: &[&str]) {
        if self.linked(space, ids) {
            self.pass(names);
        } else {
            self.named(kind, names);
        }
    }

    /// The part this row has in what it adds to.
    pub fn role(&mut self, keys: &[&str]) {
        if let Some((column, value)) = self.take(keys) {
            self.of.brings.role = Some(value);
            self.went(column, "contacts.role");
        }
    }

    /// What the row is, and what became of its cells.
    pub fn done(mut self, cells: &mut [ReadCell]) -> RowOf {
        for (column, value) in std::mem::take(&mut self.cells) {
            self.keep(column, value);
        }
        for cell in cells {
            let Fate::Mapped(targets) = &cell.fate else { continue };
            let [target] = targets.as_slice() else { continue };
            if !target.strip_prefix(OWN).is_some_and(|target| target.starts_with(HERE)) {
                continue;
            }
            cell.fate = match self.of.fates.get(&cell.column) {
                Some(targets) if targets.is_empty() => {
                    Fate::Structure("What it says is said elsewhere.".to_owned())
                }
                Some(targets) => Fate::Mapped(targets.clone()),
                None => Fate::Raw,
            };
        }
        self.of
    }
}

/// A value as it is spoken: `NOT_STARTED`, `Not Started` and `not-started` are one.
fn spoken(value: &str) -> String {
    let words = fold(value).replace(['_', '-'], " ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a time of day stands beside a day.
fn has_time(value: &str) -> bool {
    value.contains(':')
}

/// A moment as programs write it: with its zone, as a clock showed it, in milliseconds since 1970, or a day, of which it is
/// the noon.
fn moment(value: &str, order: Option<DateOrder>, utc: bool) -> Option<i64> {
    let value = value.trim();
    if value.len() >= 12 && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return value.parse().ok();
    }
    if let Ok(at) = value.parse::<Timestamp>() {
        return Some(at.as_millisecond());
    }
    // `2024-03-12T09:14:00.000+0000`
    if let Ok(at) = Timestamp::strptime("%Y-%m-%dT%H:%M:%S%.f%z", value) {
        return Some(at.as_millisecond());
    }
    let zone = |utc: bool| if utc { TimeZone::UTC } else { TimeZone::system() };
    let (day, time) = value.split_once([' ', 'T']).unwrap_or((value, ""));
    let day = csv::day(day.trim_end_matches(','), order).or_else(|| csv::day(value, order))?;
    let day = day.to_string().parse::<Date>().ok()?;
    let time = time.trim().trim_end_matches('Z').trim();
    if !time.contains(':') {
        return Some(day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond());
    }
    let at = clock(day, time)?;
    Some(at.to_zoned(zone(utc)).ok()?.timestamp().as_millisecond())
}

/// `14:30`, `14:30:05` or `2:30 PM` of a day.
fn clock(day: Date, time: &str) -> Option<DateTime> {
    let lower = time.to_lowercase();
    let (digits, half) = match (lower.strip_suffix("pm"), lower.strip_suffix("am")) {
        (Some(rest), _) => (rest.trim(), Some(12)),
        (_, Some(rest)) => (rest.trim(), Some(0)),
        _ => (lower.as_str(), None),
    };
    let mut parts = digits.split(':').map(|part| part.split('.').next().unwrap_or_default().trim());
    let mut number = || parts.next().unwrap_or("0").parse::<i64>().ok();
    let (mut hours, minutes, seconds) = (number()?, number()?, number()?);
    if let Some(half) = half {
        hours = hours % 12 + half;
    }
    if !(0..24).contains(&hours) || !(0..60).contains(&minutes) || !(0..60).contains(&seconds) {
        return None;
    }
    day.at(0, 0, 0, 0).checked_add(hours.hours().minutes(minutes).seconds(seconds)).ok()
}

/// Text as a person reads it: of HTML what is shown.
fn plain(value: &str) -> String {
    if !(value.contains('<') && value.contains('>')) {
        return value.trim().to_owned();
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('<') {
        let (before, tagged) = rest.split_at(at);
        out.push_str(before);
        let starts = tagged.get(1..).and_then(|tag| tag.chars().next());
        let Some(end) = tagged
            .find('>')
            .filter(|_| starts.is_some_and(|c| c.is_ascii_alphabetic() || c == '/' || c == '!'))
        else {
            out.push('<');
            rest = tagged.get(1..).unwrap_or_default();
            continue;
        };
        let tag = tagged.get(1..end).unwrap_or_default().trim_start_matches('/').to_ascii_lowercase();
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        if matches!(name.as_str(), "br" | "p" | "div" | "li" | "tr" | "h1" | "h2" | "h3" | "ul" | "ol")
            && !out.is_empty()
            && !out.ends_with('\n')
        {
            out.push('\n');
        }
        rest = tagged.get(end + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    let named =
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    named.iter().fold(out, |text, (name, sign)| text.replace(name, sign)).trim().to_owned()
}

impl RowOf {
    /// Adds what it fills beside to its record.
    pub fn settle(&self, record: &mut Record) {
        for (field, value) in &self.set {
            record.entry(field.clone()).or_insert_with(|| Value::clone(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DateOrder, moment, plain};

    #[test]
    fn moments_are_read_as_programs_write_them() {
        let at = "2024-03-12T09:14:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond();
        for written in [
            "2024-03-12T09:14:00Z",
            "2024-03-12T09:14:00.000+0000",
            "2024-03-12T10:14:00+01:00",
            "2024-03-12 09:14:00",
            "2024-03-12 09:14",
            "1710234840000",
        ] {
            assert_eq!(moment(written, None, true), Some(at), "{written}");
        }
        assert_eq!(moment("3/12/2024 9:14 AM", Some(DateOrder::Mdy), true), Some(at));
        assert_eq!(moment("12.03.2024 09:14", Some(DateOrder::Dmy), true), Some(at));
        let pm = moment("3/12/2024 9:14 PM", Some(DateOrder::Mdy), true);
        assert_eq!(pm, Some(at + 12 * 3_600_000));
        assert_eq!(moment("12:14", None, true), None);
        assert_eq!(moment("", None, true), None);
    }

    #[test]
    fn html_is_read_as_it_is_shown() {
        assert_eq!(plain("<p>One &amp; two</p><p>a &lt; b</p>"), "One & two\na < b");
        assert_eq!(plain("a < b and c > d"), "a < b and c > d");
        assert_eq!(plain("<div>open"), "open");
        assert_eq!(plain("x <"), "x <");
    }
}
