//! Months of a forecast, passage through the stages, and how long it takes. Pure.

use satchel_kernel::Id;
use serde::Serialize;

use crate::pipelines::{Outcome, Stage};

/// The seller's day at a moment, `YYYY-MM-DD`.
pub fn day(at_ms: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(at_ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.to_zoned(jiff::tz::TimeZone::system()).date().to_string()
}

/// The month of a day, `YYYY-MM`.
pub fn month(day: &str) -> &str {
    day.get(..7).unwrap_or(day)
}

/// So many months from the one of a day on, `YYYY-MM`, and the one behind them.
pub fn months(today: &str, count: u32) -> (Vec<String>, String) {
    let first = format!("{}-01", month(today)).parse().unwrap_or(jiff::civil::Date::MIN);
    let at = |ahead: u32| {
        let ahead = jiff::Span::new().months(i64::from(ahead));
        let date = first.checked_add(ahead).unwrap_or(jiff::civil::Date::MAX);
        month(&date.to_string()).to_owned()
    };
    ((0..count).map(at).collect(), at(count))
}

/// One stop of a deal on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The deal.
    pub deal: Id,
    /// The stage; absent if it was erased.
    pub stage: Option<Id>,
    /// What the deal was there.
    pub outcome: Outcome,
    /// When it came, milliseconds since 1970 UTC.
    pub entered_ms: i64,
}

/// How deals pass through a stage.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Passing {
    /// How many deals ever came here.
    pub entered: u64,
    /// How many of them went on to a later stage or were won.
    pub advanced: u64,
    /// How many of them were lost from here.
    pub lost: u64,
    /// How many are here now.
    pub here: u64,
    /// How many of those that came went on, in percent; absent while nobody has left.
    pub conversion: Option<f64>,
    /// How long those that left were here, in days on average; absent while nobody has left.
    pub average_days: Option<f64>,
    /// How many are here for less than 7, 30 and 90 days, and for longer.
    pub ages: [u64; 4],
}

/// The days at which a deal's age in a stage is called another.
pub const AGES: [i64; 3] = [7, 30, 90];
const DAY: i64 = 86_400_000;

/// How deals pass through each stage, of their stops in the order of each deal.
#[allow(clippy::cast_precision_loss)] // counts and spans of time
pub fn passing(stages: &[Stage], stops: &[Stop], now_ms: i64) -> Vec<Passing> {
    let mut ways: Vec<&[Stop]> = stops.chunk_by(|one, other| one.deal == other.deal).collect();
    ways.retain(|way| !way.is_empty());
    stages.iter().map(|stage| through(stage, stages, &ways, now_ms)).collect()
}

#[allow(clippy::cast_precision_loss)] // counts and spans of time
fn through(stage: &Stage, stages: &[Stage], ways: &[&[Stop]], now_ms: i64) -> Passing {
    let mut passing = Passing {
        entered: 0,
        advanced: 0,
        lost: 0,
        here: 0,
        conversion: None,
        average_days: None,
        ages: [0; 4],
    };
    let (mut left, mut spent_ms) = (0_u64, 0_i64);
    let place = |id: Option<Id>| stages.iter().position(|other| Some(other.id) == id);
    let own = place(Some(stage.id));
    for way in ways {
        let Some(first) = way.iter().position(|stop| stop.stage == Some(stage.id)) else { continue };
        passing.entered += 1;
        let behind = way.get(first + 1..).unwrap_or_default();
        let advanced = behind.iter().any(|stop| match stop.outcome {
            Outcome::Won => true,
            Outcome::Lost => false,
            Outcome::Open => place(stop.stage).zip(own).is_some_and(|(there, here)| there > here),
        });
        passing.advanced += u64::from(advanced && stage.outcome == Outcome::Open);
        for (at, stop) in way.iter().enumerate().filter(|(_, stop)| stop.stage == Some(stage.id)) {
            match way.get(at + 1) {
                Some(next) => {
                    left += 1;
                    spent_ms += (next.entered_ms - stop.entered_ms).max(0);
                    passing.lost += u64::from(next.outcome == Outcome::Lost && at + 2 == way.len());
                }
                None => {
                    passing.here += 1;
                    let days = (now_ms - stop.entered_ms).max(0) / DAY;
                    let age = AGES.iter().position(|limit| days < *limit).unwrap_or(AGES.len());
                    if let Some(count) = passing.ages.get_mut(age) {
                        *count += 1;
                    }
                }
            }
        }
    }
    if left > 0 {
        passing.average_days = Some(spent_ms as f64 / left as f64 / DAY as f64);
        if stage.outcome == Outcome::Open {
            passing.conversion = Some(100.0 * passing.advanced as f64 / passing.entered as f64);
        }
    }
    passing
}

/// What is won a day on average: open deals × win rate × average win ÷ days to close. In minor units.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // an average
pub fn velocity(open: u64, win_percent: f64, average_win_minor: i64, cycle_days: f64) -> Option<i64> {
    let a_day = open as f64 * win_percent / 100.0 * average_win_minor as f64 / cycle_days.max(1.0);
    (a_day.abs() < 9e15).then_some(a_day.round() as i64)
}
