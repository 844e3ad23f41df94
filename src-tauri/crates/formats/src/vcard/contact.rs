//! Which property goes to which field.

use super::clean;
use super::dates::{self, Day};
use super::handles;
use super::jobs::{self, JobPart};
use super::labels::{Types, canonical};
use super::map::{Fields, List, Mapper, Taken, components, is_blank};
use super::names;
use super::photo::{self, Picture};
use super::property::Property;
use super::reach;
use super::text::{Style, after, cap, one_line, unescape};
use crate::Reason;
use crate::draft::{Custom, DraftKind, Handle, Raw};

/// Takes a property into the draft.
pub(super) fn take(mapper: &mut Mapper, property: &Property<'_>) -> Taken {
    let style = mapper.style(property);
    let listed =
        matches!(property.upper.as_ref(), "N" | "ADR" | "ORG" | "O" | "CATEGORIES" | "NICKNAME" | "SOUND");
    let blank = if listed { is_blank(&property.value) } else { property.value.trim().is_empty() };
    if blank && !property.upper.starts_with("X-SATCHEL-") {
        // An empty part of a job still holds its place.
        match property.upper.as_ref() {
            "ORG" => jobs::job(mapper, property, JobPart::Company, |_| {}),
            "TITLE" => jobs::job(mapper, property, JobPart::Title, |_| {}),
            "ROLE" => jobs::job(mapper, property, JobPart::Role, |_| {}),
            "ADR" if property.param("LABEL").is_some() => return reach::address(mapper, property, style),
            _ => {}
        }
        return Taken::Structure("It is empty.");
    }
    match property.upper.as_ref() {
        "BEGIN" | "END" if after(property.value.trim(), "VCARD").is_some() => {
            Taken::Structure("It delimits the card.")
        }
        "VERSION" => Taken::Structure("It says which version of vCard this is."),
        super::rejects::WHY => Taken::Structure("It is Satchel's own remark why the card was not imported."),
        "PRODID" => Taken::Structure("It names the program that wrote the card."),
        "REV" => Taken::Structure("It says when the source last changed the card."),
        "PROFILE" => Taken::Structure("It says that this is a vCard."),
        "KIND" | "X-KIND" | "X-ADDRESSBOOKSERVER-KIND" | "X-ABSHOWAS" => kind(mapper, property, style),
        "UID" => uid(mapper, clean::uid(&style.line(&property.value))),
        "X-ABUID" => match mapper.draft.uid {
            None => {
                let value = style.line(&property.value);
                uid(mapper, clean::uid(value.strip_suffix(":ABPerson").unwrap_or(&value)))
            }
            Some(_) => Taken::Raw,
        },
        "FN" => display_name(mapper, property, style),
        "CN" if mapper.known.display.is_empty() => {
            text(&mut mapper.draft.display_name, property, style, "display_name")
        }
        "N" => name(mapper, property, style),
        "SN" if !mapper.known.named => text(&mut mapper.draft.family, property, style, "family"),
        "GIVENNAME" if !mapper.known.named => text(&mut mapper.draft.given, property, style, "given"),
        "NICKNAME" | "X-NICKNAME" => {
            let nickname = style.component(&property.value, ", ");
            let known = &mut mapper.draft.nickname;
            if known.is_empty() {
                *known = nickname;
            } else if !known.split(", ").any(|one| one == nickname) {
                known.push_str(", ");
                known.push_str(&nickname);
            }
            Taken::Mapped(Fields::one("nickname"))
        }
        "X-PHONETIC-FIRST-NAME" => text(&mut mapper.draft.phonetic_given, property, style, "phonetic_given"),
        "X-PHONETIC-MIDDLE-NAME" => {
            text(&mut mapper.draft.phonetic_middle, property, style, "phonetic_middle")
        }
        "X-PHONETIC-LAST-NAME" => text(&mut mapper.draft.phonetic_family, property, style, "phonetic_family"),
        "SOUND" if property.types().any(|t| t.eq_ignore_ascii_case("X-IRMC-N")) => {
            phonetic(mapper, property, style)
        }
        "SORT-STRING" => {
            let key = style.line(&property.value);
            if names::is_phonetic(&key) && mapper.draft.phonetic_family.is_empty() {
                mapper.draft.phonetic_family = key;
                Taken::Mapped(Fields::one("phonetic_family"))
            } else {
                Taken::Raw
            }
        }
        "EMAIL" | "X-EMAIL" | "X-MS-EMAIL" => reach::email(mapper, property, style),
        "TEL" | "PHONE" | "X-MS-TEL" | "X-TEL" => reach::phone(mapper, property, style, ""),
        "FAX" => reach::phone(mapper, property, style, "fax"),
        "ADR" => reach::address(mapper, property, style),
        "LABEL" => Taken::Later,
        "URL" | "X-URL" => reach::link(mapper, property, style, ""),
        "X-EVOLUTION-BLOG-URL" | "X-BLOG" | "X-KADDRESSBOOK-BLOGFEED" => {
            reach::link(mapper, property, style, "blog")
        }
        "X-SOCIALPROFILE" | "SOCIALPROFILE" => reach::social(mapper, property, style),
        "IMPP" => {
            let handle = handles::impp(property, &unescape(&property.value, style.newlines));
            reach::handle_with_label(mapper, property, handle)
        }
        "BDAY" => date(mapper, property, style, "birthday"),
        "ANNIVERSARY"
        | "X-ANNIVERSARY"
        | "X-MS-ANNIVERSARY"
        | "X-EVOLUTION-ANNIVERSARY"
        | "X-KADDRESSBOOK-X-ANNIVERSARY" => date(mapper, property, style, "anniversary"),
        "DEATHDATE" => date(mapper, property, style, "death"),
        "X-ABDATE" => date(mapper, property, style, ""),
        "X-ABRELATEDNAMES" => relation(mapper, property, style, ""),
        "X-SPOUSE" | "X-MS-SPOUSE" | "X-EVOLUTION-SPOUSE" | "X-KADDRESSBOOK-X-SPOUSESNAME" => {
            relation(mapper, property, style, "spouse")
        }
        "X-MANAGER" | "X-MS-MANAGER" | "X-EVOLUTION-MANAGER" | "X-KADDRESSBOOK-X-MANAGERSNAME" => {
            relation(mapper, property, style, "manager")
        }
        "X-ASSISTANT" | "X-MS-ASSISTANT" | "X-EVOLUTION-ASSISTANT" | "X-KADDRESSBOOK-X-ASSISTANTSNAME" => {
            relation(mapper, property, style, "assistant")
        }
        "X-CHILD" | "X-CHILDREN" | "X-MS-CHILD" => relation(mapper, property, style, "child"),
        "RELATED" => related(mapper, property, style),
        "ORG" | "TITLE" | "ROLE" if mapper.jobs.in_another_language(property) => Taken::Raw,
        "ORG" | "O" => jobs::organisation(mapper, property, style),
        "TITLE" if mapper.is_person() => {
            let title = style.line(&property.value);
            jobs::job(mapper, property, JobPart::Title, |job| job.title = title);
            Taken::Mapped(Fields::one("jobs.title"))
        }
        "ROLE" if mapper.is_person() => {
            let role = style.line(&property.value);
            jobs::job(mapper, property, JobPart::Role, |job| job.role = role);
            Taken::Mapped(Fields::one("jobs.role"))
        }
        "NOTE" => {
            let note = style.lines(&property.value);
            if !mapper.draft.notes.iter().take(64).any(|known| *known == note) {
                mapper.draft.notes.push(note);
            }
            Taken::Mapped(Fields::one("notes"))
        }
        "CATEGORIES" | "X-CATEGORIES" => tags(mapper, property, style),
        "X-SATCHEL-TAG" => {
            tag(mapper, style.line(&property.value));
            Taken::Mapped(Fields::one("tags"))
        }
        "PHOTO" => picture(mapper, property),
        "LOGO" if mapper.draft.kind == DraftKind::Company => picture(mapper, property),
        "MEMBER" | "X-ADDRESSBOOKSERVER-MEMBER" if mapper.draft.kind == DraftKind::Group => {
            mapper.draft.members.push(clean::uid(&style.line(&property.value)));
            Taken::Mapped(Fields::one("members"))
        }
        "X-ANDROID-CUSTOM" => android(mapper, property, style),
        // A label without a group belongs to nothing; one in a group is settled at the end.
        "X-ABLABEL" if !property.group.is_empty() => Taken::Later,
        "X-SATCHEL-INDUSTRY" => text(&mut mapper.draft.industry, property, style, "industry"),
        "X-SATCHEL-SIZE" => text(&mut mapper.draft.size, property, style, "size"),
        "X-SATCHEL-DOMAIN" => {
            mapper.draft.domains.push(style.line(&property.value));
            Taken::Mapped(Fields::one("domains"))
        }
        "X-SATCHEL-FIELD" => {
            let ([field, value], _) = components(&property.value);
            mapper.draft.custom.push(Custom { field: style.line(field), value: style.lines(value) });
            Taken::Mapped(Fields::one("custom"))
        }
        "X-SATCHEL-RAW" => {
            let ([name, params, value], _) = components(&property.value);
            let plain = |part: &str| unescape(part, true).into_owned();
            mapper.add_raw(Raw { name: plain(name), params: plain(params), value: plain(value) });
            Taken::Mapped(Fields::one("raw"))
        }
        upper => match handles::service_of_property(upper) {
            Some(service) => {
                let value = style.line(&property.value);
                reach::handle_with_label(
                    mapper,
                    property,
                    Handle { service: service.to_owned(), value, label: String::new() },
                )
            }
            None => Taken::Raw,
        },
    }
}

