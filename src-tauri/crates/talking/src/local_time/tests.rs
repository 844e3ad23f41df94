//! Where people are, from what is known of them.

use serde_json::{Value, json};

use super::{countries, zone};

fn of(record: Value) -> Option<&'static str> {
    zone(record.as_object().unwrap())
}

#[test]
fn an_address_says_more_than_a_number() {
    let phone = json!([{ "value": "030 1", "e164": "+49301234567" }]);
    assert_eq!(of(json!({ "phones": phone })), Some("Europe/Berlin"));
    let in_country = |country: &str, postal_code: &str| {
        let address = json!([{ "city": "x", "country": country, "postal_code": postal_code }]);
        of(json!({ "phones": phone, "addresses": address }))
    };
    assert_eq!(in_country("Österreich", ""), Some("Europe/Vienna"));
    assert_eq!(in_country("jp", ""), Some("Asia/Tokyo"));
    assert_eq!(in_country("Spain", "28001"), Some("Europe/Madrid"));
    assert_eq!(in_country("Spanien", "35001"), Some("Atlantic/Canary"));
    assert_eq!(in_country("USA", ""), None, "it has several zones, and the number is of another country");
    assert_eq!(in_country("Freedonia", ""), None);
}

#[test]
fn what_would_be_a_guess_is_not_said() {
    let phones = |numbers: &[&str]| {
        let entries: Vec<Value> = numbers.iter().map(|e164| json!({ "value": e164, "e164": e164 })).collect();
        of(json!({ "phones": entries }))
    };
    assert_eq!(phones(&["+353861234567"]), Some("Europe/Dublin"));
    assert_eq!(phones(&["+353861234567", "+353861234568"]), Some("Europe/Dublin"));
    assert_eq!(phones(&["+353861234567", "+4930123456"]), None, "two countries");
    assert_eq!(phones(&["+12125550123"]), None, "many zones");
    assert_eq!(phones(&["+34911234567"]), None, "the mainland or the islands");
    assert_eq!(of(json!({ "phones": [{ "value": "no number" }] })), None);
    assert_eq!(of(json!({})), None);
}

#[test]
fn the_table_names_zones_that_there_are_and_no_number_means_two_countries() {
    let all: Vec<_> = countries().collect();
    assert!(all.len() > 60);
    for country in &all {
        assert!(jiff::tz::TimeZone::get(country.zone).is_ok(), "{}", country.zone);
        assert_eq!(country.code.len(), 2);
        for name in &country.names {
            assert_eq!(satchel_kernel::text::fold(name), *name, "folded");
        }
        let others = all.iter().filter(|other| other.code != country.code && !other.dial.is_empty());
        for other in others.filter(|_| !country.dial.is_empty()) {
            assert!(!other.dial.starts_with(country.dial), "{} {}", country.code, other.code);
        }
    }
}
