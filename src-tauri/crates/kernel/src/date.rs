//! Calendar dates with or without year: `YYYY-MM-DD` and `--MM-DD`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A date, or a day of the year when the year is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct PartialDate {
    year: Option<i16>,
    month: u8,
    day: u8,
}

impl PartialDate {
    /// A date in years 1 to 9999; `None` if there is no such day (29 February is one when the year is not known).
    pub fn new(year: Option<i16>, month: u8, day: u8) -> Option<Self> {
        if year.is_some_and(|y| !(1..=9999).contains(&y)) {
            return None;
        }
        jiff::civil::Date::new(year.unwrap_or(2000), i8::try_from(month).ok()?, i8::try_from(day).ok()?)
            .ok()?;
        Some(Self { year, month, day })
    }

    /// The year, if known.
    pub const fn year(self) -> Option<i16> {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}-{:02}-{:02}", self.month, self.day),
            None => write!(f, "--{:02}-{:02}", self.month, self.day),
        }
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

impl std::str::FromStr for PartialDate {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let (year, rest) = match text.strip_prefix("--") {
                Some(rest) => (None, rest),
                None => {
                    let (year, rest) = text.split_once('-')?;
                    if year.len() != 4 {
                        return None;
                    }
                    (Some(year.parse().ok()?), rest)
                }
            };
            let (month, day) = rest.split_once('-')?;
            if month.len() != 2 || day.len() != 2 {
                return None;
            }
            Self::new(year, month.parse().ok()?, day.parse().ok()?)
        };
        read().ok_or_else(|| {
            crate::Error::refused(
                "bad_date",
                format!(
                    "“{text}” is not a date. Write it as 1980-03-22, or --03-22 when the year is not known."
                ),
            )
        })
    }
}

impl TryFrom<String> for PartialDate {
    type Error = crate::Error;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn dates_survive_writing_and_nonsense_is_refused() {
        for text in ["1980-03-22", "--02-29", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        for text in
            ["", "2023-02-29", "0000-01-01", "80-03-22", "--13-01", "1980-3-22", "19800322", "--00-10"]
        {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }
}
