//! Workbooks and archives as programs write them, made here byte by byte, and what is none.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::{BadPack, Packed, open};

const WORKBOOK_TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of sheets: name, state, the XML of its rows.
fn xlsx(sheets: &[(&str, &str, &str)], date1904: bool) -> Vec<u8> {
    let mut list = String::new();
    let mut relations = String::new();
    let mut files = Vec::new();
    for (at, (name, state, rows)) in sheets.iter().enumerate() {
        let id = at + 1;
        list += &format!(r#"<sheet name="{name}" sheetId="{id}" state="{state}" r:id="rId{id}"/>"#);
        relations += &format!(
            r#"<Relationship Id="rId{id}" Type="{WORKBOOK_TYPE}/worksheet" Target="worksheets/sheet{id}.xml"/>"#
        );
        let xml = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#);
        files.push((format!("xl/worksheets/sheet{id}.xml"), xml));
    }
    relations += &format!(
        r#"<Relationship Id="rIdS" Type="{WORKBOOK_TYPE}/sharedStrings" Target="sharedStrings.xml"/>
           <Relationship Id="rIdT" Type="{WORKBOOK_TYPE}/styles" Target="styles.xml"/>"#
    );
    let epoch = if date1904 { r#"<workbookPr date1904="1"/>"# } else { "" };
    let plain = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "_rels/.rels",
            format!(
                r#"<Relationships><Relationship Id="rId1" Type="{WORKBOOK_TYPE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{MAIN}" xmlns:r="{WORKBOOK_TYPE}">{epoch}<sheets>{list}</sheets></workbook>"#
            ),
        ),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{relations}</Relationships>")),
        (
            "xl/sharedStrings.xml",
            format!(r#"<sst xmlns="{MAIN}"><si><t>Name</t></si><si><t>Zoë, "Z" Ä</t></si></sst>"#),
        ),
        (
            "xl/styles.xml",
            format!(
                r#"<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>"#
            ),
        ),
    ];
    files.extend(plain.map(|(name, text)| (name.to_owned(), text)));
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, t)| (n.as_str(), t.as_bytes())).collect();
    zipped(&files)
}

fn opened(bytes: &[u8]) -> Result<Option<Packed<Cursor<Vec<u8>>>>, BadPack> {
    open(|| Ok(Cursor::new(bytes.to_vec())))
}

fn tables(bytes: &[u8]) -> Vec<(String, bool, String)> {
    let Some(Packed::Workbook(mut book)) = opened(bytes).unwrap() else { panic!("no workbook") };
    let sheets = book.sheets();
    sheets
        .into_iter()
        .map(|sheet| {
            let mut out = Vec::new();
            book.write(&sheet.name, &mut out).unwrap();
            (sheet.name, sheet.hidden, String::from_utf8(out).unwrap())
        })
        .collect()
}

// covers(IMP-2)
#[test]
fn cells_say_what_a_person_sees_in_them() {
    let rows = r#"
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Phone</t></is></c></row>
        <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>4.915112345678E12</v></c><c r="D3"><v>0.1</v></c></row>
        <row r="4"><c r="A4" t="str"><f>A1&amp;"x"</f><v>Namex</v></c><c r="B4" s="1"><v>45292</v></c>
            <c r="C4" s="2"><v>45292.5</v></c><c r="D4" t="b"><v>1</v></c><c r="E4" t="e"><v>#N/A</v></c></row>"#;
    let book = xlsx(&[("People", "visible", rows), ("Lists", "hidden", ""), ("Two", "visible", "")], false);
    assert_eq!(
        tables(&book),
        [
            (
                "People".into(),
                false,
                "Name,Phone\r\n\"Zoë, \"\"Z\"\" Ä\",4915112345678,,0.1\r\nNamex,2024-01-01,2024-01-01 12:00,TRUE,#N/A\r\n"
                    .into()
            ),
            ("Lists".into(), true, String::new()),
            ("Two".into(), false, String::new()),
        ]
    );
}

// covers(IMP-2)
#[test]
fn days_are_counted_from_the_workbooks_own_first() {
    let rows = r#"<row r="1"><c r="A1" s="1"><v>43830</v></c></row>"#;
    let [(_, _, from_1904)] = &tables(&xlsx(&[("S", "visible", rows)], true))[..] else { panic!() };
    let [(_, _, from_1900)] = &tables(&xlsx(&[("S", "visible", rows)], false))[..] else { panic!() };
    assert_eq!((from_1904.as_str(), from_1900.as_str()), ("2024-01-01\r\n", "2019-12-31\r\n"));
}

// covers(IMP-2)
#[test]
fn an_old_workbook_is_read_like_a_new_one() {
    let bytes = include_bytes!("people.xls");
    assert_eq!(
        tables(bytes),
        [(
            "People".to_owned(),
            false,
            "Name,E-mail,Born,Phone\r\nZoë Ölander,zoe@example.org,1990-02-28,4915112345678\r\n".to_owned()
        )]
    );
}

// covers(IMP-1)
#[test]
fn an_archive_gives_its_files_under_names_that_lead_nowhere() {
    let bytes = zipped(&[
        ("Takeout/Contacts/All.vcf", b"BEGIN:VCARD"),
        ("../../etc/passwd.csv", b"a,b"),
        ("__MACOSX/._All.vcf", b"x"),
        ("empty/", b""),
    ]);
    let Some(Packed::Archive(mut archive)) = opened(&bytes).unwrap() else { panic!("no archive") };
    let members = archive.members().unwrap();
    let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["All.vcf", "passwd.csv"]);
    let mut out = Vec::new();
    assert_eq!(archive.write(&members[0], &mut out).unwrap(), 11);
    assert_eq!(out, b"BEGIN:VCARD");
}

#[test]
fn what_is_no_archive_stands_for_itself() {
    for bytes in [&b""[..], b"Name,Phone\n", b"BEGIN:VCARD\n", b"PK"] {
        assert!(opened(bytes).unwrap().is_none());
    }
}

// covers(IMP-2)
#[test]
fn more_than_is_ever_held_is_refused_before_it_is() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
    zip.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..257 {
        zip.write_all(&zeros).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 2 << 20);
    assert!(matches!(opened(&bytes), Err(BadPack::TooLarge)));
}

/// Opens and reads all of whatever it is.
fn read_through(bytes: &[u8]) {
    match opened(bytes) {
        Ok(Some(Packed::Workbook(mut book))) => {
            for sheet in book.sheets() {
                let _ = book.write(&sheet.name, &mut std::io::sink());
            }
        }
        Ok(Some(Packed::Archive(mut archive))) => {
            for member in archive.members().unwrap_or_default() {
                let _ = archive.write(&member, &mut std::io::sink());
            }
        }
        Ok(None) | Err(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    // covers(IMP-2, API-16)
    #[test]
    fn damaged_ones_are_refused_and_nothing_worse(at in 0_usize..100_000, byte in any::<u8>(), cut in 0_usize..100_000) {
        let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1</v></c></row>"#;
        let new = xlsx(&[("S", "visible", rows)], false);
        for mut bytes in [new, include_bytes!("people.xls").to_vec()] {
            let place = at % bytes.len();
            bytes[place] = byte;
            read_through(&bytes);
            bytes.truncate(cut % bytes.len());
            read_through(&bytes);
        }
    }
}
