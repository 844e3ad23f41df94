//! HubSpot: what its index pages export, one file for each kind of object. The headers are the labels of the properties
//! the seller chose; its developer documentation names the properties of contacts, companies, deals, calls, e-mails,
//! meetings, notes and tasks, its exports guide the columns of associations. Labels differ a little from account to account, so
//! both they and the internal names are read. Ids are those of one kind of object each.

use satchel_formats::csv;

use super::row::Row;
use super::{Object, Rows};

const OWN: &[&str] = &["recordid", "hsobjectid", "id"];
const WHEN: &[&str] = &["activitydate", "hstimestamp", "timestamp", "createdate", "hscreatedate"];
const MADE: &[&str] = &["createdate", "hscreatedate", "hscreatedateactivity"];
const IDLE: &[&str] = &[
    "lastmodifieddate",
    "hslastmodifieddate",
    "objectlastmodifieddatetime",
    "hubspotteam",
    "hubspotownerid",
    "activityassignedto",
    "assignedto",
    "dealowner",
    "recordsource",
    "hubspotcreatedate",
];
/// Either a title or a text, and when.
const OF_ACTIVITY: &[&str] = &[
    "recordid",
    "hsobjectid",
    "activitydate",
    "hstimestamp",
    "createdate",
    "associatedcontact",
    "associatedcontactids",
    "associatedcompanyids",
    "associateddealids",
];

/// Its tables.
pub static OBJECTS: &[Object] = &[
    Object {
        id: "hubspot.call",
        title: "HubSpot calls",
        rank: 6,
        all: &[],
        any: &[
            &["calltitle", "hscalltitle", "callnotes", "hscallbody", "calloutcome", "hscalldisposition"],
            OF_ACTIVITY,
        ],
        none: &["dealname", "firstname"],
        idle: &[IDLE],
        rows: Rows::Records(call),
    },
    Object {
        id: "hubspot.meeting",
        title: "HubSpot meetings",
        rank: 6,
        all: &[],
        any: &[
            &["meetingname", "meetingtitle", "hsmeetingtitle", "meetingdescription", "hsmeetingbody"],
            OF_ACTIVITY,
        ],
        none: &["dealname", "firstname"],
        idle: &[IDLE],
        rows: Rows::Records(meeting),
    },
    Object {
        id: "hubspot.email",
        title: "HubSpot e-mails",
        rank: 6,
        all: &[],
        any: &[&["emailsubject", "hsemailsubject"], OF_ACTIVITY],
        none: &["dealname", "firstname"],
        idle: &[IDLE],
        rows: Rows::Records(email),
    },
    Object {
        id: "hubspot.task",
        title: "HubSpot tasks",
        rank: 6,
        all: &[],
        any: &[
            &["tasktitle", "taskname", "hstasksubject"],
            &["taskstatus", "status", "duedate", "tasktype", "hstaskstatus"],
        ],
        none: &["dealname", "firstname"],
        idle: &[IDLE],
        rows: Rows::Records(task),
    },
    Object {
        id: "hubspot.note",
        title: "HubSpot notes",
        rank: 9,
        all: &[],
        any: &[&["notebody", "hsnotebody", "notecontent"], OF_ACTIVITY],
        none: &["dealname", "firstname", "calltitle"],
        idle: &[IDLE],
        rows: Rows::Records(note),
    },
    Object {
        id: "hubspot.deal",
        title: "HubSpot deals",
        rank: 4,
        all: &["dealname"],
        any: &[&["recordid", "recordiddeal", "dealid"], &["dealstage", "pipeline", "amount", "closedate"]],
        none: &[],
        idle: &[IDLE],
        rows: Rows::Records(deal),
    },
    Object {
        id: "hubspot.company",
        title: "HubSpot companies",
        rank: 1,
        all: &[],
        any: &[
            &["recordid", "recordidcompany", "companyid"],
            &["companyname", "name"],
            &[
                "companydomainname",
                "companyowner",
                "associatedcontact",
                "associatedcontactids",
                "numberofassociatedcontacts",
            ],
        ],
        none: &["firstname", "lastname", "dealname", "contactowner"],
        idle: &[],
        rows: Rows::People {
            are: csv::Rows::Companies,
            id: &["recordid", "recordidcompany", "companyid"],
            read: company,
            here: &["parentcompanyid", "parentcompanyids", "createdate"],
        },
    },
    Object {
        id: "hubspot.contact",
        title: "HubSpot contacts",
        rank: 2,
        all: &[],
        any: &[
            &["recordid", "recordidcontact", "contactid"],
            &["firstname", "lastname", "email"],
            &[
                "associatedcompany",
                "associatedcompanyids",
                "primaryassociatedcompanyid",
                "contactowner",
                "lifecyclestage",
            ],
        ],
        none: &["dealname"],
        idle: &[],
        rows: Rows::People {
            are: csv::Rows::People,
            id: &["recordid", "recordidcontact", "contactid"],
            read: contact,
            here: &[
                "primaryassociatedcompanyid",
                "associatedcompanyids",
                "associatedcompanyid",
                "associatedcompany",
                "associatedcompanyidsprimary",
                "associatedcompanyprimary",
                "createdate",
                "originaltrafficsource",
                "originalsource",
                "originalsourcetype",
            ],
        },
    },
];

