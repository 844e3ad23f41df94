//! Writing 3.0 and 4.0.
//!
//! The law: what is written reads back as the same draft, in both versions. It holds for drafts in the plain form that
//! readers give: values trimmed and without control characters, names, labels and other one-line values on one line,
//! at most one preferred entry per list, no entry twice, dates normalised. Outside of it: a date in the year 1604,
//! which means "no year" to Apple; jobs of companies and groups, members of people, and pictures whose first bytes are
//! no picture's, which have no place in a card.
//!
//! What the standard has no word for is written as Apple and Google do (`X-ABLabel`, `X-ABDATE`), and as `X-SATCHEL-…`
//! where nobody has one.

use satchel_kernel::date::PartialDate;

use super::compose::{escape_uri, percent_encode};
use super::dates::NO_YEAR;
use super::kept::quote;
use super::names::is_system_group;
use super::planted;
use super::text::{after, escape, one_line};
use super::{Reader, clean, handles, labels, photo};
use crate::draft::{Draft, DraftKind, Fate, Job, Raw};

/// A version this writer writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 3.0 (RFC 2426): what every address book reads.
    V3,
    /// 4.0 (RFC 6350).
    V4,
}

/// Adds a card to `out`. `uid` is its identity, left out when empty.
pub fn write(out: &mut String, person: &Draft, version: Version, uid: &str) {
    Writer { out, version, line: String::new(), items: 0 }.card(person, uid);
}

pub(super) struct Writer<'a> {
    pub(super) out: &'a mut String,
    pub(super) version: Version,
    pub(super) line: String,
    /// Groups used.
    pub(super) items: usize,
}

