//! To whom somebody reports in a job: to another contact who works at the same company, and never, whatever the way round,
//! to themselves. Jobs that ended say it as it was and are not looked at.

use satchel_feature::records::{Record, RuleCx, part, text};
use satchel_kernel::{Error, Id, Result};
use serde_json::{Value, json};

use super::store;

/// The field of a job.
const MANAGER: &str = "reports_to_id";
/// The longest line from somebody to the top of a company.
const LONGEST: usize = 100;

/// Refuses a manager who is not there or stands below; takes away one that came back from the log and does.
pub(super) fn check(cx: &RuleCx<'_>, new: &mut Record, old: Option<&Record>) -> Result<()> {
    let own = old.and_then(|old| text(old, "id").parse::<Id>().ok());
    let before = old.map(|old| part(old, "jobs").to_vec()).unwrap_or_default();
    let name = text(new, "display_name").to_owned();
    let Some(Value::Array(jobs)) = new.get_mut("jobs") else { return Ok(()) };
    for (index, job) in jobs.iter_mut().filter_map(Value::as_object_mut).enumerate() {
        let Some(manager) = id(job.get(MANAGER)).filter(|_| job.get("to").is_none()) else { continue };
        let said = |job: &Value| id(job.get(MANAGER)) == Some(manager) && job.get("to").is_none();
        let as_before = before.iter().any(|old| said(old) && old.get("company_id") == job.get("company_id"));
        let at = format!("jobs.{index}.{MANAGER}");
        let line = match id(job.get("company_id")) {
            Some(company) => line_up(cx, own, manager, company)?,
            None => Line::Elsewhere,
        };
        match line {
            Line::Ends => {}
            Line::Round(_) if as_before => {
                job.remove(MANAGER);
            }
            _ if as_before => {}
            Line::Elsewhere => {
                let words = "Who somebody reports to works at the same company. Choose somebody from there.";
                return Err(Error::refused("manager_elsewhere", words).at(at));
            }
            Line::TooLong => {
                let words = "A line of managers has at most 100 people. Choose somebody further up.";
                return Err(Error::refused("managers_too_deep", words).at(at));
            }
            Line::Round(between) if between.is_empty() => {
                return Err(Error::refused("reports_to_oneself", "Nobody reports to themselves.").at(at));
            }
            Line::Round(between) => {
                let chain: Vec<&str> = between.iter().map(String::as_str).chain([name.as_str()]).collect();
                let chain = chain.join(" → ");
                let words = format!("Nobody reports to somebody below them: {chain}. Choose somebody else.");
                return Err(Error::refused("reports_in_a_ring", words)
                    .at(at)
                    .with(json!({ "chain": chain })));
            }
        }
    }
    Ok(())
}

/// The line up from a manager.
enum Line {
    /// It ends.
    Ends,
    /// It comes back to where it began; the names between.
    Round(Vec<String>),
    /// It is longer than any company's.
    TooLong,
    /// The manager does not work there.
    Elsewhere,
}

fn line_up(cx: &RuleCx<'_>, own: Option<Id>, manager: Id, company: Id) -> Result<Line> {
    let mut between = Vec::new();
    let mut above = Some(manager);
    for _ in 0..LONGEST {
        match above {
            None => return Ok(Line::Ends),
            Some(next) if Some(next) == own => return Ok(Line::Round(between)),
            Some(next) => match store::manager(cx.conn, next, company)? {
                None if between.is_empty() => return Ok(Line::Elsewhere),
                None => return Ok(Line::Ends),
                Some((name, further)) => {
                    between.push(name);
                    above = further;
                }
            },
        }
    }
    Ok(Line::TooLong)
}

fn id(value: Option<&Value>) -> Option<Id> {
    value.and_then(Value::as_str).and_then(|text| text.parse().ok())
}
