//! In which order the stages of another program stand, and how likely a deal is won from each.
//!
//! The order is the one the file says if it says one of all of them; else that of their chances, of equal ones that of the
//! program they come from, of the rest that in which they came. A chance is the one most rows say, else the program's own;
//! where neither is known, the stages between two that are stand evenly between them.

use std::collections::BTreeMap;

use crate::planted;

/// What rows say of an open stage.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// What it is called.
    pub name: String,
    /// How many rows say which chance.
    pub chances: BTreeMap<u8, u64>,
    /// Which place it has, if a column says so.
    pub order: Option<f64>,
    /// Its place among the stages that the program comes with which names it, and its chance there.
    pub usual: Option<(usize, Option<u8>)>,
}

/// The places of stages that came in this order, each with its chance in percent and whether no row says that; `from` is the
/// chance of what stands before them.
pub fn arrange(told: &[Told], from: u8) -> Vec<(usize, u8, bool)> {
    let known: Vec<Option<(u8, bool)>> = told.iter().map(chance).collect();
    let has_order = told.iter().all(|stage| stage.order.is_some());
    let mut before = 0;
    let mut keys: Vec<(f64, u8, usize, usize)> = Vec::new();
    for (at, (stage, known)) in told.iter().zip(&known).enumerate() {
        before = known.map_or(before, |(chance, _)| chance);
        let usual = stage.usual.map_or(usize::MAX, |(place, _)| place);
        let order = stage.order.filter(|_| has_order).unwrap_or_default();
        // Where nobody says a chance the program's order counts alone.
        keys.push((order, before, usual, at));
    }
    if !planted::is("stages_stand_as_they_came") {
        keys.sort_by(|one, other| {
            let rest = |key: &(f64, u8, usize, usize)| (key.1, key.2, key.3);
            one.0.total_cmp(&other.0).then_with(|| rest(one).cmp(&rest(other)))
        });
    }
    let order: Vec<usize> = keys.into_iter().map(|(.., at)| at).collect();
    let in_order: Vec<Option<(u8, bool)>> =
        order.iter().map(|at| known.get(*at).copied().flatten()).collect();
    order
        .into_iter()
        .zip(spread(&in_order, from))
        .map(|(at, (chance, is_guess))| (at, chance, is_guess))
        .collect()
}

/// The chance of a stage, and whether no row says it.
fn chance(stage: &Told) -> Option<(u8, bool)> {
    // Of as many rows the lower one: nobody is promised too much.
    let most = stage.chances.iter().max_by(|one, other| one.1.cmp(other.1).then_with(|| other.0.cmp(one.0)));
    let usual = stage.usual.and_then(|(_, chance)| chance);
    most.map(|(chance, _)| (*chance, false)).or_else(|| usual.map(|chance| (chance, true)))
}

/// Fills what is not known evenly between what is.
fn spread(known: &[Option<(u8, bool)>], from: u8) -> Vec<(u8, bool)> {
    let mut filled = Vec::with_capacity(known.len());
    let mut low = from;
    let mut at = 0;
    while at < known.len() {
        if let Some(Some(one)) = known.get(at) {
            filled.push(*one);
            low = one.0;
            at += 1;
            continue;
        }
        let unknown = known.iter().skip(at).take_while(|one| one.is_none()).count();
        let high = known.get(at + unknown).copied().flatten().map_or(100, |(chance, _)| chance).max(low);
        for number in 1..=unknown {
            filled.push((between(low, high, number, unknown + 1), true));
        }
        at += unknown;
    }
    filled
}

/// The `number`th of `parts` equal steps from one chance to another.
fn between(low: u8, high: u8, number: usize, parts: usize) -> u8 {
    let step = usize::from(high - low) * number;
    let rounded = (step + parts / 2) / parts.max(1);
    low.saturating_add(u8::try_from(rounded).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{Told, arrange};
    use crate::deals::products::Product;

    fn told(name: &str, chances: &[(u8, u64)], order: Option<f64>) -> Told {
        Told { name: name.into(), chances: chances.iter().copied().collect(), order, usual: None }
    }

    fn arranged(program: &str, stages: &[Told], from: u8) -> Vec<(String, u8, bool)> {
        let product = Product::named(program).unwrap();
        let stages: Vec<Told> =
            stages.iter().map(|one| Told { usual: product.usual(&one.name), ..one.clone() }).collect();
        let order = arrange(&stages, from);
        order.into_iter().map(|(at, chance, guess)| (stages[at].name.clone(), chance, guess)).collect()
    }

    fn is(name: &str, chance: u8, guess: bool) -> (String, u8, bool) {
        (name.into(), chance, guess)
    }

    #[test]
    fn what_the_file_says_of_the_order_goes_first() {
        let stages =
            [told("C", &[(10, 1)], Some(3.0)), told("A", &[(90, 1)], Some(1.0)), told("B", &[], Some(2.0))];
        let found = arranged("pipedrive", &stages, 0);
        assert_eq!(found, [is("A", 90, false), is("B", 90, true), is("C", 10, false)]);
    }

    #[test]
    fn the_chance_most_rows_say_counts_and_gives_the_order() {
        let stages = [told("Late", &[(80, 2), (10, 1)], None), told("Early", &[(20, 5), (90, 4)], None)];
        assert_eq!(arranged("salesforce", &stages, 0), [is("Early", 20, false), is("Late", 80, false)]);
        let even = [told("Even", &[(30, 2), (60, 2)], None)];
        assert_eq!(arranged("salesforce", &even, 0), [is("Even", 30, false)]);
    }

    #[test]
    fn what_a_program_comes_with_has_its_order_and_chances() {
        let stages =
            ["Contract sent", "Qualified to buy", "Appointment scheduled"].map(|name| told(name, &[], None));
        let found = arranged("hubspot", &stages, 0);
        assert_eq!(
            found,
            [
                is("Appointment scheduled", 20, true),
                is("Qualified to buy", 40, true),
                is("Contract sent", 90, true)
            ]
        );
        let pipedrive = ["Proposal Made", "Qualified", "Contact Made"].map(|name| told(name, &[], None));
        assert_eq!(
            arranged("pipedrive", &pipedrive, 0),
            [is("Qualified", 25, true), is("Contact Made", 50, true), is("Proposal Made", 75, true)]
        );
    }

    #[test]
    fn what_nobody_says_stands_evenly_in_the_order_it_came() {
        let stages = ["One", "Two", "Three", "Four"].map(|name| told(name, &[], None));
        let found = arranged("pipedrive", &stages, 0);
        assert_eq!(
            found,
            [is("One", 20, true), is("Two", 40, true), is("Three", 60, true), is("Four", 80, true)]
        );
        let mixed = [told("Mine", &[(40, 1)], None), told("Next", &[], None), told("Last", &[(80, 1)], None)];
        assert_eq!(
            arranged("pipedrive", &mixed, 0),
            [is("Mine", 40, false), is("Next", 60, true), is("Last", 80, false)]
        );
        let behind = [told("More", &[], None)];
        assert_eq!(arranged("pipedrive", &behind, 80), [is("More", 90, true)], "behind what is there");
        assert_eq!(arranged("pipedrive", &[], 0), []);
    }
}
