//! The seller's days beside the people: leads, deals, and what was said, done and noted.
//!
//! A few people and deals get most of the attention, most of it lately, as in any address book that is worked with.

use serde_json::{Value, json};

use super::dice::Dice;
use super::{Person, Population};

const DAY_MS: i64 = 86_400_000;
const LEADS: u64 = 40;
const DEALS: u64 = 41;
const ACTIVITIES: u64 = 42;

/// What a deal is about.
const GOODS: &[&str] = &[
    "Presses",
    "Maintenance",
    "Spare parts",
    "Workshop",
    "Licences",
    "Consulting",
    "Pilot",
    "Renewal",
    "Framework",
    "Audit",
    "Kühlanlage",
    "Retrofit",
    "Training",
    "Installation",
    "Lease",
];
/// What is said, done and noted.
const MATTERS: &[&str] = &[
    "the offer",
    "delivery dates",
    "the invoice",
    "a visit to the plant",
    "references",
    "the trial",
    "discounts",
    "the contract",
    "next year's budget",
    "the complaint",
    "spare parts",
    "who decides",
    "das Angebot",
    "Liefertermine",
];
const CHANNELS: &[(&str, &str)] = &[
    ("call", "reached"),
    ("call", "not_reached"),
    ("email", "sent"),
    ("email", "answered"),
    ("meeting", "held"),
    ("visit", "held"),
    ("message", "answered"),
];

/// How many there are of what, and when it is.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// Whoever the days are spent with.
    pub population: Population,
    /// How many deals there are.
    pub deals: u64,
    /// How many activities there are: conversations, tasks and notes.
    pub activities: u64,
    /// Now, in milliseconds since 1970 UTC.
    pub now_ms: i64,
}

/// A deal, its people and its company by their numbers.
#[derive(Clone, Debug)]
pub struct Deal {
    /// Its fields, but for what it links to.
    pub fields: Value,
    /// The place of its stage among those of its pipeline, from 0.
    pub stage: u64,
    /// Who is in it.
    pub people: Vec<u64>,
}

/// What happened or is to be done.
#[derive(Clone, Debug)]
pub struct Activity {
    /// The kind of its record: `communication`, `task` or `note`.
    pub kind: &'static str,
    /// Its fields, but for what it links to.
    pub fields: Value,
    /// Whom it concerns.
    pub person: u64,
    /// The deal it concerns.
    pub deal: Option<u64>,
}

impl Days {
    /// The usual measure for so many people: a deal for every fifth, five activities for each.
    pub fn of(population: Population, now_ms: i64) -> Self {
        Self { population, deals: population.people / 5, activities: population.people * 5, now_ms }
    }

    fn day(&self, from_now: i64) -> String {
        let at = jiff::Timestamp::from_millisecond(self.now_ms + from_now * DAY_MS).unwrap_or_default();
        at.strftime("%Y-%m-%d").to_string()
    }

    /// The fields of the `n`th lead, who is somebody else than the people.
    pub fn lead(&self, n: u64) -> Value {
        let strangers = Population { seed: self.population.seed ^ 0x1ead, people: self.population.people };
        let Person { given, family, company, title, emails, addresses, .. } = strangers.person(n);
        let mut dice = Dice::of(self.population.seed, LEADS, n);
        let mut fields = json!({
            "given": given, "family": family, "job_title": title,
            "source": dice.word(&["fair", "website", "referral", "cold call"]),
            "status": dice.word(&["new", "new", "working", "qualified", "disqualified"]),
            "rating": dice.word(&["hot", "warm", "cold"]),
            "value": { "minor": dice.between(1, 900) * 10_000, "currency": "EUR" },
        });
        if let Some(company) = company {
            put(&mut fields, "company", json!(company.name));
            put(&mut fields, "industry", json!(company.industry));
        }
        if let Some(email) = emails.first() {
            put(&mut fields, "emails", json!([{ "value": email.value }]));
        }
        if let Some(place) = addresses.first() {
            put(&mut fields, "city", json!(place.city));
            put(&mut fields, "postal_code", json!(place.postal_code));
            put(&mut fields, "country", json!(place.country));
        }
        fields
    }

