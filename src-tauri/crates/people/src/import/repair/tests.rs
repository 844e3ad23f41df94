//! Each repair by itself, on drafts.

use proptest::prelude::*;
use satchel_formats::draft::{Address, Draft, DraftKind, Labelled};

use super::{Evidence, Gathering, Mender, Offering, Repair, capitals, letters, names};

fn mend(draft: &mut Draft, repair: Repair, home: &str, evidence: Evidence) -> Vec<(String, String, String)> {
    let made = Mender::new(&[repair], home, evidence).mend(draft);
    made.into_iter().map(|one| (one.field, one.before, one.after)).collect()
}

fn value(text: &str) -> Labelled {
    Labelled { value: text.to_owned(), ..Labelled::default() }
}

fn phone(text: &str, country: &str, repair: Repair, home: &str) -> String {
    let address = Address { city: "x".into(), country: country.to_owned(), ..Address::default() };
    let mut draft = Draft { phones: vec![value(text)], addresses: vec![address], ..Draft::default() };
    let made = mend(&mut draft, repair, home, Evidence::default());
    let after = draft.phones[0].value.clone();
    assert_eq!(made.is_empty(), after == text, "{made:?}");
    after
}

fn spoilt(text: &str) -> String {
    // As a program does that takes UTF-8 for Windows-1252; the five bytes it lacks go through as controls.
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let letter = |byte: u8| match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        other => char::from(other),
    };
    text.bytes().map(letter).collect()
}

// covers(IMP-6, QA-3)
#[test]
fn letters_damaged_once_and_twice_are_put_right() {
    for text in ["Müller", "José", "Łódź", "naïve’s", "Müller & Söhne", "Пётр", "Ğüneş"] {
        let once = spoilt(text);
        assert_eq!(letters::undamaged(&once, None).as_deref(), Some(text), "{once}");
        assert_eq!(letters::undamaged(&spoilt(&once), None).as_deref(), Some(text));
    }
    assert_eq!(letters::undamaged("MÃ¼ller & Söhne", None).as_deref(), Some("Müller & Söhne"));
    for honest in ["Müller", "CAFÉ”", "„Ä“", "Ã", "São Tomé", "ÂNGELO", "Ünal", "山田", "Сі", "naïve – “x”"]
    {
        assert_eq!(letters::undamaged(honest, None), None, "{honest}");
    }
    // Another encoding only where the file shows it.
    let russian = "РџС‘С‚СЂ";
    assert_eq!(letters::undamaged(russian, None), None);
    let mut gathering = Gathering::default();
    for _ in 0..3 {
        gathering.look(&mut Draft { given: russian.into(), ..Draft::default() }, "DE");
    }
    assert_eq!(gathering.done().encoding, Some("windows-1251"));
}

proptest! {
    // covers(QA-3)
    #[test]
    fn law_any_text_damaged_comes_back_and_honest_latin_stays(text in "[a-zA-ZäöüßéèñçøåŁłśżč ]{0,30}") {
        prop_assert_eq!(letters::undamaged(&text, None), None);
        if !text.is_ascii() {
            prop_assert_eq!(letters::undamaged(&spoilt(&text), None), Some(text));
        }
    }
}

// covers(IMP-6)
#[test]
fn numbers_come_back_only_with_all_their_digits() {
    for (text, wanted) in [
        ("4.91701234567E+11", "491701234567"),
        ("4,91701234567e+11", "491701234567"),
        ("491701234567.0", "491701234567"),
        ("4.917E+11", "4.917E+11"),
        ("7.3E+09", "7.3E+09"),
        ("030 1.0", "030 1.0"),
    ] {
        assert_eq!(phone(text, "", Repair::Numbers, "DE"), wanted);
    }
}

// covers(IMP-6)
#[test]
fn what_a_spreadsheet_took_off_comes_back() {
    for (text, country, wanted) in [
        ("1701234567", "", "01701234567"),
        ("491701234567", "", "+491701234567"),
        ("436641234567", "Österreich", "+436641234567"),
        ("2025550123", "USA", "2025550123"),
        ("030 901820", "", "030 901820"),
        ("12345", "", "12345"),
    ] {
        assert_eq!(phone(text, country, Repair::Zeros, "DE"), wanted, "{text} {country}");
    }
    let postcode = |code: &str, country: &str, long| {
        let address = Address { postal_code: code.into(), country: country.into(), ..Address::default() };
        let mut draft = Draft { addresses: vec![address], ..Draft::default() };
        mend(&mut draft, Repair::Zeros, "DE", Evidence { long_postcodes: long, ..Evidence::default() });
        draft.addresses[0].postal_code.clone()
    };
    assert_eq!(postcode("1067", "Germany", false), "01067");
    assert_eq!(postcode("1067", "", true), "01067");
    assert_eq!(postcode("1067", "", false), "1067", "it may be Vienna");
    assert_eq!(postcode("1010", "Austria", true), "1010");
    assert_eq!(postcode("501", "US", false), "00501");
    assert_eq!(postcode("10115", "Germany", false), "10115");
}

// covers(IMP-6)
#[test]
fn a_phone_is_dialled_where_the_address_is() {
    for (text, country, wanted) in [
        ("0664 1234567", "Austria", "+43 664 1234567"),
        ("01 42 68 53 00", "Frankreich", "+33 1 42 68 53 00"),
        ("+43 664 1234567", "Austria", "+43 664 1234567"),
        ("030 901820", "Deutschland", "030 901820"),
        ("0664 1234567", "Atlantis", "0664 1234567"),
        ("12", "Austria", "12"),
    ] {
        assert_eq!(phone(text, country, Repair::PhoneCountry, "DE"), wanted);
    }
    let mut two = Draft { phones: vec![value("0664 1234567")], ..Draft::default() };
    two.addresses = ["Austria", "France"].map(|c| Address { country: c.into(), ..Address::default() }).into();
    assert_eq!(mend(&mut two, Repair::PhoneCountry, "DE", Evidence::default()), [], "it may be either");
}

