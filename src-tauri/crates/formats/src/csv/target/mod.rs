//! Where a column goes, as a readable string: `given`, `emails[work]`, `addresses[home].street`, `custom:Shoe size`.
//!
//! A list target may carry a group number, `phones#2` and `phones#2.label`: columns of one group make one entry, so
//! the label is read per row. Without a number every value column is an entry of its own, except that address, job
//! and date parts with the same label belong together.

mod text;

pub use text::BadTarget;
pub(crate) use text::raw_name;

/// Where the cells of one column go.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Left out on the seller's wish.
    Skip,
    /// Kept as a raw property under the column's name.
    Raw,
    /// Kept as a raw property with this name and these parameters.
    RawAs {
        /// The property's name.
        name: String,
        /// Its parameters as written, or empty.
        params: String,
    },
    /// A single-valued text field of the draft.
    Text(TextField),
    /// A whole name: shown as it is and also split into its parts.
    FullName,
    /// A note.
    Notes,
    /// Tags, several in one cell.
    Tags,
    /// Web domains of a company, several in one cell.
    Domains,
    /// Members of a group, several in one cell.
    Members,
    /// A yes here means the source deleted the row: it is rejected.
    Deleted,
    /// What the row describes: `contact`, `company`, `group`.
    Kind,
    /// A field of the seller's own with this name.
    Custom(String),
    /// Names and values of own fields, as Satchel's export writes those it has no column for.
    MoreCustom,
    /// Names and values of raw properties, as Satchel's export writes those it has no column for.
    MoreRaw,
    /// An entry of a list, or a part of one.
    Entry(Entry),
}

/// A single-valued text field of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextField {
    /// The source's own identifier.
    Uid,
    /// Honorific prefix.
    Prefix,
    /// Given name.
    Given,
    /// Middle names.
    Middle,
    /// Family name.
    Family,
    /// Suffix.
    Suffix,
    /// Nickname.
    Nickname,
    /// Pronunciation of the given name.
    PhoneticGiven,
    /// Pronunciation of the middle name.
    PhoneticMiddle,
    /// Pronunciation of the family name.
    PhoneticFamily,
    /// The name as shown; a company's name.
    DisplayName,
    /// A company's industry.
    Industry,
    /// A company's number of employees.
    Size,
}

/// An entry of a list or a part of one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The list.
    pub list: List,
    /// Columns with the same number make one entry together.
    pub group: Option<u16>,
    /// The label of the entry, unless a label column gives it; for handles the service.
    pub label: String,
    /// Which part of the entry.
    pub part: Part,
}

/// A list of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum List {
    /// E-mail addresses.
    Emails,
    /// Phone numbers.
    Phones,
    /// Web links.
    Links,
    /// Postal addresses.
    Addresses,
    /// Messenger and social handles.
    Handles,
    /// Birthday, anniversary and other days.
    Dates,
    /// Related people.
    Relations,
    /// Positions.
    Jobs,
    /// Values of the seller's own fields whose names stand in a label column.
    Custom,
}

/// A part of a list entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The value itself.
    Value,
    /// The label.
    Label,
    /// Whether it is the preferred one.
    Primary,
    /// A handle's service.
    Service,
    /// Street.
    Street,
    /// Apartment, suite.
    Extended,
    /// Post office box.
    PoBox,
    /// Town.
    City,
    /// State or province.
    Region,
    /// Postal code.
    PostalCode,
    /// Country.
    Country,
    /// The whole address as one text.
    Formatted,
    /// A job's company.
    Company,
    /// A job's title.
    Title,
    /// A job's department.
    Department,
    /// A job's role.
    Role,
    /// A date's year.
    Year,
    /// A date's month.
    Month,
    /// A date's day.
    Day,
}

const TEXTS: &[(TextField, &str)] = &[
    (TextField::Uid, "uid"),
    (TextField::Prefix, "prefix"),
    (TextField::Given, "given"),
    (TextField::Middle, "middle"),
    (TextField::Family, "family"),
    (TextField::Suffix, "suffix"),
    (TextField::Nickname, "nickname"),
    (TextField::PhoneticGiven, "phonetic_given"),
    (TextField::PhoneticMiddle, "phonetic_middle"),
    (TextField::PhoneticFamily, "phonetic_family"),
    (TextField::DisplayName, "display_name"),
    (TextField::Industry, "industry"),
    (TextField::Size, "size"),
];

const LISTS: &[(List, &str)] = &[
    (List::Emails, "emails"),
    (List::Phones, "phones"),
    (List::Links, "links"),
    (List::Addresses, "addresses"),
    (List::Handles, "handles"),
    (List::Dates, "dates"),
    (List::Relations, "relations"),
    (List::Jobs, "jobs"),
    (List::Custom, "custom"),
];

const PARTS: &[(Part, &str)] = &[
    (Part::Value, ""),
    (Part::Label, "label"),
    (Part::Primary, "primary"),
    (Part::Service, "service"),
    (Part::Street, "street"),
    (Part::Extended, "extended"),
    (Part::PoBox, "po_box"),
    (Part::City, "city"),
    (Part::Region, "region"),
    (Part::PostalCode, "postal_code"),
    (Part::Country, "country"),
    (Part::Formatted, "formatted"),
    (Part::Company, "company"),
    (Part::Title, "title"),
    (Part::Department, "department"),
    (Part::Role, "role"),
    (Part::Year, "year"),
    (Part::Month, "month"),
    (Part::Day, "day"),
];

fn name_of<T: Copy + PartialEq>(table: &[(T, &'static str)], value: T) -> &'static str {
    table.iter().find(|(t, _)| *t == value).map_or("", |(_, name)| name)
}

fn value_of<T: Copy>(table: &[(T, &'static str)], name: &str) -> Option<T> {
    table.iter().find(|(_, n)| *n == name).map(|(t, _)| *t)
}

impl TextField {
    /// The draft's field name.
    pub fn name(self) -> &'static str {
        name_of(TEXTS, self)
    }
}

impl List {
    /// The draft's field name.
    pub fn name(self) -> &'static str {
        name_of(LISTS, self)
    }

    /// Whether entries of this list have this part.
    pub fn has(self, part: Part) -> bool {
        use Part as P;
        match self {
            Self::Emails | Self::Phones | Self::Links | Self::Relations => {
                matches!(part, P::Value | P::Label | P::Primary)
            }
            Self::Dates => matches!(part, P::Value | P::Label | P::Primary | P::Year | P::Month | P::Day),
            Self::Handles => matches!(part, P::Value | P::Label | P::Service),
            Self::Custom => matches!(part, P::Value | P::Label),
            Self::Jobs => matches!(part, P::Company | P::Title | P::Department | P::Role),
            Self::Addresses => {
                matches!(
                    part,
                    P::Label
                        | P::Primary
                        | P::Street
                        | P::Extended
                        | P::PoBox
                        | P::City
                        | P::Region
                        | P::PostalCode
                        | P::Country
                        | P::Formatted
                )
            }
        }
    }
}

impl Part {
    /// The part's name in a path; empty for the value itself.
    pub fn name(self) -> &'static str {
        name_of(PARTS, self)
    }
}

impl Entry {
    /// The value of one entry of `list` with this label.
    pub fn value(list: List, label: &str) -> Self {
        Self { list, group: None, label: label.to_owned(), part: Part::Value }
    }
}
