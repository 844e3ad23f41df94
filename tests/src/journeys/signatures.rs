//! A signature or a mail becomes a proposal, and a contact only when the seller says so.

use serde_json::{Value, json};

use crate::world::{World, text};

const MAIL: &str = "From: \"Doe, Jane\" <jane@acme.example>\r\nTo: ada@brandt.example\r\nSubject: Offer\r\n\
    MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPlease find the offer below.\r\n\r\n-- \r\nJane Doe\r\n\
    Head of Sales\r\nAcme Inc.\r\n1 Main Street, Springfield, IL 62704\r\nT: +1 217 555 0101\r\nM: +1 217 555 0102\r\nwww.acme.example\r\n";

// covers(CON-14, IMP-7)
#[test]
fn a_pasted_signature_is_proposed_and_saves_nothing() {
    let world = World::new();
    let known = json!({ "given": "Jürgen", "family": "Müller", "phones": [{ "value": "0151 23456789" }] });
    let known = world.call("contacts.create", known);
    let before = world.last_seq();
    let pasted = "Mit freundlichen Grüßen\n\nJürgen Müller\nLeiter Vertrieb\nMüller Maschinenbau GmbH\nHauptstraße 12, 50667 Köln\n\
        Tel.: +49 221 901820-15\nMobil: +49 151 23456789\njm@mueller.example\nEin Spruch des Tages!";
    let proposal = world.call("imports.propose", json!({ "text": pasted }));
    assert_eq!(world.last_seq(), before, "nothing is written");
    assert_eq!(proposal["sure"], true);
    assert_eq!(proposal["left"], json!(["Ein Spruch des Tages!"]));
    let (one, why) = (&proposal["matches"][0], &proposal["matches"][0]["reason"]);
    assert_eq!((&one["id"], why), (&known["id"], &json!("phone")), "{proposal:#}");

    // As it is proposed it can be saved.
    let saved = world.call("contacts.create", proposal["record"].clone());
    let now = world.call("contacts.get", json!({ "id": saved["id"] }));
    assert_eq!(
        (&now["given"], &now["job_title"], &now["company"]),
        (&json!("Jürgen"), &json!("Leiter Vertrieb"), &json!("Müller Maschinenbau GmbH"))
    );
    let labels: Vec<&Value> = now["phones"].as_array().unwrap().iter().map(|phone| &phone["label"]).collect();
    assert_eq!(labels, ["work", "mobile"]);
    assert_eq!(now["addresses"][0]["postal_code"], "50667");

    for input in [json!({ "text": "" }), json!({ "text": "Guten Tag" }), json!({})] {
        assert!(world.ask("imports.propose", input.clone()).is_err(), "{input}");
    }
    let table =
        "Name;E-Mail;Telefon\nAda Brandt; ada@x.example;+49 30 901820\nBob Miller; b@x.example;+49 30 901821";
    let asked = world.ask("imports.propose", json!({ "text": table }));
    assert!(asked.is_err() || asked.unwrap()["sure"] == false, "a table is no signature");
}

// covers(CON-14, IMP-7)
#[test]
fn a_mail_is_proposed_by_its_head_and_imported_as_a_contact_that_is_taken_back() {
    let world = World::new();
    let path = world.file("offer.eml", MAIL);
    let handle = world.app.files().put_path(&path).unwrap();
    let proposal = world.call("imports.propose", json!({ "file": handle }));
    assert_eq!(proposal["record"]["family"], "Doe");
    assert_eq!(world.count("contacts"), 0);
    // The mail as text is the same mail.
    assert_eq!(world.call("imports.propose", json!({ "text": MAIL }))["record"], proposal["record"]);

    let import = world.import(&[path], json!({ "dry_run": false }));
    assert_eq!((&import["state"], &import["files"][0]["created"]), (&json!("done"), &json!(1)), "{import:#}");
    assert_eq!(import["files"][0]["name"], "offer.eml › signature.vcf");
    let people = world.exported()["contacts"].clone();
    assert_eq!(people[0]["emails"][0]["value"], "jane@acme.example");
    assert_eq!(people[0]["job_title"], "Head of Sales");
    assert_eq!(people[0]["phones"][1]["label"], "mobile");
    assert_eq!(people[0]["addresses"][0]["region"], "IL");
    world.call("changes.undo", json!({}));
    assert_eq!(world.count("contacts"), 0);

    let no_mail = world.file("list.eml", "Name;E-Mail\nAda;ada@x.example\n");
    let handle = world.app.files().put_path(&no_mail).unwrap();
    assert_eq!(world.ask("imports.propose", json!({ "file": handle })).unwrap_err().code, "not_a_mail");
    assert_eq!(world.ask("imports.start", json!({ "files": [handle] })).unwrap_err().code, "not_a_mail");
    let silent = world.file("silent.eml", "From: \r\nSubject: x\r\n\r\nJa.\r\n");
    let unpacked =
        world.call("imports.unpack", json!({ "files": [world.app.files().put_path(&silent).unwrap()] }));
    assert_eq!(text(&unpacked["left"][0]["code"]), "no_signature", "{unpacked}");
}

/// A mail of somebody, as it lies in a folder.
fn mail(name: &str, address: &str) -> String {
    format!(
        "From: \"{name}\" <{address}>\r\nTo: ada@brandt.example\r\nSubject: Offer\r\nMIME-Version: 1.0\r\n\
        Content-Type: text/plain; charset=utf-8\r\n\r\nHello.\r\n\r\n-- \r\n{name}\r\nHead of Sales\r\nAcme Inc.\r\n"
    )
}

