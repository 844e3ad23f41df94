use std::collections::{HashMap, HashSet};

use rlibphonenumber::{PhoneNumber, PhoneNumberFormat};

use super::csv::{Product, Shape};
use super::{Encoding, Population, Summary, csv, people, vcard};

const WORLD: Population = Population { seed: 20_260_401, people: 4_000 };

#[test]
fn the_same_seed_gives_the_same_people_and_any_of_them_alone() {
    let all: Vec<_> = people(7, 200).collect();
    assert_eq!(all, people(7, 200).collect::<Vec<_>>());
    let world = Population { seed: 7, people: 200 };
    assert!(all.iter().all(|p| world.person(p.number) == *p));
    assert_ne!(all[0].display(), people(8, 1).next().unwrap().display());
}

#[test]
fn nobody_shares_an_address_a_number_or_a_profile_page() {
    let mut seen: HashMap<String, u64> = HashMap::new();
    for person in people(WORLD.seed, 20_000) {
        let own = person.emails.iter().map(|e| e.value.clone());
        let own =
            own.chain(person.phones.iter().map(super::person::Phone::e164)).chain([person.profile.clone()]);
        for value in own {
            assert!(value.is_ascii(), "{value}");
            let other = seen.insert(value.clone(), person.number);
            assert!(other.is_none(), "{value} belongs to {other:?} and {}", person.number);
        }
    }
}

#[test]
fn every_telephone_number_is_valid_in_its_country() {
    let mut asked: HashMap<(String, u64), u32> = HashMap::new();
    let mut wrong = std::collections::BTreeSet::new();
    for person in WORLD.iter() {
        for phone in &person.phones {
            let forms = if phone.trunk == "0" { 0..7 } else { 0..4 };
            for form in forms {
                // Three numbers of each exchange in each way of writing will do.
                let times = asked.entry((format!("{} {}", person.locale, phone.area), form)).or_default();
                *times += 1;
                if *times > 3 {
                    continue;
                }
                let home = if form < 4 { None } else { person.country().parse().ok() };
                let parsed = PhoneNumber::parse(phone.typed(form), home);
                let valid = parsed.as_ref().is_ok_and(PhoneNumber::is_valid);
                let e164 = parsed.map(|p| p.format_as(PhoneNumberFormat::E164).into_owned());
                if !valid || e164.as_deref().ok() != Some(phone.e164().as_str()) {
                    wrong.insert(format!("{} {} {form}", person.locale, phone.area));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let countries: HashSet<&str> = asked.keys().filter_map(|(place, _)| place.split(' ').next()).collect();
    assert!(countries.len() >= 20, "{countries:?}");
}

#[test]
fn the_world_writes_in_many_scripts() {
    let names: String = WORLD.iter().map(|p| p.display()).collect();
    for (script, range) in [
        ("Latin with marks", '\u{c0}'..='\u{17f}'),
        ("Greek", '\u{370}'..='\u{3ff}'),
        ("Cyrillic", '\u{400}'..='\u{4ff}'),
        ("Hebrew", '\u{590}'..='\u{5ff}'),
        ("Arabic", '\u{600}'..='\u{6ff}'),
        ("Devanagari", '\u{900}'..='\u{97f}'),
        ("kana or kanji", '\u{4e00}'..='\u{9fff}'),
        ("Hangul", '\u{ac00}'..='\u{d7af}'),
        ("Vietnamese", '\u{1ea0}'..='\u{1eff}'),
    ] {
        assert!(names.chars().any(|c| range.contains(&c)), "no {script}");
    }
    let families: HashSet<String> = WORLD.iter().map(|p| p.family).collect();
    assert!(families.len() > 1_000, "{} family names", families.len());
}

fn counted(shape: &Shape) -> (Vec<u8>, Summary) {
    let mut bytes = Vec::new();
    let mut people = HashSet::new();
    let mut rows = 0;
    let summary = csv::write(&mut bytes, WORLD, shape, |row| {
        rows += 1;
        assert_eq!(row.row, rows);
        assert_eq!(row.repeat, !people.insert(row.person), "{row:?}");
    })
    .unwrap();
    assert_eq!((summary.rows, summary.people), (rows, people.len() as u64));
    assert_eq!(summary.bytes, bytes.len() as u64);
    (bytes, summary)
}

#[test]
fn every_product_is_written_and_its_truth_is_what_a_csv_reader_finds() {
    for product in [Product::Google, Product::Outlook, Product::LinkedIn, Product::HubSpot, Product::Odd] {
        let shape = Shape::of(product);
        let (bytes, summary) = counted(&shape);
        let (text, ..) = match shape.encoding {
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252.decode(&bytes),
            _ => encoding_rs::UTF_8.decode(&bytes),
        };
        let skip = if product == Product::LinkedIn { 3 } else { 0 };
        let body: String = text.split_inclusive('\n').skip(skip).collect();
        let mut reader = ::csv::ReaderBuilder::new()
            .flexible(true)
            .delimiter(shape.delimiter as u8)
            .from_reader(body.as_bytes());
        let (mut rows, mut cells) = (0, 0);
        for record in reader.records() {
            let filled = record.unwrap().iter().filter(|c| !c.trim().is_empty()).count() as u64;
            rows += u64::from(filled > 0);
            cells += filled;
        }
        assert_eq!((rows, cells), (summary.rows, summary.cells), "{product:?}");
        assert!(
            summary.people > WORLD.people / 4 && summary.rows > summary.people,
            "{product:?} {summary:?}"
        );
    }
}

#[test]
fn other_encodings_and_delimiters_carry_who_they_can() {
    for (encoding, delimiter) in [
        (Encoding::Utf16Le, '\t'),
        (Encoding::Windows1251, ';'),
        (Encoding::Windows1250, '|'),
        (Encoding::Utf8, ','),
    ] {
        let (bytes, summary) = counted(&Shape { encoding, delimiter, ..Shape::of(Product::Outlook) });
        assert!(bytes.starts_with(encoding.mark()));
        assert!(summary.people > WORLD.people / 10, "{encoding:?} {summary:?}");
    }
}

#[test]
fn cards_are_folded_counted_and_repeated() {
    for version in [vcard::Version::V21, vcard::Version::V30, vcard::Version::V40, vcard::Version::Mixed] {
        let mut bytes = Vec::new();
        let mut cells = 0;
        let shape = vcard::Shape { version, repeats: 10 };
        let summary = vcard::write(&mut bytes, WORLD, shape, |row| cells += row.cells).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.matches("BEGIN:VCARD\r\n").count() as u64, summary.rows);
        assert_eq!(summary.people, WORLD.people);
        assert_eq!(summary.cells, cells);
        if version != vcard::Version::V21 && version != vcard::Version::Mixed {
            let unfolded = text.replace("\r\n ", "");
            assert!(text.lines().all(|l| l.len() <= 76));
            assert_eq!(unfolded.lines().count() as u64, summary.cells + 3 * summary.rows);
        }
    }
}
