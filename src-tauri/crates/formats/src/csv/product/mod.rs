//! Which program wrote a file, told by how alike its header is to what each program writes.
//!
//! Exports vary with version, view and account, so sets are compared, not lists: a column counts for a product the
//! more, the fewer other products have it, and columns only others have count against it.

mod hubspot;
mod others;
mod outlook;
mod pipedrive;
mod salesforce;

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::header;
use super::target::Target;

/// The program, and which of its exports, a table came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Product {
    /// None that is known.
    #[default]
    Unknown,
    /// Satchel's own CSV export, read back exactly.
    Satchel,
    /// Google Contacts since 2024.
    Google,
    /// Google Contacts before 2024.
    GoogleOld,
    /// Google Contacts, "Outlook CSV".
    GoogleOutlook,
    /// Outlook.com and the new Outlook.
    Outlook,
    /// Outlook for desktop, in any language.
    OutlookClassic,
    /// LinkedIn, `Connections.csv`.
    Linkedin,
    /// LinkedIn, `messages.csv`: holds no contacts.
    LinkedinMessages,
    /// HubSpot contacts.
    HubspotContacts,
    /// HubSpot companies.
    HubspotCompanies,
    /// HubSpot deals: holds no contacts.
    HubspotDeals,
    /// A Salesforce report of contacts or leads.
    SalesforceReport,
    /// A Salesforce data export of contacts or leads, with API names.
    SalesforceApi,
    /// Salesforce accounts, by report or API names.
    SalesforceAccounts,
    /// Salesforce opportunities, by report or API names: holds no contacts.
    SalesforceOpportunities,
    /// Pipedrive people.
    PipedrivePeople,
    /// Pipedrive organizations.
    PipedriveOrganizations,
    /// Pipedrive deals.
    PipedriveDeals,
    /// Pipedrive activities.
    PipedriveActivities,
    /// Thunderbird's address book.
    Thunderbird,
    /// Atomic CRM's contacts.
    AtomicCrm,
}

/// What the rows of a table describe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rows {
    /// People.
    #[default]
    People,
    /// Companies.
    Companies,
    /// Something else, which the mapping names field by field: they need not say who somebody is.
    Records,
}

/// One product's columns.
pub(crate) struct Profile {
    pub product: Product,
    pub rows: Rows,
    /// Header and target; `1` in a header stands for any number, `N` in a target for that number.
    pub columns: &'static [(&'static str, &'static str)],
}

const PROFILES: &[&Profile] = &[
    &others::GOOGLE,
    &others::GOOGLE_OLD,
    &others::LINKEDIN,
    &others::LINKEDIN_MESSAGES,
    &others::THUNDERBIRD,
    &others::ATOMIC_CRM,
    &hubspot::CONTACTS,
    &hubspot::COMPANIES,
    &hubspot::DEALS,
    &salesforce::REPORT,
    &salesforce::API,
    &salesforce::ACCOUNTS,
    &salesforce::OPPORTUNITIES,
    &pipedrive::PEOPLE,
    &pipedrive::ORGANIZATIONS,
    &pipedrive::DEALS,
    &pipedrive::ACTIVITIES,
];

/// A column a product is known to have.
#[derive(Clone, Debug)]
struct Known {
    target: &'static str,
}

/// One product's columns by header key.
struct Table {
    product: Product,
    rows: Rows,
    language: &'static str,
    columns: HashMap<String, Known>,
}

fn tables() -> &'static [Table] {
    static TABLES: OnceLock<Vec<Table>> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables: Vec<Table> = PROFILES
            .iter()
            .map(|profile| {
                let mut columns = HashMap::new();
                for (name, target) in profile.columns {
                    columns.entry(header::key(name).0).or_insert(Known { target });
                }
                Table { product: profile.product, rows: profile.rows, language: "en", columns }
            })
            .collect();
        for (product, language, columns) in outlook::tables() {
            let columns = columns.into_iter().map(|(key, target)| (key, Known { target })).collect();
            tables.push(Table { product, rows: Rows::People, language, columns });
        }
        tables
    })
}

/// For each header key, in how many tables of different products it stands.
fn shares() -> &'static HashMap<&'static str, f64> {
    static SHARES: OnceLock<HashMap<&'static str, f64>> = OnceLock::new();
    SHARES.get_or_init(|| {
        let mut products: HashMap<&str, HashSet<Product>> = HashMap::new();
        for table in tables() {
            for key in table.columns.keys() {
                products.entry(key).or_default().insert(table.product);
            }
        }
        products.into_iter().map(|(key, set)| (key, 1.0 / set.len() as f64)).collect()
    })
}

/// The product a header speaks for.
#[derive(Clone, Debug)]
pub(crate) struct Likeness {
    pub product: Product,
    pub rows: Rows,
    /// The header's language, where the product translates it.
    pub language: &'static str,
    /// How alike, 0 to 1.
    pub score: f64,
    table: usize,
}

/// Whether some product writes a column with this header.
pub(crate) fn knows(key: &str) -> bool {
    shares().contains_key(key) || key == "satchelkind"
}

