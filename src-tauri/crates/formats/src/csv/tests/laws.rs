//! Laws of reading: a table means the same however it is written, and a row the same wherever it stands.

use proptest::prelude::*;

use super::{read, table};
use crate::csv::charset::Charset;
use crate::csv::{Item, Outcome, Reader, detect};

/// Rows of a table in one language, with the encodings that can write them.
struct Language {
    encodings: &'static [&'static str],
    rows: &'static [[&'static str; 7]],
}

const HEADER: [&str; 7] = ["First Name", "Last Name", "Company", "Email", "Mobile", "City", "Notes"];

const LANGUAGES: &[Language] = &[
    Language {
        encodings: &[
            "UTF-8",
            "windows-1252",
            "UTF-16LE",
            "UTF-16BE",
            "macintosh",
            "IBM850",
            "UTF-8 BOM",
            "UTF-16LE BOM",
        ],
        rows: &[
            [
                "Jürgen",
                "Größe",
                "Müller & Söhne GmbH",
                "j@x.example",
                "+49 171 1234567",
                "Köln",
                "ruft zurück",
            ],
            [
                "Käthe",
                "Schröder",
                "Bäckerei Böhm",
                "k@x.example",
                "0171/7654321",
                "Lübeck",
                "mag \"Süßes\",\nund Brötchen",
            ],
            ["Jörg", "Weiß", "", "joerg@x.example", "", "Saarbrücken", ""],
            ["Björn", "Führer; Sohn", "Löwe, Partner", "b@x.example", "+49 (0) 30 | 12", "München", "=1+1"],
        ],
    },
    Language {
        encodings: &["UTF-8", "windows-1250", "ISO-8859-2", "IBM852", "UTF-16LE"],
        rows: &[
            [
                "Małgorzata",
                "Wiśniewska",
                "Usługi Księgowe",
                "m@x.example",
                "+48 600 123 456",
                "Łódź",
                "zadzwonić później",
            ],
            ["Paweł", "Dąbrowski", "Spółka \"Żak\"", "p@x.example", "", "Kraków", "a;b,c|d"],
            ["Grzegorz", "Brzęczyszczykiewicz", "", "g@x.example", "+48 600 123 457", "Gdańsk", "wąż,\nłoś"],
        ],
    },
    Language {
        encodings: &["UTF-8", "windows-1251", "KOI8-U", "IBM866", "UTF-16BE"],
        rows: &[
            ["Иван", "Петров", "Ромашка", "i@x.example", "+7 495 123-45-67", "Москва", "перезвонить"],
            [
                "Наталья",
                "Кузнецова",
                "Торговый дом \"Север\"",
                "n@x.example",
                "",
                "Казань",
                "адрес;\nулица Ленина, дом 5",
            ],
            ["Сергей", "Смирнов", "", "s@x.example", "+7 495 123-45-68", "Новосибирск", ""],
        ],
    },
];

#[derive(Clone, Debug)]
struct Writing {
    encoding: &'static str,
    delimiter: char,
    all_quoted: bool,
    line_end: &'static str,
    preamble: bool,
    last_end: bool,
}

fn encode(text: &str, label: &str) -> Vec<u8> {
    if let Some(label) = label.strip_suffix(" BOM") {
        return encode(&format!("\u{feff}{text}"), label);
    }
    match (label, Charset::named(label).unwrap()) {
        ("UTF-16LE", _) => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ("UTF-16BE", _) => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        (_, Charset::Encoding(encoding)) => encoding.encode(text).0.into_owned(),
        (_, Charset::Table(table)) => text
            .chars()
            .map(|c| {
                u8::try_from(c).ok().filter(u8::is_ascii).unwrap_or_else(|| {
                    128 + u8::try_from(table.iter().position(|t| *t == c).unwrap()).unwrap()
                })
            })
            .collect(),
    }
}

