//! What of a person is compared, in normal forms. Pure.

/// Somebody as the model sees them. Every text is folded and in Latin letters; what is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Given names, the first one first.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Middle names.
    pub middle: String,
    /// What tells father and son apart: `jr`, `sr`, `ii`, `iii`.
    pub generation: String,
    /// Nickname.
    pub nickname: String,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Phone numbers in E.164.
    pub phones: Vec<String>,
    /// Personal pages: host and path.
    pub links: Vec<String>,
    /// Names of the companies they work or worked at, without the legal form.
    pub employers: Vec<String>,
    /// Where they live or work.
    pub addresses: Vec<Address>,
    /// Birthday as `YYYY-MM-DD`, or `--MM-DD`.
    pub born: String,
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// House number.
    pub number: String,
    /// Street without it.
    pub street: String,
    /// What else stands in the line: a building, a floor.
    pub extra: String,
    /// Town.
    pub city: String,
    /// Postal code.
    pub postcode: String,
}

impl Address {
    /// Takes the house number out of a street as it is written before or behind it.
    pub fn new(street: &str, extra: &str, city: &str, postcode: &str) -> Self {
        let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
        let words: Vec<&str> = street.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        let ends = [words.last().copied(), words.first().copied()];
        let number = ends.into_iter().flatten().find(is_number);
        let rest: Vec<&str> = words.into_iter().filter(|word| Some(*word) != number).collect();
        Self {
            number: number.unwrap_or_default().to_owned(),
            street: rest.join(" "),
            extra: extra.to_owned(),
            city: city.to_owned(),
            postcode: postcode.replace(' ', ""),
        }
    }
}

/// The part of an e-mail address before the @, without a tag; nothing where it is that of an office.
pub fn mailbox(email: &str) -> Option<&str> {
    const OFFICES: [&str; 18] = [
        "info", "office", "contact", "kontakt", "mail", "hello", "sales", "support", "service", "admin",
        "team", "post", "buero", "billing", "accounts", "hr", "jobs", "noreply",
    ];
    let local = email.split('@').next().unwrap_or_default();
    let local = local.split('+').next().unwrap_or_default();
    (!local.is_empty() && !OFFICES.contains(&local)).then_some(local)
}

/// The host of an e-mail address.
pub fn host(email: &str) -> &str {
    email.rsplit_once('@').map_or("", |(_, host)| host)
}

/// What of a suffix tells father and son apart; nothing of a degree.
pub fn generation(suffix: &str) -> String {
    let words = suffix.split(|c: char| !c.is_alphanumeric());
    let mut told = words.filter_map(|word| match word {
        "jr" | "jun" | "junior" | "jnr" | "filho" => Some("jr"),
        "sr" | "sen" | "senior" | "snr" => Some("sr"),
        "ii" | "2nd" => Some("ii"),
        "iii" | "3rd" => Some("iii"),
        "iv" | "4th" => Some("iv"),
        _ => None,
    });
    told.next_back().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_number_stands_before_or_behind_the_street() {
        for line in ["12 high street", "high street 12", "high street, 12"] {
            let address = Address::new(line, "", "", "");
            assert_eq!((address.number.as_str(), address.street.as_str()), ("12", "high street"), "{line}");
        }
        assert_eq!(Address::new("high street", "", "", "sw1a 1aa").postcode, "sw1a1aa");
    }

    #[test]
    fn offices_have_no_mailbox_of_somebody() {
        assert_eq!(mailbox("ada+crm@x.example"), Some("ada"));
        assert_eq!(mailbox("info@x.example"), None);
    }

    #[test]
    fn a_suffix_is_a_generation_and_no_degree() {
        for (suffix, wanted) in
            [("jr.", "jr"), ("sen.", "sr"), ("iii", "iii"), ("phd", ""), ("mba, jr", "jr")]
        {
            assert_eq!(generation(suffix), wanted, "{suffix}");
        }
        assert_eq!(host("ada@x.example"), "x.example");
    }
}