impl Writer<'_> {
    fn card(&mut self, person: &Draft, uid: &str) {
        self.plain("BEGIN:VCARD");
        self.plain(if self.v4() { "VERSION:4.0" } else { "VERSION:3.0" });
        self.plain("PRODID:-//Satchel//Satchel//EN");
        let uid = clean::uid(uid);
        if !uid.is_empty() {
            self.identity("UID", &uid);
        }
        self.kind(person);
        self.names(person);
        self.jobs(person);
        for email in &person.emails {
            self.labelled("EMAIL", email, |out, value| escape(value, out));
        }
        for phone in &person.phones {
            self.labelled("TEL", phone, |out, value| escape(value, out));
        }
        self.addresses(person);
        for link in &person.links {
            self.labelled("URL", link, |out, value| escape_uri(value, out));
        }
        self.handles(person);
        self.dates(person);
        self.relations(person);
        self.tags(&person.tags);
        for note in &person.notes {
            self.text("NOTE", note);
        }
        if person.kind == DraftKind::Group {
            let name = if self.v4() { "MEMBER" } else { "X-ADDRESSBOOKSERVER-MEMBER" };
            for member in &person.members {
                self.identity(name, member);
            }
        }
        for (name, value) in [("X-SATCHEL-INDUSTRY", &person.industry), ("X-SATCHEL-SIZE", &person.size)] {
            self.text(name, value);
        }
        for domain in &person.domains {
            self.text("X-SATCHEL-DOMAIN", domain);
        }
        for custom in &person.custom {
            self.structured("X-SATCHEL-FIELD", &[&custom.field, &custom.value]);
        }
        self.picture(person);
        for raw in &person.raw {
            self.raw(raw, person.kind);
        }
        self.plain("END:VCARD");
    }

    pub(super) fn v4(&self) -> bool {
        self.version == Version::V4
    }

    fn kind(&mut self, person: &Draft) {
        let named = [&person.family, &person.given, &person.middle, &person.prefix, &person.suffix]
            .iter()
            .any(|part| !part.is_empty());
        match (person.kind, self.version) {
            (DraftKind::Group, Version::V4) => self.plain("KIND:group"),
            (DraftKind::Group, Version::V3) => self.plain("X-ADDRESSBOOKSERVER-KIND:group"),
            (DraftKind::Company, Version::V4) => self.plain("KIND:org"),
            (DraftKind::Company, Version::V3) => self.plain("X-ABShowAs:COMPANY"),
            // Somebody without a name of their own could be taken for the company.
            (DraftKind::Person, version)
                if !named && person.jobs.iter().any(|job| !job.company.is_empty()) =>
            {
                self.plain(if version == Version::V4 {
                    "KIND:individual"
                } else {
                    "X-ADDRESSBOOKSERVER-KIND:individual"
                });
            }
            (DraftKind::Person, _) => {}
        }
    }

    fn names(&mut self, person: &Draft) {
        if person.display_name.is_empty() {
            let derived = derived_name(person);
            self.start("FN;X-SATCHEL-DERIVED=1:");
            escape(&derived, &mut self.line);
            self.end();
        } else {
            self.text("FN", &person.display_name);
        }
        let parts: [&str; 5] =
            [&person.family, &person.given, &person.middle, &person.prefix, &person.suffix];
        if !self.v4() || parts.iter().any(|part| !part.is_empty()) {
            self.structured("N", &parts);
        }
        self.text("NICKNAME", &person.nickname);
        self.text("X-PHONETIC-FIRST-NAME", &person.phonetic_given);
        self.text("X-PHONETIC-MIDDLE-NAME", &person.phonetic_middle);
        self.text("X-PHONETIC-LAST-NAME", &person.phonetic_family);
    }

    /// Several jobs are kept apart by groups; a group of one property gets an empty one beside it.
    fn jobs(&mut self, person: &Draft) {
        match person.kind {
            DraftKind::Company => self.text("ORG", &person.display_name),
            DraftKind::Group => {}
            DraftKind::Person => {
                let alone = person.jobs.len() == 1;
                for job in &person.jobs {
                    self.job(job, alone);
                }
            }
        }
    }

    fn job(&mut self, job: &Job, alone: bool) {
        let organised = !job.company.is_empty() || !job.department.is_empty();
        let said =
            usize::from(organised) + usize::from(!job.title.is_empty()) + usize::from(!job.role.is_empty());
        if said == 0 {
            return;
        }
        let group = if alone { String::new() } else { self.group() };
        let pair = !alone && said == 1;
        if organised || pair {
            self.start(&group);
            self.line.push_str("ORG:");
            escape(&job.company, &mut self.line);
            if !job.department.is_empty() {
                self.line.push(';');
                escape(&job.department, &mut self.line);
            }
            self.end();
        }
        if !job.title.is_empty() || (pair && organised) {
            self.start(&group);
            self.line.push_str("TITLE:");
            escape(&job.title, &mut self.line);
            self.end();
        }
        if !job.role.is_empty() {
            self.start(&group);
            self.line.push_str("ROLE:");
            escape(&job.role, &mut self.line);
            self.end();
        }
    }

    fn addresses(&mut self, person: &Draft) {
        for address in &person.addresses {
            let parts: [&str; 7] = [
                &address.po_box,
                &address.extended,
                &address.street,
                &address.city,
                &address.region,
                &address.postal_code,
                &address.country,
            ];
            if parts.iter().all(|part| part.is_empty()) {
                continue;
            }
            self.open("ADR", &address.label, address.primary);
            for (at, part) in parts.iter().enumerate() {
                if at > 0 {
                    self.line.push(';');
                }
                escape(part, &mut self.line);
            }
            self.end();
            self.close(&address.label);
        }
    }

    fn handles(&mut self, person: &Draft) {
        for handle in &person.handles {
            let web = ["http://", "https://"].iter().any(|scheme| after(&handle.value, scheme).is_some());
            let social = handles::is_social(&handle.service) && !web;
            let typed = labels::types(&handle.label).filter(|_| !social);
            let grouped = typed.is_none() && !handle.label.is_empty();
            let group = if grouped { self.group() } else { String::new() };
            self.start(&group);
            if social {
                self.line.push_str("X-SOCIALPROFILE;TYPE=");
                self.line.push_str(&handle.service);
            } else {
                self.line.push_str("IMPP");
                if !handle.service.is_empty() {
                    self.line.push_str(";X-SERVICE-TYPE=");
                    self.line.push_str(&quote(&handle.service));
                }
            }
            for word in typed.unwrap_or_default() {
                self.kind_of(word);
            }
            self.line.push(':');
            self.line.push_str(if social { "x-apple" } else { handles::scheme(&handle.service) });
            self.line.push(':');
            percent_encode(&handle.value, &mut self.line);
            self.end();
            if grouped {
                self.label(&group, &handle.label);
            }
        }
    }

    fn dates(&mut self, person: &Draft) {
        let mut written: Vec<&str> = Vec::new();
        for date in &person.dates {
            let own = match (date.label.as_str(), self.version) {
                ("birthday", _) => Some("BDAY"),
                ("anniversary", Version::V4) => Some("ANNIVERSARY"),
                ("death", Version::V4) => Some("DEATHDATE"),
                _ => None,
            };
            let own = own.filter(|name| !written.contains(name));
            match own {
                Some(name) => {
                    written.push(name);
                    self.open(name, "", date.primary);
                }
                None => self.open("X-ABDATE", &date.label, date.primary),
            }
            // The colon is there already; a yearless date of 3.0 needs a parameter before it.
            self.line.pop();
            match (date.value.parse::<PartialDate>(), self.version) {
                (Ok(day), Version::V4) => {
                    let compact = match day.year() {
                        Some(year) => format!(":{year:04}{:02}{:02}", day.month(), day.day()),
                        None => format!(":--{:02}{:02}", day.month(), day.day()),
                    };
                    self.line.push_str(&compact);
                }
                (Ok(day), Version::V3) => match day.year() {
                    Some(_) => self.line.push_str(&format!(":{day}")),
                    None if planted::is("a_missing_year_is_made_up") => {
                        self.line.push_str(&format!(":1900-{:02}-{:02}", day.month(), day.day()));
                    }
                    None => {
                        let day = format!(
                            ";X-APPLE-OMIT-YEAR={NO_YEAR}:{NO_YEAR}-{:02}-{:02}",
                            day.month(),
                            day.day()
                        );
                        self.line.push_str(&day);
                    }
                },
                (Err(_), _) => {
                    self.line.push_str(";VALUE=text:");
                    escape(&date.value, &mut self.line);
                }
            }
            self.end();
            if own.is_none() {
                self.close(&date.label);
            }
        }
    }

    fn relations(&mut self, person: &Draft) {
        const RELATED: &[&str] = &[
            "",
            "spouse",
            "child",
            "parent",
            "sibling",
            "friend",
            "colleague",
            "co-worker",
            "neighbor",
            "acquaintance",
            "kin",
            "emergency",
            "agent",
            "contact",
        ];
        for relation in &person.relations {
            if self.v4() && RELATED.contains(&relation.label.as_str()) {
                self.start("RELATED");
                if !relation.label.is_empty() {
                    self.kind_of(&relation.label);
                }
                if relation.primary {
                    self.preferred();
                }
                self.line.push_str(";VALUE=text:");
                escape(&relation.value, &mut self.line);
                self.end();
            } else {
                self.labelled("X-ABRELATEDNAMES", relation, |out, value| escape(value, out));
            }
        }
    }

    /// Tags in lists, except those with a comma and those a reader takes for an address book's own.
    fn tags(&mut self, tags: &[String]) {
        let plain = |tag: &str| !tag.contains(',') && !is_system_group(tag);
        for run in tags.chunk_by(|a, b| plain(a) && plain(b)) {
            match run {
                [one] if !plain(one) => self.text("X-SATCHEL-TAG", one),
                run => {
                    self.start("CATEGORIES:");
                    for (at, tag) in run.iter().enumerate() {
                        if at > 0 {
                            self.line.push(',');
                        }
                        escape(tag, &mut self.line);
                    }
                    self.end();
                }
            }
        }
    }

    fn picture(&mut self, person: &Draft) {
        let Some(photo) = person.photo.as_ref().filter(|photo| !photo.bytes.is_empty()) else {
            return;
        };
        let media_type = photo::media_type(&photo.bytes).unwrap_or(&photo.media_type);
        let line = match self.version {
            Version::V3 => {
                let subtype = media_type.rsplit('/').next().unwrap_or_default().to_ascii_uppercase();
                format!("PHOTO;ENCODING=b;TYPE={subtype}:")
            }
            Version::V4 => format!("PHOTO:data:{media_type};base64,"),
        };
        self.start(&line);
        self.line.push_str(&photo::encode(&photo.bytes));
        self.end();
    }

    /// A property kept raw, verbatim if that reads back as the same, otherwise packed into one of our own.
    fn raw(&mut self, raw: &Raw, kind: DraftKind) {
        let legal = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let name_is = |name: &str| raw.name.eq_ignore_ascii_case(name);
        let verbatim = !raw.name.is_empty()
            && raw.name.chars().all(legal)
            && !name_is("BEGIN")
            && !name_is("END")
            && !raw.params.contains(char::is_control)
            && !raw.value.contains(char::is_control);
        if verbatim {
            let mut line = raw.name.clone();
            if !raw.params.is_empty() {
                line.push(';');
                line.push_str(&raw.params);
            }
            line.push(':');
            line.push_str(&raw.value);
            if self.reads_back(&line, raw, kind) {
                self.plain(&line);
                return;
            }
        }
        self.structured("X-SATCHEL-RAW", &[&raw.name, &raw.params, &raw.value]);
    }

    fn reads_back(&self, line: &str, raw: &Raw, kind: DraftKind) -> bool {
        let mut probe = String::with_capacity(line.len() + 128);
        let mut writer = Writer { out: &mut probe, version: self.version, line: String::new(), items: 0 };
        writer.plain("BEGIN:VCARD");
        writer.plain(if writer.v4() { "VERSION:4.0" } else { "VERSION:3.0" });
        writer.kind(&Draft { kind, ..Draft::default() });
        writer.plain(line);
        writer.plain("END:VCARD");
        let expected = Draft { kind, raw: vec![raw.clone()], ..Draft::default() };
        let mut items = Reader::new(probe.as_bytes());
        let Some(Ok(super::Item { outcome: Ok(parsed), .. })) = items.next() else {
            return false;
        };
        let understood = !parsed.cells.iter().any(|cell| matches!(cell.fate, Fate::Rejected(_)));
        parsed.draft == expected && parsed.complete && understood && items.next().is_none()
    }
}

/// A name for a card that has none: from the name's parts, the first job, e-mail or phone.
fn derived_name(person: &Draft) -> String {
    let parts = [&person.prefix, &person.given, &person.middle, &person.family, &person.suffix];
    let joined =
        parts.iter().filter(|part| !part.is_empty()).map(|part| part.as_str()).collect::<Vec<_>>().join(" ");
    let others = [
        Some(joined),
        Some(person.nickname.clone()),
        person.jobs.first().map(|job| job.company.clone()),
        person.emails.first().map(|email| email.value.clone()),
        person.phones.first().map(|phone| phone.value.clone()),
    ];
    others.into_iter().flatten().map(|name| one_line(&name)).find(|name| !name.is_empty()).unwrap_or_default()
}
