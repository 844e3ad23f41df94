//! Pipedrive: what its lists and its export of all data write, one file for each kind of item. Columns carry the item's
//! name before their own, as its help pages on exporting show them, and a file may hold columns of several items. Fields of activities and
//! notes are those of its API reference. Ids are those of one kind of item each; a list without them names others by name.

use satchel_formats::csv;

use super::row::Row;
use super::{Object, Rows};

/// Its tables.
pub static OBJECTS: &[Object] = &[
    Object {
        id: "pipedrive.activity",
        title: "Pipedrive activities",
        rank: 6,
        all: &["activitysubject"],
        any: &[&["activitytype", "activitydone", "activityduedate", "activitynote"]],
        none: &[],
        idle: &[IDLE],
        rows: Rows::Records(activity),
    },
    Object {
        id: "pipedrive.note",
        title: "Pipedrive notes",
        rank: 9,
        all: &[],
        any: &[
            &["notecontent", "notenote"],
            &[
                "noteid",
                "dealid",
                "notedealid",
                "dealtitle",
                "notedeal",
                "personname",
                "noteperson",
                "notecontactperson",
                "personid",
                "organizationid",
                "organizationname",
                "noteorganization",
            ],
        ],
        none: &["dealstage", "dealvalue", "recordid"],
        idle: &[IDLE],
        rows: Rows::Records(note),
    },
    Object {
        id: "pipedrive.deal",
        title: "Pipedrive deals",
        rank: 4,
        all: &["dealtitle"],
        any: &[&["dealstage", "dealstatus", "dealvalue", "dealpipeline"]],
        none: &[],
        idle: &[IDLE],
        rows: Rows::Records(deal),
    },
    Object {
        id: "pipedrive.person",
        title: "Pipedrive people",
        rank: 2,
        all: &[],
        any: &[
            &["personname", "personfirstname"],
            &["personid", "personorganization", "personemail", "personemailwork", "personphone"],
        ],
        none: &["leadtitle"],
        idle: &[],
        rows: Rows::People {
            are: csv::Rows::People,
            id: &["personid"],
            read: person,
            here: &[
                "personorganizationid",
                "organizationid",
                "personorganization",
                "organizationname",
                "personpersoncreated",
            ],
        },
    },
    Object {
        id: "pipedrive.organization",
        title: "Pipedrive organizations",
        rank: 1,
        all: &["organizationname"],
        any: &[&[
            "organizationid",
            "organizationaddress",
            "organizationowner",
            "organizationlabel",
            "organizationlabels",
        ]],
        none: &["leadtitle"],
        idle: &[],
        rows: Rows::People {
            are: csv::Rows::Companies,
            id: &["organizationid"],
            read: organization,
            here: &["organizationorganizationcreated"],
        },
    },
];

const IDLE: &[&str] = &[
    "dealupdatetime",
    "dealvisibleto",
    "dealactivitiestodo",
    "dealdoneactivities",
    "dealtotalactivities",
    "dealemailmessagescount",
    "dealweightedvalue",
    "dealcurrencyofweightedvalue",
    "dealproductquantity",
    "dealproductamount",
    "dealnextactivitydate",
    "deallastactivitydate",
    "dealowner",
    "dealcreator",
    "deallaststagechange",
    "activityupdatetime",
    "activityassignedtouser",
    "activitycreator",
    "noteuser",
    "noteupdatetime",
];

const PERSON: &[&str] = &[
    "personid",
    "dealcontactpersonid",
    "dealpersonid",
    "activitypersonid",
    "activitycontactpersonid",
    "notepersonid",
];
const PERSON_NAME: &[&str] = &[
    "dealcontactperson",
    "activitycontactperson",
    "activityperson",
    "notecontactperson",
    "noteperson",
    "personname",
];
const COMPANY: &[&str] =
    &["organizationid", "dealorganizationid", "activityorganizationid", "noteorganizationid"];
const COMPANY_NAME: &[&str] =
    &["dealorganization", "activityorganization", "noteorganization", "organizationname"];

fn organization(row: &mut Row<'_>) {
    row.set_moment("created_ms", &["organizationorganizationcreated"]);
}

fn person(row: &mut Row<'_>) {
    row.set_moment("created_ms", &["personpersoncreated"]);
    row.linked("company", &["personorganizationid", "organizationid"]);
    row.named("company", &["personorganization", "organizationname"]);
}