/// A text of which a draft holds one: the first is taken, another one is kept raw.
fn text(slot: &mut String, property: &Property<'_>, style: Style, field: &'static str) -> Taken {
    let value = style.line(&property.value);
    if slot.is_empty() || *slot == value {
        *slot = value;
        Taken::Mapped(Fields::one(field))
    } else {
        Taken::Raw
    }
}

fn kind(mapper: &mut Mapper, property: &Property<'_>, style: Style) -> Taken {
    let value = style.line(&property.value);
    match names::kind(&value) {
        Some(kind) if kind == mapper.draft.kind && !value.eq_ignore_ascii_case("location") => {
            Taken::Mapped(Fields::one("kind"))
        }
        _ => Taken::Raw,
    }
}

fn uid(mapper: &mut Mapper, uid: String) -> Taken {
    match &mapper.draft.uid {
        Some(known) if *known != uid => Taken::Raw,
        _ => {
            mapper.draft.uid = Some(uid);
            Taken::Mapped(Fields::one("uid"))
        }
    }
}

fn display_name(mapper: &mut Mapper, property: &Property<'_>, style: Style) -> Taken {
    if property.param("X-SATCHEL-DERIVED").is_some() {
        return Taken::Structure("Satchel made it from the other fields.");
    }
    text(&mut mapper.draft.display_name, property, style, "display_name")
}

