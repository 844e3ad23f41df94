//! A place on the earth, to eleven metres, and how far one lies from another.
//!
//! It is written as `50.9375,6.9603` (degrees north, degrees east) and kept as one whole number that orders by latitude
//! first, so that a column or an index of such numbers finds what lies in a band around a place without reading the rest.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Error;

/// Steps of a degree.
const STEPS: f64 = 10_000.0;
/// The pole, in steps.
const POLE: i32 = 900_000;
/// The other side of the earth, in steps.
const FAR: i32 = 1_800_000;
/// How many places there are on one latitude.
const AROUND: i64 = 2 * FAR as i64 + 1;
/// The mean radius of the earth in kilometres (IUGG).
const RADIUS_KM: f64 = 6_371.008_8;

/// A place on the earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Point {
    lat: i32,
    lon: i32,
}

impl Point {
    /// The place so many degrees north and east; `None` beyond the poles or once around.
    pub fn new(lat: f64, lon: f64) -> Option<Self> {
        let steps = |degrees: f64, most: i32| {
            let steps = (degrees * STEPS).round();
            // A NaN is not within either.
            (steps.abs() <= f64::from(most)).then_some(steps as i32)
        };
        Some(Self { lat: steps(lat, POLE)?, lon: steps(lon, FAR)? })
    }

    /// Degrees north of the equator.
    pub fn lat(self) -> f64 {
        f64::from(self.lat) / STEPS
    }

    /// Degrees east of Greenwich.
    pub fn lon(self) -> f64 {
        f64::from(self.lon) / STEPS
    }

    /// As one number below 2^43, by latitude first.
    pub fn packed(self) -> i64 {
        i64::from(self.lat + POLE) * AROUND + i64::from(self.lon + FAR)
    }

    /// The place of such a number.
    pub fn from_packed(packed: i64) -> Option<Self> {
        let lat = i32::try_from(packed.div_euclid(AROUND)).ok()?.checked_sub(POLE)?;
        let lon = i32::try_from(packed.rem_euclid(AROUND)).ok()?.checked_sub(FAR)?;
        (lat.abs() <= POLE).then_some(Self { lat, lon })
    }

    /// The great-circle distance in kilometres, by the haversine formula: also exact for what lies close together.
    pub fn km_to(self, other: Self) -> f64 {
        let (a, b) = (self.lat().to_radians(), other.lat().to_radians());
        let north = ((b - a) / 2.0).sin();
        let east = ((other.lon() - self.lon()).to_radians() / 2.0).sin();
        let chord = (north * north + a.cos() * b.cos() * east * east).min(1.0);
        2.0 * RADIUS_KM * chord.sqrt().asin()
    }

    /// The least and the greatest number of any place within so many kilometres; what lies between need not.
    pub fn band(self, km: f64) -> (i64, i64) {
        // One step more than the distance, for what rounding moves.
        let steps = (km / RADIUS_KM).to_degrees() * STEPS + 1.0;
        let steps = if steps < f64::from(2 * POLE) { steps as i32 } else { 2 * POLE };
        let south = (self.lat - steps).max(-POLE);
        let north = (self.lat + steps).min(POLE);
        (Self { lat: south, lon: -FAR }.packed(), Self { lat: north, lon: FAR }.packed())
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.lat(), self.lon())
    }
}

impl FromStr for Point {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let point = text.split_once(',').and_then(|(lat, lon)| {
            Self::new(lat.trim().parse::<f64>().ok()?, lon.trim().parse::<f64>().ok()?)
        });
        point.ok_or_else(|| {
            Error::refused("bad_place", "A place is degrees north and degrees east, such as 50.94,6.96.")
        })
    }
}

impl From<Point> for String {
    fn from(point: Point) -> Self {
        point.to_string()
    }
}

impl TryFrom<String> for Point {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl JsonSchema for Point {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Point".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "Degrees north and east: 50.9375,6.9603." })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Point {
        text.parse().unwrap()
    }

    #[test]
    fn known_distances_are_right() {
        let (cologne, berlin) = (at("50.9375,6.9603"), at("52.52,13.405"));
        assert!((cologne.km_to(berlin) - 477.0).abs() < 2.0);
        assert!((at("51.5074,-0.1278").km_to(at("40.7128,-74.006")) - 5570.0).abs() < 5.0);
        // Over the date line and over the pole it is not far.
        assert!((at("-17.7,179.9").km_to(at("-17.7,-179.9")) - 21.2).abs() < 0.1);
        assert!(at("89.9,0").km_to(at("89.9,180")) < 23.0);
        assert_eq!(cologne.km_to(cologne), 0.0);
    }

    #[test]
    fn nonsense_is_no_place() {
        for text in ["", "50", "91,0", "0,181", "NaN,0", "inf,0", "a,b", "1,2,3"] {
            assert!(text.parse::<Point>().is_err(), "{text}");
        }
    }

    fn points() -> impl Strategy<Value = Point> {
        (-90.0..=90.0, -180.0..=180.0).prop_map(|(lat, lon)| Point::new(lat, lon).unwrap())
    }

    proptest! {
        #[test]
        fn a_place_is_the_same_written_and_packed(point in points()) {
            prop_assert_eq!(at(&point.to_string()), point);
            prop_assert_eq!(Point::from_packed(point.packed()), Some(point));
        }

        #[test]
        fn whatever_is_near_lies_in_the_band(a in points(), b in points(), km in 0.0..20_100.0) {
            prop_assert!(a.km_to(b) <= 20_016.0);
            prop_assert!((a.km_to(b) - b.km_to(a)).abs() < 1e-6);
            let (least, most) = a.band(km);
            prop_assert!(a.km_to(b) > km || (least..=most).contains(&b.packed()));
        }
    }
}