/// Whom it is with.
fn with(row: &mut Row<'_>) {
    let by_id = row.linked("contact", PERSON);
    if !by_id && row.said(MAILS).is_some() {
        row.named("contact", MAILS);
        row.pass(PERSON_NAME);
    }
    if by_id {
        row.pass(PERSON_NAME);
    }
    row.named("contact", PERSON_NAME);
    row.pass(MAILS);
    row.pass(PERSON_NAME);
    row.linked_or_named("company", "company", COMPANY, COMPANY_NAME);
    row.pass(COMPANY_NAME);
}

const MAILS: &[&str] = &["personemail", "personemailwork", "personemailhome", "personemailother"];

fn deal(row: &mut Row<'_>) {
    row.is_a("deal");
    row.id("deal", &["dealid"]);
    row.put("name", &["dealtitle"]);
    row.put("pipeline_id", &["dealpipeline"]);
    row.put("stage_id", &["dealstage"]);
    row.tell("probability", &["dealprobability", "dealstageprobability", "stageprobability"]);
    row.tell("order", &["dealstageorder", "dealstageordernr", "stageorder", "stageordernr"]);
    row.put("state", &["dealstatus"]);
    row.put("amount", &["dealvalue"]);
    row.put("currency", &["dealcurrencyofvalue", "dealcurrency"]);
    row.put_day("close_date", None, &["dealexpectedclosedate"]);
    row.put_moment("closed_ms", &["dealwontime", "deallosttime", "dealdealclosedon"]);
    row.pass(&["dealwontime", "deallosttime", "dealdealclosedon"]);
    row.put("lost_reason", &["deallostreason"]);
    row.put("source", &["dealsource", "dealsourcechannel", "dealsourceorigin"]);
    row.put("tags", &["deallabel", "deallabels"]);
    row.set_moment("created_ms", &["dealdealcreated", "dealadded", "dealaddtime"]);
    with(row);
}

/// What was done with somebody is a conversation; the rest, and what is to be done, are tasks.
fn activity(row: &mut Row<'_>) {
    const DAY: &[&str] = &["activityduedate"];
    const TIME: &[&str] = &["activityduetime"];
    const TEXT: &[&str] = &["activitynote", "activitynotes", "activitypublicdescription", "activitylocation"];
    let channel = match row.said(&["activitytype"]).map(satchel_kernel::text::fold).as_deref() {
        Some("call") => Some("call"),
        Some("meeting" | "lunch") => Some("meeting"),
        Some("email" | "e mail" | "e-mail") => Some("email"),
        _ => None,
    };
    row.id("activity", &["activityid"]);
    let is_done =
        row.is(&["activitydone"]) || row.says(&["activitydone", "activitystatus"], &["done", "erledigt"]);
    match channel.filter(|_| is_done) {
        Some(channel) => {
            row.is_a("communication");
            row.say("channel", channel);
            row.put("subject", &["activitysubject"]);
            row.put_length("duration_s", &["activityduration"], 1.0);
            row.put_day_and_time("at_ms", DAY, TIME);
            row.put_text("body", TEXT);
            row.pass(&["activitymarkedasdonetime"]);
        }
        None => {
            row.is_a("task");
            row.put("title", &["activitysubject"]);
            row.say("status", if is_done { "done" } else { "open" });
            if let Some(channel) = channel {
                row.say("type", if channel == "email" { "message" } else { channel });
            }
            row.put_length("duration_min", &["activityduration"], 1.0);
            row.put_day("due", None, DAY);
            row.put_time("due_time", TIME);
            row.put_meaning(
                "priority",
                &["activitypriority"],
                &[("high", &["high"]), ("normal", &["medium"]), ("low", &["low"])],
            );
            row.put_text("notes", TEXT);
            if is_done {
                row.set_moment("completed_ms", &["activitymarkedasdonetime"]);
            }
        }
    }
    row.pass(&["activitydone", "activitystatus"]);
    if channel.is_some() || row.says(&["activitytype"], &["task", "deadline", "aufgabe"]) {
        row.pass(&["activitytype"]);
    }
    row.set_moment("created_ms", &["activityaddtime", "activitycreated"]);
    row.linked_or_named("deal", "deal", &["dealid", "activitydealid"], &["activitydeal", "dealtitle"]);
    row.pass(&["activitydeal", "dealtitle"]);
    with(row);
}

fn note(row: &mut Row<'_>) {
    row.is_a("note");
    row.id("note", &["noteid"]);
    row.put_text("body", &["notecontent", "notenote"]);
    row.set_moment("created_ms", &["noteaddtime", "notecreated", "notenotecreated"]);
    row.linked_or_named("deal", "deal", &["dealid", "notedealid"], &["notedeal", "dealtitle"]);
    row.pass(&["notedeal", "dealtitle"]);
    with(row);
}
