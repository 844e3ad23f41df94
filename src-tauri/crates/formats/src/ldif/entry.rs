//! An entry as a draft.

use satchel_kernel::date::PartialDate;

use super::Item;
use super::lines::{Attribute, Block, LARGEST_ENTRY, PASSWORDS, Value};
use crate::Reason;
use crate::draft::{Address, Cell, Draft, DraftKind, Fate, Handle, Job, Labelled, Photo, Raw};

/// Characters of a cell's text.
const TOLD: usize = 1_024;

/// Where an attribute goes.
#[derive(Clone, Copy)]
enum Place {
    Given,
    Family,
    Shown,
    /// The entry's name, shown where nothing better is.
    Common,
    Nickname,
    Email,
    Phone(&'static str),
    Link(&'static str),
    Handle(&'static str),
    Company,
    Title,
    Department,
    Address(&'static str, Part),
    Note,
    Tag,
    Relation(&'static str),
    Year,
    Month,
    Day,
    Photo,
    Member,
    /// It only holds the entry together.
    Frame,
    Password,
}

#[derive(Clone, Copy)]
enum Part {
    Street,
    Extended,
    PoBox,
    City,
    Region,
    PostalCode,
    Country,
    /// Lines divided by `$`.
    Lines,
}

/// Attributes by their names in lower case: RFC 4519 and RFC 2798, and what Mozilla's address books write.
fn place(name: &str) -> Option<Place> {
    use Part::{City, Country, Extended, Lines, PoBox, PostalCode, Region, Street};
    Some(match name {
        "givenname" | "gn" => Place::Given,
        "sn" | "surname" => Place::Family,
        "displayname" => Place::Shown,
        "cn" | "commonname" => Place::Common,
        "mozillanickname" | "xmozillanickname" | "nickname" => Place::Nickname,
        "mail"
        | "rfc822mailbox"
        | "mozillasecondemail"
        | "xmozillasecondemail"
        | "secondemail"
        | "mailalternateaddress" => Place::Email,
        "telephonenumber" | "workphone" => Place::Phone("work"),
        "homephone" => Place::Phone("home"),
        "mobile" | "cellphone" | "mobiletelephonenumber" | "carphone" => Place::Phone("mobile"),
        "facsimiletelephonenumber" | "fax" => Place::Phone("fax"),
        "pager" | "pagerphone" | "pagertelephonenumber" => Place::Phone("pager"),
        "mozillaworkurl" | "workurl" => Place::Link("work"),
        "mozillahomeurl" | "homeurl" => Place::Link("home"),
        "labeleduri" | "labeledurl" | "url" => Place::Link(""),
        "nsaimid" | "nscpaimscreenname" | "mozillaaimscreenname" => Place::Handle("aim"),
        "o" | "organizationname" | "company" => Place::Company,
        "title" | "jobtitle" => Place::Title,
        "ou" | "organizationalunitname" | "orgunit" | "department" | "departmentnumber" => Place::Department,
        "street" | "streetaddress" => Place::Address("work", Street),
        "postaladdress" => Place::Address("work", Lines),
        "mozillaworkstreet2" => Place::Address("work", Extended),
        "postofficebox" => Place::Address("work", PoBox),
        "l" | "locality" | "localityname" => Place::Address("work", City),
        "st" | "region" | "stateorprovincename" => Place::Address("work", Region),
        "postalcode" | "zip" => Place::Address("work", PostalCode),
        "c" | "co" | "countryname" | "friendlycountryname" => Place::Address("work", Country),
        "mozillahomestreet" | "homestreet" => Place::Address("home", Street),
        "homepostaladdress" => Place::Address("home", Lines),
        "mozillahomestreet2" => Place::Address("home", Extended),
        "mozillahomelocalityname" => Place::Address("home", City),
        "mozillahomestate" => Place::Address("home", Region),
        "mozillahomepostalcode" => Place::Address("home", PostalCode),
        "mozillahomecountryname" => Place::Address("home", Country),
        "description" | "notes" | "comment" | "info" => Place::Note,
        "businesscategory" | "category" | "categories" => Place::Tag,
        "manager" => Place::Relation("manager"),
        "secretary" => Place::Relation("assistant"),
        "birthyear" => Place::Year,
        "birthmonth" => Place::Month,
        "birthday" => Place::Day,
        "jpegphoto" | "thumbnailphoto" | "photo" => Place::Photo,
        "member" | "uniquemember" => Place::Member,
        "dn"
        | "objectclass"
        | "version"
        | "changetype"
        | "modifytimestamp"
        | "createtimestamp"
        | "creatorsname"
        | "modifiersname"
        | "entrycsn"
        | "structuralobjectclass"
        | "contextcsn"
        | "mozillausehtmlmail"
        | "xmozillausehtmlmail"
        | "mozillapreferdisplayname" => Place::Frame,
        name if PASSWORDS.contains(&name) => Place::Password,
        _ => return None,
    })
}

/// Kinds of entries that describe somebody.
const PEOPLE: [&str; 6] =
    ["person", "organizationalperson", "inetorgperson", "mozillaabpersonalpha", "contact", "user"];
const GROUPS: [&str; 4] = ["groupofnames", "groupofuniquenames", "mozillaablistalpha", "posixgroup"];

pub(super) fn item(ordinal: u64, block: Block) -> Item {
    let mut making = Making::default();
    let mut classes = Vec::new();
    let mut change = None;
    for attribute in &block.attributes {
        let name = attribute.name.to_ascii_lowercase();
        if let Value::Text(text) = &attribute.value {
            match name.as_str() {
                "objectclass" => classes.push(text.to_ascii_lowercase()),
                "changetype" => change = Some(text.to_ascii_lowercase()),
                "dn" => making.draft.uid = Some(dn_key(text)),
                _ => {}
            }
        }
    }
    let is = |kinds: &[&str]| classes.iter().any(|class| kinds.contains(&class.as_str()));
    let group = is(&GROUPS) && !is(&PEOPLE);
    let reason = if block.large {
        Some(
            Reason::new("ldif_too_large", "This entry is larger than {megabytes} MiB.")
                .with("megabytes", LARGEST_ENTRY >> 20),
        )
    } else if making.draft.uid.is_none() {
        Some(Reason::new("ldif_no_name", "An entry begins with its name, “dn:”, and this one has none."))
    } else if change.is_some_and(|change| change != "add") {
        Some(Reason::new("ldif_change", "This changes or deletes an entry; it describes none."))
    } else if !classes.is_empty() && !is(&PEOPLE) && !group {
        Some(Reason::new("ldif_no_person", "This entry is a place in the directory, not a person."))
    } else {
        None
    };
    for attribute in block.attributes {
        making.take(attribute, group);
    }
    for line in block.stray {
        let why = Reason::new("ldif_stray", "This line is no attribute; it is kept as it came.");
        making.raw("", &line);
        making.cell("", &line, Fate::Rejected(Box::new(why)));
    }
    let Making { mut draft, cells, names, texts, .. } = making.finish();
    draft.kind = if group { DraftKind::Group } else { DraftKind::Person };
    let outcome = match reason {
        Some(reason) => Err(reason),
        None => Ok(draft),
    };
    Item { ordinal, outcome, cells, names, texts, original: block.original }
}

/// A name of the directory as it is compared.
fn dn_key(dn: &str) -> String {
    dn.split(',').map(|part| part.trim().to_lowercase()).collect::<Vec<_>>().join(",")
}

/// The person a name of the directory speaks of: `cn=Ada Lovelace,ou=people` is Ada Lovelace.
fn named(dn: &str) -> Option<&str> {
    let first = dn.split(',').next()?.trim();
    let (attribute, value) = first.split_once('=')?;
    matches!(attribute.trim().to_ascii_lowercase().as_str(), "cn" | "uid").then(|| value.trim())
}

#[derive(Default)]
struct Making {
    draft: Draft,
    cells: Vec<Cell>,
    names: Vec<String>,
    texts: Vec<String>,
    common: Vec<(usize, String)>,
    birth: [Option<(usize, String)>; 3],
}

impl Making {
    fn cell(&mut self, name: &str, text: &str, fate: Fate) {
        self.cells.push(Cell { column: self.cells.len(), fate });
        self.names.push(name.to_owned());
        self.texts.push(text.get(..text.floor_char_boundary(TOLD)).unwrap_or_default().to_owned());
    }

    fn raw(&mut self, name: &str, value: &str) {
        self.draft.raw.push(Raw { name: name.to_owned(), params: String::new(), value: value.to_owned() });
    }

    fn take(&mut self, attribute: Attribute, group: bool) {
        let Attribute { name, value } = attribute;
        let place = place(&name.to_ascii_lowercase());
        let text = match (value, place) {
            (_, Some(Place::Password)) => {
                let why = "A password; it is left out.";
                return self.cell(&name, "", Fate::Structure(why.to_owned()));
            }
            (Value::Bytes(bytes), Some(Place::Photo)) => return self.photo(&name, bytes),
            (Value::Bytes(_), _) => {
                let why =
                    Reason::new("ldif_bytes", "This is no text, and no field takes it; it is left out.");
                return self.cell(&name, "", Fate::Rejected(Box::new(why)));
            }
            // What an address leads to is not fetched.
            (Value::Address(address), _) => {
                self.raw(&name, &address);
                return self.cell(&name, &address, Fate::Raw);
            }
            (Value::Text(text), _) => text,
        };
        let fate = match place {
            _ if text.is_empty() => Fate::Structure("It is empty.".to_owned()),
            Some(place) => self.placed(place, &name, &text, group),
            None => {
                self.raw(&name, &text);
                Fate::Raw
            }
        };
        self.cell(&name, &text, fate);
    }

    fn placed(&mut self, place: Place, name: &str, text: &str, group: bool) -> Fate {
        let mapped = |field: &str| Fate::Mapped(vec![field.to_owned()]);
        let at = self.cells.len();
        let value = text.to_owned();
        let labelled =
            |label: &str| Labelled { label: label.to_owned(), value: text.to_owned(), primary: false };
        let draft = &mut self.draft;
        match place {
            Place::Given if draft.given.is_empty() => (draft.given = value, mapped("given")).1,
            Place::Family if draft.family.is_empty() => (draft.family = value, mapped("family")).1,
            Place::Nickname if draft.nickname.is_empty() => (draft.nickname = value, mapped("nickname")).1,
            Place::Shown if draft.display_name.is_empty() => {
                (draft.display_name = value, mapped("display_name")).1
            }
            Place::Common => {
                self.common.push((at, value));
                mapped("display_name")
            }
            Place::Email => {
                if !draft.emails.iter().any(|one| one.value.eq_ignore_ascii_case(text)) {
                    draft.emails.push(labelled(""));
                }
                mapped("emails")
            }
            Place::Phone(label) => (draft.phones.push(labelled(label)), mapped("phones")).1,
            Place::Link(label) => {
                // An address and, behind a blank, what it is called.
                let (address, called) = text.split_once(' ').unwrap_or((text, ""));
                let label = if label.is_empty() { called.trim().to_lowercase() } else { label.to_owned() };
                draft.links.push(Labelled { label, value: address.to_owned(), primary: false });
                mapped("links")
            }
            Place::Handle(service) => {
                draft.handles.push(Handle { service: service.to_owned(), value, label: String::new() });
                mapped("handles")
            }
            Place::Company => self.job(|job| &mut job.company, value, "jobs.company"),
            Place::Title => self.job(|job| &mut job.title, value, "jobs.title"),
            Place::Department => self.job(|job| &mut job.department, value, "jobs.department"),
            Place::Address(label, part) => self.address(label, part, value),
            Place::Note => (draft.notes.push(value), mapped("notes")).1,
            Place::Tag => (draft.tags.push(value), mapped("tags")).1,
            Place::Relation(label) => {
                let value = named(text).unwrap_or(text).to_owned();
                draft.relations.push(Labelled { label: label.to_owned(), value, primary: false });
                mapped("relations")
            }
            Place::Year | Place::Month | Place::Day => {
                let slot = match place {
                    Place::Year => 0,
                    Place::Month => 1,
                    _ => 2,
                };
                if let Some(slot) = self.birth.get_mut(slot) {
                    *slot = Some((at, value));
                }
                mapped("dates")
            }
            Place::Member if group => (draft.members.push(dn_key(text)), mapped("members")).1,
            Place::Frame => Fate::Structure("It only holds the entry together.".to_owned()),
            // A second value of what holds one, and what should have been a picture.
            _ => {
                self.raw(name, text);
                Fate::Raw
            }
        }
    }

    fn job(&mut self, part: fn(&mut Job) -> &mut String, value: String, field: &str) -> Fate {
        if self.draft.jobs.is_empty() {
            self.draft.jobs.push(Job::default());
        }
        if let Some(slot) = self.draft.jobs.first_mut().map(part) {
            // Directories name several units, from the whole to the part or the other way round.
            if !slot.is_empty() {
                slot.push_str(", ");
            }
            slot.push_str(&value);
        }
        Fate::Mapped(vec![field.to_owned()])
    }

    fn address(&mut self, label: &str, part: Part, value: String) -> Fate {
        let addresses = &mut self.draft.addresses;
        let at = match addresses.iter().position(|one| one.label == label) {
            Some(at) => at,
            None => {
                addresses.push(Address { label: label.to_owned(), ..Address::default() });
                addresses.len() - 1
            }
        };
        let Some(address) = addresses.get_mut(at) else { return Fate::Raw };
        let (slot, name, value) = match part {
            Part::Street => (&mut address.street, "street", value),
            Part::Lines => (&mut address.street, "street", lines(&value)),
            Part::Extended => (&mut address.extended, "extended", value),
            Part::PoBox => (&mut address.po_box, "po_box", value),
            Part::City => (&mut address.city, "city", value),
            Part::Region => (&mut address.region, "region", value),
            Part::PostalCode => (&mut address.postal_code, "postal_code", value),
            Part::Country => (&mut address.country, "country", value),
        };
        if slot.is_empty() || value.contains(slot.as_str()) {
            *slot = value;
        } else if !slot.contains(value.as_str()) {
            slot.push('\n');
            slot.push_str(&value);
        }
        Fate::Mapped(vec![format!("addresses.{name}")])
    }

    fn photo(&mut self, name: &str, bytes: Vec<u8>) {
        let fate = match media_type(&bytes) {
            Some(media_type) if self.draft.photo.is_none() => {
                self.draft.photo = Some(Photo { media_type: media_type.to_owned(), bytes });
                Fate::Mapped(vec!["photo".to_owned()])
            }
            Some(_) => Fate::Rejected(Box::new(Reason::new(
                "ldif_second_photo",
                "The entry has another picture; this one is left out.",
            ))),
            None => Fate::Rejected(Box::new(Reason::new(
                "ldif_no_picture",
                "This is no picture; it is left out.",
            ))),
        };
        self.cell(name, "", fate);
    }

    /// Settles what only the whole entry tells: the name that is shown, and the birthday.
    fn finish(mut self) -> Self {
        for (at, name) in std::mem::take(&mut self.common) {
            let whole = format!("{} {}", self.draft.given, self.draft.family);
            if self.draft.display_name.is_empty() {
                self.draft.display_name = name;
            } else if self.draft.display_name != name && whole != name {
                self.raw("cn", &name);
                self.set(at, Fate::Raw);
            }
        }
        let [year, month, day] = std::mem::take(&mut self.birth);
        let number = |part: &Option<(usize, String)>| {
            part.as_ref().and_then(|(_, text)| text.trim().parse::<u32>().ok())
        };
        let date = match (number(&year), number(&month), number(&day)) {
            (Some(year), Some(month), Some(day)) => Some(format!("{year:04}-{month:02}-{day:02}")),
            (None, Some(month), Some(day)) => Some(format!("--{month:02}-{day:02}")),
            _ => None,
        };
        match date.filter(|date| date.parse::<PartialDate>().is_ok()) {
            Some(value) => {
                self.draft.dates.push(Labelled { label: "birthday".to_owned(), value, primary: false });
            }
            None => {
                for (name, part) in [("birthyear", year), ("birthmonth", month), ("birthday", day)] {
                    if let Some((at, text)) = part {
                        self.raw(name, &text);
                        self.set(at, Fate::Raw);
                    }
                }
            }
        }
        self
    }

    fn set(&mut self, at: usize, fate: Fate) {
        if let Some(cell) = self.cells.get_mut(at) {
            cell.fate = fate;
        }
    }
}

/// A postal address of a directory: its lines divided by `$`, which stands as `\24` in them.
fn lines(text: &str) -> String {
    let lines = text.split('$').map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| line.replace("\\24", "$").replace("\\5C", "\\")).collect::<Vec<_>>().join("\n")
}

fn media_type(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 3] =
        [(b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"GIF8", "image/gif")];
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, media_type)| *media_type)
}
