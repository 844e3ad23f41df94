//! Targets as text, both ways, and in JSON.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Entry, LISTS, List, PARTS, Part, TEXTS, Target, value_of};

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Skip => f.write_str("skip"),
            Self::Raw => f.write_str("raw"),
            Self::RawAs { name, params } => {
                f.write_str("raw:")?;
                for ch in name.chars() {
                    if matches!(ch, ';' | '\\') {
                        f.write_str("\\")?;
                    }
                    write!(f, "{ch}")?;
                }
                if params.is_empty() { Ok(()) } else { write!(f, ";{params}") }
            }
            Self::Text(text) => f.write_str(text.name()),
            Self::FullName => f.write_str("full_name"),
            Self::Notes => f.write_str("notes"),
            Self::Tags => f.write_str("tags"),
            Self::Domains => f.write_str("domains"),
            Self::Members => f.write_str("members"),
            Self::Deleted => f.write_str("deleted"),
            Self::Kind => f.write_str("kind"),
            Self::MoreCustom => f.write_str("more_custom"),
            Self::MoreRaw => f.write_str("more_raw"),
            Self::Custom(name) => write!(f, "custom:{name}"),
            Self::Entry(Entry { list: List::Jobs, group: None, label, part: Part::Company })
                if label.is_empty() =>
            {
                f.write_str("company")
            }
            Self::Entry(entry) => {
                f.write_str(entry.list.name())?;
                if let Some(group) = entry.group {
                    write!(f, "#{group}")?;
                }
                if !entry.label.is_empty() {
                    write!(f, "[{}]", entry.label)?;
                }
                if entry.part != Part::Value {
                    write!(f, ".{}", entry.part.name())?;
                }
                Ok(())
            }
        }
    }
}

/// A target that is not one.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "“{0}” is not a place a column can go to. Examples: given, family, emails[work], phones[mobile], \
     addresses[home].street, jobs.title, company, tags, notes, dates[birthday], custom:Shoe size, raw, skip."
)]
pub struct BadTarget(pub String);

impl FromStr for Target {
    type Err = BadTarget;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || BadTarget(text.to_owned());
        Ok(match text {
            "skip" => Self::Skip,
            "raw" => Self::Raw,
            "full_name" => Self::FullName,
            "notes" => Self::Notes,
            "tags" => Self::Tags,
            "domains" => Self::Domains,
            "members" => Self::Members,
            "deleted" => Self::Deleted,
            "kind" => Self::Kind,
            "more_custom" => Self::MoreCustom,
            "more_raw" => Self::MoreRaw,
            "company" => Self::Entry(Entry {
                list: List::Jobs,
                group: None,
                label: String::new(),
                part: Part::Company,
            }),
            _ => {
                if let Some(name) = text.strip_prefix("custom:") {
                    return if name.trim().is_empty() {
                        Err(bad())
                    } else {
                        Ok(Self::Custom(name.to_owned()))
                    };
                }
                if let Some(rest) = text.strip_prefix("raw:") {
                    let (name, params) = raw_name(rest);
                    return Ok(Self::RawAs { name, params });
                }
                if let Some(field) = value_of(TEXTS, text) {
                    return Ok(Self::Text(field));
                }
                entry(text).map(Self::Entry).ok_or_else(bad)?
            }
        })
    }
}

/// Splits `NAME;PARAMS`, where a backslash protects a semicolon or backslash of the name.
pub(crate) fn raw_name(text: &str) -> (String, String) {
    let mut name = String::new();
    let mut chars = text.chars();
    while let Some(ch) = chars.next() {
        match ch {
            '\\' => name.extend(chars.next()),
            ';' => return (name, chars.as_str().to_owned()),
            _ => name.push(ch),
        }
    }
    (name, String::new())
}

fn entry(text: &str) -> Option<Entry> {
    let name_end = text.find(['#', '[', '.']).unwrap_or(text.len());
    let (name, mut rest) = text.split_at_checked(name_end)?;
    let list = value_of(LISTS, name)?;
    let mut group = None;
    if let Some(after) = rest.strip_prefix('#') {
        let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let (digits, tail) = after.split_at_checked(end)?;
        group = Some(digits.parse().ok()?);
        rest = tail;
    }
    let mut label = String::new();
    if let Some(after) = rest.strip_prefix('[') {
        // The last bracket closes, so a label may hold brackets itself.
        let end = after.rfind(']')?;
        let (inside, tail) = after.split_at_checked(end)?;
        inside.clone_into(&mut label);
        rest = tail.strip_prefix(']')?;
    }
    let part = match rest {
        "" => Part::Value,
        _ => value_of(PARTS, rest.strip_prefix('.')?).filter(|p| *p != Part::Value)?,
    };
    // A bare `custom` would have no name; a label column needs a group to know its value.
    if !list.has(part)
        || (list == List::Custom && group.is_none())
        || (group.is_none() && matches!(part, Part::Label | Part::Primary | Part::Service))
    {
        return None;
    }
    Some(Entry { list, group, label, part })
}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Target {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Target {
    fn schema_name() -> Cow<'static, str> {
        "ColumnTarget".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "Where a column goes: given, family, display_name, full_name, uid, company, jobs.title, \
                emails[work], phones[mobile], addresses[home].street, links[linkedin], handles[skype], \
                dates[birthday], relations[spouse], tags, notes, domains, industry, size, custom:<name>, raw, skip; \
                with a group number (phones#2, phones#2.label) columns of one group make one entry.",
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Target;

    // covers(IMP-6)
    #[test]
    fn targets_read_back_as_written() {
        for text in [
            "skip",
            "raw",
            "raw:X-FOO;TYPE=a",
            "raw:a\\;b;c",
            "uid",
            "given",
            "phonetic_family",
            "display_name",
            "full_name",
            "company",
            "jobs.title",
            "jobs#2.company",
            "emails",
            "emails[work]",
            "emails#1",
            "emails#1.label",
            "phones#12[home fax]",
            "addresses[home].street",
            "addresses#3.formatted",
            "dates[birthday]",
            "dates[birthday].year",
            "links[linkedin]",
            "handles[skype]",
            "handles#1.service",
            "relations[spouse]",
            "tags",
            "notes",
            "domains",
            "custom:Shoe size",
            "custom#4",
            "custom#4.label",
            "deleted",
            "kind",
            "emails[a]b]",
        ] {
            assert_eq!(text.parse::<Target>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_target_is_refused() {
        for text in [
            "",
            "name",
            "emails[work",
            "emails.street",
            "emails.label",
            "jobs",
            "addresses",
            "addresses[x]",
            "custom:",
            "custom",
            "custom:  ",
            "phones#",
            "phones#99999",
            "given[x]",
            "emails[work].",
            "jobs.value",
        ] {
            assert!(text.parse::<Target>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_parses_or_is_refused_and_what_parses_is_stable(text in ".{0,40}") {
            if let Ok(target) = text.parse::<Target>() {
                let written = target.to_string();
                prop_assert_eq!(written.parse::<Target>().unwrap(), target);
            }
        }
    }
}
