//! What a reader makes of one card or row: plain values on their way into a record, with an account of every cell.
//!
//! Field names are those of the JSON export, so a receipt can name where a value went: `given`, `emails`,
//! `addresses.city`.

use serde::{Deserialize, Serialize};

use crate::Reason;

/// One person, company or group read from a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// What it describes.
    pub kind: DraftKind,
    /// The identifier the source gave it (vCard UID, `Record ID`, profile id), for matching within one source.
    pub uid: Option<String>,
    /// Honorific prefix: `Dr.`.
    pub prefix: String,
    /// Given name.
    pub given: String,
    /// Middle or additional names.
    pub middle: String,
    /// Family name.
    pub family: String,
    /// Suffix: `Jr.`, `PhD`.
    pub suffix: String,
    /// Nickname.
    pub nickname: String,
    /// Pronunciation of the given name.
    pub phonetic_given: String,
    /// Pronunciation of the middle name.
    pub phonetic_middle: String,
    /// Pronunciation of the family name.
    pub phonetic_family: String,
    /// The name as the source shows it, when it gave one; a company's name.
    pub display_name: String,
    /// E-mail addresses.
    pub emails: Vec<Labelled>,
    /// Phone numbers as typed.
    pub phones: Vec<Labelled>,
    /// Web links, profile pages among them.
    pub links: Vec<Labelled>,
    /// Postal addresses.
    pub addresses: Vec<Address>,
    /// Messenger and social handles.
    pub handles: Vec<Handle>,
    /// Birthday, anniversary and other days, normalised to `YYYY-MM-DD` or `--MM-DD`.
    pub dates: Vec<Labelled>,
    /// People related to this one; label `spouse`, `manager`, `assistant`; value a name.
    pub relations: Vec<Labelled>,
    /// Where the person works or worked, current first.
    pub jobs: Vec<Job>,
    /// Tags, without the source's own system groups.
    pub tags: Vec<String>,
    /// Notes, each its own.
    pub notes: Vec<String>,
    /// The portrait, if its bytes were in the file; a photo's address is kept raw and never fetched.
    pub photo: Option<Photo>,
    /// Values for the seller's own fields, by field name, created on import when the mapping says so.
    pub custom: Vec<Custom>,
    /// What no field takes: kept, searchable, exported again.
    pub raw: Vec<Raw>,
    /// Members of a group, by the source's uid.
    pub members: Vec<String>,
    /// Company: industry.
    pub industry: String,
    /// Company: number of employees as written (`51-200`, `1200`).
    pub size: String,
    /// Company: e-mail and web domains.
    pub domains: Vec<String>,
}

/// A name longer than this may be none.
const PLAIN: usize = 1_000;

impl Draft {
    /// Whether it has a name or a company that is plainly one. Of a draft without, the reader keeps how it stood in its
    /// file, for it may turn out to describe nobody.
    pub fn is_plainly_named(&self) -> bool {
        let plain = |text: &String| text.len() < PLAIN && text.chars().any(char::is_alphanumeric);
        [&self.given, &self.family, &self.nickname, &self.display_name].into_iter().any(plain)
            || self.jobs.iter().any(|job| plain(&job.company))
    }
}

/// What a draft describes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftKind {
    /// A contact.
    #[default]
    Person,
    /// A company.
    Company,
    /// A distribution list: becomes a tag on its members.
    Group,
}

/// A value with a label such as `work`, `home`, `mobile`; labels are lower case, empty when the source has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labelled {
    /// The label.
    pub label: String,
    /// The value.
    pub value: String,
    /// Marked as preferred by the source.
    #[serde(default)]
    pub primary: bool,
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// The label.
    pub label: String,
    /// Street and number, lines separated by `\n`.
    pub street: String,
    /// Apartment, suite, building.
    pub extended: String,
    /// Post office box.
    pub po_box: String,
    /// Town.
    pub city: String,
    /// State, province, county.
    pub region: String,
    /// Postal code as written.
    pub postal_code: String,
    /// Country as written.
    pub country: String,
    /// Marked as preferred by the source.
    pub primary: bool,
}

/// A messenger or social handle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Handle {
    /// The service in lower case: `skype`, `twitter`, `jabber`.
    pub service: String,
    /// The handle or address there.
    pub value: String,
    /// The label.
    pub label: String,
}

/// One position in a job history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Job {
    /// The company's name.
    pub company: String,
    /// The position.
    pub title: String,
    /// The department or unit.
    pub department: String,
    /// What the person does there, when told beside the title.
    pub role: String,
}

/// An embedded picture.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// Media type by its first bytes: `image/jpeg`.
    pub media_type: String,
    /// The bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Photo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Photo({}, {} bytes)", self.media_type, self.bytes.len())
    }
}

/// A value for one of the seller's own fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Custom {
    /// The field's name as the seller sees it.
    pub field: String,
    /// The value as written.
    pub value: String,
}

/// An unknown property kept as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Raw {
    /// Property or column name.
    pub name: String,
    /// Parameters as written (vCard), otherwise empty.
    pub params: String,
    /// The value, decoded to text.
    pub value: String,
}

/// One source cell, a CSV cell that is not blank or one vCard property, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Column number from 0 (CSV) or the property's place in the card (vCard).
    pub column: usize,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a source cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It went to these fields of the draft (`given`, `emails`, `addresses.city`, `custom.Shoe size`).
    Mapped(Vec<String>),
    /// It is kept as a raw property under the column's name.
    Raw,
    /// It carries nothing a record could hold (an empty date `0/0/00`, a version line, an `* ` label); the reason.
    Structure(String),
    /// It could not be understood; the reason. The text is kept raw unless that is the reason.
    Rejected(Box<Reason>),
}
