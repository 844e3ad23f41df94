//! Files no honest program wrote: the answer is an error or rejected rows, and the vault is as it was.

use serde_json::json;

use crate::generator::Dice;
use crate::world::{World, ada_and_friends, text};

/// Every hostile file, by name.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let card =
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Brandt;Ada\r\nEMAIL:ada@brandt.example\r\nEND:VCARD\r\n".to_vec();
    let mut dice = Dice::of(666, 1, 1);
    let mut noise = |n: usize| (0..n).map(|_| dice.next() as u8).collect::<Vec<u8>>();
    let mut binary = b"\x7fELF\x02\x01\x01\x00".to_vec();
    binary.extend(noise(200_000));
    let repeat = |text: &str, n: usize| text.repeat(n).into_bytes();
    let mut half_utf16 = vec![0xff, 0xfe];
    half_utf16.extend("Name\tMail\r\nAda\ta@b.example\r\n".encode_utf16().flat_map(u16::to_le_bytes));
    half_utf16.pop();
    let columns = |n: usize| (0..n).map(|i| format!("c{i}")).collect::<Vec<_>>().join(",");
    vec![
        ("empty.csv", Vec::new()),
        ("empty.vcf", Vec::new()),
        ("one-byte.csv", vec![b'\n']),
        ("truncated.vcf", card[..card.len() - 20].to_vec()),
        ("truncated-header.vcf", b"BEGIN:VCAR".to_vec()),
        ("binary.csv", binary.clone()),
        ("binary.vcf", binary),
        ("png.csv", [b"\x89PNG\r\n\x1a\n".to_vec(), noise(50_000)].concat()),
        ("zip.csv", [b"PK\x03\x04".to_vec(), noise(50_000)].concat()),
        ("nuls.csv", vec![0; 300_000]),
        ("nuls-inside.csv", b"Name,Mail\nA\0da,a@b.example\n\0\0\0,\0\n".to_vec()),
        ("nuls-inside.vcf", b"BEGIN:VCARD\nVERSION:3.0\nFN:A\0da\nNOTE:\0\0\nEND:VCARD\n".to_vec()),
        ("huge-line.csv", [b"Name,Mail\n".to_vec(), repeat("x", 30_000_000)].concat()),
        ("huge-line.vcf", [b"BEGIN:VCARD\nVERSION:3.0\nFN:".to_vec(), repeat("x", 2_000_000)].concat()),
        (
            "huge-cell.csv",
            [b"Name,Mail\n\"".to_vec(), repeat("y\n", 500_000), b"\",a@b.example\n".to_vec()].concat(),
        ),
        (
            "never-closed-quote.csv",
            [b"Name,Mail\n\"Ada,a@b.example\n".to_vec(), repeat("Bo,b@b.example\n", 50_000)].concat(),
        ),
        ("columns.csv", [columns(10_000), "\n".into(), columns(10_000), "\n".into()].concat().into_bytes()),
        (
            "wide-rows.csv",
            [b"Name,Mail\n".to_vec(), repeat(",", 1_000_000), b"\nAda,a@b.example\n".to_vec()].concat(),
        ),
        ("only-delimiters.csv", repeat(",,,,,,,,,\n", 20_000)),
        ("only-newlines.csv", repeat("\n", 500_000)),
        ("only-quotes.csv", repeat("\"", 100_001)),
        ("bad-utf8.csv", b"Name,Mail\nJ\xfc\xff\xfe\xc3\x28rgen,j@x.example\n".to_vec()),
        ("half-utf16.csv", half_utf16),
        ("duplicate-headers.csv", b"Name,Name,Mail,Mail,,\nAda,Eva,a@b.example,e@b.example,x,y\n".to_vec()),
        ("header-only.csv", b"First Name,Last Name,E-mail 1 - Value\n".to_vec()),
        (
            "formulas.csv",
            b"Name,Mail\n\"=cmd|' /C calc'!A0\",a@b.example\n@SUM(1+1),+49 151 23456789\n-2+3,x\n".to_vec(),
        ),
        ("nested.vcf", [repeat("BEGIN:VCARD\nAGENT:\n", 20_000), repeat("END:VCARD\n", 20_000)].concat()),
        ("many-begins.vcf", repeat("BEGIN:VCARD\n", 100_000)),
        ("many-ends.vcf", repeat("END:VCARD\n", 100_000)),
        (
            "many-parameters.vcf",
            [b"BEGIN:VCARD\nTEL".to_vec(), repeat(";TYPE=x", 200_000), b":1\nEND:VCARD\n".to_vec()].concat(),
        ),
        (
            "many-properties.vcf",
            [
                b"BEGIN:VCARD\nFN:Ada\n".to_vec(),
                repeat("TEL:+49 151 2345\n", 200_000),
                b"END:VCARD\n".to_vec(),
            ]
            .concat(),
        ),
        (
            "folds.vcf",
            [b"BEGIN:VCARD\nNOTE:".to_vec(), repeat("\n a", 500_000), b"\nEND:VCARD\n".to_vec()].concat(),
        ),
        (
            "soft-breaks.vcf",
            [b"BEGIN:VCARD\nVERSION:2.1\nNOTE;ENCODING=QUOTED-PRINTABLE:".to_vec(), repeat("=\n", 500_000)]
                .concat(),
        ),
        ("bad-base64.vcf", b"BEGIN:VCARD\nFN:Ada\nPHOTO;ENCODING=b:****not base64****\nEND:VCARD\n".to_vec()),
        ("no-person.vcf", b"BEGIN:VCARD\nVERSION:4.0\nREV:20200101T000000Z\nEND:VCARD\n".to_vec()),
        ("html.csv", b"<html><table><tr><td>Name</td></tr></table></html>".to_vec()),
        ("json.csv", br#"{"contacts":[{"name":"Ada"}]}"#.to_vec()),
    ]
}

