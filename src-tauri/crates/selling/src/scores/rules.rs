//! The rules of rules, and how leads are kept in step with them.

use satchel_feature::Cx;
use satchel_feature::records::{self, KindRules, Record, RuleCx, text};
use satchel_kernel::query::{Filter, Query};
use satchel_kernel::{Error, Id, Kind, Result};
use satchel_vault::Connection;
use serde_json::{Value, json};

use super::reckon::{self, COUNTED, FACTS, Reckoned, Rule, Scorer};
use super::{store, usual};
use crate::leads::{rules as leads, store as kept};
use crate::territories::{Territory, place, store as territories};

/// The rules of rules of scores.
pub struct ScoreRules;

impl KindRules for ScoreRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, _: Option<&Record>) -> Result<()> {
        let filter = reckon::filter(text(new, "filter"))?;
        reckon::refuse_fed(filter.as_ref())?;
        let points = new.get("points").and_then(Value::as_f64);
        if points.is_some_and(|points| points.fract() != 0.0 || !(-100.0..=100.0).contains(&points)) {
            return Err(Error::invalid("points", "Points are whole, from -100 to 100."));
        }
        let each = text(new, "each");
        if !each.is_empty() && !COUNTED.contains(&each) && !FACTS.contains(&each) {
            return Err(Error::invalid("each", "This is no number that a rule can count."));
        }
        let up_to = new.get("up_to").and_then(Value::as_f64);
        if up_to.is_some_and(|most| most.fract() != 0.0 || !(1.0..=100.0).contains(&most)) {
            return Err(Error::invalid("up_to", "The most is whole, from 1 to 100."));
        }
        if each.is_empty() {
            new.remove("up_to");
        }
        behind(cx, "score_rule", new)
    }

    fn written(&self, cx: &RuleCx<'_>, _: Id, _: &Record, _: Option<&Record>) -> Result<()> {
        refresh(cx).map(|_| ())
    }

    fn trashed(&self, cx: &RuleCx<'_>, _: Id) -> Result<()> {
        refresh(cx).map(|_| ())
    }
}

/// The rules of rules that qualify leads.
pub struct QualifyRules;

impl KindRules for QualifyRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, _: Option<&Record>) -> Result<()> {
        reckon::filter(text(new, "filter"))?;
        let least = new.get("min_score").and_then(Value::as_f64);
        if least.is_some_and(|least| !(0.0..=100.0).contains(&least)) {
            return Err(Error::invalid("min_score", "A score is 0 to 100."));
        }
        behind(cx, "qualify_rule", new)
    }

    fn written(&self, cx: &RuleCx<'_>, _: Id, _: &Record, _: Option<&Record>) -> Result<()> {
        refresh(cx).map(|_| ())
    }
}

fn behind(cx: &RuleCx<'_>, table: &str, new: &mut Record) -> Result<()> {
    if !new.contains_key("position") {
        new.insert("position".into(), json!(store::behind(cx.conn, table)?));
    }
    Ok(())
}

/// Everything by which a lead is judged, read once for many leads.
pub struct Bench {
    subject: Kind,
    scores: Vec<Rule>,
    qualifying: Vec<Qualifying>,
    territories: Vec<Territory>,
}

/// A rule that qualifies leads.
pub struct Qualifying {
    /// What it is called.
    pub name: String,
    /// The score from which it holds.
    pub min_score: f64,
    /// What else must hold.
    pub filter: Option<Filter>,
}

/// What the rules say of a lead.
pub struct Judged {
    /// Its score with its reasons.
    pub reckoned: Reckoned,
    /// The first rule that qualifies it.
    pub qualified_by: Option<(String, f64)>,
    /// The territory it belongs to.
    pub territory: Option<Id>,
}

impl Bench {
    /// Reads the rules. One that can no longer be asked is left out.
    pub fn open(conn: &Connection, home: &str) -> Result<Self> {
        let qualifying = store::qualify_rules(conn)?.into_iter().filter_map(|rule| {
            let filter = reckon::filter(rule.filter.as_deref().unwrap_or_default()).ok()?;
            Some(Qualifying { name: rule.name, min_score: rule.min_score, filter })
        });
        Ok(Self {
            subject: reckon::subject(),
            scores: rules(conn, home)?,
            qualifying: qualifying.collect(),
            territories: territories::all(conn)?,
        })
    }

    /// The same with other rules of qualifying.
    #[must_use]
    pub fn qualifying(mut self, rules: Vec<Qualifying>) -> Self {
        self.qualifying = rules;
        self
    }

    /// The same with other territories, in their order.
    #[must_use]
    pub fn territories(mut self, territories: Vec<Territory>) -> Self {
        self.territories = territories;
        self
    }