/// Where somebody came from.
const SOURCE: &[&str] = &["originaltrafficsource", "originalsource", "originalsourcetype"];

fn company(row: &mut Row<'_>) {
    row.set_moment("created_ms", MADE);
    row.linked("company", &["parentcompanyids", "parentcompanyid"]);
}

fn contact(row: &mut Row<'_>) {
    row.set_moment("created_ms", MADE);
    row.set_text("source", SOURCE);
    row.linked("company", &["primaryassociatedcompanyid"]);
    row.linked("company", &["associatedcompanyidsprimary"]);
    row.linked("company", &["associatedcompanyids", "associatedcompanyid"]);
    row.named("company", &["associatedcompanyprimary", "associatedcompany"]);
}

/// Whom and what it is about.
fn about(row: &mut Row<'_>) {
    row.linked_or_named(
        "contact",
        "contact",
        &["associatedcontactids", "associatedcontactid"],
        &["associatedcontact", "associatedcontacts"],
    );
    row.linked_or_named(
        "company",
        "company",
        &["associatedcompanyids", "associatedcompanyid"],
        &["associatedcompany", "associatedcompanies"],
    );
    row.linked_or_named(
        "deal",
        "deal",
        &["associateddealids", "associateddealid"],
        &["associateddeal", "associateddeals"],
    );
}

fn deal(row: &mut Row<'_>) {
    row.is_a("deal");
    row.id("deal", &["recordid", "recordiddeal", "dealid"]);
    row.put("name", &["dealname"]);
    row.put("pipeline_id", &["pipeline", "dealpipeline"]);
    let won = row.says(&["dealstage"], &["closedwon", "closed won", "won"]) || row.is(&["isclosedwon"]);
    let lost = row.says(&["dealstage"], &["closedlost", "closed lost", "lost"]) || row.is(&["isclosedlost"]);
    if won || lost {
        row.say("state", if won { "won" } else { "lost" });
        let at = row.when(&["closedate"]).and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
        if let Some(at) = at {
            row.say("closed_ms", at.to_string());
        }
    }
    row.put("stage_id", &["dealstage"]);
    row.tell("probability", &["dealprobability", "hsdealstageprobability", "probability"]);
    row.tell("order", &["dealstageorder", "stageorder", "displayorder"]);
    row.pass(&["isclosedwon", "isclosedlost"]);
    row.put("amount", &["amount"]);
    row.put("currency", &["currency", "dealcurrencycode"]);
    row.put_day("close_date", None, &["closedate"]);
    row.put("next_step", &["nextstep"]);
    row.put("source", SOURCE);
    row.put(
        if won { "won_reason" } else { "lost_reason" },
        if won { &["closedwonreason"] } else { &["closedlostreason"] },
    );
    row.put_note(&["dealdescription", "description"]);
    row.set_moment("created_ms", MADE);
    row.linked_or_named(
        "company",
        "company",
        &[
            "primaryassociatedcompanyid",
            "associatedcompanyidsprimary",
            "associatedcompanyids",
            "associatedcompanyid",
        ],
        &["associatedcompanyprimary", "associatedcompany"],
    );
    row.linked("company", &["associatedcompanyids"]);
    row.pass(&["associatedcompany"]);
    row.linked_or_named(
        "contact",
        "contact",
        &["associatedcontactids", "associatedcontactid"],
        &["associatedcontact", "associatedcontacts"],
    );
}

fn call(row: &mut Row<'_>) {
    row.is_a("communication");
    row.id("call", OWN);
    row.say("channel", "call");
    row.put("subject", &["calltitle", "hscalltitle"]);
    row.put_meaning(
        "direction",
        &["calldirection", "hscalldirection"],
        &[("in", &["inbound"]), ("out", &["outbound"])],
    );
    row.put_meaning(
        "outcome",
        &["calloutcome", "hscalldisposition"],
        &[
            ("reached", &["connected", "f240bbac 87c9 4f6e bf70 924b57d47db7"]),
            ("not_reached", &["no answer", "73a0d17f 1163 4015 bdd5 ec830791da20"]),
            ("left_message", &["left voicemail", "left live message"]),
            ("busy", &["busy", "9d9162e7 6cf3 4944 bf63 4dff82258764"]),
            ("wrong_number", &["wrong number", "17b47fee 58de 441e a44c c6300d46f273"]),
        ],
    );
    row.put_length("duration_s", &["callduration", "calldurationhhmmss"], 1.0);
    row.put_length("duration_s", &["hscallduration", "calldurationms"], 1000.0);
    row.put_moment("at_ms", WHEN);
    row.put_text("body", &["callnotes", "hscallbody", "callbody"]);
    row.pass(&["callstatus", "hscallstatus"]);
    row.set_moment("created_ms", MADE);
    about(row);
}

