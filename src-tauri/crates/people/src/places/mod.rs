//! Where addresses are: read by a table of postcodes and towns that is part of the program, so that nothing asks a network.
//!
//! Reading an address is a pure function. What it finds stands on the record (`place`, and by what it was found), settled
//! whenever the record is, so that lists filter and sort by distance as by any other field. An address of which only the
//! country is known has no place: its middle would be near to what is not.
//!
//! The table is made from GeoNames (<https://www.geonames.org>, CC BY 4.0); `data/make.py` says how. What it leaves out:
//! streets and house numbers; two records of one postcode are at the same place.

pub mod commands;
pub mod countries;
mod postcodes;
pub mod refresh;
mod store;
mod table;
#[cfg(test)]
mod tests;

use satchel_feature::records::{Record, part, text};
use satchel_kernel::{Field, FieldType, Point};
use serde::Serialize;
use serde_json::{Value, json};

use crate::contacts::model::options;

/// Where a record's address is.
pub const PLACE: &str = "place";
/// By what it was found.
pub const FOUND: &str = "place_found";

/// How exactly a place is known, the most exact first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The middle of what has its postcode.
    Postcode,
    /// The middle of the postcodes that begin like its own.
    Area,
    /// The middle of its town.
    Town,
    /// Nothing but the country, which has no place.
    Country,
    /// Nothing.
    Unknown,
}

impl By {
    const ALL: &[&str] = &["postcode", "area", "town", "country", "unknown"];

    /// Its name in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Postcode => "postcode",
            Self::Area => "area",
            Self::Town => "town",
            Self::Country => "country",
            Self::Unknown => "unknown",
        }
    }
}

/// What is known of where an address is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Located {
    /// How exactly.
    pub by: By,
    /// Where; absent where only the country is known, or nothing.
    pub point: Option<Point>,
    /// The country's ISO 3166-1 code, as far as it is known.
    pub country: Option<&'static str>,
}

/// An address as far as it says where something is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Address<'a> {
    /// As it is written in its country, or `D-50667`.
    pub postcode: &'a str,
    /// The town.
    pub town: &'a str,
    /// Its code or its name in any larger language; the seller's own country where it is empty.
    pub country: &'a str,
}

/// How large a town has to be to be meant where no country is given and the seller's own has none: 160,000 people.
const KNOWN_EVERYWHERE: u8 = 5;
/// How far a postcode and a town of an assumed country may lie apart to be of the same address, in kilometres.
const APART_KM: f64 = 80.0;

/// Where an address is. `home` is the seller's country.
pub fn locate(address: Address<'_>, home: &str) -> Located {
    let (named, postcode) = match countries::named_by(address.postcode) {
        Some((country, rest)) => (Some(country), rest),
        None => (None, address.postcode),
    };
    let said = countries::read(address.country);
    let found = |by, point, country| Located { by, point: Some(point), country: Some(country) };
    let known = said.or(named.filter(|_| address.country.trim().is_empty()));
    let Some(country) = known else {
        return match address.country.trim() {
            "" => assumed(postcode, address.town, home),
            _ => Located { by: By::Unknown, point: None, country: None },
        };
    };
    let Some(table) = table::country(country) else {
        return Located { by: By::Country, point: None, country: Some(country) };
    };
    let code = postcodes::written(country, postcode);
    if let Some(point) = table.postcode(&code).filter(|_| !code.is_empty()) {
        return found(By::Postcode, point, country);
    }
    let town = table.town(address.town).map(|(point, _)| point);
    // A code that is not there is a new one, or a slip in its last letter.
    let areas = (2..code.len()).rev().filter(|length| length + 2 >= code.len());
    let area = areas.filter_map(|length| table.area(code.get(..length)?)).next();
    match (area, town) {
        (Some(area), Some(town)) if area.km_to(town) > APART_KM => found(By::Town, town, country),
        (Some(area), _) => found(By::Area, area, country),
        (None, Some(town)) => found(By::Town, town, country),
        (None, None) => Located { by: By::Country, point: None, country: Some(country) },
    }
}

