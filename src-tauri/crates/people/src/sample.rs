//! Sample people for the throw-away vault: a seller's first look at a full list. All of them are invented; their
//! addresses end in `.example` (RFC 2606), their phones lie in ranges set aside for fiction.

use std::collections::HashMap;

use satchel_feature::Cx;
use satchel_feature::records::{self, Record, RuleCx};
use satchel_kernel::{Id, Result};
use serde_json::{Value, json};

/// given, family, company, title, e-mail, phone, city, country, tags
type Person = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

const PEOPLE: &[Person] = &[
    (
        "Ada",
        "Lindqvist",
        "Nordlicht Solar",
        "Head of Purchasing",
        "ada.lindqvist@nordlicht.example",
        "+46 8 465 004 01",
        "Stockholm",
        "Sweden",
        &["vip", "solar"],
    ),
    (
        "Jürgen",
        "Müller",
        "Müller & Söhne",
        "Managing Director",
        "juergen@mueller-soehne.example",
        "+49 30 23125 001",
        "Berlin",
        "Germany",
        &["vip"],
    ),
    (
        "Chloé",
        "Dubois",
        "Atelier Dubois",
        "Owner",
        "chloe@atelier-dubois.example",
        "+33 1 99 00 12 34",
        "Lyon",
        "France",
        &["craft"],
    ),
    (
        "Haruto",
        "Sato",
        "Sakura Precision",
        "Procurement Lead",
        "h.sato@sakura.example",
        "+81 3 5550 0142",
        "Tokyo",
        "Japan",
        &["manufacturing"],
    ),
    (
        "Olga",
        "Ivanova",
        "Baltic Freight",
        "Logistics Manager",
        "olga@balticfreight.example",
        "+372 5550 0187",
        "Tallinn",
        "Estonia",
        &["logistics"],
    ),
    (
        "Miguel",
        "Ortega",
        "Huerta Verde",
        "Founder",
        "miguel@huertaverde.example",
        "+34 91 555 01 23",
        "Valencia",
        "Spain",
        &["organic", "lead"],
    ),
    (
        "Grace",
        "Okafor",
        "Lagos Retail Group",
        "Category Buyer",
        "grace.okafor@lrg.example",
        "+234 1 555 0176",
        "Lagos",
        "Nigeria",
        &["retail"],
    ),
    (
        "William",
        "Harper",
        "Harper Hardware",
        "Owner",
        "bill@harperhardware.example",
        "+1 202 555 0114",
        "Washington",
        "United States",
        &["retail"],
    ),
    (
        "Priya",
        "Nair",
        "Monsoon Textiles",
        "Sourcing Director",
        "priya@monsoon.example",
        "+91 22 5550 0198",
        "Mumbai",
        "India",
        &["textile", "vip"],
    ),
    (
        "Sean",
        "O’Brien",
        "Liffey Coffee",
        "Operations",
        "sean@liffeycoffee.example",
        "+353 20 915 0112",
        "Dublin",
        "Ireland",
        &["food"],
    ),
    (
        "Zofia",
        "Wójcik",
        "Łódź Print",
        "Sales Manager",
        "zofia@lodzprint.example",
        "+48 22 555 01 66",
        "Łódź",
        "Poland",
        &["print"],
    ),
    (
        "Luca",
        "Bianchi",
        "Officina Bianchi",
        "Workshop Lead",
        "luca@officinabianchi.example",
        "+39 06 5550 0134",
        "Turin",
        "Italy",
        &["automotive"],
    ),
    (
        "Fatma",
        "Yılmaz",
        "Boğaz Interiors",
        "Architect",
        "fatma@bogaz.example",
        "+90 212 555 01 55",
        "Istanbul",
        "Türkiye",
        &["interior"],
    ),
    (
        "Noah",
        "de Vries",
        "Polder Energy",
        "Project Manager",
        "noah@polderenergy.example",
        "+31 20 555 0171",
        "Utrecht",
        "Netherlands",
        &["solar", "lead"],
    ),
    (
        "Emma",
        "Schneider",
        "Nordlicht Solar",
        "Technician",
        "emma.schneider@nordlicht.example",
        "+46 8 465 004 02",
        "Malmö",
        "Sweden",
        &["solar"],
    ),
    (
        "Mei",
        "Chen",
        "Pearl River Optics",
        "Export Manager",
        "mei.chen@pearlriver.example",
        "+86 20 5550 0119",
        "Guangzhou",
        "China",
        &["optics"],
    ),
    (
        "Tomás",
        "Novák",
        "Vltava Glass",
        "Director",
        "tomas@vltavaglass.example",
        "+420 225 550 144",
        "Prague",
        "Czechia",
        &["craft"],
    ),
    (
        "Aisha",
        "Rahman",
        "Delta Pharma",
        "Clinical Buyer",
        "aisha@deltapharma.example",
        "+880 2 5550 0161",
        "Dhaka",
        "Bangladesh",
        &["health"],
    ),
    (
        "Charlotte",
        "Evans",
        "Evans Legal",
        "Partner",
        "charlotte@evanslegal.example",
        "+44 20 7946 0156",
        "London",
        "United Kingdom",
        &["legal", "vip"],
    ),
    (
        "Mateus",
        "Carvalho",
        "Porto Marina",
        "Harbour Master",
        "mateus@portomarina.example",
        "+351 22 555 0139",
        "Porto",
        "Portugal",
        &["marine"],
    ),
    (
        "Ingrid",
        "Haugen",
        "Fjord Seafood",
        "Quality Lead",
        "ingrid@fjordseafood.example",
        "+47 22 55 01 28",
        "Bergen",
        "Norway",
        &["food"],
    ),
    (
        "Omar",
        "Haddad",
        "Cedar Builders",
        "Site Engineer",
        "omar@cedarbuilders.example",
        "+961 1 555 017",
        "Beirut",
        "Lebanon",
        &["construction"],
    ),
    (
        "Anna",
        "Kowalska",
        "Łódź Print",
        "Designer",
        "anna@lodzprint.example",
        "+48 22 555 01 67",
        "Łódź",
        "Poland",
        &["print"],
    ),
    (
        "Ben",
        "Fischer",
        "Müller & Söhne",
        "Accounts",
        "ben.fischer@mueller-soehne.example",
        "+49 30 23125 002",
        "Potsdam",
        "Germany",
        &[],
    ),
];

