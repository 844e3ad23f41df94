//! What of a company is compared, in normal forms, and what it weighs. Pure.
//!
//! Two companies that are not one are strangers, or of one group, or neighbours in one building, and the weights are kept
//! in the same three places as those of people: a group is a household, whose name, domain and switchboard are shared; a
//! building is an office.

use super::alike::{close, edits, jaro_winkler};
use super::blocks::{Keys, begin, sound};
use super::compact;
use super::find::Twice;
use super::model::{count_places, joined, links, phones, places};
use super::person::Address;
use super::weighing::{Frequencies, Of, Values, Weighed, Weights, is_provider, odds};

/// A company as the model sees it. Every text is folded and in Latin letters; what is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Firm {
    /// What it is called, without what it is in law.
    pub name: String,
    /// What it is in law.
    pub form: String,
    /// Domains, those of its mail and its pages too; none of a provider.
    pub domains: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Phone numbers in E.164.
    pub phones: Vec<String>,
    /// Profile pages: host and path.
    pub links: Vec<String>,
    /// Where it sits.
    pub addresses: Vec<Address>,
    /// Numbers it is registered under, each with which register: `vat:de123456789`.
    pub numbers: Vec<String>,
}

impl Firm {
    /// What is called so.
    pub fn called(name: &str) -> Self {
        let (name, form) = parted(name);
        Self { name, form, ..Self::default() }
    }

    /// A host of its mail or its pages, unless it is everybody's.
    pub fn add_domain(&mut self, host: &str) {
        let host = host.trim_start_matches("www.");
        let is_own = host.contains('.') && !is_provider(host) && !PLATFORMS.contains(&host);
        if is_own && !self.domains.iter().any(|known| known == host) {
            self.domains.push(host.to_owned());
        }
    }

    /// A number it is registered under, if the field's name says that it is one.
    pub fn add_number(&mut self, field: &str, value: &str) {
        let number: String = value.chars().filter(|c| c.is_alphanumeric()).collect();
        if let Some(register) = register(field).filter(|_| number.len() > 4) {
            self.numbers.push(format!("{register}:{number}"));
        }
    }
}

/// Which register a field is of, by what it is called, folded.
fn register(field: &str) -> Option<&'static str> {
    const REGISTERS: [(&str, &[&str]); 6] = [
        ("vat", &["vat", "ust", "umsatzsteuer", "uid", "tva", "iva", "mwst", "btw", "nip"]),
        ("tax", &["tax", "steuernummer", "ein", "tin", "cif", "codice fiscale"]),
        ("lei", &["lei"]),
        ("duns", &["duns", "d-u-n-s"]),
        ("siren", &["siren", "siret"]),
        (
            "register",
            &[
                "registration",
                "registernummer",
                "handelsregister",
                "handelsregisternummer",
                "hrb",
                "firmenbuch",
                "firmenbuchnummer",
                "company number",
                "kvk",
                "crn",
                "krs",
            ],
        ),
    ];
    let words: Vec<&str> = field.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let line = format!(" {} ", words.join(" "));
    let named = |name: &&str| line.contains(&format!(" {} ", name.replace('-', " ")));
    REGISTERS.iter().find(|(_, names)| names.iter().any(named)).map(|(register, _)| *register)
}

/// Hosts where companies have a page that is not theirs.
const PLATFORMS: [&str; 14] = [
    "linkedin.com",
    "facebook.com",
    "instagram.com",
    "twitter.com",
    "x.com",
    "xing.com",
    "youtube.com",
    "github.com",
    "google.com",
    "goo.gl",
    "wikipedia.org",
    "crunchbase.com",
    "wixsite.com",
    "wordpress.com",
];

/// What companies are in law, in words of one form with the first one's name.
const FORMS: &str = "
gmbh mbh gesmbh ggmbh
ag aktiengesellschaft
kg kgaa
ohg
ug haftungsbeschrankt
gbr
se
ev
eg
inc incorporated
corp corporation
llc
llp lp
ltd limited
plc
pty pvt pte
sa
sas sasu
sarl eurl
snc
srl
spa
sl slu
bv vof
nv
bvba sprl
ab aktiebolag
as asa
aps
oy oyj
ou oue
ehf hf
sia uab
sro
doo
spzoo zoo sp
kft bt
zrt nyrt
ltda lda
eood ood
ooo
oao pao zao ao
kk
sdn bhd
co company
the and und et
";

