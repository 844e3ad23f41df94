//! A whole CRM brought over with what belongs together: exports of other programs, as they write them.
//!
//! The journeys prove themselves: `every_planted_bug_is_caught` runs them with each bug of `CRM_BUGS`.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use serde_json::{Value, json};
use zip::write::SimpleFileOptions;

use super::everything::{bring_back, everything};
use crate::world::{World, text};

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The receipt of a file by the end of its name.
pub(super) fn of<'a>(import: &'a Value, name: &str) -> &'a Value {
    let files = import["files"].as_array().unwrap();
    files
        .iter()
        .find(|file| text(&file["name"]).ends_with(name))
        .unwrap_or_else(|| panic!("{name}: {import:#}"))
}

pub(super) fn outcomes(file: &Value) -> [u64; 5] {
    ["created", "updated", "unchanged", "duplicates", "rejected"]
        .map(|outcome| file[outcome].as_u64().unwrap())
}

/// Every row has one outcome and every cell one fate.
pub(super) fn sums_hold(import: &Value) {
    for file in import["files"].as_array().unwrap() {
        assert_eq!(outcomes(file).iter().sum::<u64>(), file["rows"].as_u64().unwrap(), "{file:#}");
        let cells = &file["cells"];
        let fates = ["mapped", "raw", "rejected"].map(|fate| cells[fate].as_u64().unwrap());
        assert_eq!(fates.iter().sum::<u64>(), cells["total"].as_u64().unwrap(), "{file:#}");
        for column in file["columns"].as_array().unwrap() {
            let fates = ["mapped", "raw", "rejected"].map(|fate| column[fate].as_u64().unwrap());
            assert_eq!(fates.iter().sum::<u64>(), column["cells"].as_u64().unwrap(), "{column:#}");
        }
    }
}

/// The cells of a row's receipt that lead nowhere: their columns and reasons.
pub(super) fn nowhere(world: &World, import: &Value, title: &str) -> Vec<(String, String)> {
    let rows = world.rows(import);
    let row = rows.iter().find(|row| row["title"] == title).unwrap_or_else(|| panic!("{title}: {rows:#?}"));
    let cells = row["cells"].as_array().cloned().unwrap_or_default();
    cells.iter().map(|cell| (text(&cell["name"]), text(&cell["code"]))).collect()
}

/// A record by its title, whole.
pub(super) fn record(world: &World, plural: &str, title: &str) -> Value {
    let rows = world.list(plural, json!({ "limit": 200 }))["rows"].as_array().unwrap().clone();
    let row = rows.iter().find(|row| row["title"] == title);
    let row = row.unwrap_or_else(|| panic!("no {title} among {rows:#?}"));
    world.call(&format!("{plural}.get"), json!({ "id": row["id"] }))
}

fn ids(record: &Value, part: &str) -> Vec<Value> {
    record[part].as_array().cloned().unwrap_or_default()
}

/// The notes on a record.
pub(super) fn notes(world: &World, kind: &str, record: &Value) -> Vec<String> {
    let only = json!({ "kind": kind, "id": record["id"], "only": ["note"] });
    let items = world.call("records.timeline", only)["items"].as_array().unwrap().clone();
    items.iter().map(|item| text(&item["note"]["body"])).collect()
}

const KINDS: [&str; 7] = ["companies", "contacts", "leads", "deals", "tasks", "communications", "notes"];

pub(super) fn counts(world: &World) -> [u64; 7] {
    KINDS.map(|kind| world.count(kind))
}

/// A stage: what it is called, what a deal is there, and its chance.
pub(super) type Stage = (String, String, u64);

/// The pipelines in their order with their stages.
pub(super) fn boards(world: &World) -> Vec<(String, Vec<Stage>)> {
    let of = |plural: &str| world.list(plural, json!({ "limit": 500 }))["rows"].as_array().unwrap().clone();
    let stages: Vec<Value> =
        of("stages").iter().map(|row| world.call("stages.get", json!({ "id": row["id"] }))).collect();
    let of_pipeline = |pipeline: &Value| {
        let stages = stages.iter().filter(|stage| stage["pipeline_id"] == pipeline["id"]);
        stages
            .map(|stage| {
                let chance = stage["probability"].as_f64().unwrap();
                (text(&stage["name"]), text(&stage["outcome"]), chance as u64)
            })
            .collect()
    };
    of("pipelines").iter().map(|pipeline| (text(&pipeline["title"]), of_pipeline(pipeline))).collect()
}

/// What every whole CRM keeps to: a dry run foretells it, a second time changes nothing, and one undo takes it all back.
pub(super) fn comes_over(world: &World, files: &[PathBuf], check: impl Fn(&World, &Value)) {
    let (none, before) = (counts(world), world.last_seq());
    let empty = boards(world);
    let dry = world.import(files, json!({ "dry_run": true }));
    assert_eq!((counts(world), world.last_seq()), (none, before));
    world.call("imports.cancel", json!({ "id": dry["id"] }));
    let import = world.import(files, json!({}));
    assert_eq!(import["state"], "done", "{:#}", import["error"]);
    sums_hold(&import);
    for (foretold, file) in dry["files"].as_array().unwrap().iter().zip(import["files"].as_array().unwrap()) {
        assert_eq!(outcomes(foretold), outcomes(file), "{file:#}");
        assert_eq!(foretold["cells"], file["cells"], "{file:#}");
        let named = |file: &Value| {
            let mut made = file["made"].as_array().cloned().unwrap_or_default();
            made.iter_mut().for_each(|one| {
                let one = one.as_object_mut().unwrap();
                one.remove("id");
                one.remove("pipeline_id");
            });
            made
        };
        assert_eq!(named(foretold), named(file), "{file:#}");
    }
    check(world, &import);
    let (all, after) = (counts(world), world.last_seq());
    let full = boards(world);
    let again = world.import(files, json!({}));
    assert_eq!((counts(world), world.last_seq()), (all, after), "{again:#}");
    assert_eq!(again["change_set"], Value::Null, "{again:#}");
    assert_eq!(boards(world), full, "and no stage is made twice");
    sums_hold(&again);
    world.call("changes.undo", json!({ "change_set": import["change_set"] }));
    assert_eq!(counts(world), none, "one undo takes everything back");
    assert_eq!(boards(world), empty, "with the boards");
    let anew = world.import(files, json!({}));
    assert_eq!(counts(world), all, "and it comes back as it came: {anew:#}");
    assert_eq!(boards(world), full, "with the boards");
}

