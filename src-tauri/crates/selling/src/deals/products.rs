//! What is known of how other CRMs set their deals up: the stages they come with, in their order and with their chances,
//! and what their columns mean. A table of no known program is one that comes with nothing.

use satchel_kernel::text::fold;

use crate::pipelines::Outcome;

/// One program.
pub struct Product {
    /// Its name among the tables of whole exports.
    pub id: &'static str,
    /// What a person calls it; empty where it is none that is known.
    pub title: &'static str,
    /// The open stages it comes with, in their order, with the chance of winning in percent where it has one.
    pub stages: &'static [(&'static str, Option<u8>)],
    /// What its exports call by other names than its pages: the name, and what is shown.
    pub shown: &'static [(&'static str, &'static str)],
    /// Whether a deal that is won or lost stays in the open stage it was in.
    pub closes_anywhere: bool,
    /// Whether it writes chances as parts of one, and closes a deal by them: none is lost, all is won.
    pub closes_by_chance: bool,
}

static PRODUCTS: [Product; 4] = [
    // No program that is known: a table somebody keeps.
    Product { id: "", title: "", stages: &[], shown: &[], closes_anywhere: false, closes_by_chance: false },
    Product {
        id: "hubspot",
        title: "HubSpot",
        stages: &[
            ("Appointment scheduled", Some(20)),
            ("Qualified to buy", Some(40)),
            ("Presentation scheduled", Some(60)),
            ("Decision maker bought-in", Some(80)),
            ("Contract sent", Some(90)),
        ],
        shown: &[
            ("default", "Sales Pipeline"),
            ("appointmentscheduled", "Appointment scheduled"),
            ("qualifiedtobuy", "Qualified to buy"),
            ("presentationscheduled", "Presentation scheduled"),
            ("decisionmakerboughtin", "Decision maker bought-in"),
            ("contractsent", "Contract sent"),
            ("closedwon", "Closed won"),
            ("closedlost", "Closed lost"),
        ],
        closes_anywhere: false,
        closes_by_chance: true,
    },
    Product {
        id: "salesforce",
        title: "Salesforce",
        stages: &[
            ("Prospecting", Some(10)),
            ("Qualification", Some(10)),
            ("Needs Analysis", Some(20)),
            ("Value Proposition", Some(50)),
            ("Id. Decision Makers", Some(60)),
            ("Perception Analysis", Some(70)),
            ("Proposal/Price Quote", Some(75)),
            ("Negotiation/Review", Some(90)),
        ],
        shown: &[],
        closes_anywhere: false,
        closes_by_chance: false,
    },
    Product {
        id: "pipedrive",
        title: "Pipedrive",
        stages: &[
            ("Qualified", None),
            ("Contact Made", None),
            ("Demo Scheduled", None),
            ("Proposal Made", None),
            ("Negotiations Started", None),
        ],
        shown: &[],
        closes_anywhere: true,
        closes_by_chance: false,
    },
];

/// A name without what it is written with beside letters and digits.
fn bare(name: &str) -> String {
    fold(name).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

impl Product {
    /// The program of this name.
    pub fn named(id: &str) -> Option<&'static Self> {
        PRODUCTS.iter().find(|product| product.id == id)
    }

    /// Whether it is no program that is known.
    pub fn is_plain(&self) -> bool {
        self.id.is_empty()
    }

    /// A name as the program shows it.
    pub fn shown<'a>(&self, name: &'a str) -> &'a str {
        let name = name.trim();
        self.shown.iter().find(|(written, _)| *written == name).map_or(name, |(_, shown)| *shown)
    }

    /// Where among the stages the program comes with one stands, and its chance there.
    pub fn usual(&self, name: &str) -> Option<(usize, Option<u8>)> {
        let name = bare(name);
        let at = self.stages.iter().position(|(usual, _)| bare(usual) == name)?;
        self.stages.get(at).map(|(_, chance)| (at, *chance))
    }

    /// A chance of winning as the program writes it, in whole percent.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 100
    pub fn chance(&self, written: &str) -> Option<u8> {
        let digits = written.trim().trim_end_matches('%').trim().replace(',', ".");
        let number: f64 = digits.parse().ok()?;
        // Nobody writes half a percent who does not say so.
        let is_part = !written.contains('%')
            && number <= 1.0
            && (self.closes_by_chance || self.is_plain() && number.fract() > 0.0);
        let percent = if is_part { number * 100.0 } else { number };
        (0.0..=100.0).contains(&percent).then(|| percent.round() as u8)
    }

    /// What a deal with this chance is, where the program closes deals by it.
    pub fn outcome(&self, chance: u8) -> Option<Outcome> {
        match chance {
            0 if self.closes_by_chance => Some(Outcome::Lost),
            100 if self.closes_by_chance => Some(Outcome::Won),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Product;
    use crate::pipelines::Outcome;

    #[test]
    fn chances_are_read_as_each_program_writes_them() {
        let read = |id: &str, written: &str| Product::named(id).unwrap().chance(written);
        assert_eq!(read("hubspot", "0.2"), Some(20));
        assert_eq!(read("hubspot", "0,25"), Some(25));
        assert_eq!(read("hubspot", "1"), Some(100));
        assert_eq!(read("hubspot", "40%"), Some(40));
        assert_eq!(read("hubspot", "1%"), Some(1));
        assert_eq!(read("salesforce", "1"), Some(1));
        assert_eq!(read("salesforce", "75"), Some(75));
        assert_eq!(read("", "0.75"), Some(75));
        assert_eq!(read("", "1"), Some(1));
        for broken in ["", "%", "often", "-5", "101", "NaN", "inf"] {
            assert_eq!(read("salesforce", broken), None, "{broken}");
        }
    }

    #[test]
    fn only_hubspot_closes_deals_by_their_chance() {
        let outcome = |id: &str, chance| Product::named(id).unwrap().outcome(chance);
        assert_eq!(outcome("hubspot", 0), Some(Outcome::Lost));
        assert_eq!(outcome("hubspot", 100), Some(Outcome::Won));
        assert_eq!(outcome("hubspot", 90), None);
        assert_eq!(outcome("salesforce", 0), None);
    }

    #[test]
    fn internal_names_become_those_that_are_shown() {
        let hubspot = Product::named("hubspot").unwrap();
        assert_eq!(hubspot.shown("decisionmakerboughtin"), "Decision maker bought-in");
        assert_eq!(hubspot.shown(" Demo "), "Demo");
        assert_eq!(hubspot.usual("Decision Maker Bought-In"), Some((3, Some(80))));
        assert!(Product::named("atomic").is_none());
    }
}
