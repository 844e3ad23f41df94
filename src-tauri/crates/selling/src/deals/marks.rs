//! What deserves a second look: neglected, slipping, or without a next step. Pure, of an open deal only.

use serde::Serialize;

/// A mark on a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Nothing happened for longer than its stage allows.
    Rotting,
    /// Its expected close is past, or was moved to a later day again and again.
    Slipping,
    /// Nobody wrote down what comes next, and no task is open.
    NoNextStep,
}

impl Mark {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Rotting, Self::Slipping, Self::NoNextStep];
}

/// So many moves to a later day are slipping.
pub const OFTEN: u32 = 3;

/// What marks follow from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Signs<'a> {
    /// Whether it may still be won.
    pub open: bool,
    /// When it counts as neglected, milliseconds since 1970 UTC.
    pub rots_ms: Option<i64>,
    /// The day from which it counts as slipping, `YYYY-MM-DD`.
    pub slipping_from: Option<&'a str>,
    /// Whether a next step is written down or a task is open.
    pub has_next_step: bool,
}

/// The day from which an open deal counts as slipping: the one after its expected close, or the one on which that was
/// postponed once too often.
pub fn slipping_from(
    close_date: Option<&str>,
    postponed: u32,
    before: Option<&str>,
    postponed_before: u32,
    today: &str,
) -> Option<String> {
    let close_date = close_date?;
    if postponed < OFTEN {
        let day: jiff::civil::Date = close_date.parse().ok()?;
        return day.tomorrow().ok().map(|day| day.to_string());
    }
    let since = if postponed_before < OFTEN { today } else { before.unwrap_or(today) };
    Some(since.to_owned())
}

/// The marks of a deal at a moment; `today` is the seller's day, `YYYY-MM-DD`.
pub fn marks(signs: &Signs<'_>, now_ms: i64, today: &str) -> Vec<Mark> {
    let holds = |mark: &Mark| match mark {
        Mark::Rotting => signs.rots_ms.is_some_and(|at| at <= now_ms),
        Mark::Slipping => signs.slipping_from.is_some_and(|day| day <= today),
        Mark::NoNextStep => !signs.has_next_step,
    };
    Mark::ALL.into_iter().filter(|mark| signs.open && holds(mark)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: i64 = 1_800_000_000_000;

    fn signs() -> Signs<'static> {
        Signs { open: true, has_next_step: true, ..Signs::default() }
    }

    // covers(DEAL-1, DEAL-2)
    #[test]
    fn each_mark_has_its_reason() {
        assert_eq!(marks(&signs(), NOW, "2027-01-15"), []);
        let rots = Signs { rots_ms: Some(NOW), ..signs() };
        assert_eq!(marks(&rots, NOW, "2027-01-15"), [Mark::Rotting]);
        assert_eq!(marks(&rots, NOW - 1, "2027-01-15"), [], "not a millisecond early");
        let due = Signs { slipping_from: Some("2027-01-16"), ..signs() };
        assert_eq!(marks(&due, NOW, "2027-01-15"), [], "due today is not late");
        assert_eq!(marks(&due, NOW, "2027-01-16"), [Mark::Slipping]);
        let idle = Signs { has_next_step: false, ..signs() };
        assert_eq!(marks(&idle, NOW, "2027-01-15"), [Mark::NoNextStep]);
    }

    // covers(DEAL-1)
    #[test]
    fn a_deal_slips_the_day_after_its_close_or_when_it_was_postponed_too_often() {
        let from = |close, postponed, before, postponed_before| {
            slipping_from(Some(close), postponed, before, postponed_before, "2027-01-15")
        };
        assert_eq!(from("2027-01-31", 0, None, 0).as_deref(), Some("2027-02-01"));
        assert_eq!(from("2027-03-31", 2, Some("2027-02-01"), 1).as_deref(), Some("2027-04-01"));
        assert_eq!(from("2027-03-31", 3, Some("2027-02-01"), 2).as_deref(), Some("2027-01-15"), "today");
        assert_eq!(from("2027-04-30", 3, Some("2027-01-10"), 3).as_deref(), Some("2027-01-10"), "as before");
        assert_eq!(from("9999-12-31", 0, None, 0), None, "no day comes after that");
        assert_eq!(slipping_from(None, 5, None, 0, "2027-01-15"), None);
    }

    proptest! {
        // covers(DEAL-2)
        #[test]
        fn a_closed_deal_has_no_marks_and_time_only_adds_some(
            rots in proptest::option::of(0..2 * NOW), day in 1_u32..28, step: bool, later in 0..NOW,
        ) {
            let date = format!("2027-01-{day:02}");
            let open = Signs { open: true, rots_ms: rots, slipping_from: Some(&date), has_next_step: step };
            let closed = Signs { open: false, ..open };
            prop_assert_eq!(marks(&closed, NOW, "2027-01-15"), []);
            let before = marks(&open, NOW, "2027-01-15");
            let after = marks(&open, NOW + later, "2027-01-15");
            prop_assert!(before.iter().all(|mark| after.contains(mark)));
            prop_assert!(after.is_sorted());
        }
    }
}
