//! Salesforce: the tables of its data export, one file for each object, the columns by their API names; the object
//! reference and the field reference of its developer documentation name them. Ids are those of all objects.

use satchel_formats::csv;

use super::row::Row;
use super::{Object, Rows};

/// Columns of every object that only say who touched it when, or follow from others.
const SYSTEM: &[&str] = &[
    "systemmodstamp",
    "lastmodifieddate",
    "lastmodifiedbyid",
    "createdbyid",
    "lastvieweddate",
    "lastreferenceddate",
    "ownerid",
    "recordtypeid",
    "masterrecordid",
    "isarchived",
];
const PEOPLE: &[&str] = &["systemmodstamp", "lastvieweddate", "lastreferenceddate", "photourl"];
const DEAL: &[&str] = &[
    "isprivate",
    "expectedrevenue",
    "totalopportunityquantity",
    "hasopportunitylineitem",
    "pricebook2id",
    "fiscal",
    "fiscalyear",
    "fiscalquarter",
    "hasopenactivity",
    "hasoverduetask",
    "lastactivitydate",
    "laststagechangedate",
    "lastamountchangedhistoryid",
    "lastclosedatechangedhistoryid",
    "pushcount",
    "forecastcategoryname",
    "iqscore",
    "campaignid",
    "contactid",
    "syncedquoteid",
];
const ACTIVITY: &[&str] = &[
    "isclosed",
    "ishighpriority",
    "isreminderset",
    "reminderdatetime",
    "isrecurrence",
    "recurrenceactivityid",
    "isvisibleinselfservice",
    "whocount",
    "whatcount",
    "isprivate",
    "showas",
    "ischild",
    "isgroupevent",
    "groupeventtype",
    "eventsubtype",
    "isrecurrence2",
    "isrecurrence2exclusion",
    "isrecurrence2exception",
    "activitydate2",
    "callobject",
    "currencyisocode",
];

/// Its tables.
pub static OBJECTS: &[Object] = &[
    Object {
        id: "salesforce.account",
        title: "Salesforce accounts",
        rank: 1,
        all: &["id", "name"],
        any: &[
            &[
                "billingstreet",
                "billingcity",
                "numberofemployees",
                "accountsource",
                "accountnumber",
                "annualrevenue",
            ],
            &["isdeleted", "ownerid", "createddate", "createdbyid", "systemmodstamp"],
        ],
        none: &["lastname", "stagename", "accountid"],
        idle: &[PEOPLE],
        rows: Rows::People {
            are: csv::Rows::Companies,
            id: &["id"],
            read: account,
            here: &["parentid", "createddate"],
        },
    },
    Object {
        id: "salesforce.contact",
        title: "Salesforce contacts",
        rank: 2,
        all: &["id", "lastname", "accountid"],
        any: &[],
        none: &["stagename", "isconverted", "username"],
        idle: &[PEOPLE],
        rows: Rows::People {
            are: csv::Rows::People,
            id: &["id"],
            read: contact,
            here: &["accountid", "createddate"],
        },
    },
    Object {
        id: "salesforce.lead",
        title: "Salesforce leads",
        rank: 3,
        all: &["id", "lastname", "company"],
        any: &[&["isconverted", "convertedcontactid", "converteddate"]],
        none: &["stagename"],
        idle: &[PEOPLE],
        rows: Rows::People {
            are: csv::Rows::People,
            id: &["id"],
            read: lead,
            here: &[
                "isconverted",
                "converteddate",
                "convertedaccountid",
                "convertedcontactid",
                "convertedopportunityid",
                "isunreadbyowner",
                "status",
                "rating",
                "leadsource",
                "createddate",
            ],
        },
    },
    Object {
        id: "salesforce.opportunity",
        title: "Salesforce opportunities",
        rank: 4,
        all: &["id", "name", "stagename"],
        any: &[&["closedate", "accountid", "amount"]],
        none: &[],
        idle: &[SYSTEM, DEAL],
        rows: Rows::Records(opportunity),
    },
    Object {
        id: "salesforce.opportunity_contact_role",
        title: "Salesforce opportunity contact roles",
        rank: 5,
        all: &["opportunityid", "contactid"],
        any: &[&["role", "isprimary"]],
        none: &["stagename"],
        idle: &[SYSTEM],
        rows: Rows::Records(role),
    },
    Object {
        id: "salesforce.event",
        title: "Salesforce events",
        rank: 6,
        all: &["id", "subject", "whoid"],
        any: &[&["startdatetime", "activitydatetime", "enddatetime"]],
        none: &[],
        idle: &[SYSTEM, ACTIVITY],
        rows: Rows::Records(event),
    },
    Object {
        id: "salesforce.task",
        title: "Salesforce tasks",
        rank: 6,
        all: &["id", "subject", "whoid", "status"],
        any: &[],
        none: &["startdatetime"],
        idle: &[SYSTEM, ACTIVITY],
        rows: Rows::Records(task),
    },
    Object {
        id: "salesforce.email",
        title: "Salesforce e-mail messages",
        rank: 7,
        all: &["id", "subject", "fromaddress", "toaddress"],
        any: &[&["textbody", "htmlbody"]],
        none: &[],
        idle: &[SYSTEM],
        rows: Rows::Records(email),
    },
    Object {
        id: "salesforce.task_relation",
        title: "Salesforce task relations",
        rank: 8,
        all: &["relationid"],
        any: &[&["taskid", "eventid"]],
        none: &["subject"],
        idle: &[SYSTEM],
        rows: Rows::Records(relation),
    },
    Object {
        id: "salesforce.note",
        title: "Salesforce notes",
        rank: 9,
        all: &["id", "parentid", "body", "title"],
        any: &[],
        none: &["contenttype", "name"],
        idle: &[SYSTEM],
        rows: Rows::Records(note),
    },
    // What else lies in the archive: users, products, campaigns, cases and all that is set up there.
    Object {
        id: "salesforce.other",
        title: "Salesforce",
        rank: 10,
        all: &["id"],
        any: &[&["systemmodstamp", "createdbyid"]],
        none: &["lastname"],
        idle: &[],
        rows: Rows::Nothing,
    },
    Object {
        id: "salesforce.user",
        title: "Salesforce users",
        rank: 10,
        all: &["id", "username"],
        any: &[&["profileid", "userroleid", "isactive", "alias"]],
        none: &[],
        idle: &[],
        rows: Rows::Nothing,
    },
];

