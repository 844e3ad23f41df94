//! Sample people for the throw-away vault: a seller's first look at a full list. All of them are invented; their
//! addresses end in `.example` (RFC 2606), their phones lie in ranges set aside for fiction.

use satchel_feature::Cx;
use satchel_feature::records::{self, Record};
use satchel_kernel::Result;
use serde_json::{Value, json};

/// given, family, company, title, e-mail, phone, city, country, tags
type Person = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const PEOPLE: &[Person] = &[
    ("Ada", "Lindqvist", "Nordlicht Solar", "Head of Purchasing", "ada.lindqvist@nordlicht.example", "+46 8 465 004 01", "Stockholm", "Sweden", &["vip", "solar"]),
    ("Jürgen", "Müller", "Müller & Söhne", "Managing Director", "juergen@mueller-soehne.example", "+49 30 23125 001", "Berlin", "Germany", &["vip"]),
    ("Chloé", "Dubois", "Atelier Dubois", "Owner", "chloe@atelier-dubois.example", "+33 1 99 00 12 34", "Lyon", "France", &["craft"]),
    ("Haruto", "Sato", "Sakura Precision", "Procurement Lead", "h.sato@sakura.example", "+81 3 5550 0142", "Tokyo", "Japan", &["manufacturing"]),
    ("Olga", "Ivanova", "Baltic Freight", "Logistics Manager", "olga@balticfreight.example", "+372 5550 0187", "Tallinn", "Estonia", &["logistics"]),
    ("Miguel", "Ortega", "Huerta Verde", "Founder", "miguel@huertaverde.example", "+34 91 555 01 23", "Valencia", "Spain", &["organic", "lead"]),
    ("Grace", "Okafor", "Lagos Retail Group", "Category Buyer", "grace.okafor@lrg.example", "+234 1 555 0176", "Lagos", "Nigeria", &["retail"]),
    ("William", "Harper", "Harper Hardware", "Owner", "bill@harperhardware.example", "+1 202 555 0114", "Washington", "United States", &["retail"]),
    ("Priya", "Nair", "Monsoon Textiles", "Sourcing Director", "priya@monsoon.example", "+91 22 5550 0198", "Mumbai", "India", &["textile", "vip"]),
    ("Sean", "O’Brien", "Liffey Coffee", "Operations", "sean@liffeycoffee.example", "+353 20 915 0112", "Dublin", "Ireland", &["food"]),
    ("Zofia", "Wójcik", "Łódź Print", "Sales Manager", "zofia@lodzprint.example", "+48 22 555 01 66", "Łódź", "Poland", &["print"]),
    ("Luca", "Bianchi", "Officina Bianchi", "Workshop Lead", "luca@officinabianchi.example", "+39 06 5550 0134", "Turin", "Italy", &["automotive"]),
    ("Fatma", "Yılmaz", "Boğaz Interiors", "Architect", "fatma@bogaz.example", "+90 212 555 01 55", "Istanbul", "Türkiye", &["interior"]),
    ("Noah", "de Vries", "Polder Energy", "Project Manager", "noah@polderenergy.example", "+31 20 555 0171", "Utrecht", "Netherlands", &["solar", "lead"]),
    ("Emma", "Schneider", "Nordlicht Solar", "Technician", "emma.schneider@nordlicht.example", "+46 8 465 004 02", "Malmö", "Sweden", &["solar"]),
    ("Mei", "Chen", "Pearl River Optics", "Export Manager", "mei.chen@pearlriver.example", "+86 20 5550 0119", "Guangzhou", "China", &["optics"]),
    ("Tomás", "Novák", "Vltava Glass", "Director", "tomas@vltavaglass.example", "+420 225 550 144", "Prague", "Czechia", &["craft"]),
    ("Aisha", "Rahman", "Delta Pharma", "Clinical Buyer", "aisha@deltapharma.example", "+880 2 5550 0161", "Dhaka", "Bangladesh", &["health"]),
    ("Charlotte", "Evans", "Evans Legal", "Partner", "charlotte@evanslegal.example", "+44 20 7946 0156", "London", "United Kingdom", &["legal", "vip"]),
    ("Mateus", "Carvalho", "Porto Marina", "Harbour Master", "mateus@portomarina.example", "+351 22 555 0139", "Porto", "Portugal", &["marine"]),
    ("Ingrid", "Haugen", "Fjord Seafood", "Quality Lead", "ingrid@fjordseafood.example", "+47 22 55 01 28", "Bergen", "Norway", &["food"]),
    ("Omar", "Haddad", "Cedar Builders", "Site Engineer", "omar@cedarbuilders.example", "+961 1 555 017", "Beirut", "Lebanon", &["construction"]),
    ("Anna", "Kowalska", "Łódź Print", "Designer", "anna@lodzprint.example", "+48 22 555 01 67", "Łódź", "Poland", &["print"]),
    ("Ben", "Fischer", "Müller & Söhne", "Accounts", "ben.fischer@mueller-soehne.example", "+49 30 23125 002", "Potsdam", "Germany", &[]),
];

const NOTES: &[(&str, &str)] = &[
    ("Lindqvist", "Met at the Malmö trade fair. Wants a **framework contract** from March; send the price list with tiers."),
    ("Müller", "Prefers a call before ten. Ask about the new hall in Spandau."),
    ("Evans", "Reviews our terms. Draft is with her until the 14th."),
    ("Nair", "Samples arrived, colour 4 is too dark. Second set promised."),
];

/// Fills a vault with the sample.
pub fn fill(cx: &Cx) -> Result<()> {
    cx.write_record("Sample people", |rules| {
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
        }
        Ok(())
    })
}

fn object(value: Value) -> Record {
    match value {
        Value::Object(fields) => fields,
        _ => Record::new(),
    }
}
