//! The reckoning of a score: pure, of rules and facts.

use satchel_kernel::evaluate::Plan;
use satchel_kernel::money::Money;
use satchel_kernel::query::{Filter, Query};
use satchel_kernel::{Error, Field, FieldType, Id, Kind, Result};
use serde::Serialize;
use serde_json::{Value, json};

use crate::leads::model::lead;
use crate::leads::rules as leads;

/// The least and the most a score can be.
pub const BOUNDS: (i64, i64) = (0, 100);
/// Numbers a rule may ask for beside the fields of a lead: how many notes there are, how many whole days nothing
/// happened, and the value in whole units of its own currency.
pub const FACTS: [&str; 3] = ["note_count", "idle_days", "amount"];
/// Numbers of a lead itself that a rule may count.
pub const COUNTED: [&str; 3] = ["size", leads::CONVERSATIONS, leads::OPEN_TASKS];
/// What follows from a score, or from rules: a rule that asked for it would feed itself.
const FED: [&str; 12] = [
    "score",
    "scored_ms",
    "status",
    "status_since_ms",
    "qualified_reason",
    "qualified_ms",
    "disqualified_reason",
    "converted_ms",
    "held",
    "contact_id",
    "company_id",
    "deal_id",
];
const DAY_MS: i64 = 86_400_000;

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Whether this is somebody to speak with.
    Fit,
    /// What company it is.
    Firmographic,
    /// What was spoken and written.
    Engagement,
    /// Signs of wanting to buy.
    Intent,
    /// How long ago something happened.
    Recency,
}

impl From<&str> for Dimension {
    fn from(word: &str) -> Self {
        match word {
            "firmographic" => Self::Firmographic,
            "engagement" => Self::Engagement,
            "intent" => Self::Intent,
            "recency" => Self::Recency,
            _ => Self::Fit,
        }
    }
}

/// A rule of scores.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Its record; absent for a usual one that is in the code only.
    pub id: Option<Id>,
    /// The usual rule it is, by which screens have words for it.
    pub usual: Option<&'static str>,
    /// Why a lead has the points.
    pub name: String,
    /// What it is about.
    pub dimension: Dimension,
    /// Where it holds; everywhere when absent.
    pub filter: Option<Filter>,
    /// What it adds.
    pub points: i64,
    /// The number of which each whole one adds so much.
    pub each: Option<String>,
    /// No more than this in all.
    pub up_to: Option<i64>,
}

/// What one rule adds to a score, and why.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Contribution {
    /// The rule; absent for a usual one that was never changed.
    pub rule_id: Option<Id>,
    /// The usual rule it is, by which a screen has words for it.
    pub usual: Option<&'static str>,
    /// What it is about.
    pub dimension: Dimension,
    /// Why, in words.
    pub reason: String,
    /// Of how many, for a rule that counts.
    pub count: Option<i64>,
    /// What it adds or takes.
    pub points: i64,
}

/// A score with its reasons: the contributions and the correction add up to it.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Reckoned {
    /// 0 to 100.
    pub score: i64,
    /// What each rule that holds adds.
    pub contributions: Vec<Contribution>,
    /// What was taken or added so that the score stays within 0 and 100.
    pub correction: i64,
}

/// A lead with the numbers rules may ask for, as of a moment.
pub fn facts(lead: &satchel_feature::Record, notes: u32, now_ms: i64) -> Value {
    let mut facts = lead.clone();
    let last = lead.get("last_activity_ms").and_then(Value::as_i64).unwrap_or(now_ms);
    facts.insert("note_count".into(), json!(notes));
    facts.insert("idle_days".into(), json!((now_ms - last).max(0) / DAY_MS));
    if let Some((minor, currency)) = lead
        .get("value")
        .and_then(|value| Some((value.get("minor")?.as_i64()?, value.get("currency")?.as_str()?)))
    {
        facts.insert("amount".into(), json!(minor / 10_i64.pow(Money::digits(currency))));
    }
    Value::Object(facts)
}

