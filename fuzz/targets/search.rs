//! Any text as a question: it means something, and the answer comes from an index with a few people in it.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use satchel_feature::world::World;
use satchel_search::{About, Budget, SearchRequest};
use serde_json::json;

fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let world = World::new(satchel_people::registry().expect("kinds")).expect("a vault");
        for (given, family, mail) in
            [("Jürgen", "Müller", "j@m.example"), ("Иван", "Иванов", "ivan@i.example")]
        {
            let person = json!({ "given": given, "family": family, "emails": [{ "value": mail }],
                "phones": [{ "value": "+49 30 901820" }], "tags": ["vip"], "jobs": [{ "company": "Acme" }] });
            world.create("contact", person).expect("a contact");
        }
        let cx = world.cx();
        cx.index.catch_up(&cx.vault, &*cx.documents, Budget::ALL).expect("an index");
        world
    })
}

fuzz_target!(|text: &str| {
    let cx = world().cx();
    let (catalogue, now) = (cx.catalogue(), cx.now().expect("a time"));
    let about = About { catalogue: &catalogue, now: &now, named: &[] };
    let request = SearchRequest {
        text,
        kinds: &[],
        limit: 20,
        offset: 0,
        now_ms: 1_700_000_000_000,
        prefixes: &[],
        usage: None,
        about: Some(&about),
    };
    let told = cx.vault.read(|conn| {
        let found = cx.index.search(conn, &*cx.documents, &request)?;
        cx.index.suggest(conn, &*cx.documents, &request)?;
        Ok::<_, satchel_search::SearchError>(found)
    });
    let found = told.expect("whatever is typed means something");
    assert!(found.hits.len() as u64 <= found.total);
});