// covers(CON-14, IMP-7)
#[test]
fn the_mails_of_an_archive_are_proposals_on_the_receipt_until_the_seller_takes_them() {
    let world = World::new();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let (jane, ravi) = (mail("Jane Doe", "jane@acme.example"), mail("Ravi Patel", "ravi@acme.example"));
    let members = [
        ("2026/jane.eml", jane.as_str()),
        ("ravi.eml", ravi.as_str()),
        ("silent.eml", "From: \r\nSubject: x\r\n\r\nJa.\r\n"),
        ("list.eml", "Name;E-Mail\nAda;ada@x.example\n"),
    ];
    for (name, text) in members {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut archive, text.as_bytes()).unwrap();
    }
    let path = world.file("post.zip", archive.finish().unwrap().into_inner());

    let handle = world.app.files().put_path(&path).unwrap();
    let unpacked = world.call("imports.unpack", json!({ "files": [handle] }));
    assert_eq!(
        (&unpacked["mails"], &unpacked["files"][0]["name"]),
        (&json!(2), &json!("post.zip › signatures.vcf"))
    );
    assert_eq!(unpacked["left"], json!([]), "the others have rows of their own");

    // Nobody was asked: each mail stands on the receipt with what would come of it, and nobody is saved.
    let import = world.import(std::slice::from_ref(&path), json!({}));
    assert_eq!((&import["state"], &import["dry_run"]), (&json!("staged"), &json!(true)), "{import:#}");
    assert_eq!(
        told(&world, &import),
        [
            ["created", "Jane Doe", ""],
            ["created", "Ravi Patel", ""],
            ["rejected", "silent.eml", "no_signature"],
            ["rejected", "list.eml", "not_a_mail"]
        ]
    );
    let cells = &import["files"][0]["cells"];
    let sum: u64 = ["mapped", "raw", "rejected"].iter().map(|fate| cells[*fate].as_u64().unwrap()).sum();
    assert_eq!(sum, cells["total"].as_u64().unwrap());
    assert_eq!(world.count("contacts"), 0);

    // Taken, they are one step.
    world.call("imports.apply", json!({ "id": import["id"] }));
    world.wait("the import", || {
        let now = world.call("imports.get", json!({ "id": import["id"] }));
        (now["state"] == "done").then_some(())
    });
    assert_eq!(world.count("contacts"), 2);
    // Who sent the silent one is known to the seller.
    let row = world.call("imports.row", json!({ "id": import["id"], "file": 0, "row": 3 }));
    let mail = row["cells"].as_array().unwrap().iter().find(|cell| cell["name"] == "EMAIL").unwrap();
    let cells = json!([{ "column": mail["column"], "text": "karl@acme.example" }]);
    let corrected =
        world.call("imports.correct", json!({ "id": import["id"], "file": 0, "row": 3, "cells": cells }));
    assert_eq!(corrected["outcome"], "created", "{corrected:#}");
    assert_eq!(world.count("contacts"), 3);
    world.call("changes.undo", json!({ "change_set": import["change_set"] }));
    assert_eq!(world.count("contacts"), 0);
}

/// Outcome, title and reason of each row.
fn told(world: &World, import: &serde_json::Value) -> Vec<[String; 3]> {
    let say = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let rows = world.rows(import);
    rows.iter().map(|row| [say(&row["outcome"]), say(&row["title"]), say(&row["code"])]).collect()
}

// covers(CON-14, IMP-7)
#[test]
fn several_mails_are_rows_of_one_receipt_each_with_what_comes_of_it() {
    let world = World::new();
    let files = [
        world.file("jane.eml", mail("Jane Doe", "jane@acme.example")),
        world.file("silent.eml", "From: \r\nSubject: x\r\n\r\nJa.\r\n"),
        world.file("ravi.eml", mail("Ravi Patel", "ravi@acme.example")),
    ];
    let import = world.import(&files, json!({}));
    assert_eq!((&import["state"], &import["dry_run"]), (&json!("staged"), &json!(true)), "{import:#}");
    assert_eq!(import["files"][0]["name"], "signatures.vcf");
    assert_eq!(
        told(&world, &import),
        [
            ["created", "Jane Doe", ""],
            ["rejected", "silent.eml", "no_signature"],
            ["created", "Ravi Patel", ""]
        ]
    );
    let rows = world.rows(&import);
    let mails: Vec<String> = rows.iter().map(|row| text(&row["mail"])).collect();
    assert_eq!(mails, ["jane.eml", "silent.eml", "ravi.eml"], "each row names its mail");
    world.call("imports.apply", json!({ "id": import["id"] }));
    world.finished(&text(&import["id"]));
    let people = world.exported()["contacts"].to_string();
    assert!(
        people.contains("Jane") && !people.contains("jane.eml"),
        "on nobody anything is kept of it: {people}"
    );
    // A card that only says it is one of ours is a card.
    let card =
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Eve\r\nMAIL:x.eml\r\nNO-SENDER:no_signature\r\nEND:VCARD\r\n";
    let import = world.import(&[world.file("eve.vcf", card)], json!({}));
    assert_eq!(told(&world, &import), [["created", "Eve", ""]]);
}