/// A lead as rules ask about it.
pub fn subject() -> Kind {
    let mut kind = lead();
    kind.fields.extend(FACTS.map(|fact| Field::new(fact, FieldType::Number).filterable()));
    kind
}

/// Reads a filter as a rule keeps it; refuses one that cannot be asked of a lead, or asks for what follows from it.
pub fn filter(text: &str) -> Result<Option<Filter>> {
    if text.is_empty() {
        return Ok(None);
    }
    let read: Filter = serde_json::from_str(text)
        .map_err(|e| Error::invalid("filter", "This is not the filter of a query.").because(e))?;
    let query = Query { filter: Some(read.clone()), ..Query::default() };
    Plan::new(&subject(), &query).map_err(|e| e.at("filter"))?;
    Ok(Some(read))
}

/// Refuses a rule of scores that asks for what follows from the score: two such rules would feed each other.
pub fn refuse_fed(filter: Option<&Filter>) -> Result<()> {
    let mut left: Vec<&Filter> = filter.into_iter().collect();
    while let Some(part) = left.pop() {
        match part {
            Filter::And(parts) | Filter::Or(parts) => left.extend(parts),
            Filter::Not(part) => left.push(part),
            Filter::Is(condition) if FED.contains(&condition.field.as_str()) => {
                let words = format!(
                    "“{}” follows from the score. A rule that asks for it would feed itself.",
                    condition.field
                );
                return Err(Error::refused("rule_feeds_itself", words)
                    .at("filter")
                    .with(json!({ "field": condition.field })));
            }
            Filter::Is(_) => {}
        }
    }
    Ok(())
}

/// Rules made ready to be asked about many leads.
pub struct Scorer<'k> {
    rules: Vec<(&'k Rule, Plan<'k>)>,
}

/// What a filter asks, of living and trashed leads alike.
pub fn holds(plan: &Plan<'_>, facts: &Value) -> bool {
    plan.root.holds(facts)
}

impl<'k> Scorer<'k> {
    /// Checks the rules against what can be asked.
    pub fn new(kind: &'k Kind, rules: &'k [Rule]) -> Result<Self> {
        let ready = rules.iter().map(|rule| {
            let query = Query { filter: rule.filter.clone(), ..Query::default() };
            Ok((rule, Plan::new(kind, &query)?))
        });
        Ok(Self { rules: ready.collect::<Result<_>>()? })
    }

    /// The score of a lead, with its reasons.
    pub fn reckon(&self, facts: &Value) -> Reckoned {
        let holding = self.rules.iter().filter(|(_, plan)| holds(plan, facts));
        let contributions: Vec<_> = holding.filter_map(|(rule, _)| contribution(rule, facts)).collect();
        let sum: i64 = contributions.iter().map(|one| one.points).sum();
        let score = sum.clamp(BOUNDS.0, BOUNDS.1);
        let correction = if crate::planted::is("a_correction_is_forgotten") { 0 } else { score - sum };
        Reckoned { score, contributions, correction }
    }
}

/// What a rule that holds adds; nothing where it counts none.
#[allow(clippy::cast_possible_truncation)] // a count, bounded before it is multiplied
fn contribution(rule: &Rule, facts: &Value) -> Option<Contribution> {
    let count = rule.each.as_ref().map(|each| {
        let number = facts.get(each).and_then(Value::as_f64).unwrap_or_default();
        number.clamp(0.0, 1e9).floor() as i64
    });
    let points = match count {
        Some(count) => {
            let most = rule.up_to.unwrap_or(BOUNDS.1);
            if crate::planted::is("a_count_goes_the_other_way") {
                -rule.points.saturating_mul(count).clamp(-most, most)
            } else {
                rule.points.saturating_mul(count).clamp(-most, most)
            }
        }
        None => rule.points,
    };
    (points != 0).then(|| Contribution {
        rule_id: rule.id,
        usual: rule.usual,
        dimension: rule.dimension,
        reason: rule.name.clone(),
        count,
        points,
    })
}
