//! What can be asked about places.

use satchel_feature::{Command, Cx, commands};
use satchel_kernel::{Error, Point, Result};
use serde::{Deserialize, Serialize};

use super::By;

/// The places' rows of the command table.
pub fn table() -> Vec<Command> {
    commands! {
        /// Where a postcode or town is, by the table that is part of the program.
        "places.find" needs Read => find;
    }
}

/// What to look for.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Find {
    /// A postcode, a town or both, with a country behind a comma where it is another: `50667 Köln`, `Paris, France`.
    pub text: String,
}

/// A place that was found.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub struct Place {
    /// Where it is.
    pub point: Point,
    /// How exactly that is known.
    pub found: By,
    /// The country's ISO 3166-1 code; absent for degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<&'static str>,
}

fn find(cx: &mut Cx, input: Find) -> Result<Place> {
    let unknown = || {
        let words = "No place of that name is known. Write a postcode or a larger town, and the country behind a comma.";
        Error::refused("unknown_place", words).at("text")
    };
    if input.text.len() > 200 {
        return Err(unknown());
    }
    let located = super::read(&input.text, &cx.region()?).ok_or_else(unknown)?;
    let point = located.point.ok_or_else(unknown)?;
    Ok(Place { point, found: located.by, country: located.country })
}