fn name(mapper: &mut Mapper, property: &Property<'_>, style: Style) -> Taken {
    let ([family, given, middle, prefix, suffix], more) = components(&property.value);
    let draft = &mut mapper.draft;
    let taken = [&draft.family, &draft.given, &draft.middle, &draft.prefix, &draft.suffix];
    if taken.iter().any(|field| !field.is_empty()) {
        return Taken::Raw;
    }
    let mut fields = Fields::default();
    let mut set = |slot: &mut String, part: &str, glue: &str, field: &'static str| {
        *slot = style.component(part, glue);
        if !slot.is_empty() {
            fields.push(field);
        }
    };
    set(&mut draft.family, family, " ", "family");
    set(&mut draft.given, given, " ", "given");
    set(&mut draft.middle, middle, " ", "middle");
    set(&mut draft.prefix, prefix, " ", "prefix");
    set(&mut draft.suffix, suffix, ", ", "suffix");
    let sort = property.param("SORT-AS");
    if let Some(sort) = sort.filter(|sort| names::is_phonetic(sort)) {
        let mut parts = sort.split([',', ';']);
        draft.phonetic_family = one_line(parts.next().unwrap_or_default());
        draft.phonetic_given = one_line(parts.next().unwrap_or_default());
        fields.push("phonetic_family");
        fields.push("phonetic_given");
    }
    if fields.is_empty() {
        Taken::Structure("It is empty.")
    } else if more {
        Taken::Both(fields)
    } else {
        Taken::Mapped(fields)
    }
}

/// Japanese phones write the reading of a name as a sound.
fn phonetic(mapper: &mut Mapper, property: &Property<'_>, style: Style) -> Taken {
    let ([family, given, middle], more) = components(&property.value);
    let draft = &mut mapper.draft;
    let read = [
        (&mut draft.phonetic_family, family),
        (&mut draft.phonetic_given, given),
        (&mut draft.phonetic_middle, middle),
    ];
    if more || read.iter().any(|(slot, part)| !slot.is_empty() && !part.is_empty()) {
        return Taken::Raw;
    }
    for (slot, part) in read {
        if slot.is_empty() {
            *slot = style.line(part);
        }
    }
    {
        let mut fields = Fields::one("phonetic_family");
        fields.push("phonetic_given");
        Taken::Mapped(fields)
    }
}

fn date(mapper: &mut Mapper, property: &Property<'_>, style: Style, label: &'static str) -> Taken {
    let value = style.line(&property.value);
    let omitted = property.param("X-APPLE-OMIT-YEAR").and_then(|year| year.trim().parse().ok());
    let (date, timed) = match dates::day(&value, omitted) {
        Day::Known { date, timed } => (date.to_string(), timed),
        Day::Empty => return Taken::Structure("It is a date of zeros."),
        Day::Unclear if property.value_is("TEXT") => return Taken::Raw,
        Day::Unclear => {
            let words = "“{text}” is not a date we can be sure of. The text is kept.";
            return Taken::Unclear(Reason::new("unclear_date", words).with("text", cap(&value, 80)));
        }
    };
    if property.upper == "BDAY" {
        let other = mapper.draft.dates.iter().any(|known| known.label == "birthday" && known.value != date);
        if other {
            return Taken::Raw;
        }
    }
    let mut types = Types::of(property);
    let said = mapper.label(property, &mut types, "dates");
    let label = if label.is_empty() { said } else { label.to_owned() };
    mapper.add(List::Dates, label, date, types.rank);
    if timed { Taken::Both(Fields::one("dates")) } else { Taken::Mapped(Fields::one("dates")) }
}