fn write(rows: &[[&str; 7]], writing: &Writing) -> Vec<u8> {
    let mut text = String::new();
    if writing.preamble {
        text.push_str("My contacts");
        text.push_str(writing.line_end);
        text.push_str(writing.line_end);
    }
    let all = std::iter::once(&HEADER).chain(rows);
    for row in all {
        let cells = row.iter().map(|cell| {
            let cell = cell.replace('\n', writing.line_end);
            let needs = cell.contains(['"', '\n', '\r', writing.delimiter]) || cell.starts_with(' ');
            if needs || writing.all_quoted { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
        });
        text.push_str(&cells.collect::<Vec<_>>().join(&writing.delimiter.to_string()));
        text.push_str(writing.line_end);
    }
    if !writing.last_end {
        text.truncate(text.len() - writing.line_end.len());
    }
    encode(&text, writing.encoding)
}

fn writing(language: usize) -> impl Strategy<Value = Writing> {
    (
        prop::sample::select(LANGUAGES[language].encodings),
        prop::sample::select(vec![',', ';', '\t', '|']),
        any::<bool>(),
        prop::sample::select(vec!["\n", "\r\n", "\r"]),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(encoding, delimiter, all_quoted, line_end, preamble, last_end)| Writing {
            encoding,
            delimiter,
            all_quoted,
            line_end,
            preamble,
            last_end,
        })
}

fn outcomes(items: &[Item]) -> Vec<&Outcome> {
    items.iter().map(|i| &i.outcome).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    // covers(IMP-1, QA-3)
    #[test]
    fn a_table_means_the_same_however_it_is_written(
        (language, writing) in (0..LANGUAGES.len()).prop_flat_map(|l| (Just(l), writing(l))),
        order in prop::collection::vec(any::<prop::sample::Index>(), 3..9),
    ) {
        let all = LANGUAGES[language].rows;
        // Every row once, so that there are letters to tell the encoding by, then some again.
        let mut rows: Vec<[&str; 7]> = all.to_vec();
        rows.extend(order.iter().map(|i| *i.get(all)));
        let plain = Writing {
            encoding: "UTF-8", delimiter: ',', all_quoted: false, line_end: "\n", preamble: false, last_end: true,
        };
        let wanted = table(&write(&rows, &plain));
        let found = table(&write(&rows, &writing));
        prop_assert_eq!(found.found.dialect.encoding.as_str(), writing.encoding.trim_end_matches(" BOM"));
        prop_assert_eq!(outcomes(&found.items), outcomes(&wanted.items), "{:?}", writing);
        prop_assert_eq!(&found.found.mapping, &wanted.found.mapping);
    }
}

/// Headers of products with row rules of their own, and cells those rules look at.
const HEADERS: &[&str] = &[
    "First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Formatted,\
     Address 1 - City,Custom Field 1 - Label,Custom Field 1 - Value,Event 1 - Label,Event 1 - Value,File As,Photo",
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Associated Company,Company Name",
    "Id,IsDeleted,LastName,FirstName,MailingStreet,MailingCity,Email,Birthdate,HasOptedOutOfEmail",
    "First Name,Last Name,Display Name,Primary Email,Screen Name,Birth Year,Birth Month,Birth Day,Home ZipCode",
    "Name,Email,Phone,Company,Birthday,Tags,Notes,Website,Country",
];

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        4 => prop::sample::select(vec![
            "Jane", "Doe", "LinkedIn", "Member", "* Home", "* ", "a@x.example", "a@x.example ::: b@x.example", "Work",
            "Jane Doe <jane@x.example>", "7.3E+09", "+49 30 1234567", "13/04/1980", "0/0/00", "1", "true", "Acme;Globex",
            "* myContacts", "vip, lead", "Bonn", "n/a", "Copyright (c) 2000", "1980", "4", "31", "http://x.example", "'=1",
        ]).prop_map(str::to_owned),
        2 => "[a-zA-Z ,;:'\"é@<>\\n-]{0,10}",
    ]
}

fn line(cells: &[String]) -> String {
    let quoted = cells.iter().map(|c| format!("\"{}\"", c.replace('"', "\"\"")));
    quoted.collect::<Vec<_>>().join(",") + "\n"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    // covers(IMP-1, QA-3)
    #[test]
    fn a_row_means_the_same_wherever_it_stands(
        header in prop::sample::select(HEADERS),
        rows in prop::collection::vec(prop::collection::vec(cell(), 5..17), 1..8),
    ) {
        let lines: Vec<String> = rows.iter().map(|r| line(r)).collect();
        let whole = format!("{header}\n{}", lines.concat());
        let Ok(found) = detect(whole.as_bytes(), true) else { return Ok(()) };
        let together = read(whole.as_bytes(), found.clone());
        let mut alone = Vec::new();
        for line in &lines {
            let text = format!("{header}\n{line}");
            let reader = Reader::new(text.as_bytes(), &found.dialect, &found.mapping).unwrap();
            alone.extend(reader.map(|item| item.unwrap().outcome));
        }
        prop_assert_eq!(outcomes(&together.items), alone.iter().collect::<Vec<_>>());
    }

    // covers(IMP-1, QA-3)
    #[test]
    fn every_cell_that_is_not_blank_has_one_fate(
        header in prop::sample::select(HEADERS),
        rows in prop::collection::vec(prop::collection::vec(cell(), 5..17), 1..8),
    ) {
        let lines: String = rows.iter().map(|r| line(r)).collect();
        let whole = format!("{header}\n{lines}");
        let Ok(found) = detect(whole.as_bytes(), true) else { return Ok(()) };
        let t = read(whole.as_bytes(), found);
        let mut theirs = ::csv::ReaderBuilder::new()
            .flexible(true)
            .delimiter(u8::try_from(t.found.dialect.delimiter).unwrap())
            .from_reader(whole.as_bytes())
            .into_records()
            .map(Result::unwrap)
            .filter(|r| r.iter().any(|c| !c.trim().is_empty()));
        for item in &t.items {
            let record = theirs.next().unwrap();
            let filled: Vec<usize> =
                record.iter().enumerate().filter(|(_, c)| !c.trim().is_empty()).map(|(i, _)| i).collect();
            let told: Vec<usize> = item.outcome.cells().iter().map(|c| c.column).collect();
            prop_assert_eq!(told, filled);
        }
        prop_assert!(theirs.next().is_none());
    }
}
