//! Is it text at all? Files are told by their first bytes, because names lie: workbooks called `.csv`, web tables
//! called `.xls`.

use schemars::JsonSchema;
use serde::Serialize;

/// What a file is by its first bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Sniffed {
    /// Text that may be a table.
    Text,
    /// Nothing, or nothing but white space.
    Empty,
    /// vCard.
    Vcard,
    /// Something else.
    Other {
        /// A stable name: `workbook`, `zip`, `pdf`, `html`.
        kind: &'static str,
        /// What it is and what to do, in one or two sentences.
        advice: String,
    },
}

/// First bytes, what they are, and what to do.
const MAGIC: &[(&[u8], &str, &str)] = &[
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "old_workbook",
        "This is an old Excel workbook (or another old Office file), not a CSV file. Open it and save the sheet as “CSV UTF-8”.",
    ),
    (b"%PDF-", "pdf", "This is a PDF document. Export the contacts as CSV or vCard instead."),
    (b"\x1F\x8B", "gzip", "This is a gzip archive. Unpack it and import the file inside."),
    (b"Rar!\x1A\x07", "rar", "This is a RAR archive. Unpack it and import the files inside."),
    (b"7z\xBC\xAF\x27\x1C", "7z", "This is a 7z archive. Unpack it and import the files inside."),
    (b"BZh", "bzip2", "This is a bzip2 archive. Unpack it and import the file inside."),
    (b"\xFD7zXZ\0", "xz", "This is an xz archive. Unpack it and import the file inside."),
    (b"\x89PNG\r\n\x1A\n", "image", "This is a picture. Drop a CSV or vCard file."),
    (b"\xFF\xD8\xFF", "image", "This is a picture. Drop a CSV or vCard file."),
    (b"GIF8", "image", "This is a picture. Drop a CSV or vCard file."),
    (
        b"SQLite format 3\0",
        "database",
        "This is an SQLite database. Export its contacts as CSV or vCard instead.",
    ),
    (b"!BDN", "pst", "This is an Outlook data file (.pst). In Outlook, export the contacts as CSV instead."),
    (b"\x7FELF", "program", "This is a program. Drop a CSV or vCard file."),
    (b"MZ\x90", "program", "This is a program. Drop a CSV or vCard file."),
    (b"{\\rtf", "rtf", "This is a formatted text document (RTF). Save the table in it as CSV."),
];

/// First words, in lower case, after white space, and what they mean.
const WORDS: &[(&str, &str, &str)] = &[
    ("<!doctype html", "html", HTML),
    ("<html", "html", HTML),
    ("<head", "html", HTML),
    ("<table", "html", HTML),
    ("<meta", "html", HTML),
    (
        "<?xml",
        "xml",
        "This is an XML file, perhaps a workbook saved as XML. Open it in a spreadsheet and save the sheet as “CSV UTF-8”.",
    ),
    ("begin:vcalendar", "calendar", "This is a calendar (iCalendar), which holds events, not contacts."),
    (
        "dn: ",
        "ldif",
        "This is an LDIF address book. In Thunderbird, export the address book as CSV or vCard instead.",
    ),
];

const HTML: &str = "This is a web page, not a CSV file; some programs write one with the ending .xls or .csv. Open it in \
    a spreadsheet and save the table as “CSV UTF-8”.";

/// Tells what a file is by its first bytes; a few kilobytes are enough.
pub fn sniff(prefix: &[u8]) -> Sniffed {
    let other = |kind, advice: &str| Sniffed::Other { kind, advice: advice.to_owned() };
    if let Some(zip) = zip(prefix) {
        return zip;
    }
    if let Some((_, kind, advice)) = MAGIC.iter().find(|(magic, ..)| prefix.starts_with(magic)) {
        return other(kind, advice);
    }
    if prefix.starts_with(b"\xFF\xFE\0\0") || prefix.starts_with(b"\0\0\xFE\xFF") {
        return other(
            "utf_32",
            "This text is in UTF-32, which hardly any program writes. Save it as “CSV UTF-8”.",
        );
    }
    let head = prefix.get(..prefix.len().min(8 * 1024)).unwrap_or_default();
    let (text, wide) = super::charset::glance(head);
    let begin = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
    let low: String = begin.chars().take(32).flat_map(char::to_lowercase).collect();
    if begin.is_empty() {
        return if head.contains(&0) { other("binary", BINARY) } else { Sniffed::Empty };
    }
    if begin.starts_with(super::satchel::KIND) {
        return Sniffed::Text;
    }
    if low.starts_with("begin:vcard") || low.starts_with("begin: vcard") {
        return Sniffed::Vcard;
    }
    if let Some((_, kind, advice)) = WORDS.iter().find(|(word, ..)| low.starts_with(word)) {
        return other(kind, advice);
    }
    let dense: String = begin.chars().filter(|c| !c.is_whitespace()).take(3).collect();
    if dense.starts_with("{\"") || dense.starts_with("[{") || dense == "[[\"" {
        return other("json", "This is a JSON file. Satchel reads CSV and vCard; export one of these.");
    }
    if is_binary(head, &text, wide) {
        return other("binary", BINARY);
    }
    Sniffed::Text
}