const NOTES: &[(&str, &str)] = &[
    (
        "Lindqvist",
        "Met at the Malmö trade fair. Wants a **framework contract** from March; send the price list with tiers.",
    ),
    ("Müller", "Prefers a call before ten. Ask about the new hall in Spandau."),
    ("Evans", "Reviews our terms. Draft is with her until the 14th."),
    ("Nair", "Samples arrived, colour 4 is too dark. Second set promised."),
];

/// Fills a vault with the sample.
pub fn fill(cx: &Cx) -> Result<()> {
    cx.write_record("Sample people", |rules| {
        let mut known: HashMap<&str, Record> = HashMap::new();
        for (given, family, company, title, email, phone, city, country, tags) in PEOPLE {
            let contact = json!({
                "given": given, "family": family,
                "emails": [{ "label": "work", "value": email, "primary": true }],
                "phones": [{ "label": "work", "value": phone, "primary": true }],
                "addresses": [{ "label": "work", "city": city, "country": country }],
                "jobs": [{ "company": company, "title": title }],
                "tags": tags, "source": "Sample"
            });
            let contact = records::create(rules, "contact", object(contact))?;
            for (_, body) in NOTES.iter().filter(|(of, _)| of == family) {
                let note = json!({ "body": body, "contact_id": contact.get("id") });
                records::create(rules, "note", object(note))?;
            }
            known.insert(*family, contact);
        }
        match (known.get("Müller"), known.get("Fischer")) {
            (Some(head), Some(clerk)) => committee(rules, head, clerk),
            _ => Ok(()),
        }
    })
}

/// At one company it is known who reports to whom and who decides.
fn committee(rules: &RuleCx<'_>, head: &Record, clerk: &Record) -> Result<()> {
    let id = |of: &Value| of.as_str().and_then(|text| text.parse::<Id>().ok());
    let mut jobs = records::part(clerk, "jobs").to_vec();
    let Some(job) = jobs.first_mut().and_then(Value::as_object_mut) else { return Ok(()) };
    job.insert("reports_to_id".into(), head.get("id").cloned().unwrap_or_default());
    let company = job.get("company_id").and_then(id);
    if let Some(clerk) = clerk.get("id").and_then(id) {
        records::patch(rules, "contact", clerk, None, object(json!({ "jobs": jobs })))?;
    }
    let Some(company) = company else { return Ok(()) };
    let people = json!([
        { "contact_id": head.get("id"), "role": "decision_maker", "influence": 5, "stance": "for" },
        { "contact_id": clerk.get("id"), "role": "blocker", "stance": "against", "note": "Fears double entry" }
    ]);
    records::patch(rules, "company", company, None, object(json!({ "stakeholders": people }))).map(|_| ())
}

fn object(value: Value) -> Record {
    match value {
        Value::Object(fields) => fields,
        _ => Record::new(),
    }
}
