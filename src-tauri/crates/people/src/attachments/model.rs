//! What an attachment is, and what its file is called and of which sort.

use satchel_kernel::catalogue::{OWN_RECORD, is_own};
use satchel_kernel::query::Sort;
use satchel_kernel::{Field, FieldType, Kind};

use crate::photos;

/// The fields that say on which record it hangs; one of them does.
pub const OWNERS: [(&str, &str); 7] = [
    ("contact", "contact_id"),
    ("company", "company_id"),
    ("deal", "deal_id"),
    ("lead", "lead_id"),
    ("task", "task_id"),
    ("communication", "communication_id"),
    (OWN_RECORD, "own_record_id"),
];

/// The field, and column, that names a record of this kind; `None` of kinds that nothing is attached to.
pub fn column(of: &str) -> Option<&'static str> {
    let of = if is_own(of) { OWN_RECORD } else { of };
    OWNERS.iter().find(|(kind, _)| *kind == of).map(|(_, column)| *column)
}

/// The descriptor of an attachment.
pub fn attachment() -> Kind {
    let owners = OWNERS
        .iter()
        .map(|(kind, field)| Field::new(*field, FieldType::Record { kind: (*kind).into() }).filterable());
    let mut fields = vec![
        Field::indexed("name").search(6).required(),
        // By its first bytes where it is a picture, else by how its name ends.
        Field::text("media_type").derived(),
        // Bytes.
        Field::new("size", FieldType::Number).listed().derived(),
        Field::new("file", FieldType::Blob).derived(),
        // `owner`, `cli`, or a token's name.
        Field::text("added_by").derived(),
    ];
    fields.extend(owners);
    // The kind of the record of an own kind.
    fields.push(Field::text("own_kind").derived());
    Kind {
        name: "attachment".into(),
        plural: "attachments".into(),
        table: "attachment".into(),
        title: "name".into(),
        fields,
        parts: vec![],
        default_sort: vec![Sort { field: "created_ms".into(), descending: true }],
    }
}

/// The longest name, in characters.
const LONGEST: usize = 200;

/// A name without folders and without what would make it read as another one; `None` if nothing is left.
pub fn clean(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).find(|part| !part.trim().is_empty())?;
    // Characters that turn the direction of writing make `exe.fdp` of `pdf.exe`.
    let shown = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let kept: String = last.chars().filter(shown).collect();
    let kept = kept.trim().trim_end_matches(['.', ' ']);
    if kept.is_empty() {
        return None;
    }
    let length = kept.chars().count();
    if length <= LONGEST {
        return Some(kept.to_owned());
    }
    let ending: String = ending(kept).map(|ending| format!(".{ending}")).unwrap_or_default();
    let room = LONGEST.saturating_sub(ending.chars().count());
    Some(kept.chars().take(room).collect::<String>() + &ending)
}

/// How a name ends, without the dot, as it is written; `None` if it has no such ending.
pub fn ending(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    let is_one =
        |text: &str| (1..=10).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
    (!stem.is_empty() && is_one(ending)).then_some(ending)
}

/// The media type: a picture's by its first bytes, whatever it is called; any other by its name, for nothing here reads
/// it. What is called a picture and is none is bytes.
pub fn media_type(name: &str, first: &[u8]) -> &'static str {
    match photos::media_type(first) {
        "application/octet-stream" => {}
        picture => return picture,
    }
    match ending(name).map(str::to_ascii_lowercase).as_deref() {
        Some("pdf") => "application/pdf",
        Some("txt" | "log") => "text/plain",
        Some("md") => "text/markdown",
        Some("csv" | "tsv") => "text/csv",
        Some("vcf" | "vcard") => "text/vcard",
        Some("ics") => "text/calendar",
        Some("htm" | "html") => "text/html",
        Some("json") => "application/json",
        Some("xml") => "application/xml",
        Some("rtf") => "application/rtf",
        Some("doc") => "application/msword",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("xls") => "application/vnd.ms-excel",
        Some("xlsx" | "xlsm") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("ppt") => "application/vnd.ms-powerpoint",
        Some("pptx") => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        Some("odt") => "application/vnd.oasis.opendocument.text",
        Some("ods") => "application/vnd.oasis.opendocument.spreadsheet",
        Some("odp") => "application/vnd.oasis.opendocument.presentation",
        Some("eml") => "message/rfc822",
        Some("zip") => "application/zip",
        Some("gz" | "tgz") => "application/gzip",
        Some("7z") => "application/x-7z-compressed",
        Some("mp3") => "audio/mpeg",
        Some("wav") => "audio/wav",
        Some("m4a") => "audio/mp4",
        Some("mp4" | "m4v") => "video/mp4",
        Some("mov") => "video/quicktime",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
