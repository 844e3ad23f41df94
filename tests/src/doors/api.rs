//! Journeys over HTTP.

use serde_json::{Value, json};

use super::{Api, Laptop, escaped, id};

// covers(API-1, API-2, CON-2, CON-5, CON-7, CON-8, QA-5)
#[test]
fn a_contact_is_made_read_changed_thrown_away_and_brought_back() {
    let laptop = Laptop::new();
    let api = Api::of(laptop.app());
    let made = api.post(
        "/api/v1/contacts",
        json!({"given": "Ada", "family": "Lovelace", "emails": [{"value": "ada@example.org"}]}),
    );
    assert_eq!(made.status, 201);
    let ada = made.json();
    let path = format!("/api/v1/contacts/{}", id(&ada));
    assert_eq!(made.header("location"), path);

    let read = api.get(&path);
    assert_eq!(read.json()["display_name"], "Ada Lovelace");
    assert_eq!(read.json()["emails"][0]["value"], "ada@example.org");
    let tag = read.header("etag").to_owned();
    assert_eq!(api.send("GET", &path, &[("if-none-match", &tag)], None).status, 304);

    let changed = api.send(
        "PATCH",
        &path,
        &[("if-match", &tag)],
        Some(&json!({"family": "King", "nickname": "Countess"})),
    );
    assert_eq!((changed.status, changed.json()["family"].clone()), (200, json!("King")));
    assert!(changed.json()["version"].as_i64() > ada["version"].as_i64());
    let late = api.send("PATCH", &path, &[("if-match", &tag)], Some(&json!({"family": "Byron"})));
    assert_eq!((late.status, late.json()["code"].clone()), (412, json!("changed_meanwhile")));
    let cleared = api.send("PATCH", &path, &[], Some(&json!({"nickname": null})));
    assert_eq!(cleared.json().get("nickname"), None, "null takes a field away (RFC 7396)");
    assert_eq!(cleared.json()["emails"][0]["value"], "ada@example.org", "what is not named stays");

    assert_eq!(api.send("DELETE", &path, &[], None).status, 200);
    assert_eq!(api.get("/api/v1/contacts").json()["total"], 0);
    assert_eq!(api.get("/api/v1/contacts?trashed=true").json()["total"], 1);
    let back = api.post(&format!("{path}/restore"), json!({}));
    assert_eq!(back.status, 200, "{}", back.json());
    assert_eq!(api.get("/api/v1/contacts").json()["total"], 1);
}

// covers(API-4, IMP-8)
#[test]
fn a_batch_sent_again_under_its_key_is_not_done_again() {
    let laptop = Laptop::new();
    let api = Api::of(laptop.app());
    let batch =
        json!({ "operations": [{ "op": "create", "kind": "contact", "record": { "given": "Eve" } }] });
    let send = |key: &str| {
        let answer = api.send("POST", "/api/v1/records/batch", &[("idempotency-key", key)], Some(&batch));
        assert_eq!(answer.status, 200, "{}", answer.json());
        let answer = answer.json();
        (answer["results"][0]["id"].clone(), answer["repeated"].clone())
    };
    // In quotation marks as the draft wants it, or bare.
    let (first, again, other) = (send("\"one\""), send("one"), send("two"));
    assert_eq!((first.1, again.1, other.1), (json!(false), json!(true), json!(false)));
    assert_eq!((first.0 == again.0, first.0 == other.0), (true, false));
    assert_eq!(api.get("/api/v1/contacts").json()["total"], 2);
}

// covers(CON-6)
#[test]
fn the_timeline_tells_what_happened() {
    let laptop = Laptop::new();
    let api = Api::of(laptop.app());
    let ada = api.contact(json!({"given": "Ada"}));
    let path = format!("/api/v1/contacts/{}", id(&ada));
    assert_eq!(api.send("PATCH", &path, &[], Some(&json!({"family": "Lovelace"}))).status, 200);
    let note = api.post("/api/v1/notes", json!({"body": "Met at the fair", "contact_id": id(&ada)}));
    assert_eq!(note.status, 201, "{}", note.json());
    let timeline = api.get(&format!("{path}/timeline?limit=10")).json();
    let items = timeline["items"].as_array().unwrap();
    assert!(
        items.iter().any(|i| i["type"] == "note" && i["note"]["body"] == "Met at the fair"),
        "{timeline}"
    );
    assert!(
        items.iter().any(|i| i["type"] == "change"
            && i["changes"]
                .as_array()
                .is_some_and(|c| c.iter().any(|c| c["field"] == "family" && c["to"] == "Lovelace"))),
        "{timeline}"
    );
}

