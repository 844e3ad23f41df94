use proptest::prelude::*;
use satchel_feature::world::{World, id};
use satchel_kernel::Point;
use serde_json::json;

use super::{Address, By, Located, countries, locate, postcodes, read, refresh, table};

fn at(postcode: &str, town: &str, country: &str) -> Located {
    locate(Address { postcode, town, country }, "DE")
}

/// That an address is found so exactly and lies within some kilometres of where it really is.
fn lies(address: [&str; 3], by: By, lat: f64, lon: f64, km: f64) {
    let [postcode, town, country] = address;
    let found = at(postcode, town, country);
    assert_eq!(found.by, by, "{address:?} {found:?}");
    let off = found.point.unwrap().km_to(Point::new(lat, lon).unwrap());
    assert!(off <= km, "{address:?} is {off:.1} km off");
}

// covers(ROLE-11)
#[test]
fn postcodes_of_many_countries_are_read_as_people_write_them() {
    use By::Postcode;
    lies(["50667", "Köln", "Deutschland"], Postcode, 50.938, 6.957, 3.0);
    lies(["D-10115", "Berlin", ""], Postcode, 52.532, 13.385, 3.0);
    lies(["1010", "Wien", "Österreich"], Postcode, 48.208, 16.372, 3.0);
    lies(["CH-8001", "Zürich", "CH"], Postcode, 47.372, 8.542, 4.0);
    lies(["SW1A 1AA", "London", "United Kingdom"], Postcode, 51.501, -0.142, 4.0);
    lies(["m1 1ae", "Manchester", "England"], Postcode, 53.479, -2.234, 4.0);
    lies(["EC1A1BB", "London", "GB"], Postcode, 51.52, -0.098, 4.0);
    lies(["1012 LG", "Amsterdam", "Nederland"], Postcode, 52.373, 4.897, 4.0);
    lies(["K1A 0B1", "Ottawa", "Canada"], Postcode, 45.42, -75.7, 12.0);
    lies(["94103-1234", "San Francisco", "USA"], Postcode, 37.773, -122.411, 4.0);
    lies(["100-0001", "千代田区", "日本"], Postcode, 35.685, 139.753, 12.0);
    lies(["75001", "Paris", "France"], Postcode, 48.862, 2.336, 4.0);
    lies(["75116 CEDEX 16", "Paris", "FR"], Postcode, 48.86, 2.28, 8.0);
    lies(["28013", "Madrid", "España"], Postcode, 40.42, -3.705, 5.0);
    lies(["00-002", "Warszawa", "Polska"], Postcode, 52.23, 21.01, 8.0);
    lies(["110 00", "Praha", "Czechia"], Postcode, 50.087, 14.42, 8.0);
    lies(["111 22", "Stockholm", "Sverige"], Postcode, 59.33, 18.06, 8.0);
    lies(["D02 X285", "Dublin", "Ireland"], Postcode, 53.339, -6.252, 8.0);
    lies(["01310-100", "São Paulo", "Brasil"], By::Town, -23.55, -46.64, 5.0);
    lies(["110001", "New Delhi", "India"], Postcode, 28.63, 77.22, 12.0);
    lies(["2000", "Sydney", "Australia"], Postcode, -33.87, 151.21, 8.0);
    lies(["1100-148", "Lisboa", "Portugal"], Postcode, 38.71, -9.13, 8.0);
    lies(["C1425ABC", "Buenos Aires", "Argentina"], By::Town, -34.61, -58.38, 15.0);
    lies(["L-1111", "Luxembourg", "LU"], Postcode, 49.61, 6.13, 8.0);
    lies(["238839", "Singapore", "SGP"], Postcode, 1.30, 103.84, 6.0);
}

#[test]
fn what_no_postcode_says_the_town_says_and_else_the_country() {
    lies(["", "Munich", "Germany"], By::Town, 48.137, 11.575, 5.0);
    lies(["", "münchen", "de"], By::Town, 48.137, 11.575, 5.0);
    lies(["", "Neustadt an der Aisch", "DE"], By::Town, 49.58, 10.61, 6.0);
    lies(["50999x", "", "DE"], By::Area, 50.9, 6.99, 15.0);
    // The code is of another end of the country than the town: the town is what people know.
    lies(["20099x", "München", "DE"], By::Town, 48.137, 11.575, 5.0);
    let country = at("", "", "Brasil");
    assert_eq!((country.by, country.point, country.country), (By::Country, None, Some("BR")));
    assert_eq!(at("12345", "Springfield", "Atlantis").by, By::Unknown);
    assert_eq!(at("", "", "").by, By::Unknown);
}

