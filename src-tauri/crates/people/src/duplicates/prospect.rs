//! Leads as they are compared: people like others, of whom less is known. Against each other they are looked at as contacts
//! are; against contacts, each lead looks up with whom it shares something in what is kept of these.

use std::collections::HashMap;

use satchel_feature::Cx;
use satchel_kernel::{Id, Result};

use super::base::{self, LEAST, Stand};
use super::compact::{self, MOST};
use super::find::Twice;
use super::learning::{Learnt, Traits};
use super::person::Person;
use super::store::{self, Looked};
use super::weighing::{Evidence, Frequencies, Values, Weighed};

/// A lead as the model sees it.
#[derive(Clone, Debug, Default)]
pub struct Prospect(pub Person);

impl Twice for Prospect {
    fn keys(&self) -> Vec<u64> {
        self.0.keys()
    }

    fn count(&self, all: &mut Values) {
        self.0.count(all);
    }

    fn weigh(&self, other: &Self, all: &Frequencies, telling: bool) -> Weighed {
        self.0.weigh(&other.0, all, telling)
    }

    fn pack(&self) -> String {
        self.0.pack()
    }

    fn unpack(text: &str) -> Self {
        Self(Person::unpack(text))
    }
}

/// A lead and a contact that may be one.
pub struct Known {
    /// The lead.
    pub lead: Id,
    /// The contact.
    pub contact: Id,
    /// How likely it is, 0 to 1, with what the answers about contacts teach.
    pub probability: f64,
    /// How likely the model as shipped holds it,
    pub shipped: f64,
    /// and by what.
    pub traits: Traits,
}

/// More leads than this, the latest ones, are not held against the contacts at once.
const LEADS: usize = 5_000;
/// Pairs that are weighed at a time.
const PAIRS: usize = 20_000;

/// Leads that are no contact yet and may be one, the likeliest first, and how far the looking at contacts is.
pub fn known(cx: &Cx, look: bool, least: f64) -> Result<(Stand, Learnt, Vec<Known>)> {
    let stand = base::bring::<Person>(cx, look, base::SMALL)?;
    let (learnt, known) = cx.vault.read(|conn| -> Result<(Learnt, Vec<Known>)> {
        let learnt = base::learnt::<Person>(conn)?;
        let Some(state) = store::state(conn, Person::KIND)? else { return Ok((learnt, Vec::new())) };
        let (mut ids, mut leads) = Prospect::read(conn, None)?;
        let early = ids.len().saturating_sub(LEADS);
        (ids, leads) = (ids.split_off(early), leads.split_off(early));
        let (moved_ids, moved) = Person::read(conn, Some(&state.moved))?;
        let mut sharing: HashMap<u64, Vec<Id>> = HashMap::new();
        for (id, one) in moved_ids.iter().zip(&moved) {
            for key in one.keys() {
                sharing.entry(compact::entry(key, 0)).or_default().push(*id);
            }
        }
        let mut wanted: Vec<(u64, usize)> = Vec::new();
        for (at, lead) in leads.iter().enumerate() {
            wanted.extend(lead.keys().into_iter().map(|key| (compact::entry(key, 0), at)));
        }
        wanted.sort_unstable();
        let mut keys: Vec<u64> = wanted.iter().map(|(key, _)| *key).collect();
        keys.dedup();
        let mut pairs: Vec<(Id, usize)> = Vec::new();
        base::found_by(conn, &state, &keys, |key, mut all| {
            all.extend(sharing.get(&key).into_iter().flatten());
            let from = wanted.partition_point(|(other, _)| *other < key);
            let by_it = wanted.iter().skip(from).take_while(|(other, _)| *other == key);
            for (_, at) in by_it.filter(|_| all.len() <= MOST) {
                pairs.extend(all.iter().map(|id| (*id, *at)));
            }
        })?;
        pairs.sort_unstable();
        pairs.dedup();
        let mut known: Vec<Known> = Vec::new();
        for some in pairs.chunks(PAIRS) {
            let mut wanted: Vec<Id> = some.iter().map(|(contact, _)| *contact).collect();
            wanted.dedup();
            let (contacts, people) = Person::read(conn, Some(&wanted))?;
            let people: HashMap<Id, Person> = contacts.into_iter().zip(people).collect();
            known.extend(some.iter().filter_map(|(contact, at)| {
                let (lead, prospect) = (ids.get(*at)?, leads.get(*at)?);
                let weighed = prospect.0.weigh(people.get(contact)?, &state.counts, true);
                let shipped = weighed.probability(state.chances);
                let traits = Traits::of(&weighed.told());
                let probability = learnt.probability(shipped, traits);
                let known = Known { lead: *lead, contact: *contact, probability, shipped, traits };
                (probability >= least.max(LEAST)).then_some(known)
            }));
        }
        known.sort_by(|a, b| {
            b.probability.total_cmp(&a.probability).then((a.lead, a.contact).cmp(&(b.lead, b.contact)))
        });
        Ok((learnt, known))
    })?;
    Ok((stand, learnt, known))
}

/// Why a lead may be a contact, what says most first.
pub fn why(lead: &Prospect, contact: &Person, all: &Frequencies) -> Vec<Evidence> {
    lead.0.tell(contact, all)
}