/// A company's name without what it is in law.
pub fn company(name: &str) -> String {
    parted(name).0
}

/// A name, and what it is in law; the last of several forms.
fn parted(name: &str) -> (String, String) {
    let plain: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let mut words: Vec<String> = Vec::new();
    let mut spelled = false;
    // S.A. is one word, and so is s. r. o.
    for word in plain.split_whitespace() {
        let is_letter = word.chars().count() == 1 && !word.starts_with(|c: char| c.is_ascii_digit());
        match words.last_mut() {
            Some(last) if is_letter && spelled => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
        spelled = is_letter;
    }
    let form_of = |word: &str| {
        let line = FORMS.lines().find(|line| line.split(' ').any(|form| form == word));
        line.and_then(|line| line.split(' ').next())
    };
    let has_sp = words.iter().any(|word| word == "sp");
    let is_form = |word: &String| form_of(word).is_some() && (word != "zoo" || has_sp);
    let kept: Vec<&str> = words.iter().filter(|word| !is_form(word)).map(String::as_str).collect();
    let mut said = words.iter().rev().filter(|word| is_form(word)).filter_map(|word| form_of(word));
    let form = said.find(|form| !["co", "the"].contains(form)).unwrap_or_default();
    if kept.is_empty() { (words.join(" "), String::new()) } else { (kept.join(" "), form.to_owned()) }
}

/// The first letters of the words of a name of three words and more.
fn initials(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    (words.len() > 2).then(|| words.iter().filter_map(|word| word.chars().next()).collect())
}

/// A domain without what is bought with it: acme of acme.co.uk.
fn label(domain: &str) -> &str {
    let parts: Vec<&str> = domain.split('.').collect();
    let known = parts.len().saturating_sub(1);
    let second = known.checked_sub(1).and_then(|at| parts.get(at)).copied().unwrap_or_default();
    let at = if second.len() <= 3 && known > 1 { known - 2 } else { known.saturating_sub(1) };
    parts.get(at).copied().unwrap_or_default()
}

impl Twice for Firm {
    fn keys(&self) -> Vec<u64> {
        let mut keys = Keys::default();
        keys.reach(&self.emails, &self.phones, &self.links);
        let name = joined(&self.name);
        keys.add("firm", &[Some(&name)]);
        keys.add("begin", &[begin(&name, 6).as_deref()]);
        for word in self.name.split(' ').filter(|word| word.chars().count() > 2) {
            keys.add("word", &[Some(word)]);
            keys.add("said", &[sound(word).filter(|sound| sound.len() > 2).as_deref()]);
        }
        let end: String = name.chars().rev().take(7).collect();
        keys.add("end", &[begin(&name, 1).as_deref(), Some(&end)]);
        let mut words = self.name.split(' ').filter_map(sound);
        keys.add("ends", &[words.next().as_deref(), words.next_back().as_deref()]);
        let short = initials(&self.name).or_else(|| (name.chars().count() < 7).then(|| name.to_string()));
        keys.add("initials", &[short.as_deref()]);
        for domain in &self.domains {
            keys.add("domain", &[Some(domain)]);
            keys.add("firm", &[Some(&joined(label(domain)))]);
            keys.add("begin", &[begin(&joined(label(domain)), 6).as_deref()]);
        }
        for number in &self.numbers {
            keys.add("number", &[Some(number)]);
        }
        for address in &self.addresses {
            keys.place(address);
            keys.add("city", &[begin(&address.city, 4).as_deref(), begin(&name, 3).as_deref()]);
        }
        keys.done()
    }

    fn count(&self, all: &mut Values) {
        all.count(Of::Name, &self.name);
        self.name.split(' ').for_each(|word| all.count(Of::Word, word));
        self.domains.iter().for_each(|value| all.count(Of::Host, value));
        self.emails.iter().for_each(|value| all.count(Of::Email, value));
        self.phones.iter().for_each(|value| all.count(Of::Phone, value));
        count_places(&self.addresses, all);
    }

    fn pack(&self) -> String {
        compact::packed(&[
            &self.name,
            &self.form,
            &compact::list(&self.domains),
            &compact::list(&self.emails),
            &compact::list(&self.phones),
            &compact::list(&self.links),
            &compact::places(&self.addresses),
            &compact::list(&self.numbers),
        ])
    }

    fn unpack(text: &str) -> Self {
        let mut next = compact::fields(text);
        Self {
            name: next(),
            form: next(),
            domains: compact::unlist(&next()),
            emails: compact::unlist(&next()),
            phones: compact::unlist(&next()),
            links: compact::unlist(&next()),
            addresses: compact::unplaces(&next()),
            numbers: compact::unlist(&next()),
        }
    }

    fn weigh(&self, other: &Self, all: &Frequencies, telling: bool) -> Weighed {
        let (a, b) = (self, other);
        let mut sum = Weighed::new(telling);
        let named = name(a, b, all, &mut sum);
        form(a, b, &mut sum);
        numbers(a, b, &mut sum);
        domains(a, b, named, all, &mut sum);
        if let Some(email) = a.emails.iter().find(|email| b.emails.contains(email)) {
            let weight = odds(0.5, all.shared(Of::Email, email, 0.000_05));
            // What a domain in common says is said by then.
            let told = a.domains.iter().any(|domain| b.domains.contains(domain));
            let more = if told { 1.5 } else { weight };
            sum.add("same_email", email, None, Weights { strangers: more, household: 0.7, office: more });
        }
        phones(&a.phones, &b.phones, if named { 1.5 } else { 0.3 }, all, &mut sum);
        links(&a.links, &b.links, &mut sum);
        if places(&a.addresses, &b.addresses, all, &mut sum) && named {
            sum.sum.household += 1.0;
        }
        sum
    }
}

/// Weighs the names; whether they are one. Sisters in one house or with one domain are told apart by their names, so what
/// they share says more where the name is one too.
fn name(a: &Firm, b: &Firm, all: &Frequencies, sum: &mut Weighed) -> bool {
    let (x, y) = (a.name.as_str(), b.name.as_str());
    if x.is_empty() || y.is_empty() {
        return false;
    }
    let (short_x, short_y) = (joined(x), joined(y));
    let words = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (mine, theirs) = (words(x), words(y));
    let shared: Vec<&String> = mine.iter().filter(|word| theirs.contains(word)).collect();
    // How often any two have the rarest of the words in common.
    let rarest = shared.iter().map(|word| all.shared(Of::Word, word, 0.001)).fold(1.0, f64::min);
    let initials = |long: &str, short: &str| initials(long).is_some_and(|letters| letters == short);
    let (code, m, u, group) = if x == y || short_x == short_y {
        // Two of one name: a firm of the next town, or a sister abroad.
        (if x == y { "same_name" } else { "like_name" }, 0.62, all.shared(Of::Name, x, 0.0004), 0.15)
    } else if !shared.is_empty() && (shared.len() == mine.len() || shared.len() == theirs.len()) {
        (
            "part_name",
            0.14,
            rarest.max(0.0003),
            if has_branch(&mine) == has_branch(&theirs) { 0.45 } else { 0.9 },
        )
    } else if close(&short_x, &short_y) && figures(x) == figures(y) {
        ("like_name", 0.14, 0.000_2, 0.05)
    } else if initials(x, y) || initials(y, x) {
        ("short_name", 0.02, 0.0008, 0.004)
    } else if jaro_winkler(&short_x, &short_y) >= 0.92 && figures(x) == figures(y) {
        ("like_name", 0.03, 0.006_f64.max(rarest.min(0.02)), 0.1)
    } else if !shared.is_empty() && rarest < 0.01 {
        ("part_name", 0.03, rarest.max(0.003), 0.3)
    } else {
        ("other_name", 0.03, 0.97, 0.3)
    };
    let weight = odds(m, u);
    let other = (x != y).then_some(y);
    sum.add(code, x, other, Weights { strangers: weight, household: odds(m, group), office: weight });
    matches!(code, "same_name" | "like_name" | "short_name")
}

/// Whether a name says which company of a group it is.
fn has_branch(words: &[String]) -> bool {
    const BRANCHES: [&str; 22] = [
        "holding",
        "holdings",
        "group",
        "gruppe",
        "groupe",
        "international",
        "europe",
        "deutschland",
        "germany",
        "osterreich",
        "austria",
        "schweiz",
        "suisse",
        "france",
        "uk",
        "usa",
        "iberia",
        "espana",
        "italia",
        "polska",
        "nordic",
        "beteiligungs",
    ];
    words.iter().any(|word| BRANCHES.contains(&word.as_str()))
}

/// What has figures in it: branch 7 and branch 8 are two.
fn figures(name: &str) -> Vec<&str> {
    name.split(' ').filter(|word| word.contains(|c: char| c.is_ascii_digit())).collect()
}

fn form(a: &Firm, b: &Firm, sum: &mut Weighed) {
    if !a.form.is_empty() && !b.form.is_empty() && a.form != b.form {
        sum.add("other_form", &a.form, Some(&b.form), Weights::own(odds(0.15, 0.7)));
    }
}

fn numbers(a: &Firm, b: &Firm, sum: &mut Weighed) {
    let plain = |number: &str| number.split_once(':').map_or(number, |(_, number)| number).to_uppercase();
    if let Some(number) = a.numbers.iter().find(|number| b.numbers.contains(number)) {
        sum.add(
            "same_number",
            &plain(number),
            None,
            Weights { strangers: 10.0, household: 5.0, office: 10.0 },
        );
        return;
    }
    let register = |number: &str| number.split(':').next().unwrap_or_default().to_owned();
    let other =
        a.numbers.iter().find_map(|x| b.numbers.iter().find(|y| register(x) == register(y)).map(|y| (x, y)));
    if let Some((x, y)) = other {
        // Two numbers of one register are two companies; one of them may be mistyped.
        let weight = if edits(x, y, 1) <= 1 { odds(0.05, 0.05) } else { odds(0.02, 0.95) };
        sum.add("other_number", &plain(x), Some(&plain(y)), Weights::own(weight));
    }
}

fn domains(a: &Firm, b: &Firm, named: bool, all: &Frequencies, sum: &mut Weighed) {
    if a.domains.is_empty() || b.domains.is_empty() {
        return;
    }
    if let Some(domain) = a.domains.iter().find(|domain| b.domains.contains(domain)) {
        let weight = odds(0.7, all.shared(Of::Host, domain, 0.000_1));
        let household = if named { 2.7 } else { 0.4 };
        sum.add("same_domain", domain, None, Weights { strangers: weight, household, office: weight });
        return;
    }
    let like = |x: &String, y: &String| label(x) == label(y) && label(x).len() > 2;
    let found = a.domains.iter().find_map(|x| b.domains.iter().find(|y| like(x, y)).map(|y| (x, y)));
    if let Some((x, y)) = found {
        // acme.de and acme.fr: the name has said most of it.
        sum.add(
            "like_domain",
            x,
            Some(y),
            Weights { strangers: 1.5, household: odds(0.1, 0.3), office: 1.5 },
        );
    } else {
        let weights =
            Weights { strangers: odds(0.2, 1.0), household: odds(0.2, 0.6), office: odds(0.2, 1.0) };
        sum.add("other_domain", "", None, weights);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_is_called_without_its_legal_form() {
        for (name, wanted) in [
            ("acme gmbh & co. kg", "acme"),
            ("acme s.a.", "acme"),
            ("acme s. r. o.", "acme"),
            ("acme sp. z o.o.", "acme"),
            ("acme inc.", "acme"),
            ("the acme company, ltd", "acme"),
            ("miller and sons", "miller sons"),
            ("miller & sons", "miller sons"),
            ("zoo berlin", "zoo berlin"),
            ("j. p. morgan", "jp morgan"),
            ("sa", "sa"),
        ] {
            assert_eq!(company(name), wanted, "{name}");
        }
        assert_eq!(Firm::called("acme gesmbh").form, Firm::called("acme gmbh").form);
        assert_ne!(Firm::called("acme ag").form, Firm::called("acme gmbh").form);
    }

    #[test]
    fn a_domain_is_known_under_another_country_and_a_field_by_its_register() {
        for (domain, wanted) in [("acme.de", "acme"), ("acme.co.uk", "acme"), ("shop.acme.com", "acme")] {
            assert_eq!(label(domain), wanted, "{domain}");
        }
        let mut firm = Firm::default();
        firm.add_number("ust-id-nr.", "de 123 456 789");
        firm.add_number("vat number", "ATU1234");
        firm.add_number("employees", "12345");
        assert_eq!(firm.numbers, ["vat:de123456789", "vat:ATU1234"]);
        firm.add_domain("www.acme.example");
        firm.add_domain("gmail.com");
        assert_eq!(firm.domains, ["acme.example"]);
        assert_eq!(initials("international business machines").as_deref(), Some("ibm"));
    }
}
