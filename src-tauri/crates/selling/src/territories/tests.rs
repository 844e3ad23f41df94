//! Territories on a temporary vault, and the law of ranges.

use proptest::prelude::*;
use satchel_feature::records::Record;
use satchel_feature::world::id;
use satchel_kernel::Id;
use serde_json::{Value, json};

use super::rules::{Territory, covers, place};
use crate::deals::tests::world;
use crate::leads::tests::lead;

proptest! {
    // covers(ROLE-11)
    #[test]
    fn a_range_holds_what_lies_between_its_ends(code in 0_u32..100_000, from in 0_u32..100, more in 0_u32..100) {
        let to = (from + more).min(99);
        let begins = code / 1_000;
        let range = format!("{from:02}-{to:02}");
        prop_assert_eq!(covers(&range, &format!("{code:05}")), from <= begins && begins <= to);
        prop_assert_eq!(covers(&format!("{from:02}"), &format!("{code:05}")), begins == from);
    }

    // covers(ROLE-11)
    #[test]
    fn the_first_that_fits_has_the_lead(size in 1_u32..1_000, at in 0_usize..4) {
        let of = |size_from: Option<f64>| Territory {
            id: Id::new(), name: String::new(), countries: vec![], postcodes: vec![], industries: vec![],
            size_from, size_to: None, position: 0.0,
        };
        let mut all = vec![of(Some(750.0)), of(Some(500.0)), of(Some(250.0))];
        all.insert(at, of(None));
        let lead = Record::from_iter([("size".to_owned(), json!(size))]);
        let first = all.iter().position(|one| one.size_from.is_none_or(|from| f64::from(size) >= from)).unwrap();
        prop_assert_eq!(place(&all, &lead), all.get(first).map(|one| one.id));
    }
}

// covers(ROLE-7, ROLE-8)
#[test]
fn leads_belong_to_the_territory_that_fits_whenever_it_or_they_change() {
    let world = world();
    let munich = lead(&world, json!({ "country": "DE", "postal_code": "80331", "industry": "Optics" }));
    let of = || world.get("lead", id(&munich)).unwrap().get("territory_id").cloned();
    assert_eq!(of(), None);
    let south = world
        .create("territory", json!({ "name": "South", "countries": ["de"], "postcodes": ["80-97"] }))
        .unwrap();
    assert_eq!(of().as_ref(), Some(&south["id"]));
    world.patch("lead", id(&munich), json!({ "postal_code": "10115" })).unwrap();
    assert_eq!(of(), None, "it moved away");
    world.patch("territory", id(&south), json!({ "postcodes": ["1", "80-97"] })).unwrap();
    assert_eq!(of().as_ref(), Some(&south["id"]));
    world.patch("territory", id(&south), json!({ "industries": ["Chemistry"] })).unwrap();
    assert_eq!(of(), None);
    let bad = |change: Value| world.create("territory", change).unwrap_err().field;
    for wrong in [json!(["90-80"]), json!(["8-10"]), json!(["-"]), json!(["8?"])] {
        assert_eq!(bad(json!({ "name": "X", "postcodes": wrong })).as_deref(), Some("postcodes"));
    }
    assert_eq!(bad(json!({ "name": "X", "size_from": 9, "size_to": 5 })).as_deref(), Some("size_to"));
}
