//! The open deals of a contact or a company, kept on them so that lists can ask for who has a deal over an amount. Amounts
//! are those of today's rates; an amount without a known rate is left out of the sum, never taken one to one.

use std::collections::BTreeSet;

use satchel_feature::records::{KindRules, Record, RuleCx, part, text};
use satchel_kernel::money::Money;
use satchel_kernel::{Id, Result};
use satchel_people::kept::{self, OpenDeals};
use satchel_vault::Connection;
use serde_json::Value;

use super::store;
use crate::forecast::rules::day;
use crate::pipelines::rules::id_of;
use crate::rates::{home, rules::Rates, store as rates};

/// The largest amount every reader of JSON keeps exactly.
const MOST: i128 = (1 << 53) - 1;

/// What amounts are reckoned by.
struct Worth {
    rates: Rates,
    home: String,
    today: String,
}

impl Worth {
    fn now(conn: &Connection, region: &str, now_ms: i64) -> Result<Self> {
        Ok(Self { rates: rates::all(conn)?, home: home::currency(conn, region)?, today: day(now_ms) })
    }

    /// The open deals of a record.
    fn of(&self, conn: &Connection, kind: &str, id: Id) -> Result<OpenDeals> {
        let open = store::open(conn, kind, id)?;
        let worth = open.iter().flatten().filter_map(|(minor, currency)| {
            self.rates.convert(i128::from(*minor), currency, &self.home, &self.today)
        });
        let sum = worth.fold(None, |sum: Option<i128>, one| Some(sum.unwrap_or(0).saturating_add(one)));
        let amount = sum.and_then(|sum| i64::try_from(sum.clamp(-MOST, MOST)).ok());
        Ok(OpenDeals {
            count: u32::try_from(open.len()).unwrap_or(u32::MAX),
            amount: amount.map(|minor| Money { minor, currency: self.home.clone() }),
        })
    }
}

/// Whom a deal is with: contacts and the company.
fn with(deal: &Record) -> BTreeSet<(&'static str, Id)> {
    let contacts = part(deal, "contacts").iter().filter_map(|entry| {
        let id = entry.get("contact_id").and_then(Value::as_str)?.parse().ok()?;
        Some(("contact", id))
    });
    contacts.chain(id_of(deal, "company_id").map(|id| ("company", id))).collect()
}

/// Reckons anew for whom a deal was and is with, if that or its worth changed.
pub(super) fn keep(cx: &RuleCx<'_>, new: &Record, old: Option<&Record>) -> Result<()> {
    let (before, now) = (old.map(with).unwrap_or_default(), with(new));
    let same = |old: &Record| {
        text(old, "state") == text(new, "state") && old.get("amount") == new.get("amount") && before == now
    };
    if old.is_some_and(same) {
        return Ok(());
    }
    let worth = Worth::now(cx.conn, cx.region, cx.now_ms)?;
    before.union(&now).try_for_each(|(kind, id)| worth.of(cx.conn, kind, *id)?.set(cx.conn, kind, *id))
}

/// Shows the open deals on a contact or company whose other fields were restored from the log.
pub(super) fn follow(cx: &RuleCx<'_>, kind: &str, id: Id, record: &mut Record) -> Result<()> {
    if kept::is_kept(kind) {
        Worth::now(cx.conn, cx.region, cx.now_ms)?.of(cx.conn, kind, id)?.show(record);
    }
    Ok(())
}

/// Reckons everybody with an open deal anew, as after the home currency became another one.
pub fn reckon(conn: &Connection, region: &str, now_ms: i64) -> Result<()> {
    let worth = Worth::now(conn, region, now_ms)?;
    for kind in ["contact", "company"] {
        for id in store::with_open_deals(conn, kind)? {
            worth.of(conn, kind, id)?.set(conn, kind, id)?;
        }
    }
    Ok(())
}

/// Another rate makes other amounts.
pub struct RateChanges;

impl KindRules for RateChanges {
    fn written(&self, cx: &RuleCx<'_>, _: Id, _: &Record, _: Option<&Record>) -> Result<()> {
        reckon(cx.conn, cx.region, cx.now_ms)
    }
}