/// The product whose columns are most alike to `names`, if any is alike enough to be named.
pub(crate) fn like(names: &[String]) -> Option<Likeness> {
    let keys: HashSet<String> = names.iter().map(|n| header::key(n).0).filter(|k| !k.is_empty()).collect();
    let mut best: Option<(f64, Likeness)> = None;
    for (index, table) in tables().iter().enumerate() {
        let (mut with, mut against, mut found, mut rarest) = (0.0, 0.0, 0_usize, 0.0_f64);
        for key in &keys {
            let share = shares().get(key.as_str()).copied();
            if table.columns.contains_key(key) {
                with += share.unwrap_or_default();
                rarest = rarest.max(share.unwrap_or_default());
                found += 1;
            } else {
                against += share.unwrap_or(0.15);
            }
        }
        // Columns that many programs have speak for none of them.
        if found < 4 || with < 0.9 || rarest < 0.5 {
            continue;
        }
        let score = with / (with + against);
        // Between tables that fit alike, the one more of which is there.
        let rank = score + 0.1 * found as f64 / table.columns.len() as f64;
        if score >= 0.6 && best.as_ref().is_none_or(|(r, _)| rank > *r) {
            let Table { product, rows, language, .. } = *table;
            best = Some((rank, Likeness { product, rows, language, score, table: index }));
        }
    }
    best.map(|(_, likeness)| likeness)
}

impl Likeness {
    /// Where this product's column `name` goes; `None` if the product is not known to have it.
    pub(crate) fn target(&self, name: &str) -> Option<Target> {
        let (key, number) = header::key(name);
        let known = tables().get(self.table)?.columns.get(&key)?;
        known.target.replace('N', &number.to_string()).parse().ok()
    }
}

impl Product {
    /// What a person calls it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Unknown => "an unknown program",
            Self::Satchel => "Satchel",
            Self::Google | Self::GoogleOld => "Google Contacts",
            Self::GoogleOutlook => "Google Contacts (Outlook CSV)",
            Self::Outlook => "Outlook",
            Self::OutlookClassic => "Outlook for desktop",
            Self::Linkedin => "LinkedIn connections",
            Self::LinkedinMessages => "LinkedIn messages",
            Self::HubspotContacts => "HubSpot contacts",
            Self::HubspotCompanies => "HubSpot companies",
            Self::HubspotDeals => "HubSpot deals",
            Self::SalesforceReport | Self::SalesforceApi => "Salesforce contacts",
            Self::SalesforceAccounts => "Salesforce accounts",
            Self::SalesforceOpportunities => "Salesforce opportunities",
            Self::PipedrivePeople => "Pipedrive people",
            Self::PipedriveOrganizations => "Pipedrive organizations",
            Self::PipedriveDeals => "Pipedrive deals",
            Self::PipedriveActivities => "Pipedrive activities",
            Self::Thunderbird => "Thunderbird",
            Self::AtomicCrm => "Atomic CRM",
        }
    }

    /// Whether the export is of something else than people and companies.
    pub fn holds_no_contacts(self) -> bool {
        matches!(
            self,
            Self::LinkedinMessages
                | Self::HubspotDeals
                | Self::SalesforceOpportunities
                | Self::PipedriveDeals
                | Self::PipedriveActivities
        )
    }

    /// Whether its rows are deals.
    pub fn holds_deals(self) -> bool {
        !self.program_of_deals().is_empty()
    }

    /// The program whose deals a table of this make holds, as tables of whole exports name it; empty for every other one.
    pub fn program_of_deals(self) -> &'static str {
        match self {
            Self::HubspotDeals => "hubspot",
            Self::SalesforceOpportunities => "salesforce",
            Self::PipedriveDeals => "pipedrive",
            _ => "",
        }
    }

    /// Whether several values of one cell are joined by ` ::: ` and `* ` marks the main one.
    pub(crate) fn is_google(self) -> bool {
        matches!(self, Self::Google | Self::GoogleOld | Self::GoogleOutlook)
    }

    /// Whether several values of one cell are joined by `;`.
    pub(crate) fn joins_with_semicolons(self) -> bool {
        matches!(self, Self::HubspotContacts | Self::HubspotCompanies)
    }

    /// Whether it is a Salesforce file.
    pub(crate) fn is_salesforce(self) -> bool {
        matches!(
            self,
            Self::SalesforceReport
                | Self::SalesforceApi
                | Self::SalesforceAccounts
                | Self::SalesforceOpportunities
        )
    }
}

/// Every product's header, for tests.
#[cfg(test)]
pub(crate) fn headers() -> Vec<(Product, Vec<String>)> {
    PROFILES.iter().map(|p| (p.product, p.columns.iter().map(|(n, _)| (*n).to_owned()).collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::{PROFILES, Product, like, tables};

    #[test]
    fn every_target_of_every_table_is_one() {
        for table in tables() {
            for (key, known) in &table.columns {
                let target = known.target.replace('N', "1");
                assert!(target.parse::<super::Target>().is_ok(), "{:?} {key}: {target}", table.product);
            }
        }
    }

    // covers(IMP-6)
    #[test]
    fn a_products_own_header_is_its_own_whole_or_in_part() {
        for profile in PROFILES {
            let names: Vec<String> = profile.columns.iter().map(|(n, _)| (*n).to_owned()).collect();
            assert_eq!(like(&names).map(|l| l.product), Some(profile.product));
            // Every third column gone, two unknown ones added.
            let mut part: Vec<String> =
                names.iter().enumerate().filter(|(i, _)| i % 3 != 2).map(|(_, n)| n.clone()).collect();
            part.push("Favourite colour".to_owned());
            part.push("Internal score".to_owned());
            assert_eq!(
                like(&part).map(|l| l.product),
                Some(profile.product),
                "part of {:?}",
                profile.product
            );
        }
    }

    #[test]
    fn a_plain_header_speaks_for_nobody() {
        for names in [["Name", "Email", "Phone"], ["First Name", "Last Name", "Email"], ["a", "b", "c"]] {
            let names: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
            let found = like(&names).map(|l| l.product);
            assert!(matches!(found, None | Some(Product::Unknown)), "{names:?}: {found:?}");
        }
    }
}