#[test]
fn an_address_without_a_country_is_at_home_unless_something_speaks_against_it() {
    lies(["50667", "Köln", ""], By::Postcode, 50.938, 6.957, 3.0);
    lies(["50667", "", ""], By::Postcode, 50.938, 6.957, 3.0);
    lies(["", "Paris", ""], By::Town, 48.857, 2.352, 5.0);
    // Beverly Hills has a German neighbour of its postcode, and is none.
    assert_eq!(at("90210", "Beverly Hills", "").by, By::Unknown);
    let vienna = locate(Address { postcode: "1010", town: "Wien", country: "" }, "AT");
    assert_eq!((vienna.by, vienna.country), (By::Postcode, Some("AT")));
}

#[test]
fn what_is_typed_is_read_whatever_stands_first() {
    let by = |typed: &str| read(typed, "DE").map(|l| (l.by, l.country));
    assert_eq!(by("50667 Köln"), Some((By::Postcode, Some("DE"))));
    assert_eq!(by("Köln"), Some((By::Town, Some("DE"))));
    assert_eq!(by("SW1A 1AA, UK"), Some((By::Postcode, Some("GB"))));
    assert_eq!(by("London SW1A 1AA, UK"), Some((By::Postcode, Some("GB"))));
    assert_eq!(by("1012 LG Amsterdam, NL"), Some((By::Postcode, Some("NL"))));
    assert_eq!(by("Paris, France"), Some((By::Town, Some("FR"))));
    assert_eq!(by("50.94, 6.96"), Some((By::Postcode, None)));
    assert_eq!(by("nirgendwo zwischen den Feldern"), None);
    assert_eq!(by(""), None);
}

#[test]
fn countries_are_known_by_code_and_in_any_larger_language() {
    for name in ["DE", "de", "DEU", "Germany", "Deutschland", "Allemagne", "ALEMANIA", "Германия", "ドイツ"]
    {
        assert_eq!(countries::read(name), Some("DE"), "{name}");
    }
    assert_eq!(countries::read("U.S.A."), Some("US"));
    assert_eq!(countries::read("The Netherlands"), Some("NL"));
    assert_eq!(countries::read("Elbonia"), None);
    let named = countries::named_by("A-1010").map(|(country, rest)| (country, rest.to_owned()));
    assert_eq!(named, Some(("AT", "1010".to_owned())));
    assert_eq!(countries::named_by("110-00"), None);
}

#[test]
fn the_table_holds_every_country_in_order() {
    let all: Vec<&str> = table::countries().collect();
    assert!(all.len() > 200 && all.is_sorted(), "{}", all.len());
    assert!(all.iter().all(|code| table::country(code).is_some()));
    assert!(table::country("XX").is_none());
}

proptest! {
    #[test]
    fn no_address_breaks_the_reading(postcode in ".{0,12}", town in ".{0,12}", country in ".{0,8}", home in "[A-Z]{0,2}") {
        let found = locate(Address { postcode: &postcode, town: &town, country: &country }, &home);
        prop_assert_eq!(found.point.is_none(), matches!(found.by, By::Country | By::Unknown));
        let _ = read(&format!("{postcode} {town}, {country}"), &home);
        prop_assert!(postcodes::written(&home, &postcode).len() <= 10);
    }
}

fn world() -> World {
    World::new(crate::registry().unwrap()).unwrap()
}

#[test]
fn a_record_says_where_its_preferred_address_is_and_forgets_it_with_it() {
    let world = world();
    let ada = json!({ "display_name": "Ada", "addresses": [
        { "city": "Hamburg", "postal_code": "20095", "country": "DE" },
        { "city": "Köln", "postal_code": "50667", "country": "DE", "primary": true },
    ] });
    let ada = world.create("contact", ada).unwrap();
    let place: Point = ada["place"].as_str().unwrap().parse().unwrap();
    assert!(place.km_to(Point::new(50.938, 6.957).unwrap()) < 3.0);
    assert_eq!(ada["place_found"], "postcode");
    let id = id(&ada);
    let gone = world.patch("contact", id, json!({ "addresses": [] })).unwrap();
    assert!(gone.get("place").is_none() && gone.get("place_found").is_none());
}

#[test]
fn records_of_before_the_table_are_found_once() {
    let world = world();
    let firm = json!({ "name": "Acme", "addresses": [{ "city": "Bonn", "country": "DE" }] });
    let firm = world.create("company", firm).unwrap();
    let id = id(&firm);
    world
        .cx()
        .write_record("As it was before", |rules| super::store::forget(rules.conn, "company", id))
        .unwrap();
    assert!(world.get("company", id).unwrap().get("place").is_none());
    assert_eq!(refresh::refresh_all(&world.cx()).unwrap(), 1);
    let found = world.get("company", id).unwrap();
    assert_eq!((&found["place"], &found["place_found"]), (&firm["place"], &json!("town")));
    assert_eq!(found["modified_ms"], firm["modified_ms"]);
    assert_eq!(refresh::refresh_all(&world.cx()).unwrap(), 0);
}