// covers(API-3)
#[test]
fn lists_filter_sort_and_page_exactly() {
    let laptop = Laptop::new();
    let api = Api::of(laptop.app());
    for (given, tag) in [("Ada", "vip"), ("Bob", "vip"), ("Cy", "other"), ("Dora", "vip"), ("Eve", "vip")] {
        api.contact(json!({"given": given, "tags": [tag]}));
    }
    let filter = escaped(&json!({"is": {"field": "tags", "op": "equals", "value": "vip"}}).to_string());
    let first =
        format!("/api/v1/contacts?filter={filter}&sort=-display_name&limit=3&fields=display_name,tags");
    let page = api.get(&first);
    assert_eq!(page.status, 200, "{}", page.json());
    let page = page.json();
    assert_eq!(page["total"], 4);
    let names = |page: &Value| {
        page["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| r["title"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&page), ["Eve", "Dora", "Bob"]);
    let cursor = escaped(page["next_cursor"].as_str().expect("there is more"));
    let rest = api.get(&format!("{first}&cursor={cursor}")).json();
    assert_eq!(names(&rest), ["Ada"]);
    assert!(rest["next_cursor"].is_null());
    for bad in ["filter=%7B", "limit=0", "limit=100000", "sort=nothing", "cursor=nonsense", "colour=red"] {
        let answer = api.get(&format!("/api/v1/contacts?{bad}"));
        assert!((400..500).contains(&answer.status), "{bad}: {} {}", answer.status, answer.json());
        assert!(answer.json()["code"].is_string());
    }
}

// covers(SEC-8)
#[test]
fn hostile_text_stays_text() {
    let laptop = Laptop::new();
    let api = Api::of(laptop.app());
    for hostile in [
        "'; DROP TABLE contact; --",
        "\" OR 1=1 --",
        "%' UNION SELECT * FROM keys --",
        "a\u{0}b",
        "\\",
        "𝕏'\"",
    ] {
        let made = api.post("/api/v1/contacts", json!({"given": hostile, "tags": [hostile]}));
        if made.status != 201 {
            assert_eq!(made.json()["kind"], "refused", "{hostile:?} {}", made.json());
            continue;
        }
        let read = api.get(&format!("/api/v1/contacts/{}", id(&made.json()))).json();
        assert!(
            !hostile.contains('\0') && read["given"] == hostile || hostile.contains('\0'),
            "{hostile:?} {read}"
        );
        let filter = json!({"is": {"field": "display_name", "op": "equals", "value": hostile}}).to_string();
        let found = api.get(&format!("/api/v1/contacts?filter={}", escaped(&filter)));
        assert_eq!(found.status, 200, "{hostile:?}");
        assert!(found.json()["total"].as_u64().unwrap() <= 1, "{hostile:?} finds itself at most");
        let field = json!({"is": {"field": hostile, "op": "equals", "value": 1}}).to_string();
        assert!(
            (400..500).contains(&api.get(&format!("/api/v1/contacts?filter={}", escaped(&field))).status)
        );
        assert!((400..500).contains(&api.get(&format!("/api/v1/contacts?sort={}", escaped(hostile))).status));
        let search = api.post("/api/v1/search/query", json!({"text": hostile}));
        assert!(search.status < 500, "{hostile:?}");
    }
    assert!(api.get("/api/v1/contacts").json()["total"].as_u64().unwrap() >= 4);
}

// covers(API-16)
#[test]
fn what_does_not_fit_is_refused_with_its_field() {
    let laptop = Laptop::new();
    let api = Api::of(laptop.app());
    for body in [
        json!({"given": 7}),
        json!({"no_such_field": "x"}),
        json!({"emails": "ada@example.org"}),
        json!({"emails": [{"value": {"deep": true}}]}),
        json!({"emails": ["ada@example.org"]}),
        json!({"tags": [{"value": "vip"}]}),
        json!({"dates": [{"label": "birthday", "value": "yesterday"}]}),
    ] {
        let answer = api.post("/api/v1/contacts", body.clone());
        assert!((400..500).contains(&answer.status), "{body}: {} {}", answer.status, answer.json());
        assert_eq!(answer.json()["kind"], "refused");
    }
    assert_eq!(api.get("/api/v1/contacts").json()["total"], 0, "nothing of it was written");
    for (fields, status) in [("given,jobs,deleted_ms", 200), ("given,shoe_size", 404)] {
        let list = api.get(&format!("/api/v1/contacts?fields={fields}"));
        assert_eq!(list.status, status, "{fields}: {}", list.json());
    }
    let absent = "/api/v1/contacts/01890a5d-ac96-774b-bcce-b302099a8057";
    assert_eq!(api.get(absent).status, 404);
    assert_eq!(api.send("PATCH", absent, &[], Some(&json!({"given": "A"}))).status, 404);
    assert_eq!(api.send("DELETE", absent, &[], None).status, 404);
    assert_eq!(api.get("/api/v1/contacts/nonsense").status, 400);
}

// covers(API-1, API-2)
#[test]
fn a_file_is_uploaded_imported_found_exported_and_taken_back() {
    let laptop = Laptop::new();
    let api = Api::of(laptop.app());
    let csv =
        "First Name,Last Name,E-mail Address\nAda,Lovelace,ada@example.org\nGrace,Hopper,grace@example.org\n";
    let handle = api.send_bytes(
        "POST",
        "/api/v1/files?name=people.csv",
        &[],
        Some((csv.into(), "application/octet-stream")),
    );
    let started = api.post("/api/v1/imports/start", json!({"files": [handle.json()]}));
    assert_eq!(started.status, 200, "{}", started.json());
    let import = loop {
        let import =
            api.get(&format!("/api/v1/imports/{}", started.json()["import"].as_str().unwrap())).json();
        match import["state"].as_str().unwrap() {
            "done" => break import,
            "staging" | "staged" | "applying" => std::thread::sleep(std::time::Duration::from_millis(20)),
            state => panic!("{state}: {import}"),
        }
    };
    assert_eq!(import["files"][0]["created"], 2);
    let export = api.post("/api/v1/exports/run", json!({"format": "json"})).json();
    let bytes = api.get(&format!("/api/v1/files/{}", export["file"].as_str().unwrap()));
    assert!(bytes.header("content-disposition").starts_with("attachment"));
    assert_eq!(bytes.json()["contacts"].as_array().unwrap().len(), 2);
    let undone = api.post("/api/v1/changes/undo", json!({"change_set": import["change_set"]}));
    assert_eq!(undone.status, 200, "{}", undone.json());
    assert_eq!(api.get("/api/v1/contacts").json()["total"], 0);
}

// covers(QA-5)
#[test]
fn a_locked_vault_is_made_and_opened_through_the_api() {
    let laptop = Laptop::new();
    let api = Api::of(laptop.closed_app());
    assert_eq!(api.post("/api/v1/vault/status", json!({})).json()["state"], "none");
    let early = api.get("/api/v1/contacts");
    assert_eq!((early.status, early.json()["code"].clone()), (423, json!("vault_locked")));
    assert_eq!(api.post("/api/v1/vault/create", json!({})).status, 422, "no key is invented");
    let made = api.post("/api/v1/vault/create", json!({"passphrase": super::PASSPHRASE}));
    assert_eq!(made.json()["state"], "open");
    assert_eq!(api.get("/api/v1/contacts").status, 200);
    api.post("/api/v1/vault/lock", json!({}));
    assert_eq!(api.get("/api/v1/contacts").status, 423);
    assert!(
        (400..500).contains(&api.post("/api/v1/vault/unlock", json!({"passphrase": "wrong wrong"})).status)
    );
    assert_eq!(
        api.post("/api/v1/vault/unlock", json!({"passphrase": super::PASSPHRASE})).json()["state"],
        "open"
    );
}

/// Commands of more groups than the register asks for, each of them reachable at its own address.
// covers(API-1, API-2)
#[test]
fn more_than_forty_routes_and_fifty_commands_answer_at_their_addresses() {
    let laptop = Laptop::new();
    let api = Api::of(laptop.app());
    let document = api.get("/api/v1/openapi.json").json();
    let absent = "01890a5d-ac96-774b-bcce-b302099a8057";
    let mut lists = 0;
    let mut refused = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        let bound = path.replace("{id}", absent);
        // A file is whatever bytes come; it is tried above.
        if bound.contains('{') || path == "/api/v1/files" {
            continue;
        }
        for method in item.as_object().unwrap().keys().filter(|key| *key != "parameters") {
            let told = format!("{method} {path}");
            if method == "get" {
                let answer = api.get(&bound);
                assert_ne!(answer.status, 405, "{told}");
                assert!(answer.status < 500, "{told}: {}", answer.status);
                if !path.contains('{') && answer.status == 200 {
                    lists += 1;
                }
            } else {
                // Text is no input of any command, so whatever stands at the address refuses it and does nothing.
                let answer = api.send(&method.to_uppercase(), &bound, &[], Some(&json!("no input")));
                assert!((400..500).contains(&answer.status), "{told}: {}", answer.status);
                let code = answer.json()["code"].clone();
                assert!(code != json!("no_such_route") && answer.status != 405, "{told}: {code}");
                refused += 1;
            }
        }
    }
    assert!(lists >= 20, "only {lists} addresses answer without being asked anything");
    assert!(lists + refused >= 45, "only {lists} + {refused} routes");
    assert_eq!(api.get("/api/v1/contacts").json()["total"], 0, "nothing was done");

    let commands = api.app.commands();
    assert!(commands.len() >= 50, "only {} commands", commands.len());
    let groups: std::collections::BTreeSet<&str> =
        commands.iter().filter_map(|command| command.name.split('.').next()).collect();
    assert!(groups.len() >= 6, "{groups:?}");
    for command in &commands {
        // Without any door: the same refusal by its own name.
        let refusal = api.app.call(&satchel_app::Actor::owner(), &command.name, json!("no input"));
        let code = refusal.map_err(|error| error.code.to_string());
        assert!(code.as_ref().is_err_and(|code| code != "unknown_command"), "{}: {code:?}", command.name);
    }
}

// covers(API-5, DOCM-1)
#[test]
fn a_file_is_uploaded_onto_a_record_and_downloaded_from_it() {
    let laptop = Laptop::new();
    let api = Api::of(laptop.app());
    let ada = api.contact(json!({ "given": "Ada" }));
    let page = b"<script>alert(1)</script>";
    let name = "Angebot%20%C2%ABx%C2%BB%0D%0A.html";
    let octets = Some((page.to_vec(), "application/octet-stream"));
    let handle = api.send_bytes("POST", &format!("/api/v1/files?name={name}"), &[], octets).json();
    let told = api.post(
        "/api/v1/call/attachments.add",
        json!({ "kind": "contact", "id": ada["id"], "files": [handle] }),
    );
    assert_eq!(told.status, 200);
    let attachment = told.json()["attachments"][0].clone();
    assert_eq!(attachment["name"], "Angebot «x».html");
    let listed = api.get("/api/v1/attachments").json();
    assert_eq!((listed["total"].as_u64(), listed["rows"][0]["size"].as_f64()), (Some(1), Some(25.0)));

    let file = api.post("/api/v1/call/attachments.file", json!({ "id": attachment["id"] })).json();
    let answer = api.get(&format!("/api/v1/files/{}", file["file"].as_str().unwrap()));
    assert_eq!(answer.body, page);
    assert_eq!(answer.header("content-type"), "application/octet-stream", "never a page");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let disposition = answer.header("content-disposition");
    assert!(
        disposition.starts_with("attachment; ") && disposition.contains("%C2%ABx%C2%BB.html"),
        "{disposition}"
    );
}
