//! What a rate must be, and what an amount is worth at home. Reckoning is exact until the last digit, which is rounded
//! half away from zero.

use satchel_feature::records::{KindRules, Record, RuleCx, text};
use satchel_kernel::money::Money;
use satchel_kernel::{Error, Result};
use serde_json::{Value, json};

use super::home;

/// The rules of rates.
pub struct RateRules;

impl KindRules for RateRules {
    fn prepare(&self, cx: &RuleCx<'_>, new: &mut Record, _: Option<&Record>) -> Result<()> {
        let base = match text(new, "base") {
            "" => home::currency(cx.conn, cx.region)?,
            base => base.to_uppercase(),
        };
        let currency = text(new, "currency").to_uppercase();
        for (field, code) in [("currency", &currency), ("base", &base)] {
            if !home::is_code(code) && !code.is_empty() {
                return Err(Error::invalid(field, "A currency is three letters, such as EUR."));
            }
        }
        if base == currency {
            return Err(Error::invalid(
                "currency",
                "Choose another currency than the one it is compared with.",
            ));
        }
        if !currency.is_empty() {
            new.insert("currency".into(), json!(currency));
        }
        new.insert("base".into(), json!(base));
        let rate = new.get("rate").and_then(Value::as_f64);
        if rate.is_some_and(|rate| !(1e-9..=1e9).contains(&rate)) {
            return Err(Error::invalid("rate", "A rate is more than 0 and at most a billion."));
        }
        match text(new, "date") {
            "" => new.insert("date".into(), json!(crate::forecast::rules::day(cx.now_ms))),
            date if date.starts_with("--") => {
                return Err(Error::invalid("date", "The day of a rate needs its year, as in 2027-03-22."));
            }
            _ => None,
        };
        Ok(())
    }

    fn subtitle(&self, record: &Record) -> String {
        let rate = record.get("rate").and_then(Value::as_f64).unwrap_or_default();
        format!("{rate} {} ({})", text(record, "base"), text(record, "date"))
    }
}

/// One rate.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// One unit of this...
    pub currency: String,
    /// ...costs so many units of this...
    pub base: String,
    /// ...namely this many...
    pub rate: f64,
    /// ...from this day on.
    pub date: String,
}

/// The known rates, the oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rates(pub Vec<Rate>);

impl Rates {
    /// What an amount of `from` is worth in `home` on a day, in minor units; `None` when no rate of that day or before
    /// is known.
    pub fn convert(&self, minor: i128, from: &str, home: &str, on: &str) -> Option<i128> {
        if from == home {
            return Some(minor);
        }
        let fits = |rate: &&Rate| {
            let direct = rate.currency == from && rate.base == home;
            let inverse = rate.currency == home && rate.base == from;
            (direct || inverse) && rate.date.as_str() <= on
        };
        let rate = self.0.iter().filter(fits).max_by(|one, other| one.date.cmp(&other.date))?;
        let (rate_top, rate_bottom) = fraction(rate.rate)?;
        let (top, bottom) =
            if rate.currency == from { (rate_top, rate_bottom) } else { (rate_bottom, rate_top) };
        let top = top.checked_mul(10_i128.checked_pow(Money::digits(home))?)?;
        let bottom = bottom.checked_mul(10_i128.checked_pow(Money::digits(from))?)?;
        let common = divisor(top, bottom);
        Some(times(minor, top / common, bottom / common))
    }
}

/// A rate as the decimal fraction it was typed as.
fn fraction(rate: f64) -> Option<(i128, i128)> {
    let written = rate.to_string();
    let (whole, rest) = written.split_once('.').unwrap_or((&written, ""));
    let top = format!("{whole}{rest}").parse().ok().filter(|top| *top > 0)?;
    Some((top, 10_i128.checked_pow(u32::try_from(rest.len()).ok()?)?))
}

fn divisor(one: i128, other: i128) -> i128 {
    if other == 0 { one.max(1) } else { divisor(other, one % other) }
}

/// `minor × top ÷ bottom`, rounded half away from zero. Amounts of all the world's money stay exact; what is beyond is
/// as near as a floating-point number.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // said above
fn times(minor: i128, top: i128, bottom: i128) -> i128 {
    match minor.checked_mul(top).and_then(|product| product.checked_add(product.signum() * (bottom / 2))) {
        Some(product) => product / bottom,
        None => (minor as f64 * (top as f64 / bottom as f64)).round() as i128,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rates(known: &[(&str, &str, f64, &str)]) -> Rates {
        let rate = |(currency, base, rate, date): &(&str, &str, f64, &str)| Rate {
            currency: (*currency).to_owned(),
            base: (*base).to_owned(),
            rate: *rate,
            date: (*date).to_owned(),
        };
        Rates(known.iter().map(rate).collect())
    }

    // covers(DEAL-1)
    #[test]
    fn the_rate_of_the_day_counts_and_a_missing_one_is_missing() {
        let known = rates(&[("USD", "EUR", 0.9, "2027-01-01"), ("USD", "EUR", 0.95, "2027-02-01")]);
        assert_eq!(known.convert(10_000, "USD", "EUR", "2027-01-31"), Some(9_000));
        assert_eq!(known.convert(10_000, "USD", "EUR", "2027-02-01"), Some(9_500));
        assert_eq!(known.convert(10_000, "USD", "EUR", "2026-12-31"), None, "before the first");
        assert_eq!(known.convert(10_000, "GBP", "EUR", "2027-02-01"), None, "never one to one");
        assert_eq!(known.convert(-7, "EUR", "EUR", "0001-01-01"), Some(-7));
        assert_eq!(known.convert(9_500, "EUR", "USD", "2027-02-01"), Some(10_000), "the other way round");
    }

    #[test]
    fn currencies_without_cents_and_with_mills_keep_their_digits() {
        let known = rates(&[("JPY", "EUR", 0.0061, "2027-01-01"), ("KWD", "EUR", 3.0, "2027-01-01")]);
        assert_eq!(known.convert(10_000, "JPY", "EUR", "2027-01-01"), Some(6_100), "10,000 yen are 61 euros");
        assert_eq!(known.convert(1_500, "KWD", "EUR", "2027-01-01"), Some(450), "1.5 dinars are 4.50 euros");
        assert_eq!(known.convert(6_100, "EUR", "JPY", "2027-01-01"), Some(10_000));
    }

    proptest! {
        #[test]
        fn a_sum_is_worth_what_its_amounts_are_worth_but_for_rounding(
            one in -1_000_000_000_000_i128..1_000_000_000_000, other in -1_000_000_000_000_i128..1_000_000_000_000,
            rate in 1_u32..1_000_000,
        ) {
            let known = rates(&[("USD", "EUR", f64::from(rate) / 10_000.0, "2027-01-01")]);
            let worth = |minor| known.convert(minor, "USD", "EUR", "2027-06-01").unwrap();
            prop_assert!((worth(one + other) - worth(one) - worth(other)).abs() <= 1);
            prop_assert_eq!(worth(-one), -worth(one));
        }
    }
}