    /// The `n`th deal.
    pub fn deal(&self, n: u64) -> Deal {
        let mut dice = Dice::of(self.population.seed, DEALS, n);
        let first = dice.skewed(self.population.people);
        let who = self.population.person(first);
        let about = who.company.map_or(who.family, |company| company.name);
        let closes = dice.between(0, 400) as i64 - 100;
        let mut fields = json!({
            "name": format!("{} for {about}", dice.word(GOODS)),
            "close_date": self.day(closes),
            "source": dice.word(&["fair", "website", "referral", "old customer"]),
        });
        if dice.chance(95) {
            put(&mut fields, "amount", json!({ "minor": dice.between(1, 5_000) * 5_000, "currency": "EUR" }));
        }
        if dice.chance(60) {
            put(&mut fields, "next_step", json!(format!("Speak about {}", dice.word(MATTERS))));
        }
        let mut people = vec![first];
        if dice.chance(30) {
            people.push(dice.below(self.population.people));
        }
        people.dedup();
        Deal { fields, stage: dice.next(), people }
    }

    /// The `n`th activity.
    pub fn activity(&self, n: u64) -> Activity {
        let mut dice = Dice::of(self.population.seed, ACTIVITIES, n);
        let person = dice.skewed(self.population.people);
        let deal = (self.deals > 0 && dice.chance(30)).then(|| dice.skewed(self.deals));
        let matter = dice.word(MATTERS);
        let ago = dice.skewed(5 * 365 * 24) as i64 * (DAY_MS / 24);
        let (kind, fields) = match dice.below(20) {
            0..9 => {
                let (channel, outcome) = dice.pick(CHANNELS).copied().unwrap_or(("call", "reached"));
                let fields = json!({
                    "channel": channel, "outcome": outcome, "direction": dice.word(&["out", "in"]),
                    "at_ms": self.now_ms - ago, "duration_s": dice.between(1, 60) * 60,
                    "subject": format!("About {matter}"),
                    "body": format!("Spoke about {matter} and {}, number {n}.", dice.word(MATTERS)),
                });
                ("communication", fields)
            }
            9..16 => {
                let due = dice.between(0, 720) as i64 - 700;
                let status = if due > -20 { "open" } else { "done" };
                let fields = json!({
                    "title": format!("Settle {matter} ({n})"), "due": self.day(due), "status": status,
                    "priority": dice.word(&["none", "none", "low", "normal", "high"]),
                });
                ("task", fields)
            }
            _ => ("note", json!({ "body": format!("Wants to hear about {matter} again, number {n}.") })),
        };
        Activity { kind, fields, person, deal }
    }
}

/// Sets a field of an object.
pub fn put(fields: &mut Value, name: &str, value: Value) {
    if let Some(fields) = fields.as_object_mut() {
        fields.insert(name.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days() -> Days {
        let population = Population { seed: 7, people: 1_000 };
        Days::of(population, 1_900_000_000_000)
    }

    #[test]
    fn the_same_seed_gives_the_same_days_and_another_does_not() {
        let told = |days: Days| {
            (0..50)
                .map(|n| format!("{:?}{:?}{}", days.deal(n), days.activity(n), days.lead(n)))
                .collect::<String>()
        };
        let other = Days { population: Population { seed: 8, people: 1_000 }, ..days() };
        assert_eq!(told(days()), told(days()));
        assert_ne!(told(days()), told(other));
    }

    #[test]
    fn every_sort_occurs_and_nothing_happened_in_the_future() {
        let days = days();
        let all: Vec<Activity> = (0..days.activities).map(|n| days.activity(n)).collect();
        for kind in ["communication", "task", "note"] {
            let share = all.iter().filter(|one| one.kind == kind).count();
            assert!(share > 700, "{kind}: {share}");
        }
        let open = all.iter().filter(|one| one.fields["status"] == "open").count();
        assert!((10..500).contains(&open), "{open}");
        for one in &all {
            assert!(one.person < 1_000 && one.deal.is_none_or(|deal| deal < days.deals));
            assert!(one.fields["at_ms"].as_i64().is_none_or(|at| at <= days.now_ms));
        }
    }
}
