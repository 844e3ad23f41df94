//! A contact as a QR code that a phone's camera takes into its address book.

use satchel_feature::files::File;
use satchel_feature::{Command, Cx, commands, records};
use satchel_formats::draft::{Draft, DraftKind};
use satchel_formats::qr::{Painted, paint};
use satchel_formats::vcard;
use satchel_kernel::{Error, Id, Result};
use serde::{Deserialize, Serialize};

use crate::export::convert;

/// The rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// A contact's card as a QR code: its dark modules as a path, and what found no room in it.
        "contacts.qr" needs Read => code;
        /// The same as a file.
        "contacts.save_qr" needs Export => save;
    }
}

/// Bytes of a card beyond which cameras have trouble with its code.
const ROOM: usize = 800;

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ById {
    /// The contact.
    id: Id,
}

/// A code.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct Code {
    /// Modules of a side, the white ones around included.
    side: usize,
    /// The dark modules as a path of SVG, in modules.
    path: String,
    /// What of the contact found no room, by its fields.
    left_out: Vec<&'static str>,
}

#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Save {
    /// The contact.
    id: Id,
    /// As what.
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Format {
    Svg,
    Png,
}

fn code(cx: &mut Cx, input: ById) -> Result<Code> {
    let (_, painted, left_out) = painted(cx, input.id)?;
    Ok(Code { side: painted.side, path: painted.path, left_out })
}

fn save(cx: &mut Cx, input: Save) -> Result<File> {
    let (title, painted, _) = painted(cx, input.id)?;
    let title: String = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-')).collect();
    let title = if title.trim().is_empty() { "contact" } else { title.trim() };
    match input.format {
        Format::Svg => cx.files.put_stream(&format!("{title}.svg"), painted.svg().as_bytes()),
        Format::Png => {
            let unpainted = || Error::broken("qr_unpainted", "The code cannot be written as a picture.");
            let png = painted.png().ok_or_else(unpainted)?;
            cx.files.put_stream(&format!("{title}.png"), png.as_slice())
        }
    }
}

/// Name, code, and what found no room.
fn painted(cx: &Cx, id: Id) -> Result<(String, Painted, Vec<&'static str>)> {
    let compiled = cx.registry.kind("contact")?;
    let record = cx.vault.read(|conn| records::get(conn, compiled, id))?;
    let title = records::text(&record, "display_name").to_owned();
    let draft = convert::draft(&compiled.kind, &record, Vec::new(), None);
    let (card, left_out) = fitted(of_card(draft, &title));
    let too_long = || Error::refused("qr_too_long", "The name of this contact is too long for a QR code.");
    Ok((title, paint(&card).ok_or_else(too_long)?, left_out))
}

/// What stands on a card somebody is handed: who it is and how to reach them, and nothing the seller has noted.
fn of_card(draft: Draft, title: &str) -> Draft {
    let shown = if draft.display_name.is_empty() { title.to_owned() } else { draft.display_name };
    Draft {
        kind: DraftKind::Person,
        display_name: shown,
        prefix: draft.prefix,
        given: draft.given,
        middle: draft.middle,
        family: draft.family,
        suffix: draft.suffix,
        emails: draft.emails,
        phones: draft.phones,
        links: draft.links,
        addresses: draft.addresses,
        jobs: draft.jobs.into_iter().take(1).collect(),
        ..Draft::default()
    }
}

