//! What a committee lacks, by plain rules. What is said to the seller in words is a code with its numbers here.

use satchel_kernel::Id;
use serde::Serialize;

use super::model::Stakeholder;

/// Days of silence that deserve a word.
const SILENT_DAYS: u32 = 30;

/// What is missing or should not stay as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Gap {
    /// What it is.
    pub sort: Sort,
    /// Whom it concerns.
    pub contact_id: Option<Id>,
    /// What they are called.
    pub name: Option<String>,
    /// Since how many days; absent when it never was.
    pub days: Option<u32>,
}

/// The sorts of gaps, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Nobody is known who decides.
    NoDecisionMaker,
    /// Who decides is against it.
    DecisionMakerAgainst,
    /// Nobody was spoken with for 30 days, or ever.
    NobodySpokenTo,
    /// Who decides was not spoken with for 30 days, or ever.
    DecisionMakerNotSpokenTo,
    /// Who stands in the way was not spoken with for 30 days, or ever.
    BlockerNotSpokenTo,
    /// Nobody speaks for it.
    NoChampion,
    /// Everything hangs on one person.
    OnePerson,
}

/// The gaps of a committee at a moment in milliseconds since 1970 UTC.
pub fn gaps(people: &[Stakeholder], now_ms: i64) -> Vec<Gap> {
    let placed: Vec<&Stakeholder> = people.iter().filter(|one| one.role.is_some()).collect();
    let with = |role: &str| {
        placed.iter().filter(|one| one.role.as_deref() == Some(role)).copied().collect::<Vec<_>>()
    };
    let plain = |sort| Gap { sort, contact_id: None, name: None, days: None };
    let of = |sort, one: &Stakeholder| Gap {
        sort,
        contact_id: Some(one.contact_id),
        name: Some(one.name.clone()),
        days: since(one, now_ms),
    };
    let silent = |one: &&Stakeholder| since(one, now_ms).is_none_or(|days| days >= SILENT_DAYS);
    let deciders = with("decision_maker");
    let mut gaps = Vec::new();
    if deciders.is_empty() {
        gaps.push(plain(Sort::NoDecisionMaker));
    }
    let against = deciders.iter().filter(|one| one.stance.as_deref() == Some("against"));
    gaps.extend(against.map(|one| of(Sort::DecisionMakerAgainst, one)));
    let spoken = people.iter().filter_map(|one| since(one, now_ms)).min();
    if !people.is_empty() && spoken.is_none_or(|days| days >= SILENT_DAYS) {
        gaps.push(Gap { days: spoken, ..plain(Sort::NobodySpokenTo) });
    } else {
        gaps.extend(
            deciders.iter().copied().filter(silent).map(|one| of(Sort::DecisionMakerNotSpokenTo, one)),
        );
        gaps.extend(with("blocker").into_iter().filter(silent).map(|one| of(Sort::BlockerNotSpokenTo, one)));
    }
    if with("champion").is_empty() {
        gaps.push(plain(Sort::NoChampion));
    }
    if let [one] = placed.as_slice() {
        gaps.push(of(Sort::OnePerson, one));
    }
    gaps
}

/// Whole days since somebody was spoken with.
pub fn since(one: &Stakeholder, now_ms: i64) -> Option<u32> {
    let at = one.last_activity_ms.filter(|at| *at <= now_ms)?;
    Some(u32::try_from((now_ms - at) / 86_400_000).unwrap_or(u32::MAX))
}
