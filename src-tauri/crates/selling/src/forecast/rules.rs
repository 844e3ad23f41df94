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

/// How deals pass through each stage, of the ways they went, each in its order.
pub fn passing(stages: &[Stage], ways: &[&[Stop]], now_ms: i64) -> Vec<Passing> {
    let mut all: Vec<Adding> = stages.iter().map(|stage| Adding::new(stage.outcome)).collect();
    let place = |id: Option<Id>| stages.iter().position(|stage| Some(stage.id) == id);
    for way in ways {
        for (at, stop) in way.iter().enumerate() {
            let Some((here, adding)) = place(stop.stage).and_then(|at| Some((at, all.get_mut(at)?))) else {
                continue;
            };
            let behind = way.get(at + 1..).unwrap_or_default();
            if way.iter().position(|other| other.stage == stop.stage) == Some(at) {
                adding.passing.entered += 1;
                let advanced = behind.iter().any(|stop| match stop.outcome {
                    Outcome::Won => true,
                    Outcome::Lost => false,
                    Outcome::Open => place(stop.stage).is_some_and(|there| there > here),
                });
                adding.passing.advanced += u64::from(advanced && adding.outcome == Outcome::Open);
            }
            adding.stop(*stop, behind, now_ms);
        }
    }
    all.into_iter().map(Adding::done).collect()
}

/// A stage's numbers while they are added up.
struct Adding {
    outcome: Outcome,
    passing: Passing,
    left: u64,
    spent_ms: i64,
}

impl Adding {
    const fn new(outcome: Outcome) -> Self {
        let passing = Passing {
            entered: 0,
            advanced: 0,
            lost: 0,
            here: 0,
            conversion: None,
            average_days: None,
            ages: [0; 4],
        };
        Self { outcome, passing, left: 0, spent_ms: 0 }
    }

    /// A time a deal was here, and where it went from here.
    fn stop(&mut self, stop: Stop, behind: &[Stop], now_ms: i64) {
        if let Some(next) = behind.first() {
            self.left += 1;
            self.spent_ms += (next.entered_ms - stop.entered_ms).max(0);
            self.passing.lost += u64::from(next.outcome == Outcome::Lost && behind.len() == 1);
            return;
        }
        self.passing.here += 1;
        let days = (now_ms - stop.entered_ms).max(0) / DAY;
        let age = AGES.iter().position(|limit| days < *limit).unwrap_or(AGES.len());
        if let Some(count) = self.passing.ages.get_mut(age) {
            *count += 1;
        }
    }

    #[allow(clippy::cast_precision_loss)] // counts and spans of time
    fn done(mut self) -> Passing {
        if self.left > 0 {
            self.passing.average_days = Some(self.spent_ms as f64 / self.left as f64 / DAY as f64);
            if self.outcome == Outcome::Open {
                let conversion = 100.0 * self.passing.advanced as f64 / self.passing.entered as f64;
                self.passing.conversion = Some(conversion);
            }
        }
        self.passing
    }
}

/// What is won a day on average: open deals × win rate × average win ÷ days to close. In minor units.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // an average
pub fn velocity(open: u64, win_percent: f64, average_win_minor: i64, cycle_days: f64) -> Option<i64> {
    let a_day = open as f64 * win_percent / 100.0 * average_win_minor as f64 / cycle_days.max(1.0);
    (a_day.abs() < 9e15).then_some(a_day.round() as i64)
}
