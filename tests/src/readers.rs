//! The readers of files held against the generator's truth, row by row, without a vault: every row is found, every
//! cell counted, and every person is who they are.

use satchel_formats::csv::{Outcome, Product as Known, Reader, detect};
use satchel_formats::draft::Draft;
use satchel_formats::vcard as cards;

use crate::generator::csv::{Product, Shape, write};
use crate::generator::{Encoding, Person, Population, TruthRow, vcard};

const WORLD: Population = Population { seed: 5, people: 1_500 };

fn same(text: &str, other: &str) -> bool {
    text.trim().to_lowercase() == other.trim().to_lowercase()
}

/// What is wrong with the draft of this person, if anything is.
fn differs(person: &Person, draft: &Draft, product: Option<Product>) -> Option<String> {
    let mut wrong = Vec::new();
    let mut check = |what: &str, wanted: &str, found: &str| {
        if !same(wanted, found) {
            wrong.push(format!("{what} “{wanted}” is “{found}”"));
        }
    };
    check("given", &person.given, &draft.given);
    check("family", &person.family, &draft.family);
    if let Some(company) = &person.company {
        let jobs = draft.jobs.first().cloned().unwrap_or_default();
        check("company", &company.name, &jobs.company);
        check("title", &person.title, &jobs.title);
    }
    let emails: Vec<&str> = match product {
        Some(Product::HubSpot) => person.emails.iter().take(1).map(|e| e.value.as_str()).collect(),
        Some(Product::LinkedIn) => Vec::new(),
        _ => person.emails.iter().map(|e| e.value.as_str()).collect(),
    };
    for email in emails {
        if !draft.emails.iter().any(|e| same(&e.value, email)) {
            wrong.push(format!("no e-mail {email} in {:?}", draft.emails));
        }
    }
    let numbers = match product {
        Some(Product::LinkedIn) => 0,
        Some(Product::HubSpot) => 1,
        _ => person.phones.len(),
    };
    for phone in person.phones.iter().take(numbers) {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        if !draft.phones.iter().any(|p| digits(&p.value).contains(&format!("{}{}", phone.area, phone.rest))) {
            wrong.push(format!("no number {} in {:?}", phone.e164(), draft.phones));
        }
    }
    if let Some(birthday) =
        person.birthday.as_ref().filter(|_| !matches!(product, Some(Product::LinkedIn | Product::HubSpot)))
        && !draft.dates.iter().any(|d| d.value == *birthday)
    {
        wrong.push(format!("no birthday {birthday} in {:?}", draft.dates));
    }
    if let Some(note) =
        person.note.as_ref().filter(|_| !matches!(product, Some(Product::LinkedIn | Product::HubSpot)))
        && !draft.notes.iter().any(|n| same(n, note))
    {
        wrong.push(format!("no note {note:?} in {:?}", draft.notes));
    }
    (!wrong.is_empty()).then(|| wrong.join("; "))
}

fn table(shape: &Shape) -> (Vec<u8>, Vec<TruthRow>) {
    let (mut bytes, mut truth) = (Vec::new(), Vec::new());
    write(&mut bytes, WORLD, shape, |row| truth.push(row.clone())).unwrap();
    (bytes, truth)
}

fn check(shape: &Shape, known: Option<Known>) {
    let (bytes, truth) = table(shape);
    let sample = &bytes[..bytes.len().min(1 << 20)];
    let found = detect(sample, sample.len() == bytes.len()).unwrap();
    if let Some(known) = known {
        assert_eq!(found.product, known, "{:?}", shape.product);
        assert!(found.sure, "{:?} {:?}", shape.product, found.doubts);
    }
    assert_eq!(found.dialect.delimiter, shape.delimiter, "{shape:?}");
    let mut reader = Reader::new(bytes.as_slice(), &found.dialect, &found.mapping).unwrap();
    let mut wrong = Vec::new();
    let mut rows = 0;
    for (item, truth) in reader.by_ref().zip(&truth) {
        let item = item.unwrap();
        rows += 1;
        assert_eq!(item.row, truth.row);
        if item.outcome.cells().len() as u64 != truth.cells {
            wrong.push(format!(
                "row {}: {} cells, not {}",
                item.row,
                item.outcome.cells().len(),
                truth.cells
            ));
        }
        let person = WORLD.person(truth.person.unwrap());
        match &item.outcome {
            Outcome::Parsed(parsed) => wrong.extend(
                differs(&person, &parsed.draft, Some(shape.product))
                    .map(|d| format!("row {}: {d}", item.row)),
            ),
            Outcome::Rejected(rejected) => {
                wrong.push(format!("row {}: {}", item.row, rejected.reason.sentence()))
            }
        }
    }
    assert_eq!(rows, truth.len());
    assert!(reader.next().is_none(), "more rows than were written");
    wrong.truncate(15);
    assert!(wrong.is_empty(), "{:?} {:?}\n{}", shape.product, shape.encoding, wrong.join("\n"));
}

// covers(IMP-1, QA-7)
#[test]
fn every_products_table_is_recognised_and_read() {
    for (product, known) in [
        (Product::Google, Known::Google),
        (Product::Outlook, Known::OutlookClassic),
        (Product::LinkedIn, Known::Linkedin),
        (Product::HubSpot, Known::HubspotContacts),
    ] {
        check(&Shape::of(product), Some(known));
    }
}

// covers(IMP-1, QA-7)
#[test]
fn a_sheet_of_ones_own_is_read_too() {
    check(&Shape::of(Product::Odd), None);
}

// covers(IMP-1, QA-7)
#[test]
fn any_encoding_and_delimiter_is_found_out() {
    for (encoding, delimiter, line_end) in [
        (Encoding::Utf16Le, '\t', "\r\n"),
        (Encoding::Windows1252, ';', "\r\n"),
        (Encoding::Windows1250, '|', "\n"),
        (Encoding::Windows1251, ';', "\r\n"),
        (Encoding::Utf8, ',', "\r"),
    ] {
        check(&Shape { encoding, delimiter, line_end, ..Shape::of(Product::Outlook) }, None);
    }
}

// covers(IMP-3, QA-7)
#[test]
fn every_card_is_read() {
    for version in [vcard::Version::V21, vcard::Version::V30, vcard::Version::V40, vcard::Version::Mixed] {
        let (mut bytes, mut truth) = (Vec::new(), Vec::new());
        let shape = vcard::Shape { version, repeats: 10 };
        vcard::write(&mut bytes, WORLD, shape, |row| truth.push(row.clone())).unwrap();
        let items: Vec<_> = cards::Reader::new(bytes.as_slice()).map(Result::unwrap).collect();
        assert_eq!(items.len(), truth.len());
        let mut wrong = Vec::new();
        for (item, truth) in items.iter().zip(&truth) {
            let card = item.outcome.as_ref().unwrap();
            let cells =
                card.names.iter().filter(|n| !matches!(n.as_str(), "BEGIN" | "END" | "VERSION")).count();
            if cells as u64 != truth.cells {
                wrong.push(format!("card {}: {cells} cells, not {}", truth.row, truth.cells));
            }
            let person = WORLD.person(truth.person.unwrap());
            wrong.extend(differs(&person, &card.draft, None).map(|d| format!("card {}: {d}", truth.row)));
        }
        wrong.truncate(15);
        assert!(wrong.is_empty(), "{version:?}\n{}", wrong.join("\n"));
    }
}