/// The archive of a weekly export: the order of its files is not that in which they name each other.
fn salesforce() -> Vec<(&'static str, &'static str)> {
    vec![
        (
            "Account.csv",
            "\"Id\",\"IsDeleted\",\"MasterRecordId\",\"Name\",\"Type\",\"ParentId\",\"BillingStreet\",\"BillingCity\",\"BillingPostalCode\",\"BillingCountry\",\"Phone\",\"Website\",\"Industry\",\"NumberOfEmployees\",\"OwnerId\",\"CreatedDate\",\"SystemModstamp\"\n\
            \"0015g00000AcmeSAAV\",\"0\",\"\",\"Acme Süd\",\"Customer\",\"0015g00000AcmeHAAV\",\"Am Ring 1\",\"München\",\"80331\",\"Germany\",\"+49 89 1234560\",\"\",\"Machinery\",\"40\",\"0055g00000UserAAAV\",\"2021-03-01 08:00:00\",\"2024-01-01 08:00:00\"\n\
            \"0015g00000AcmeHAAV\",\"0\",\"\",\"Acme Holding\",\"Customer\",\"\",\"Hauptstr. 5\",\"Köln\",\"50667\",\"Germany\",\"+49 221 998870\",\"https://acme.example\",\"Machinery\",\"400\",\"0055g00000UserAAAV\",\"2021-03-01 08:00:00\",\"2024-01-01 08:00:00\"\n\
            \"0015g00000Twin1AAV\",\"0\",\"\",\"Twin\",\"\",\"\",\"\",\"Bonn\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"2021-03-01 08:00:00\",\"\"\n\
            \"0015g00000Twin2AAV\",\"0\",\"\",\"Twin\",\"\",\"\",\"\",\"Jena\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"2021-03-01 08:00:00\",\"\"\n\
            \"0015g00000GoneAAAV\",\"1\",\"\",\"Gone\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"2021-03-01 08:00:00\",\"\"\n",
        ),
        (
            "Contact.csv",
            "\"Id\",\"IsDeleted\",\"AccountId\",\"LastName\",\"FirstName\",\"Salutation\",\"Name\",\"MailingStreet\",\"MailingCity\",\"MailingPostalCode\",\"Phone\",\"MobilePhone\",\"Email\",\"Title\",\"Department\",\"OwnerId\",\"CreatedDate\",\"SystemModstamp\"\n\
            \"0035g00000AdaBrAAV\",\"0\",\"0015g00000AcmeSAAV\",\"Brandt\",\"Ada\",\"Dr.\",\"Ada Brandt\",\"\",\"\",\"\",\"+49 89 1234561\",\"\",\"ada@acme.example\",\"Head of Purchasing\",\"Purchasing\",\"0055g00000UserAAAV\",\"2021-03-02 08:00:00\",\"\"\n\
            \"0035g00000BeaLoAAV\",\"0\",\"0015g00000Twin2AAV\",\"Lorenz\",\"Bea\",\"\",\"Bea Lorenz\",\"\",\"\",\"\",\"\",\"+49 151 2345678\",\"\",\"\",\"\",\"0055g00000UserAAAV\",\"2021-03-02 08:00:00\",\"\"\n\
            \"0035g00000ConNoAAV\",\"0\",\"0015g00000LostAAAV\",\"Nowak\",\"Cora\",\"\",\"Cora Nowak\",\"\",\"\",\"\",\"\",\"\",\"cora@n.example\",\"\",\"\",\"\",\"2021-03-02 08:00:00\",\"\"\n",
        ),
        (
            "Lead.csv",
            "\"Id\",\"IsDeleted\",\"LastName\",\"FirstName\",\"Name\",\"Title\",\"Company\",\"City\",\"Email\",\"Phone\",\"LeadSource\",\"Status\",\"Rating\",\"OwnerId\",\"IsConverted\",\"ConvertedDate\",\"ConvertedAccountId\",\"ConvertedContactId\",\"ConvertedOpportunityId\",\"CreatedDate\"\n\
            \"00Q5g00000DanOtAAV\",\"0\",\"Otto\",\"Dan\",\"Dan Otto\",\"Owner\",\"Otto Tools\",\"Ulm\",\"dan@otto.example\",\"\",\"Web\",\"Working - Contacted\",\"Hot\",\"\",\"0\",\"\",\"\",\"\",\"\",\"2023-05-01 08:00:00\"\n\
            \"00Q5g00000OldAdAAV\",\"0\",\"Brandt\",\"Ada\",\"Ada Brandt\",\"\",\"Acme Süd\",\"\",\"ada.private@x.example\",\"\",\"Fair\",\"Closed - Converted\",\"Warm\",\"\",\"1\",\"2021-03-02\",\"0015g00000AcmeSAAV\",\"0035g00000AdaBrAAV\",\"0065g00000PressAAV\",\"2021-02-01 08:00:00\"\n",
        ),
        (
            "Opportunity.csv",
            "\"Id\",\"IsDeleted\",\"AccountId\",\"IsPrivate\",\"Name\",\"Description\",\"StageName\",\"Amount\",\"Probability\",\"CloseDate\",\"Type\",\"NextStep\",\"LeadSource\",\"IsClosed\",\"IsWon\",\"ForecastCategory\",\"OwnerId\",\"CreatedDate\",\"CreatedById\",\"SystemModstamp\"\n\
            \"0065g00000PressAAV\",\"0\",\"0015g00000AcmeSAAV\",\"0\",\"Presses\",\"Two of them, blue\",\"Closed Won\",\"12500.5\",\"100\",\"2021-06-30\",\"\",\"\",\"Fair\",\"1\",\"1\",\"Closed\",\"0055g00000UserAAAV\",\"2021-03-02 09:00:00\",\"0055g00000UserAAAV\",\"\"\n\
            \"0065g00000LatheAAV\",\"0\",\"0015g00000AcmeHAAV\",\"0\",\"Lathe\",\"\",\"Value Proposition\",\"8000\",\"20\",\"2031-12-31\",\"New Business\",\"Send the offer\",\"\",\"0\",\"0\",\"Pipeline\",\"0055g00000UserAAAV\",\"2024-03-02 09:00:00\",\"0055g00000UserAAAV\",\"\"\n\
            \"0065g00000Lath2AAV\",\"0\",\"0015g00000AcmeHAAV\",\"0\",\"Lathe\",\"\",\"Negotiation\",\"9000\",\"60\",\"2031-12-31\",\"\",\"\",\"\",\"0\",\"0\",\"Pipeline\",\"0055g00000UserAAAV\",\"2024-03-02 09:00:00\",\"0055g00000UserAAAV\",\"\"\n",
        ),
        (
            "OpportunityContactRole.csv",
            "\"Id\",\"OpportunityId\",\"ContactId\",\"Role\",\"IsPrimary\",\"CreatedDate\",\"IsDeleted\",\"SystemModstamp\"\n\
            \"00K5g00000Role1AAV\",\"0065g00000PressAAV\",\"0035g00000AdaBrAAV\",\"Decision Maker\",\"1\",\"2021-03-02 09:00:00\",\"0\",\"\"\n\
            \"00K5g00000Role2AAV\",\"0065g00000PressAAV\",\"0035g00000BeaLo\",\"Evaluator of paint\",\"0\",\"2021-03-02 09:00:00\",\"0\",\"\"\n\
            \"00K5g00000Role3AAV\",\"0065g00000MissiAAV\",\"0035g00000AdaBrAAV\",\"\",\"0\",\"2021-03-02 09:00:00\",\"0\",\"\"\n",
        ),
        (
            "Task.csv",
            "\"Id\",\"WhoId\",\"WhatId\",\"Subject\",\"ActivityDate\",\"Status\",\"Priority\",\"IsHighPriority\",\"OwnerId\",\"Description\",\"IsDeleted\",\"AccountId\",\"IsClosed\",\"CreatedDate\",\"CallDurationInSeconds\",\"CallType\",\"CallDisposition\",\"TaskSubtype\",\"CompletedDateTime\"\n\
            \"00T5g00000Task1AAV\",\"0035g00000AdaBrAAV\",\"0065g00000LatheAAV\",\"Send price list\",\"2031-02-03\",\"Not Started\",\"High\",\"1\",\"0055g00000UserAAAV\",\"With the\n\"\"new\"\" prices\",\"0\",\"0015g00000AcmeSAAV\",\"0\",\"2024-02-01 08:00:00\",\"\",\"\",\"\",\"Task\",\"\"\n\
            \"00T5g00000Call1AAV\",\"0035g00000AdaBrAAV\",\"0065g00000PressAAV\",\"Call\",\"2021-04-05\",\"Completed\",\"Normal\",\"0\",\"0055g00000UserAAAV\",\"Wants it blue\",\"0\",\"0015g00000AcmeSAAV\",\"1\",\"2021-04-05 10:00:00\",\"600\",\"Outbound\",\"Left Voicemail\",\"Call\",\"2021-04-05 10:30:00\"\n\
            \"00T5g00000Mail1AAV\",\"00Q5g00000DanOtAAV\",\"\",\"Email: Our catalogue\",\"2023-05-02\",\"Completed\",\"Normal\",\"0\",\"0055g00000UserAAAV\",\"Hello Dan\",\"0\",\"\",\"1\",\"2023-05-02 10:00:00\",\"\",\"\",\"\",\"Email\",\"\"\n\
            \"00T5g00000OldLdAAV\",\"00Q5g00000OldAdAAV\",\"5005g00000Case1AAV\",\"Check the complaint\",\"\",\"Completed\",\"Low\",\"0\",\"\",\"\",\"0\",\"\",\"1\",\"2021-02-03 10:00:00\",\"\",\"\",\"\",\"Task\",\"2021-02-04 10:00:00\"\n",
        ),
        (
            "Event.csv",
            "\"Id\",\"WhoId\",\"WhatId\",\"Subject\",\"Location\",\"IsAllDayEvent\",\"ActivityDateTime\",\"ActivityDate\",\"DurationInMinutes\",\"StartDateTime\",\"EndDateTime\",\"Description\",\"AccountId\",\"OwnerId\",\"IsDeleted\",\"CreatedDate\"\n\
            \"00U5g00000Even1AAV\",\"0035g00000AdaBrAAV\",\"0015g00000AcmeSAAV\",\"Factory tour\",\"Köln\",\"0\",\"2021-05-06 09:00:00\",\"2021-05-06\",\"90\",\"2021-05-06 09:00:00\",\"2021-05-06 10:30:00\",\"Saw hall 3\",\"0015g00000AcmeSAAV\",\"0055g00000UserAAAV\",\"0\",\"2021-05-01 09:00:00\"\n\
            \"00U5g00000Even2AAV\",\"0035g00000BeaLoAAV\",\"\",\"Demo\",\"\",\"0\",\"2037-05-06 09:00:00\",\"2037-05-06\",\"60\",\"2037-05-06 09:00:00\",\"2037-05-06 10:00:00\",\"\",\"\",\"0055g00000UserAAAV\",\"0\",\"2024-05-01 09:00:00\"\n",
        ),
        (
            "EventRelation.csv",
            "\"Id\",\"RelationId\",\"EventId\",\"Status\",\"CreatedDate\",\"IsDeleted\"\n\
            \"0RE5g00000Rel01AAV\",\"0035g00000BeaLoAAV\",\"00U5g00000Even1AAV\",\"\",\"2021-05-01 09:00:00\",\"0\"\n",
        ),
        (
            "EmailMessage.csv",
            "\"Id\",\"ParentId\",\"ActivityId\",\"CreatedDate\",\"TextBody\",\"HtmlBody\",\"Subject\",\"FromName\",\"FromAddress\",\"ToAddress\",\"Incoming\",\"Status\",\"MessageDate\",\"IsDeleted\",\"RelatedToId\"\n\
            \"02s5g00000Mail2AAV\",\"\",\"\",\"2021-04-07 10:00:00\",\"\",\"<p>Please send &amp; call</p>\",\"Question\",\"Ada\",\"ada@acme.example\",\"me@seller.example\",\"1\",\"1\",\"2021-04-07 10:00:00\",\"0\",\"0065g00000PressAAV\"\n",
        ),
        (
            "Note.csv",
            "\"Id\",\"IsDeleted\",\"ParentId\",\"Title\",\"IsPrivate\",\"Body\",\"OwnerId\",\"CreatedDate\"\n\
            \"0025g00000Note1AAV\",\"0\",\"0015g00000AcmeHAAV\",\"Terms\",\"0\",\"30 days net\",\"0055g00000UserAAAV\",\"2022-01-01 08:00:00\"\n\
            \"0025g00000Note2AAV\",\"0\",\"5005g00000Case1AAV\",\"On a case\",\"0\",\"Nobody here\",\"\",\"2022-01-01 08:00:00\"\n",
        ),
        (
            "User.csv",
            "\"Id\",\"Username\",\"LastName\",\"FirstName\",\"Email\",\"IsActive\",\"ProfileId\",\"CreatedDate\",\"CreatedById\",\"SystemModstamp\"\n\
            \"0055g00000UserAAAV\",\"me@seller.example\",\"Seller\",\"Me\",\"me@seller.example\",\"1\",\"00e5g00000ProfAAAV\",\"2020-01-01 08:00:00\",\"\",\"\"\n",
        ),
        (
            "Product2.csv",
            "\"Id\",\"Name\",\"ProductCode\",\"Description\",\"CreatedDate\",\"CreatedById\",\"SystemModstamp\",\"IsDeleted\"\n\
            \"01t5g00000Prod1AAV\",\"Press\",\"P-1\",\"A press\",\"2020-01-01 08:00:00\",\"0055g00000UserAAAV\",\"\",\"0\"\n",
        ),
    ]
}