fn account(row: &mut Row<'_>) {
    row.set_moment("created_ms", &["createddate"]);
    row.linked("", &["parentid"]);
}

fn contact(row: &mut Row<'_>) {
    row.set_moment("created_ms", &["createddate"]);
    row.linked("", &["accountid"]);
}

/// A lead that was converted is the contact it became; one whose contact is not there is a lead that was.
fn lead(row: &mut Row<'_>) {
    row.is_a(crate::import::leads::LEAD);
    if row.is(&["isconverted"]) && row.is_also("", &["convertedcontactid"]) {
        row.is_a("contact");
        row.linked("", &["convertedaccountid"]);
        row.pass(&["convertedopportunityid", "converteddate", "status", "rating"]);
    }
    row.pass(&["isconverted", "isunreadbyowner"]);
    row.put("Lead Source", &["leadsource"]);
    row.set_moment("created_ms", &["createddate"]);
    row.put_meaning(
        "status",
        &["status"],
        &[
            ("new", &["open", "new", "open not contacted"]),
            ("working", &["working", "contacted", "working contacted", "nurturing"]),
            ("qualified", &["qualified", "closed converted"]),
            ("disqualified", &["unqualified", "disqualified", "closed not converted"]),
        ],
    );
    row.put_meaning("rating", &["rating"], &[("hot", &["hot"]), ("warm", &["warm"]), ("cold", &["cold"])]);
}

