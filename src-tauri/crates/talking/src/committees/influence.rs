//! How much somebody counts within a committee, from what is known: their role, the title of their job, how many report to
//! them, their share of the conversations, how lately they were spoken with, how central they are among all contacts, and
//! what the seller says. Each gives points up to a limit of its own; the limits add up to 100, so the sum is the score.

use satchel_kernel::text::fold;
use serde::Serialize;

/// The most each rule gives.
const MOST_ROLE: u32 = 25;
const MOST_TITLE: u32 = 20;
const MOST_SHARE: u32 = 15;
const MOST_RECENT: u32 = 15;
const MOST_REPORTS: u32 = 5;
const MOST_TIES: u32 = 10;
const MOST_SAID: u32 = 10;

/// What is known of somebody.
#[derive(Clone, Debug, Default)]
pub struct Known<'a> {
    /// The role; empty when none is known.
    pub role: &'a str,
    /// The title of the job; empty when none is known.
    pub title: &'a str,
    /// How many report to them.
    pub reports: u32,
    /// Conversations with them.
    pub conversations: u32,
    /// Conversations with all of the committee together.
    pub of_all: u32,
    /// Whole days since they were last spoken with.
    pub days_since: Option<u32>,
    /// To how many people and other companies they are tied in the graph of all contacts.
    pub ties: u32,
    /// What the seller says, 1 to 5.
    pub said: Option<u8>,
}

/// A rule of the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// What they are to the decision.
    Role,
    /// What the title of their job says of their rank.
    Title,
    /// Which part of the conversations was with them, in percent.
    Share,
    /// How many days ago they were last spoken with.
    Recent,
    /// How many report to them.
    Reports,
    /// How central they are: to how many people and other companies they are tied, over all contacts.
    Ties,
    /// How much they count as the seller sees it.
    Said,
}

/// What one rule gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Reason {
    /// The rule.
    pub rule: Rule,
    /// How many points.
    pub points: u32,
    /// What they are given for: percent, days, people, the seller's grade.
    pub count: Option<u32>,
    /// Or in words: the role, the rank.
    pub word: Option<String>,
}

/// The reasons of a score, each with its points; the score is their sum.
pub fn reasons(known: &Known<'_>) -> Vec<Reason> {
    let counted = |rule, points, count| Reason { rule, points, count: Some(count), word: None };
    let worded = |rule, points, word: &str| Reason { rule, points, count: None, word: Some(word.to_owned()) };
    let rank = rank(known.title);
    let share = percent(known.conversations, known.of_all);
    let mut reasons = vec![
        worded(Rule::Role, of_role(known.role), known.role),
        worded(Rule::Title, of_rank(rank), rank.map(Rank::word).unwrap_or_default()),
        counted(Rule::Reports, known.reports.saturating_mul(3).min(MOST_REPORTS), known.reports),
        counted(Rule::Share, share * MOST_SHARE / 100, share),
    ];
    reasons.push(counted(Rule::Ties, of_ties(known.ties), known.ties));
    reasons.extend(known.days_since.map(|days| counted(Rule::Recent, of_silence(days), days)));
    reasons.extend(
        known.said.map(|grade| counted(Rule::Said, (u32::from(grade) * 2).min(MOST_SAID), grade.into())),
    );
    reasons.retain(|reason| reason.points > 0);
    reasons
}

/// The score a list of reasons makes.
pub fn score(reasons: &[Reason]) -> u32 {
    reasons.iter().map(|reason| reason.points).sum()
}

fn percent(part: u32, whole: u32) -> u32 {
    let percent = u64::from(part.min(whole)) * 100 / u64::from(whole.max(1));
    u32::try_from(percent).unwrap_or(100)
}

fn of_role(role: &str) -> u32 {
    match role {
        "decision_maker" => MOST_ROLE,
        "champion" => 18,
        "blocker" => 15,
        "influencer" => 12,
        "user" => 5,
        "other" => 2,
        _ => 0,
    }
}

/// Two points for each doubling: the first few ties say more than the fiftieth.
fn of_ties(ties: u32) -> u32 {
    (2 * ties.saturating_add(1).ilog2()).min(MOST_TIES)
}

fn of_silence(days: u32) -> u32 {
    match days {
        0..=7 => MOST_RECENT,
        8..=30 => 10,
        31..=90 => 5,
        _ => 0,
    }
}

/// What a title says of somebody's rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Knows the work: senior, specialist.
    Senior,
    /// Leads people: manager, team lead.
    Lead,
    /// Leads a part of the company: director, head.
    Head,
    /// Leads the company.
    Top,
}

impl Rank {
    const fn word(self) -> &'static str {
        match self {
            Self::Senior => "senior",
            Self::Lead => "lead",
            Self::Head => "head",
            Self::Top => "top",
        }
    }
}

const fn of_rank(rank: Option<Rank>) -> u32 {
    match rank {
        Some(Rank::Top) => MOST_TITLE,
        Some(Rank::Head) => 14,
        Some(Rank::Lead) => 9,
        Some(Rank::Senior) => 5,
        None => 0,
    }
}

/// Words of a title that are exactly so, and what they say.
const WORDS: &[(&str, Rank)] = &[
    ("ceo", Rank::Top),
    ("cfo", Rank::Top),
    ("cto", Rank::Top),
    ("coo", Rank::Top),
    ("cio", Rank::Top),
    ("cmo", Rank::Top),
    ("chief", Rank::Top),
    ("owner", Rank::Top),
    ("founder", Rank::Top),
    ("cofounder", Rank::Top),
    ("president", Rank::Top),
    ("director", Rank::Head),
    ("head", Rank::Head),
    ("vp", Rank::Head),
    ("prokurist", Rank::Head),
    ("prokuristin", Rank::Head),
    ("manager", Rank::Lead),
    ("managerin", Rank::Lead),
    ("lead", Rank::Lead),
    ("supervisor", Rank::Lead),
    ("senior", Rank::Senior),
    ("principal", Rank::Senior),
    ("expert", Rank::Senior),
];
/// Pieces of a word, as German joins them, and what they say.
const PIECES: &[(&str, Rank)] = &[
    ("geschäftsführ", Rank::Top),
    ("vorstand", Rank::Top),
    ("inhaber", Rank::Top),
    ("gründer", Rank::Top),
    ("direktor", Rank::Head),
    ("leiter", Rank::Head),
    ("leitung", Rank::Head),
];

/// The rank a title says, in English or German. Who assists somebody has not their rank.
pub fn rank(title: &str) -> Option<Rank> {
    let folded = fold(title);
    if folded.contains("assist") || folded.contains("vice president") {
        return folded.contains("vice president").then_some(Rank::Head);
    }
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let of_word = |word: &str| {
        let whole = WORDS.iter().find(|(known, _)| *known == word).map(|(_, rank)| *rank);
        let piece = || PIECES.iter().find(|(known, _)| word.contains(&fold(known))).map(|(_, rank)| *rank);
        // A team is led, not headed.
        let team = || word.starts_with("team").then_some(Rank::Lead);
        whole.or_else(|| piece().map(|rank| team().unwrap_or(rank)))
    };
    words.filter_map(of_word).max()
}