/// Where an address without a country is: in the seller's own, if nothing speaks against it, else in the one place of the
/// world that is so well known.
fn assumed(postcode: &str, town: &str, home: &str) -> Located {
    let home = countries::read(home).and_then(|code| Some((code, table::country(code)?)));
    let at_home = home.and_then(|(code, table)| {
        let written = postcodes::written(code, postcode);
        let by_code = table.postcode(&written).filter(|_| !written.is_empty());
        let by_town = table.town(town).map(|(point, _)| point);
        match (by_code, by_town) {
            (Some(point), Some(other)) if point.km_to(other) <= APART_KM => Some((By::Postcode, point, code)),
            (Some(point), None) if town.trim().is_empty() => Some((By::Postcode, point, code)),
            (None, Some(point)) if postcode.trim().is_empty() => Some((By::Town, point, code)),
            (_, Some(point)) => Some((By::Town, point, code)),
            _ => None,
        }
    });
    let anywhere = || {
        let towns = table::countries().filter_map(|code| {
            let (point, size) = table::country(code)?.town(town)?;
            (size >= KNOWN_EVERYWHERE).then_some((size, point, code))
        });
        towns.max_by_key(|(size, ..)| *size).map(|(_, point, code)| (By::Town, point, code))
    };
    match at_home.or_else(anywhere) {
        Some((by, point, country)) => Located { by, point: Some(point), country: Some(country) },
        None => Located { by: By::Unknown, point: None, country: None },
    }
}

/// Where what somebody typed is: `50667 Köln`, `SW1A 1AA`, `Paris, France`, or degrees such as `50.94, 6.96`.
pub fn read(typed: &str, home: &str) -> Option<Located> {
    if let Ok(point) = typed.parse::<Point>() {
        return Some(Located { by: By::Postcode, point: Some(point), country: None });
    }
    let (rest, country) = match typed.rsplit_once([',', ';', '\n']) {
        Some((rest, last)) if countries::read(last).is_some() => (rest.trim(), last.trim()),
        _ => (typed.trim(), ""),
    };
    let words: Vec<&str> = rest.split([' ', ',', ';', '\n']).filter(|word| !word.is_empty()).collect();
    let digits = |words: &[&str]| words.iter().any(|word| word.contains(|c: char| c.is_ascii_digit()));
    // The postcode stands before or behind the town, in one word or two.
    let mut ways = vec![(String::new(), rest.to_owned()), (rest.to_owned(), String::new())];
    for length in [1, 2] {
        if let Some((code, town)) = words.split_at_checked(length)
            && digits(code)
        {
            ways.push((code.join(" "), town.join(" ")));
        }
        if let Some((town, code)) = words.len().checked_sub(length).and_then(|at| words.split_at_checked(at))
            && digits(code)
        {
            ways.push((code.join(" "), town.join(" ")));
        }
    }
    let located = ways
        .iter()
        .map(|(postcode, town)| locate(Address { postcode, town, country }, home))
        .filter(|located| located.point.is_some());
    located.min_by_key(|located| located.by)
}

/// The fields that say where a record is.
pub fn fields() -> [Field; 2] {
    [
        Field::new(PLACE, FieldType::Place).derived().internal().listed(),
        Field::new(FOUND, FieldType::Choice { options: options(By::ALL) }).derived().internal().listed(),
    ]
}

/// Says on a contact or company where the first of its addresses is that can be found, the preferred one before others.
pub fn settle(record: &mut Record, home: &str) {
    let addresses = part(record, "addresses").iter().filter_map(Value::as_object);
    let mut addresses: Vec<&Record> = addresses.collect();
    addresses.sort_by_key(|address| address.get("primary") != Some(&Value::Bool(true)));
    let mut located = addresses.into_iter().filter_map(|address| {
        of(text(address, "postal_code"), text(address, "city"), text(address, "country"), home)
    });
    let first = located.next();
    let best = first.filter(|first| first.point.is_some());
    let best = best.or_else(|| located.find(|located| located.point.is_some())).or(first);
    show(record, best);
}

/// What an address says, if it says anything of where it is.
pub fn of(postcode: &str, town: &str, country: &str, home: &str) -> Option<Located> {
    let says = [postcode, town, country].iter().any(|text| !text.trim().is_empty());
    says.then(|| locate(Address { postcode, town, country }, home))
}

/// Says on a record where it is.
pub fn show(record: &mut Record, located: Option<Located>) {
    for (field, value) in [
        (PLACE, located.and_then(|located| located.point).map(|point| json!(point))),
        (FOUND, located.map(|located| json!(located.by.name()))),
    ] {
        match value {
            Some(value) => record.insert(field.into(), value),
            None => record.remove(field),
        };
    }
}