fn relation(mapper: &mut Mapper, property: &Property<'_>, style: Style, label: &str) -> Taken {
    let value = style.line(&property.value);
    let mut types = Types::of(property);
    let said = mapper.label(property, &mut types, "relations");
    let label = if label.is_empty() { said } else { label.to_owned() };
    mapper.add(List::Relations, label, value, types.rank);
    Taken::Mapped(Fields::one("relations"))
}

/// `RELATED` of 4.0: names are relations, addresses of other cards are kept raw.
fn related(mapper: &mut Mapper, property: &Property<'_>, style: Style) -> Taken {
    let value = style.line(&property.value);
    let address = value.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    });
    if address && !property.value_is("TEXT") {
        return Taken::Raw;
    }
    mapper.labelled(property, List::Relations, value)
}

fn tags(mapper: &mut Mapper, property: &Property<'_>, style: Style) -> Taken {
    // Some address books escape the commas between categories, so that all of them look like one.
    let list = unescape(&property.value, style.newlines).into_owned();
    let before = mapper.draft.tags.len();
    let mut system = false;
    for one in list.split([',', '\n']).map(one_line).filter(|one| !one.is_empty()) {
        if names::is_system_group(&one) {
            system = true;
        } else {
            tag(mapper, one);
        }
    }
    if system && mapper.draft.tags.len() == before {
        Taken::Structure("It is a group of the address book's own.")
    } else {
        Taken::Mapped(Fields::one("tags"))
    }
}

fn tag(mapper: &mut Mapper, tag: String) {
    if !tag.is_empty() && !mapper.draft.tags.iter().take(256).any(|known| *known == tag) {
        mapper.draft.tags.push(tag);
    }
}

fn picture(mapper: &mut Mapper, property: &Property<'_>) -> Taken {
    match photo::picture(property) {
        Picture::Embedded(photo) if mapper.draft.photo.is_none() => {
            mapper.draft.photo = Some(photo);
            Taken::Mapped(Fields::one("photo"))
        }
        Picture::Embedded(photo) if mapper.draft.photo.as_ref() == Some(&photo) => {
            Taken::Mapped(Fields::one("photo"))
        }
        Picture::Embedded(_) | Picture::Other => Taken::Raw,
        Picture::Address(address) => {
            let name = property.name.to_owned();
            mapper.add_raw(Raw { name, params: "VALUE=uri".to_owned(), value: address });
            Taken::Mapped(Fields::one("raw"))
        }
    }
}

/// `X-ANDROID-CUSTOM`: a row of Android's own table, up to fifteen fields.
fn android(mapper: &mut Mapper, property: &Property<'_>, style: Style) -> Taken {
    const RELATIONS: [&str; 15] = [
        "",
        "assistant",
        "brother",
        "child",
        "domestic partner",
        "father",
        "friend",
        "manager",
        "mother",
        "parent",
        "partner",
        "referred by",
        "relative",
        "sister",
        "spouse",
    ];
    const EVENTS: [&str; 4] = ["", "anniversary", "other", "birthday"];
    let ([row, value, kind, label], _) = components(&property.value);
    let value = style.line(value);
    let typed = |known: &[&'static str]| {
        let word =
            kind.trim().parse::<usize>().ok().and_then(|kind| known.get(kind)).copied().unwrap_or_default();
        if word.is_empty() { canonical(&style.line(label)) } else { word.to_owned() }
    };
    match row.trim().strip_prefix("vnd.android.cursor.item/") {
        _ if value.is_empty() => Taken::Raw,
        Some("nickname") if mapper.draft.nickname.is_empty() || mapper.draft.nickname == value => {
            mapper.draft.nickname = value;
            Taken::Mapped(Fields::one("nickname"))
        }
        Some("relation") => {
            let label = typed(&RELATIONS);
            mapper.add(List::Relations, label, value, None);
            Taken::Mapped(Fields::one("relations"))
        }
        Some("contact_event") => match dates::day(&value, None) {
            Day::Known { date, .. } => {
                let label = typed(&EVENTS);
                mapper.add(List::Dates, label, date.to_string(), None);
                Taken::Mapped(Fields::one("dates"))
            }
            Day::Empty | Day::Unclear => Taken::Raw,
        },
        _ => Taken::Raw,
    }
}