// covers(IMP-6)
#[test]
fn a_name_beside_an_address_is_taken_off_it() {
    let mut draft = Draft { emails: vec![value("\"Jane Doe\" <jane@x.example>")], ..Draft::default() };
    let made = mend(&mut draft, Repair::Addresses, "DE", Evidence::default());
    assert_eq!((made.len(), draft.emails[0].value.as_str()), (1, "jane@x.example"));
    assert_eq!(draft.display_name, "Jane Doe");
    let mut named =
        Draft { given: "J".into(), emails: vec![value("Jane <j@x.example>")], ..Draft::default() };
    mend(&mut named, Repair::Addresses, "DE", Evidence::default());
    assert_eq!((named.display_name.as_str(), named.emails[0].value.as_str()), ("", "j@x.example"));
    for other in ["jane@x.example", "Jane <jane>", "<a@b> <c@d>"] {
        let mut draft = Draft { emails: vec![value(other)], ..Draft::default() };
        assert_eq!(mend(&mut draft, Repair::Addresses, "DE", Evidence::default()), []);
    }
}

// covers(IMP-6)
#[test]
fn the_family_name_first_is_seen_by_a_comma_or_by_the_file() {
    assert_eq!(names::comma("Doe, John"), Some(("Doe", "John")));
    assert_eq!(names::comma("van der Berg, Jan Peter"), Some(("van der Berg", "Jan Peter")));
    for none in ["John Doe, Jr.", "Acme, Inc.", "Doe, John, Smith", "Doe,", "12, Main Street", "Doe; John"] {
        assert_eq!(names::comma(none), None, "{none}");
    }
    let mut draft = Draft { display_name: "Doe, John".into(), ..Draft::default() };
    mend(&mut draft, Repair::NameOrder, "DE", Evidence::default());
    assert_eq!([&draft.display_name, &draft.given, &draft.family], ["John Doe", "John", "Doe"]);
    let mut company =
        Draft { kind: DraftKind::Company, display_name: "Doe, John".into(), ..Draft::default() };
    assert_eq!(mend(&mut company, Repair::NameOrder, "DE", Evidence::default()), []);

    let person =
        |given: &str, family: &str| Draft { given: given.into(), family: family.into(), ..Draft::default() };
    let evidence = |rows: &[(&str, &str)]| {
        let mut gathering = Gathering::default();
        rows.iter().for_each(|(given, family)| gathering.look(&mut person(given, family), "DE"));
        gathering.done()
    };
    let exchanged = evidence(&[("Müller", "Anna"), ("Okafor", "Peter"), ("Novak", "Jan"), ("Kovač", "Zzyx")]);
    assert!(exchanged.exchanged);
    let mut kovac = person("Kovač", "Zzyx");
    assert_eq!(mend(&mut kovac, Repair::NameOrder, "DE", exchanged).len(), 2);
    assert_eq!((kovac.given.as_str(), kovac.family.as_str()), ("Zzyx", "Kovač"));
    assert!(
        !evidence(&[("Anna", "Müller"), ("Peter", "Okafor"), ("Otto", "Walter"), ("Kim", "Anna")]).exchanged
    );
    assert!(!evidence(&[("Müller", "Anna"), ("Okafor", "Peter")]).exchanged, "two rows are no evidence");
}

// covers(IMP-6)
#[test]
fn capitals_become_a_name_as_people_write_it() {
    for (text, wanted) in [
        ("JOHN", Some("John")),
        ("JO", Some("Jo")),
        ("MÜLLER-LÜDENSCHEIDT", Some("Müller-Lüdenscheidt")),
        ("O'NEILL", Some("O'Neill")),
        ("MCDONALD", Some("McDonald")),
        ("LUDWIG VAN BEETHOVEN", Some("Ludwig van Beethoven")),
        ("JOHN DOE III", Some("John Doe III")),
        ("ИВАНОВ", Some("Иванов")),
        ("JR", None),
        ("J. R.", None),
        ("Müller", None),
        ("山田", None),
        ("", None),
    ] {
        assert_eq!(capitals::written(text, true).as_deref(), wanted, "{text}");
    }
    assert_eq!(capitals::written("VAN DER BERG", false).as_deref(), Some("van der Berg"));
}

// covers(IMP-6)
#[test]
fn what_is_not_made_is_offered_with_its_number_and_examples() {
    let mender = Mender::new(&Repair::usual(), "DE", Evidence::default());
    let mut offering = Offering::new(&mender);
    for row in 1..=7 {
        // Damaged and in capitals: the second shows only after the first.
        let draft = Draft { given: "JÃ–RG".into(), family: "Maier".into(), ..Draft::default() };
        offering.look(row, &draft);
    }
    let found = offering.found();
    assert_eq!(
        found.iter().map(|one| (one.repair, one.on, one.count)).collect::<Vec<_>>(),
        [(Repair::Encoding, true, 7), (Repair::Capitals, false, 7)]
    );
    assert_eq!((found[1].examples.len(), found[1].examples[0].after.as_str()), (5, "Jörg"));
    assert!(super::is_to_be_asked(&found[1], 7) && !super::is_to_be_asked(&found[0], 7));
    assert!(!super::is_to_be_asked(&found[1], 100), "a few rows are no reason to ask");
}