fn opportunity(row: &mut Row<'_>) {
    row.is_a("deal");
    row.id("", &["id"]);
    row.put("name", &["name"]);
    let state = match (row.is(&["isclosed"]), row.is(&["iswon"])) {
        (true, true) => Some("won"),
        (true, false) => Some("lost"),
        (false, _) if row.said(&["isclosed"]).is_some() => Some("open"),
        _ => None,
    };
    if let Some(state) = state {
        row.say("state", state);
        row.pass(&["isclosed", "iswon"]);
    }
    row.put("stage_id", &["stagename"]);
    row.tell("probability", &["probability"]);
    row.put("amount", &["amount"]);
    row.put("currency", &["currencyisocode"]);
    let closed = row.when(&["closedate"]).and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
    if let (Some("won" | "lost"), Some(at)) = (state, closed) {
        row.say("closed_ms", at.to_string());
    }
    row.put_day("close_date", None, &["closedate"]);
    row.put("next_step", &["nextstep"]);
    row.put("source", &["leadsource"]);
    row.put_meaning(
        "forecast",
        &["forecastcategory"],
        &[
            ("commit", &["commit", "forecast"]),
            ("best_case", &["best case", "bestcase"]),
            ("pipeline", &["pipeline"]),
            ("", &["omitted", "closed", "most likely", "mostlikely"]),
        ],
    );
    row.linked("", &["accountid"]);
    row.set_moment("created_ms", &["createddate"]);
    row.put_note(&["description"]);
}

fn role(row: &mut Row<'_>) {
    row.adds_to("", &["opportunityid"]);
    row.linked("", &["contactid"]);
    row.role(&["role"]);
    row.pass(&["id", "isprimary", "createddate"]);
}

fn relation(row: &mut Row<'_>) {
    row.adds_to("", &["taskid", "eventid"]);
    row.linked("", &["relationid"]);
    row.pass(&[
        "id",
        "accountid",
        "iswhat",
        "type",
        "createddate",
        "status",
        "respondeddate",
        "isinvitee",
        "isparent",
    ]);
}

const PRIORITY: &[(&str, &[&str])] =
    &[("high", &["high"]), ("normal", &["normal", "medium"]), ("low", &["low"]), ("none", &["none"])];

/// A task that is done and was a call or a message is a conversation; every other is a task.
fn task(row: &mut Row<'_>) {
    const DONE: &[&str] = &["completed", "closed", "done"];
    const KIND: &[&str] = &["tasksubtype", "type"];
    row.id("", &["id"]);
    let subject = row.said(&["subject"]).unwrap_or_default().to_lowercase();
    let is_call =
        row.says(&["tasksubtype"], &["call"]) || row.says(&["type"], &["call"]) || subject == "call";
    let is_mail = row.says(&["tasksubtype"], &["email", "list email"])
        || row.says(&["type"], &["email"])
        || subject.starts_with("email:");
    let is_meeting = row.says(&["type"], &["meeting"]);
    let is_done = row.says(&["status"], DONE) || row.is(&["isclosed"]);
    if is_done && (is_call || is_mail || is_meeting || row.said(&["calldurationinseconds"]).is_some()) {
        row.is_a("communication");
        row.say(
            "channel",
            if is_mail {
                "email"
            } else if is_meeting && !is_call {
                "meeting"
            } else {
                "call"
            },
        );
        row.pass(&["tasksubtype", "type", "status", "priority"]);
        row.put("subject", &["subject"]);
        row.put_meaning(
            "direction",
            &["calltype"],
            &[("in", &["inbound"]), ("out", &["outbound"]), ("none", &["internal"])],
        );
        row.put_length("duration_s", &["calldurationinseconds"], 1.0);
        row.put_meaning("outcome", &["calldisposition"], CALL);
        row.put_moment("at_ms", &["completeddatetime", "activitydate", "createddate"]);
        row.pass(&["activitydate", "completeddatetime"]);
        row.put_text("body", &["description"]);
    } else {
        row.is_a("task");
        row.put("title", &["subject"]);
        row.put_meaning(
            "status",
            &["status"],
            &[
                ("open", &["not started", "open"]),
                ("in_progress", &["in progress"]),
                ("waiting", &["waiting on someone else", "waiting", "deferred"]),
                ("done", DONE),
            ],
        );
        row.put_meaning("priority", &["priority"], PRIORITY);
        row.put_meaning(
            "type",
            KIND,
            &[
                ("call", &["call"]),
                ("meeting", &["meeting"]),
                ("message", &["email"]),
                ("", &["task", "other"]),
            ],
        );
        row.pass(&["tasksubtype"]);
        row.put_day("due", None, &["activitydate"]);
        row.put_text("notes", &["description"]);
        if is_done {
            row.set_moment("completed_ms", &["completeddatetime"]);
        }
    }
    row.set_moment("created_ms", &["createddate"]);
    about(row);
}