/// What was held is a conversation; what is still to come is a task.
fn meeting(row: &mut Row<'_>) {
    const START: &[&str] =
        &["meetingstarttime", "hsmeetingstarttime", "starttime", "activitydate", "hstimestamp"];
    const END: &[&str] = &["meetingendtime", "hsmeetingendtime", "endtime"];
    const TEXT: &[&str] = &[
        "meetingdescription",
        "hsmeetingbody",
        "meetinglocation",
        "hsmeetinglocation",
        "internalmeetingnotes",
        "hsinternalmeetingnotes",
    ];
    row.id("meeting", OWN);
    let seconds = row.length(START, END);
    if row.when(START).is_none_or(|at| at <= row.now_ms) {
        row.is_a("communication");
        row.say("channel", "meeting");
        row.put("subject", &["meetingname", "meetingtitle", "hsmeetingtitle"]);
        row.put_meaning(
            "outcome",
            &["meetingoutcome", "hsmeetingoutcome"],
            &[
                ("held", &["completed", "held"]),
                ("cancelled", &["canceled", "cancelled"]),
                ("no_show", &["no show"]),
                ("", &["scheduled", "rescheduled"]),
            ],
        );
        if let Some(seconds) = seconds {
            row.say("duration_s", seconds.to_string());
        }
        row.put_moment("at_ms", START);
        row.put_text("body", TEXT);
    } else {
        row.is_a("task");
        row.say("type", "meeting");
        row.put("title", &["meetingname", "meetingtitle", "hsmeetingtitle"]);
        if let Some(seconds) = seconds {
            row.say("duration_min", (seconds / 60).to_string());
        }
        row.put_day("due", Some("due_time"), START);
        row.put_text("notes", TEXT);
        row.pass(&["meetingoutcome", "hsmeetingoutcome"]);
    }
    row.pass(START);
    row.pass(END);
    row.set_moment("created_ms", MADE);
    about(row);
}

fn email(row: &mut Row<'_>) {
    row.is_a("communication");
    row.id("email", OWN);
    let is_in = row.says(
        &["emaildirection", "hsemaildirection"],
        &["incoming email", "incoming_email", "incoming", "inbound"],
    );
    row.say("channel", "email");
    row.say("direction", if is_in { "in" } else { "out" });
    row.pass(&["emaildirection", "hsemaildirection", "emailsendstatus", "emailstatus", "hsemailstatus"]);
    row.put("subject", &["emailsubject", "hsemailsubject"]);
    row.put_moment("at_ms", WHEN);
    let text: &[&str] = &["emailbody", "emailtext", "hsemailtext", "textbody"];
    if row.said(text).is_some() {
        row.put_text("body", text);
        row.pass(&["hsemailhtml", "htmlbody"]);
    } else {
        row.put_text("body", &["hsemailhtml", "htmlbody"]);
    }
    row.set_moment("created_ms", MADE);
    about(row);
    row.named_if_there(
        "contact",
        if is_in {
            &["emailfromaddress", "fromaddress", "fromemail"]
        } else {
            &["emailtoaddress", "toaddress", "toemail"]
        },
    );
}

fn task(row: &mut Row<'_>) {
    row.is_a("task");
    row.id("task", OWN);
    row.put("title", &["tasktitle", "taskname", "hstasksubject"]);
    let is_done = row.says(&["taskstatus", "status", "hstaskstatus"], &["completed", "done"]);
    row.put_meaning(
        "status",
        &["taskstatus", "status", "hstaskstatus"],
        &[
            ("open", &["not started", "open"]),
            ("in_progress", &["in progress"]),
            ("waiting", &["waiting", "deferred"]),
            ("done", &["completed", "done"]),
        ],
    );
    row.put_meaning(
        "priority",
        &["priority", "taskpriority", "hstaskpriority"],
        &[("high", &["high"]), ("normal", &["medium", "normal"]), ("low", &["low"]), ("none", &["none"])],
    );
    row.put_meaning(
        "type",
        &["tasktype", "hstasktype"],
        &[
            ("call", &["call"]),
            ("meeting", &["meeting"]),
            ("message", &["email", "linkedin", "sms"]),
            ("", &["to do", "todo"]),
        ],
    );
    row.put_day("due", Some("due_time"), &["duedate", "taskduedate", "activitydate", "hstimestamp"]);
    row.put_text("notes", &["tasknotes", "hstaskbody", "notes"]);
    if is_done {
        row.set_moment("completed_ms", &["completedat", "taskcompletiondate", "hstaskcompletiondate"]);
    }
    row.set_moment("created_ms", MADE);
    about(row);
}

fn note(row: &mut Row<'_>) {
    row.is_a("note");
    row.id("note", OWN);
    row.put_text("body", &["notebody", "hsnotebody", "notecontent"]);
    row.set_moment("created_ms", WHEN);
    row.pass(MADE);
    about(row);
}