const BINARY: &str = "This is not a text file, so it cannot be read as CSV. If it came from a spreadsheet, open it \
    there and save the sheet as “CSV UTF-8”.";

/// Control characters in more than one of a hundred characters, or zero bytes all over.
fn is_binary(head: &[u8], text: &str, wide: bool) -> bool {
    let odd = |c: char| matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1a}' | '\u{1c}'..='\u{1f}' | '\u{7f}');
    let (mut all, mut controls) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        controls += usize::from(odd(c));
    }
    let zeros = head.iter().filter(|b| **b == 0).count();
    controls > 3 && controls * 50 > all || !wide && zeros * 20 > head.len()
}

/// What a ZIP archive holds, by the names in its first headers.
fn zip(prefix: &[u8]) -> Option<Sniffed> {
    if !prefix.starts_with(b"PK\x03\x04") && !prefix.starts_with(b"PK\x05\x06") {
        return None;
    }
    let has = |needle: &[u8]| memchr::memmem::find(prefix, needle).is_some();
    let (kind, advice) = if has(b"opendocument.spreadsheet") {
        (
            "workbook",
            "This is an OpenDocument spreadsheet, not a CSV file. Open it and save the sheet as CSV.",
        )
    } else if has(b"word/") {
        ("document", "This is a Word document. Copy the table into a spreadsheet and save it as “CSV UTF-8”.")
    } else if has(b"xl/") || has(b"[Content_Types].xml") {
        ("workbook", "This is an Excel workbook, not a CSV file. Open it and save the sheet as “CSV UTF-8”.")
    } else if has(b"Index/") && has(b".iwa") {
        ("workbook", "This is a Numbers document. In Numbers, choose Export To, CSV.")
    } else {
        ("zip", "This is a ZIP archive. Unpack it and import the CSV or vCard files inside.")
    };
    Some(Sniffed::Other { kind, advice: advice.to_owned() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Sniffed, sniff};

    fn kind(bytes: &[u8]) -> &'static str {
        match sniff(bytes) {
            Sniffed::Text => "text",
            Sniffed::Empty => "empty",
            Sniffed::Vcard => "vcard",
            Sniffed::Other { kind, .. } => kind,
        }
    }

    // covers(IMP-1, API-16)
    #[test]
    fn files_that_are_no_text_are_named() {
        assert_eq!(kind(b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml"), "workbook");
        assert_eq!(kind(b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), "workbook");
        assert_eq!(kind(b"PK\x03\x04....Connections.csv"), "zip");
        assert_eq!(kind(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"), "old_workbook");
        assert_eq!(kind(b"  <HTML><body><table>"), "html");
        assert_eq!(kind(b"\xEF\xBB\xBF<?xml version=\"1.0\"?>"), "xml");
        assert_eq!(kind(b"%PDF-1.7"), "pdf");
        assert_eq!(kind(b"[{\"a\":1}]"), "json");
        assert_eq!(kind(b"BEGIN:VCARD\nVERSION:3.0"), "vcard");
        assert_eq!(kind(b"\0B\0E\0G\0I\0N\0:\0V\0C\0A\0R\0D\0\n\0V\0E\0R\0S\0I\0O\0N\0:\x002"), "vcard");
        assert_eq!(kind(&[0, 1, 2, 3, 250, 0, 7, 0, 0, 0, 9, 8, 0, 0]), "binary");
        assert_eq!(kind(&[0; 64]), "binary");
        assert_eq!(kind(b""), "empty");
        assert_eq!(kind(b"\xEF\xBB\xBF \r\n\t"), "empty");
        assert_eq!(kind(b"Name,Mail\nJane,j@x.de\n"), "text");
        assert_eq!(
            kind(b"Name,Mail\nJa\0ne,j@x.de\nand more of it, and more of it, and more of it\n"),
            "text"
        );
        assert_eq!(kind(b"\xFF\xFEN\0a\0m\0e\0\n\0"), "text");
        assert_eq!(kind("Имя;Фамилия\n".as_bytes()), "text");
        assert_eq!(kind(b"Na\xEFve,M\xFCller\n"), "text");
    }

    proptest! {
        #[test]
        fn any_bytes_are_something(bytes in prop::collection::vec(any::<u8>(), 0..256)) {
            let _ = sniff(&bytes);
        }
    }
}