const CALL: &[(&str, &[&str])] = &[
    ("reached", &["connected", "answered", "completed", "reached", "correct contact", "spoke"]),
    ("not_reached", &["no answer", "not reached", "unavailable", "no contact"]),
    ("left_message", &["left voicemail", "left message", "left live message", "voicemail"]),
    ("busy", &["busy"]),
    ("wrong_number", &["wrong number", "invalid number"]),
    ("call_back", &["call back", "call back later", "callback"]),
];

/// Whom and what an activity is about.
fn about(row: &mut Row<'_>) {
    row.linked("", &["whoid"]);
    row.linked("", &["whatid"]);
    row.linked("", &["accountid"]);
}

/// What lies behind is a conversation, what lies ahead a task with its time.
fn event(row: &mut Row<'_>) {
    const START: &[&str] = &["startdatetime", "activitydatetime", "activitydate"];
    row.id("", &["id"]);
    let seconds = row.length(&["startdatetime", "activitydatetime"], &["enddatetime"]);
    if row.when(START).is_none_or(|at| at <= row.now_ms) {
        row.is_a("communication");
        let is_call = row.says(&["type"], &["call"]);
        row.say("channel", if is_call { "call" } else { "meeting" });
        row.put("subject", &["subject"]);
        if row.said(&["durationinminutes"]).is_some() {
            row.put_length("duration_s", &["durationinminutes"], 1.0 / 60.0);
        } else if let Some(seconds) = seconds {
            row.say("duration_s", seconds.to_string());
        }
        row.put_moment("at_ms", START);
        row.put_text("body", &["location", "description"]);
    } else {
        row.is_a("task");
        row.say("type", if row.says(&["type"], &["call"]) { "call" } else { "meeting" });
        row.put("title", &["subject"]);
        if row.said(&["durationinminutes"]).is_some() {
            row.put_length("duration_min", &["durationinminutes"], 1.0 / 60.0);
        } else if let Some(seconds) = seconds {
            row.say("duration_min", (seconds / 60).to_string());
        }
        let is_whole_day = row.is(&["isalldayevent"]);
        row.put_day("due", (!is_whole_day).then_some("due_time"), START);
        row.put_text("notes", &["location", "description"]);
    }
    row.pass(&[
        "type",
        "isalldayevent",
        "startdatetime",
        "activitydatetime",
        "activitydate",
        "enddatetime",
        "enddate",
    ]);
    row.pass(&["durationinminutes"]);
    row.set_moment("created_ms", &["createddate"]);
    about(row);
}

/// A message that is also a task in the list of activities is the conversation of that.
fn email(row: &mut Row<'_>) {
    row.is_a("communication");
    row.id("", &["id"]);
    row.is_also("", &["activityid"]);
    let is_in = row.is(&["incoming"]);
    row.say("channel", "email");
    row.say("direction", if is_in { "in" } else { "out" });
    row.pass(&[
        "incoming",
        "status",
        "hasattachment",
        "isexternallyvisible",
        "messageidentifier",
        "threadidentifier",
    ]);
    row.put("subject", &["subject"]);
    row.put_moment("at_ms", &["messagedate", "createddate"]);
    if row.said(&["textbody"]).is_some() {
        row.put_text("body", &["textbody"]);
        row.pass(&["htmlbody"]);
    } else {
        row.put_text("body", &["htmlbody"]);
    }
    row.set_moment("created_ms", &["createddate"]);
    row.linked("", &["relatedtoid"]);
    row.linked("", &["parentid"]);
    // Whom it came from or went to, where that is somebody here; the seller's own address is nobody.
    row.named_if_there("contact", if is_in { &["fromaddress"] } else { &["toaddress"] });
    row.pass(&["fromaddress", "fromname", "toaddress"]);
}

fn note(row: &mut Row<'_>) {
    row.is_a("note");
    row.id("", &["id"]);
    row.put_text("body", &["title", "body"]);
    row.set_moment("created_ms", &["createddate"]);
    row.linked("", &["parentid"]);
    row.pass(&["isprivate"]);
}