// covers(IMP-1, IMP-3, QA-7)
#[test]
fn hostile_files_leave_an_honest_vault_as_it_was() {
    let world = World::new();
    world.import(&ada_and_friends(&world), json!({}));
    let honest = world.export();
    for (name, bytes) in files() {
        let start = std::time::Instant::now();
        let file = world.file(name, bytes);
        // Looking into it first, as the window does.
        let handle = serde_json::to_value(world.app.files().put_path(&file).unwrap()).unwrap();
        if let Err(refused) = world.ask("imports.inspect", json!({ "file": handle.clone() })) {
            assert!(!refused.message.is_empty() && !refused.code.is_empty(), "{name}");
        }
        let started = world.ask("imports.start", json!({ "files": [handle] }));
        let import = match started {
            Ok(started) => world.finished(&text(&started["import"])),
            // A picture without a code is refused before anything is read in.
            Err(refused) => json!({ "state": "failed", "error": { "message": refused.message } }),
        };
        match import["state"].as_str().unwrap() {
            "failed" => assert!(
                import["error"]["message"].as_str().is_some_and(|m| m.len() > 12),
                "{name} {import:#}"
            ),
            "done" => {
                for row in
                    world.call("imports.rows", json!({ "id": import["id"], "outcome": "rejected" }))["rows"]
                        .as_array()
                        .unwrap()
                {
                    assert!(row["reason"].as_str().is_some_and(|r| r.len() > 10), "{name}: {row}");
                }
                if !import["change_set"].is_null() {
                    world.call("changes.undo", json!({ "change_set": import["change_set"] }));
                }
            }
            other => panic!("{name} is {other}"),
        }
        assert!(world.export() == honest, "{name} left something behind");
        println!("{name}: {} in {:?}", import["state"], start.elapsed());
    }
    assert_eq!(world.search("brandt").len(), 1);
}

// covers(IMP-1)
#[test]
fn formulas_and_odd_characters_are_kept_as_they_are_and_never_worked_out() {
    let world = World::new();
    let file = world.file(
        "formulas.csv",
        "First Name,Last Name,E-mail 1 - Value,Notes\n\"=HYPERLINK(\"\"http://x.example\"\")\",Brandt,a@b.example,@SUM(A1)\n",
    );
    world.import(&[file], json!({}));
    let exported = world.exported();
    assert_eq!(exported["contacts"][0]["given"], "=HYPERLINK(\"http://x.example\")", "{exported:#}");
}