// covers(INT-8, INT-12, IMP-9, IMP-2)
#[test]
fn a_salesforce_export_comes_over_with_what_belongs_together() {
    let world = World::new();
    let file = world.file("WE_00D5g000000.ZIP", zipped(&salesforce()));
    comes_over(&world, &[file], |world, import| {
        assert_eq!(outcomes(of(import, "Account.csv")), [4, 0, 0, 0, 1], "{import:#}");
        assert_eq!(outcomes(of(import, "Contact.csv")), [3, 0, 0, 0, 0], "{import:#}");
        assert_eq!(outcomes(of(import, "Lead.csv")), [1, 0, 0, 1, 0], "{import:#}");
        assert_eq!(outcomes(of(import, "Opportunity.csv")), [3, 0, 0, 0, 0], "{import:#}");
        assert_eq!(outcomes(of(import, "ContactRole.csv")), [0, 0, 0, 2, 1], "{import:#}");
        assert_eq!(outcomes(of(import, "Task.csv")), [4, 0, 0, 0, 0], "{import:#}");
        assert_eq!(outcomes(of(import, "Event.csv")), [2, 0, 0, 0, 0], "{import:#}");
        assert_eq!(outcomes(of(import, "Note.csv")), [1, 0, 0, 0, 1], "{import:#}");
        for left in ["User.csv", "Product2.csv"] {
            assert_eq!(of(import, left)["error"]["code"], "not_brought_over", "{import:#}");
        }
        assert_eq!(counts(world), [4, 3, 1, 3, 3, 4, 3], "{:#}", world.list("notes", json!({})));

        let (south, holding) =
            (record(world, "companies", "Acme Süd"), record(world, "companies", "Acme Holding"));
        assert_eq!(south["parent_id"], holding["id"], "whose row stands below");
        let ada = record(world, "contacts", "Ada Brandt");
        assert_eq!(ada["jobs"].as_array().unwrap().len(), 1, "{ada:#}");
        assert_eq!(
            (&ada["jobs"][0]["company_id"], &ada["jobs"][0]["title"]),
            (&south["id"], &json!("Head of Purchasing"))
        );
        assert_eq!(ada["company"], "Acme Süd");
        let mails: Vec<&Value> =
            ada["emails"].as_array().unwrap().iter().map(|mail| &mail["value"]).collect();
        assert_eq!(mails, ["ada@acme.example", "ada.private@x.example"], "the lead that became her is her");
        let bea = record(world, "contacts", "Bea Lorenz");
        let twin = world.call("companies.get", json!({ "id": bea["jobs"][0]["company_id"] }));
        assert_eq!(
            twin["addresses"][0]["city"], "Jena",
            "of two companies of one name the one that is meant"
        );
        assert_eq!(
            nowhere(world, import, "Cora Nowak"),
            [("AccountId".to_owned(), "reference_nowhere".to_owned())]
        );
        assert_eq!(
            record(world, "contacts", "Cora Nowak")["raw"].to_string().matches("0015g00000LostAAAV").count(),
            1
        );
        let dan = record(world, "leads", "Dan Otto");
        assert_eq!(
            dan["created_ms"],
            "2023-05-01T08:00:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond()
        );
        assert_eq!(notes(world, "lead", &dan), Vec::<String>::new(), "everything has its field");
        assert_eq!(
            [&dan["status"], &dan["rating"], &dan["company"], &dan["source"]],
            ["working", "hot", "Otto Tools", "Web"]
        );

        let presses = record(world, "deals", "Presses");
        assert_eq!((&presses["company_id"], &presses["state"]), (&south["id"], &json!("won")), "{presses:#}");
        assert_eq!(presses["amount"]["minor"], 1_250_050);
        assert_eq!(
            presses["closed_ms"],
            "2021-06-30T12:00:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond()
        );
        let roles: Vec<[&Value; 2]> = presses["contacts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| [&one["contact_id"], &one["role"]])
            .collect();
        assert_eq!(roles, [[&ada["id"], &json!("decision_maker")], [&bea["id"], &json!("other")]]);
        assert_eq!(presses["contacts"][1]["note"], "Evaluator of paint");
        assert!(notes(world, "deal", &presses).contains(&"Two of them, blue".to_owned()));
        let lathes: Vec<Value> = world.list("deals", json!({}))["rows"].as_array().unwrap().clone();
        let lathes: Vec<Value> = lathes
            .iter()
            .filter(|deal| deal["title"] == "Lathe")
            .map(|deal| world.call("deals.get", json!({ "id": deal["id"] })))
            .collect();
        assert_eq!(lathes.len(), 2, "two deals of one name and one company are two");
        let lathe = lathes.iter().find(|deal| deal["amount"]["minor"] == 800_000).unwrap();
        assert_eq!((&lathe["state"], &lathe["next_step"]), (&json!("open"), &json!("Send the offer")));
        assert_eq!(nowhere(world, import, "Lathe"), [], "it stands where it stood");
        assert_eq!(lathe["stages"][0]["name"], "Value Proposition");
        let board = [("Value Proposition", "open", 20), ("Negotiation", "open", 60)];
        let board = [&board[..], &[("Closed Won", "won", 100), ("Lost", "lost", 0)]].concat();
        let board = board.into_iter().map(|(name, of, chance)| (name.into(), of.into(), chance)).collect();
        assert_eq!(boards(world), [("Salesforce".into(), board)]);

        let task = record(world, "tasks", "Send price list");
        assert_eq!(
            [ids(&task, "contacts"), ids(&task, "deals"), ids(&task, "companies")],
            [vec![ada["id"].clone()], vec![lathe["id"].clone()], vec![south["id"].clone()]]
        );
        assert_eq!([&task["status"], &task["priority"], &task["due"]], ["open", "high", "2031-02-03"]);
        assert_eq!(task["notes"], "With the\n\"new\" prices");
        let complaint = record(world, "tasks", "Check the complaint");
        assert_eq!(
            ids(&complaint, "contacts"),
            [ada["id"].clone()],
            "a lead that was converted is its contact"
        );
        assert_eq!(
            complaint["completed_ms"],
            "2021-02-04T10:00:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond()
        );
        assert_eq!(
            nowhere(world, import, "Check the complaint"),
            [("WhatId".to_owned(), "reference_nowhere".to_owned())]
        );
        assert_eq!(complaint["notes"], "WhatId: 5005g00000Case1AAV", "kept beside the record");

        let call = record(world, "communications", "Call");
        assert_eq!([&call["channel"], &call["direction"], &call["outcome"]], ["call", "out", "left_message"]);
        assert_eq!((&call["duration_s"], &call["body"]), (&json!(600.0), &json!("Wants it blue")));
        assert_eq!(
            call["at_ms"],
            "2021-04-05T10:30:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond()
        );
        assert_eq!(
            (ids(&call, "contacts"), ids(&call, "deals")),
            (vec![ada["id"].clone()], vec![presses["id"].clone()])
        );
        let mail = record(world, "communications", "Email: Our catalogue");
        assert_eq!((&mail["channel"], ids(&mail, "leads")), (&json!("email"), vec![dan["id"].clone()]));
        let tour = record(world, "communications", "Factory tour");
        assert_eq!((&tour["channel"], &tour["duration_s"]), (&json!("meeting"), &json!(5400.0)));
        assert_eq!(
            ids(&tour, "contacts"),
            [ada["id"].clone(), bea["id"].clone()],
            "also whom only the relation names"
        );
        let question = record(world, "communications", "Question");
        assert_eq!([&question["direction"], &question["body"]], ["in", "Please send & call"]);
        assert_eq!(
            (ids(&question, "contacts"), ids(&question, "deals")),
            (vec![ada["id"].clone()], vec![presses["id"].clone()])
        );
        let demo = record(world, "tasks", "Demo");
        assert_eq!(
            (&demo["type"], &demo["due"], &demo["duration_min"]),
            (&json!("meeting"), &json!("2037-05-06"), &json!(60.0))
        );
        assert_eq!(notes(world, "company", &holding), ["Terms\n\n30 days net"]);
    });
}

// covers(INT-8, INT-12)
#[test]
fn a_later_export_finds_what_an_earlier_one_brought() {
    let world = World::new();
    let mut files = salesforce();
    let early: Vec<(&str, &str)> = files.drain(..3).collect();
    let early = world.file("first.zip", zipped(&early));
    world.import(&[early], json!({}));
    // Renamed meanwhile, by hand; the ids still tell who is who.
    let ada = record(&world, "contacts", "Ada Brandt");
    world.call("contacts.patch", json!({ "id": ada["id"], "version": ada["version"], "patch": { "family": "Brandt-Weil", "display_name": null } }));
    let late = world.file("second.zip", zipped(&files));
    let import = world.import(&[late], json!({}));
    sums_hold(&import);
    assert_eq!(counts(&world), [4, 3, 1, 3, 3, 4, 3], "{import:#}");
    let call = record(&world, "communications", "Call");
    assert_eq!(ids(&call, "contacts"), [ada["id"].clone()]);
    // Who was merged meanwhile is found too.
    let presses = record(&world, "deals", "Presses");
    assert_eq!(presses["contacts"][0]["contact_id"], ada["id"]);
}

// covers(INT-8, IMP-5)
#[test]
fn a_row_that_named_nobody_is_corrected_and_comes_to_who_is_meant() {
    let world = World::new();
    let import = world.import(&[world.file("WE_00D5g000000.ZIP", zipped(&salesforce()))], json!({}));
    let files = import["files"].as_array().unwrap();
    let file = files.iter().position(|file| text(&file["name"]).ends_with("Note.csv")).unwrap();
    let place = json!({ "id": import["id"], "file": file, "row": 2 });
    let row = world.call("imports.row", place.clone());
    let cells = row["cells"].as_array().unwrap();
    let parent = cells.iter().find(|cell| cell["name"] == "ParentId").unwrap();
    assert_eq!(parent["text"], "5005g00000Case1AAV");
    let with = |id: &str| {
        let mut input = place.clone();
        input["cells"] = json!([{ "column": parent["column"], "text": id }]);
        input
    };
    let still = world.call("imports.correct", with("5005g00000Case2AAV"));
    assert_eq!((&still["outcome"], &still["code"]), (&json!("rejected"), &json!("note_no_owner")));
    // By an id of fifteen letters, as Salesforce shows it.
    let done = world.call("imports.correct", with("0015g00000AcmeH"));
    assert_eq!(done["outcome"], "created", "{done:#}");
    let company = record(&world, "companies", "Acme Holding");
    assert!(notes(&world, "company", &company).iter().any(|note| note.contains("Nobody here")));
    let now = world.call("imports.get", json!({ "id": import["id"] }));
    assert_eq!(outcomes(of(&now, "Note.csv")), [2, 0, 0, 0, 0], "{now:#}");
    sums_hold(&now);
    // One key takes it back, and the receipt says so.
    world.call("changes.undo", json!({}));
    let back = world.call("imports.get", json!({ "id": import["id"] }));
    assert_eq!(outcomes(of(&back, "Note.csv")), [1, 0, 0, 0, 1], "{back:#}");
    sums_hold(&back);
}

// covers(INT-8, IMP-5)
#[test]
fn who_corrects_a_row_says_by_name_or_address_to_what_it_belongs() {
    let world = World::new();
    let import = world.import(&[world.file("WE_00D5g000000.ZIP", zipped(&salesforce()))], json!({}));
    let files = import["files"].as_array().unwrap();
    let file = files.iter().position(|file| text(&file["name"]).ends_with("Note.csv")).unwrap();
    let place = json!({ "id": import["id"], "file": file, "row": 2 });
    let row = world.call("imports.row", place.clone());
    let cells = row["cells"].as_array().unwrap();
    let of = |name: &str| cells.iter().find(|cell| cell["name"] == name).unwrap();
    assert_eq!((&of("ParentId")["refers"], of("Id").get("refers")), (&json!(true), None));
    assert_eq!(of("Body").get("refers"), None);
    let correct = |words: &str| {
        let mut input = place.clone();
        input["cells"] = json!([{ "column": of("ParentId")["column"], "text": words }]);
        world.call("imports.correct", input)
    };
    assert_eq!(correct("Nobody of this name")["code"], "note_no_owner");
    world.call("contacts.create", json!({ "given": "Two", "family": "Ofone" }));
    world.call("contacts.create", json!({ "given": "Two", "family": "Ofone" }));
    assert_eq!(correct("Two Ofone")["code"], "note_no_owner", "of two nobody knows which");
    let ada = record(&world, "contacts", "Ada Brandt");
    for words in ["ada@acme.example", "ada brandt"] {
        let done = correct(words);
        assert_eq!(done["outcome"], "created", "{words}: {done:#}");
        assert!(notes(&world, "contact", &ada).iter().any(|note| note.contains("Nobody here")), "{words}");
        world.call("changes.undo", json!({}));
    }
    assert_eq!(correct("Acme Holding")["outcome"], "created");
    let company = record(&world, "companies", "Acme Holding");
    assert!(notes(&world, "company", &company).iter().any(|note| note.contains("Nobody here")));
}

// covers(INT-8, LEAD-1, IMP-1)
#[test]
fn where_hubspot_knows_somebody_from_is_their_source() {
    let table = "Record ID,First Name,Last Name,Email,Contact owner,Original Traffic Source,Original Source Drill-Down 1\n\
        101,Ada,Brandt,ada@acme.example,Me,Organic Search,google\n102,Bea,Lorenz,bea@y.example,Me,,\n";
    let world = World::new();
    let import = world.import(&[world.file("contacts.csv", table)], json!({}));
    sums_hold(&import);
    assert_eq!(record(&world, "contacts", "Ada Brandt")["source"], "Organic Search", "{import:#}");
    assert_eq!(record(&world, "contacts", "Bea Lorenz")["source"], "Import contacts.csv");
    let again = world.import(&[world.file("contacts.csv", table)], json!({}));
    assert_eq!(outcomes(of(&again, "contacts.csv")), [0, 0, 2, 0, 0], "{again:#}");
    for column in ["Original Traffic Source", "Original Source", "Original Source Type"] {
        let world = World::new();
        let table = table.replace("Original Traffic Source", column);
        let import = world.import(&[world.file("leads.csv", table)], json!({ "kind": "lead" }));
        sums_hold(&import);
        let ada = record(&world, "leads", "Ada Brandt");
        assert_eq!(ada["source"], "Organic Search", "{column}: {import:#}");
        assert!(!notes(&world, "lead", &ada).iter().any(|note| note.contains("Organic Search")), "{column}");
    }
}

// covers(INT-12, IMP-5)
#[test]
fn the_tasks_of_atomic_crm_are_tasks_of_whom_they_are_about() {
    let all = json!({
        "companies": [{ "id": 1, "name": "Engines", "sector": "industrials" }],
        "contacts": [
            { "id": 7, "first_name": "Ada", "last_name": "Lovelace", "company_id": 1, "email_jsonb": [] },
            { "id": 8, "first_name": "Ada", "last_name": "Lovelace", "company_id": null, "email_jsonb": [] },
        ],
        "tasks": [
            { "id": 1, "contact_id": 8, "type": "Email", "text": "Send the drawings", "due_date": "2037-05-06T00:00:00Z" },
            { "id": 2, "contact_id": 7, "type": "Thank you", "text": "", "due_date": "2036-01-02", "done_date": "2036-01-03T10:00:00Z" },
            { "id": 3, "contact_id": 99, "type": "None", "text": "Nobody's" },
        ],
        "sales": [],
    });
    let file = |world: &World| world.file("atomic.json", all.to_string());
    let world = World::new();
    let import = world.import(&[file(&world)], json!({}));
    assert_eq!(outcomes(of(&import, "tasks")), [3, 0, 0, 0, 0], "{import:#}");
    sums_hold(&import);
    let drawings = record(&world, "tasks", "Send the drawings");
    assert_eq!(
        (&drawings["type"], &drawings["due"], &drawings["status"]),
        (&json!("message"), &json!("2037-05-06"), &json!("open"))
    );
    // Of two of one name the one it is about.
    let whom = world.call("contacts.get", json!({ "id": ids(&drawings, "contacts")[0] }));
    assert_eq!((&whom["company"], &whom["family"]), (&Value::Null, &json!("Lovelace")));
    assert_eq!(record(&world, "tasks", "Thank you")["status"], "done");
    let lost = nowhere(&world, &import, "Nobody's");
    assert!(
        lost.iter().any(|(column, code)| column == "Atomic contact id" && code == "reference_nowhere"),
        "{lost:?}"
    );
    let before = counts(&world);
    let again = world.import(&[file(&world)], json!({}));
    assert_eq!((counts(&world), outcomes(of(&again, "tasks"))), (before, [0, 0, 3, 0, 0]), "{again:#}");
}

// covers(INT-8, IMP-9)
#[test]
fn what_an_export_brought_is_found_by_its_ids_after_a_merge_and_in_a_restored_vault() {
    let mut files = salesforce();
    let early: Vec<(&str, &str)> = files.drain(..3).collect();
    let world = World::new();
    world.import(&[world.file("first.zip", zipped(&early))], json!({}));
    // Who was Ada there is part of Bea here, and nothing of her name is left.
    let (ada, bea) = (record(&world, "contacts", "Ada Brandt"), record(&world, "contacts", "Bea Lorenz"));
    world.call("contacts.merge", json!({ "id": bea["id"], "others": [ada["id"]] }));
    let bea = world.call("contacts.get", json!({ "id": bea["id"] }));
    world.call(
        "contacts.patch",
        json!({ "id": bea["id"], "version": bea["version"],
        "patch": { "given": "Carla", "family": "Kurz", "display_name": null, "emails": [] } }),
    );
    let copy = World::new();
    bring_back(&copy, &everything(&world)).unwrap();
    assert_eq!(everything(&copy), everything(&world), "the origins go along, and come back");
    for world in [&world, &copy] {
        let import = world.import(&[world.file("second.zip", zipped(&files))], json!({}));
        sums_hold(&import);
        let call = record(world, "communications", "Call");
        assert_eq!(ids(&call, "contacts"), [bea["id"].clone()], "{import:#}");
        assert_eq!(record(world, "deals", "Presses")["contacts"][0]["contact_id"], bea["id"]);
    }
}

/// What HubSpot's index pages export, a file for each kind of object, dropped together.
fn hubspot(world: &World) -> Vec<PathBuf> {
    [
        (
            "hubspot-crm-exports-all-notes.csv",
            "Record ID,Note body,Activity date,Associated Contact IDs,Associated Company IDs,Associated Deal IDs\n\
            7001,<p>Prefers mornings</p>,2024-03-12 09:14,101,,\n7002,Lost in space,2024-03-12 09:14,999,,\n",
        ),
        (
            "hubspot-crm-exports-all-calls.csv",
            "Record ID,Call Title,Call notes,Call outcome,Call duration (HH:mm:ss),Call direction,Activity date,Activity assigned to,Associated Contact IDs,Associated Contact,Associated Company IDs,Associated Deal IDs\n\
            6001,First call,Liked it,Connected,00:10:30,Outbound,2024-03-12 09:14,Me Seller,101;102,Ada Brandt (ada@acme.example);Bea Lorenz,201,301\n\
            6002,Second call,,Left voicemail,,INBOUND,2024-03-13 10:00,,,Bea Lorenz (bea@y.example),,\n\
            6003,Third call,,Went fine,,,2024-03-14 10:00,,101;998,,,\n",
        ),
        (
            "hubspot-crm-exports-all-meetings.csv",
            "Record ID,Meeting name,Meeting description,Meeting start time,Meeting end time,Meeting outcome,Associated Contact IDs,Associated Deal IDs\n\
            6101,Workshop,In hall 3,2024-04-12 09:00,2024-04-12 10:30,Completed,101,301\n\
            6102,Review,,2037-04-12 09:00,2037-04-12 09:45,Scheduled,102,\n",
        ),
        (
            "hubspot-crm-exports-all-emails.csv",
            "Record ID,Email subject,Email body,Email direction,Activity date,Email from address,Email to address,Associated Deal IDs\n\
            6201,Offer,See attached,EMAIL,2024-04-13 09:00,me@seller.example,ada@acme.example,301\n\
            6202,Re: Offer,Too dear,INCOMING_EMAIL,2024-04-14 09:00,ada@acme.example,me@seller.example,301\n",
        ),
        (
            "hubspot-crm-exports-all-tasks.csv",
            "Record ID,Task Title,Task Type,Task Status,Priority,Due date,Notes,Assigned to,Associated Contact IDs,Associated Company IDs,Associated Deal IDs,Associated Company\n\
            6301,Call back,CALL,NOT_STARTED,HIGH,2031-05-06 15:30,About the price,Me,101,,301,\n\
            6302,Send flowers,TO_DO,COMPLETED,NONE,2024-05-06 08:00,,Me,,,,Beta AG\n",
        ),
        (
            "hubspot-crm-exports-all-deals.csv",
            "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Deal owner,Create Date,Associated Company IDs,Associated Company,Associated Contact IDs\n\
            301,Big press,Qualified to buy,Sales Pipeline,\"12,500.50\",2031-03-31 12:00,Me,2024-01-01 08:00,201,Acme GmbH,101;102;998\n\
            302,Small press,Closed won,Sales Pipeline,900,2024-02-01 12:00,Me,2024-01-01 08:00,202,Beta AG,\n",
        ),
        (
            "hubspot-crm-exports-all-contacts.csv",
            "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Contact owner,Lifecycle Stage,Create Date,Associated Company IDs,Associated Company,Associated Deal IDs\n\
            101,Ada,Brandt,ADA@acme.example,+49 89 1234561,Buyer,Me,Customer,2023-12-01 08:00,201,Acme GmbH,301\n\
            102,Bea,Lorenz,bea@y.example,,,Me,Lead,2023-12-01 08:00,201;202,Acme GmbH;Beta AG,301\n\
            103,Cora,Nowak,cora@z.example,,,Me,Lead,2023-12-01 08:00,,Gamma KG,\n",
        ),
        (
            "hubspot-crm-exports-all-companies.csv",
            "Record ID,Company name,Company Domain Name,Phone Number,City,Industry,Company owner,Create Date,Associated Contact IDs\n\
            201,Acme GmbH,acme.example,,Köln,MACHINERY,Me,2023-12-01 08:00,101;102\n\
            202,Beta AG,beta.example,,Bonn,,Me,2023-12-01 08:00,102\n",
        ),
    ]
    .map(|(name, text)| world.file(name, text))
    .to_vec()
}

/// A moment as a clock here shows it.
fn here(moment: &str) -> i64 {
    let zoned =
        moment.parse::<jiff::civil::DateTime>().unwrap().to_zoned(jiff::tz::TimeZone::system()).unwrap();
    zoned.timestamp().as_millisecond()
}

// covers(INT-9, INT-12, IMP-9)
#[test]
fn hubspot_exports_come_over_with_what_belongs_together() {
    let world = World::new();
    let files = hubspot(&world);
    comes_over(&world, &files, |world, import| {
        assert_eq!(outcomes(of(import, "contacts.csv")), [3, 0, 0, 0, 0], "{import:#}");
        assert_eq!(outcomes(of(import, "notes.csv")), [1, 0, 0, 0, 1], "{import:#}");
        assert_eq!(counts(world)[..6], [3, 3, 0, 2, 3, 6], "{import:#}");
        let (acme, beta) = (record(world, "companies", "Acme GmbH"), record(world, "companies", "Beta AG"));
        let (ada, bea) = (record(world, "contacts", "Ada Brandt"), record(world, "contacts", "Bea Lorenz"));
        assert_eq!((&ada["jobs"][0]["company_id"], &ada["jobs"][0]["title"]), (&acme["id"], &json!("Buyer")));
        let jobs: Vec<&Value> =
            bea["jobs"].as_array().unwrap().iter().map(|job| &job["company_id"]).collect();
        assert_eq!(jobs, [&acme["id"], &beta["id"]]);
        assert_eq!(
            record(world, "contacts", "Cora Nowak")["company"],
            "Gamma KG",
            "a name alone makes its company, as ever"
        );

        let big = record(world, "deals", "Big press");
        assert_eq!((&big["company_id"], &big["amount"]["minor"]), (&acme["id"], &json!(1_250_050)));
        let with: Vec<&Value> =
            big["contacts"].as_array().unwrap().iter().map(|one| &one["contact_id"]).collect();
        assert_eq!(with, [&ada["id"], &bea["id"]]);
        let told = nowhere(world, import, "Big press");
        assert!(told.contains(&("Associated Contact IDs".into(), "reference_nowhere".into())), "{told:?}");
        assert!(!told.iter().any(|(column, _)| column == "Deal Stage"), "it stands where it stood: {told:?}");
        assert_eq!(big["stages"][0]["name"], "Qualified to buy");
        let noted = notes(world, "deal", &big).join("\n");
        assert!(noted.contains("998") && !noted.contains("Qualified to buy"), "{noted}");
        let small = record(world, "deals", "Small press");
        assert_eq!((&small["state"], &small["company_id"]), (&json!("won"), &beta["id"]));
        assert_eq!(small["closed_ms"], here("2024-02-01T12:00"));

        let call = record(world, "communications", "First call");
        assert_eq!(
            (&call["outcome"], &call["duration_s"], &call["at_ms"]),
            (&json!("reached"), &json!(630.0), &json!(here("2024-03-12T09:14")))
        );
        assert_eq!(
            [ids(&call, "contacts"), ids(&call, "companies"), ids(&call, "deals")],
            [vec![ada["id"].clone(), bea["id"].clone()], vec![acme["id"].clone()], vec![big["id"].clone()]]
        );
        let second = record(world, "communications", "Second call");
        assert_eq!(
            (&second["direction"], ids(&second, "contacts")),
            (&json!("in"), vec![bea["id"].clone()]),
            "by name, where there is no id"
        );
        let third = record(world, "communications", "Third call");
        assert_eq!(ids(&third, "contacts"), [ada["id"].clone()]);
        let body = text(&third["body"]);
        assert!(body.contains("Went fine") && body.contains("998"), "{body}");
        let workshop = record(world, "communications", "Workshop");
        assert_eq!([&workshop["channel"], &workshop["outcome"]], ["meeting", "held"]);
        assert_eq!(workshop["duration_s"], 5400.0);
        let offer = record(world, "communications", "Re: Offer");
        assert_eq!((&offer["direction"], ids(&offer, "contacts")), (&json!("in"), vec![ada["id"].clone()]));
        assert_eq!(ids(&record(world, "communications", "Offer"), "contacts"), [ada["id"].clone()]);

        let task = record(world, "tasks", "Call back");
        assert_eq!([&task["type"], &task["status"], &task["priority"]], ["call", "open", "high"]);
        assert_eq!(
            [&task["due"], &task["due_time"], &task["notes"]],
            ["2031-05-06", "15:30", "About the price"]
        );
        assert_eq!(
            (ids(&task, "contacts"), ids(&task, "deals")),
            (vec![ada["id"].clone()], vec![big["id"].clone()])
        );
        let flowers = record(world, "tasks", "Send flowers");
        assert_eq!(
            (&flowers["status"], ids(&flowers, "companies")),
            (&json!("done"), vec![beta["id"].clone()])
        );
        assert_eq!(
            record(world, "tasks", "Review")["type"],
            "meeting",
            "what is still to come is to be done"
        );
        assert_eq!(notes(world, "contact", &ada), ["Prefers mornings"]);
    });
}

/// What Pipedrive exports: people name their organization, deals and activities whom they are with, by name or by id.
fn pipedrive() -> Vec<(&'static str, &'static str)> {
    vec![
        (
            "activities-1.csv",
            "Activity - ID,Activity - Subject,Activity - Type,Activity - Due date,Activity - Due time,Activity - Duration,Activity - Done,Activity - Note,Activity - Assigned to user,Activity - Deal,Activity - Contact person,Activity - Organization\n\
            1,Intro call,Call,2024-03-12,09:14,00:20,Done,<div>Nice&nbsp;talk</div>,Me,Hall,Ada Brandt,Acme GmbH\n\
            2,Send samples,Task,2031-04-05,,,To do,Blue ones,Me,Hall,Ada Brandt,Acme GmbH\n\
            3,Lunch,Lunch,2024-03-15,12:30,01:00,Done,,Me,,Bea Lorenz,\n\
            4,Ring up,Call,2031-04-06,10:00,,To do,,Me,,Ada Nobody,\n",
        ),
        (
            "notes-1.csv",
            "Note - ID,Note - Content,Note - Add time,Note - Deal,Note - Person,Note - Organization\n\
            11,They want it <b>soon</b>,2024-03-01 10:00:00,Hall,,\n12,Pays late,2024-03-02 10:00:00,,,Acme GmbH\n",
        ),
        (
            "deals-1.csv",
            "Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Organization,Deal - Contact person,Deal - Pipeline,Deal - Stage,Deal - Status,Deal - Won time,Deal - Lost time,Deal - Lost reason,Deal - Expected close date,Deal - Owner,Person - ID,Organization - ID\n\
            21,Hall,5000,EUR,Acme GmbH,Ada Brandt,Pipeline,Proposal Made,Open,,,,2031-06-30,Me,31,41\n\
            22,Roof,700,CHF,Acme GmbH,Bea Lorenz,Pipeline,Proposal Made,Lost,,2024-02-02 11:00:00,Too dear,,Me,32,\n",
        ),
        (
            "people-1.csv",
            "Person - ID,Person - Name,Person - First name,Person - Last name,Person - Organization,Person - Organization ID,Person - Email - Work,Person - Phone - Work,Person - Owner\n\
            31,Ada Brandt,Ada,Brandt,Acme GmbH,41,ada@acme.example,+49 89 1234561,Me\n\
            32,Bea Lorenz,Bea,Lorenz,Beta AG,,bea@y.example,,Me\n",
        ),
        (
            "organizations-1.csv",
            "Organization - ID,Organization - Name,Organization - Address,Organization - Owner,Organization - Label\n\
            41,Acme GmbH,\"Hauptstr. 5, 50667 Köln\",Me,Customer\n42,Beta AG,,Me,\n",
        ),
    ]
}

// covers(INT-12, IMP-9)
#[test]
fn pipedrive_exports_come_over_with_what_belongs_together() {
    let world = World::new();
    let files: Vec<PathBuf> = pipedrive().into_iter().map(|(name, text)| world.file(name, text)).collect();
    comes_over(&world, &files, |world, import| {
        assert_eq!(counts(world), [2, 2, 0, 2, 2, 2, 3], "{:#}\n{import:#}", world.list("notes", json!({})));
        let (acme, beta) = (record(world, "companies", "Acme GmbH"), record(world, "companies", "Beta AG"));
        let (ada, bea) = (record(world, "contacts", "Ada Brandt"), record(world, "contacts", "Bea Lorenz"));
        assert_eq!(
            (&ada["jobs"][0]["company_id"], ada["jobs"].as_array().unwrap().len()),
            (&acme["id"], 1),
            "{ada:#}"
        );
        assert_eq!(bea["jobs"][0]["company_id"], beta["id"]);
        let hall = record(world, "deals", "Hall");
        assert_eq!((&hall["company_id"], &hall["contacts"][0]["contact_id"]), (&acme["id"], &ada["id"]));
        assert_eq!((&hall["state"], &hall["close_date"]), (&json!("open"), &json!("2031-06-30")));
        let roof = record(world, "deals", "Roof");
        assert_eq!(
            [&roof["state"], &roof["lost_reason"], &roof["amount"]["currency"]],
            ["lost", "Too dear", "CHF"]
        );
        assert_eq!(
            (&roof["company_id"], &roof["closed_ms"]),
            (&acme["id"], &json!(here("2024-02-02T11:00")))
        );
        let intro = record(world, "communications", "Intro call");
        assert_eq!((&intro["duration_s"], &intro["body"]), (&json!(1200.0), &json!("Nice talk")));
        assert_eq!(intro["at_ms"], here("2024-03-12T09:14"));
        assert_eq!(
            [ids(&intro, "contacts"), ids(&intro, "companies"), ids(&intro, "deals")],
            [vec![ada["id"].clone()], vec![acme["id"].clone()], vec![hall["id"].clone()]]
        );
        assert_eq!(record(world, "communications", "Lunch")["channel"], "meeting");
        let ring = record(world, "tasks", "Ring up");
        assert_eq!([&ring["type"], &ring["due_time"]], ["call", "10:00"]);
        assert_eq!(
            nowhere(world, import, "Ring up"),
            [("Activity - Contact person".to_owned(), "named_unknown".to_owned())]
        );
        assert!(text(&ring["notes"]).contains("Ada Nobody"));
        assert!(notes(world, "deal", &hall).contains(&"They want it soon".to_owned()));
        assert_eq!(notes(world, "company", &acme), ["Pays late"]);
    });
}

// covers(INT-9, INT-12)
#[test]
fn a_name_that_several_have_is_no_association() {
    let world = World::new();
    let people = "Person - ID,Person - Name,Person - Email - Work,Person - Organization\n\
        1,Ada Brandt,ada@x.example,\n2,Ada Brandt,other@y.example,\n";
    let activities = "Activity - ID,Activity - Subject,Activity - Type,Activity - Done,Activity - Contact person,Person - ID\n\
        5,Which Ada,Task,To do,Ada Brandt,\n6,This Ada,Task,To do,Ada Brandt,2\n";
    let files = [world.file("activities.csv", activities), world.file("people.csv", people)];
    let import = world.import(&files, json!({ "no_merge": true }));
    sums_hold(&import);
    assert_eq!(world.count("contacts"), 2, "{import:#}");
    assert_eq!(
        nowhere(&world, &import, "Which Ada"),
        [("Activity - Contact person".to_owned(), "named_several".to_owned())]
    );
    assert_eq!(ids(&record(&world, "tasks", "Which Ada"), "contacts"), Vec::<Value>::new());
    let meant = ids(&record(&world, "tasks", "This Ada"), "contacts");
    let meant = world.call("contacts.get", json!({ "id": meant[0] }));
    assert_eq!(meant["emails"][0]["value"], "other@y.example");
}

#[cfg(debug_assertions)]
#[test]
fn every_planted_bug_is_caught() {
    let unnoticed = satchel_planted::unnoticed(satchel_people::planted::CRM_BUGS, &[]).unwrap();
    assert_eq!(unnoticed, Vec::<String>::new());
}