    /// What the rules say of a lead with so many notes, as of a moment.
    pub fn judge(&self, lead: &Record, notes: u32, at_ms: i64) -> Result<Judged> {
        let territory = place(&self.territories, lead);
        let mut facts = reckon::facts(lead, notes, at_ms);
        if let Some(facts) = facts.as_object_mut() {
            match territory {
                Some(id) => facts.insert("territory_id".into(), json!(id)),
                None => facts.remove("territory_id"),
            };
        }
        let reckoned = Scorer::new(&self.subject, &self.scores)?.reckon(&facts);
        let mut qualified_by = None;
        for rule in &self.qualifying {
            let query = Query { filter: rule.filter.clone(), ..Query::default() };
            let plan = satchel_kernel::evaluate::Plan::new(&self.subject, &query)?;
            if leads::score_of(&reckoned) >= rule.min_score && reckon::holds(&plan, &facts) {
                qualified_by = Some((rule.name.clone(), rule.min_score));
                break;
            }
        }
        Ok(Judged { reckoned, qualified_by, territory })
    }
}

/// The rules of scores as they hold now: the seller's, or the usual ones while the seller changed none.
pub fn rules(conn: &Connection, home: &str) -> Result<Vec<Rule>> {
    if !store::is_begun(conn)? {
        return Ok(usual::rules(home, false));
    }
    let rules = store::rules(conn)?.into_iter().filter_map(|kept| {
        #[allow(clippy::cast_possible_truncation)] // whole and within 100
        let whole = |number: f64| number as i64;
        Some(Rule {
            id: Some(kept.id),
            usual: None,
            name: kept.name,
            dimension: kept.dimension.as_str().into(),
            filter: reckon::filter(kept.filter.as_deref().unwrap_or_default()).ok()?,
            points: whole(kept.points),
            each: kept.each,
            up_to: kept.up_to.map(whole),
        })
    });
    Ok(rules.collect())
}

/// Keeps the usual rules as records, so that the seller can change them; what there is stays as it is.
pub fn begin(cx: &RuleCx<'_>, german: bool) -> Result<bool> {
    if store::is_begun(cx.conn)? {
        return Ok(false);
    }
    let compiled = cx.registry.kind("score_rule")?;
    for (position, rule) in (1_u32..).zip(usual::rules(cx.region, german)) {
        let filter = rule.filter.as_ref().and_then(|filter| serde_json::to_string(filter).ok());
        let record = json!({
            "name": rule.name, "dimension": rule.dimension, "filter": filter, "points": rule.points,
            "each": rule.each, "up_to": rule.up_to, "position": position,
        });
        let Value::Object(record) = record else { continue };
        let mut record = records::validate(&compiled.kind, compiled, record, None)?;
        ScoreRules.prepare(cx, &mut record, None)?;
        let id = usual::id(rule.usual.unwrap_or_default());
        // They say what the rules in the code say: no score changes, so none is reckoned.
        records::create_prepared(cx, compiled, id, &mut record)?;
    }
    Ok(true)
}

/// Brings every living lead in line with the rules as they are; answers how many changed.
pub fn refresh(cx: &RuleCx<'_>) -> Result<u64> {
    let bench = Bench::open(cx.conn, cx.region)?;
    let mut changed = 0;
    for id in kept::living(cx.conn)? {
        changed += u64::from(refresh_one(cx, &bench, id)?);
    }
    Ok(changed)
}

/// The same as a change of its own, where there is anything to change: most days time has changed some scores, and on
/// an idle one nothing is written.
pub fn refresh_all(cx: &Cx) -> Result<u64> {
    if cx.vault.read(kept::living)?.is_empty() {
        return Ok(0);
    }
    cx.write_record("Reckoned the scores of leads anew", refresh)
}

/// Brings one lead in line with the rules as they are; answers whether it changed.
pub fn refresh_one(cx: &RuleCx<'_>, bench: &Bench, id: Id) -> Result<bool> {
    let compiled = cx.registry.kind("lead")?;
    let old = records::get(cx.conn, compiled, id)?;
    let mut new = old.clone();
    leads::judge(cx, bench, &mut new)?;
    if text(&old, "status") != text(&new, "status") {
        records::update_prepared(cx, compiled, id, &old, &mut new)?;
        return Ok(true);
    }
    let mut changed = false;
    if old.get("scored_ms") != new.get("scored_ms") {
        let score = new.get("score").and_then(Value::as_f64).unwrap_or_default();
        kept::keep_score(cx.conn, id, score, cx.now_ms)?;
        changed = true;
    }
    if old.get("territory_id") != new.get("territory_id") {
        let territory = new.get("territory_id").and_then(Value::as_str).and_then(|id| id.parse().ok());
        kept::keep_territory(cx.conn, id, territory)?;
        changed = true;
    }
    Ok(changed)
}