/// A field, and how less of it stands on a card.
type Cut = (&'static str, fn(&mut Draft));

/// The card with as much as there is room for, and the fields of which something had to go.
fn fitted(mut draft: Draft) -> (String, Vec<&'static str>) {
    let cuts: [Cut; 8] = [
        ("links", |draft| draft.links.truncate(1)),
        ("addresses", |draft| draft.addresses.truncate(1)),
        ("emails", |draft| draft.emails.truncate(2)),
        ("phones", |draft| draft.phones.truncate(2)),
        ("links", |draft| draft.links.clear()),
        ("addresses", |draft| draft.addresses.clear()),
        ("jobs", |draft| draft.jobs.clear()),
        ("emails", |draft| draft.emails.truncate(1)),
    ];
    let mut card = written(&draft);
    let mut left = Vec::new();
    for (field, cut) in cuts {
        if card.len() <= ROOM {
            break;
        }
        cut(&mut draft);
        let shorter = written(&draft);
        if shorter != card && !left.contains(&field) {
            left.push(field);
        }
        card = shorter;
    }
    (card, left)
}

fn written(draft: &Draft) -> String {
    let mut card = String::new();
    vcard::write(&mut card, draft, vcard::Version::V3, "");
    card
}

#[cfg(test)]
mod tests {
    use satchel_feature::files::FileRef;
    use satchel_feature::world::World;
    use satchel_formats::qr::{Content, read};
    use satchel_formats::vcard::Reader;
    use satchel_kernel::Result;
    use serde_json::{Value, json};

    fn call(world: &World, name: &str, input: Value) -> Result<Value> {
        let mut cx = world.cx();
        let row = crate::commands(&cx.registry).into_iter().find(|row| row.name == name).unwrap();
        (row.run)(&mut cx, input)
    }

    fn seen(world: &World, id: &Value) -> satchel_formats::Draft {
        let file = call(world, "contacts.save_qr", json!({ "id": id, "format": "png" })).unwrap();
        let file: FileRef = serde_json::from_value(file).unwrap();
        let mut png = Vec::new();
        std::io::Read::read_to_end(&mut world.cx().files.open(file.id()).unwrap(), &mut png).unwrap();
        let codes = read(&png).unwrap();
        let [Content::Card(card)] = codes.as_slice() else { panic!("{codes:?}") };
        Reader::new(card.as_bytes()).next().unwrap().unwrap().outcome.unwrap().draft
    }

    // covers(QR-1, QR-3)
    #[test]
    fn a_contact_becomes_a_code_that_says_how_to_reach_them_and_no_more() {
        let world = World::new(crate::registry().unwrap()).unwrap();
        let ada = world
            .create(
                "contact",
                json!({
                    "given": "Ada", "family": "Lovelace", "emails": [{ "value": "ada@x.example" }],
                    "phones": [{ "value": "+44 20 7946 0958", "label": "work" }], "tags": ["difficult"],
                    "jobs": [{ "company": "Engines", "title": "Mathematician" }],
                    "dates": [{ "label": "birthday", "value": "1815-12-10" }],
                }),
            )
            .unwrap();
        let id = &ada["id"];
        let draft = seen(&world, id);
        assert_eq!([&draft.given, &draft.family, &draft.jobs[0].company], ["Ada", "Lovelace", "Engines"]);
        assert_eq!(
            (draft.emails[0].value.as_str(), draft.phones[0].value.as_str()),
            ("ada@x.example", "+44 20 7946 0958")
        );
        assert!(draft.tags.is_empty() && draft.dates.is_empty(), "what the seller noted is nobody else's");
        let code = call(&world, "contacts.qr", json!({ "id": id })).unwrap();
        assert_eq!(code["left_out"], json!([]));
        assert!(code["path"].as_str().unwrap().starts_with('M') && code["side"].as_u64().unwrap() > 21);
        assert!(call(&world, "contacts.save_qr", json!({ "id": id, "format": "gif" })).is_err());
    }

    // covers(QR-3)
    #[test]
    fn what_finds_no_room_is_named() {
        let world = World::new(crate::registry().unwrap()).unwrap();
        let links: Vec<Value> =
            (0..30).map(|at| json!({ "value": format!("https://x.example/a/long/page/{at}") })).collect();
        let grace = world.create("contact", json!({ "given": "Grace", "links": links })).unwrap();
        let code = call(&world, "contacts.qr", json!({ "id": grace["id"] })).unwrap();
        assert_eq!(code["left_out"], json!(["links"]));
        assert_eq!(seen(&world, &grace["id"]).links.len(), 1);
    }
}
