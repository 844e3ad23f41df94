//! The order in which places are visited: a short way, and those with a fixed time in the order of their times. Pure.
//!
//! A first way is built by nearest insertion, then shortened by turning stretches of it round (2-opt) and by moving single
//! stops, as long as that helps and the times allow it. The order that was given is shortened in the same way, and the
//! shorter of the two is the answer: so it is never longer than what was given. Distances are great circles, not roads.

use crate::Point;

/// A place to be visited.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// Where it is.
    pub place: Point,
    /// When, if that is fixed: a number that grows with time.
    pub at: Option<i64>,
}

/// Less than a metre is no way that is shorter.
const A_METRE_KM: f64 = 0.001;
/// A way that is not done after so many passes is good enough.
const PASSES: usize = 60;

/// A short order of the stops, as their positions in `stops`, from a place or from wherever the first stop is. Stops with a
/// time come in the order of their times; those of the same time in the order given.
pub fn shortest(from: Option<Point>, stops: &[Stop]) -> Vec<usize> {
    let given = shortened(from, stops, in_time(stops));
    let built = shortened(from, stops, inserted(from, stops));
    if length(from, stops, &built) + A_METRE_KM < length(from, stops, &given) { built } else { given }
}

/// How long the way is in this order, in kilometres.
pub fn length(from: Option<Point>, stops: &[Stop], order: &[usize]) -> f64 {
    legs(from, stops, order).into_iter().flatten().sum()
}

/// How far each stop of the order is from the one before it, the first from `from`; `None` for a first without it.
pub fn legs(from: Option<Point>, stops: &[Stop], order: &[usize]) -> Vec<Option<f64>> {
    let mut before = from;
    order
        .iter()
        .filter_map(|at| stops.get(*at))
        .map(|stop| before.replace(stop.place).map(|place| place.km_to(stop.place)))
        .collect()
}

/// The order with one more stop where it makes the way the least longer and the times allow it.
pub fn insert(from: Option<Point>, stops: &[Stop], order: &[usize], stop: usize) -> Vec<usize> {
    let way = Way::new(from, stops, order);
    let Some(new) = stops.get(stop) else { return order.to_vec() };
    let place = Some(new.place);
    let fits = |at: usize| {
        let time = |at: &usize| stops.get(*at).and_then(|stop| stop.at);
        let (before, after) = order.split_at_checked(at).unwrap_or_default();
        new.at.is_none_or(|when| {
            before.iter().filter_map(time).all(|other| other <= when)
                && after.iter().filter_map(time).all(|other| other >= when)
        })
    };
    let costs = (0..=order.len()).map(|at| {
        let (before, after) = (way.place(at), way.place(at + 1));
        // An order by hand may be out of time already: then no place is worse than another.
        (at, !fits(at), leg(before, place) + leg(place, after) - leg(before, after))
    });
    let best = costs.min_by(|a, b| a.1.cmp(&b.1).then(a.2.total_cmp(&b.2)));
    let mut order = order.to_vec();
    order.insert(best.map_or(0, |(at, ..)| at), stop);
    order
}

/// How far it is; no way at all where one of the two is nowhere.
fn leg(a: Option<Point>, b: Option<Point>) -> f64 {
    a.zip(b).map_or(0.0, |(a, b)| a.km_to(b))
}

/// The places of a way, so that what a change of it costs is known without going all of it.
struct Way(Vec<Option<Point>>);

impl Way {
    fn new(from: Option<Point>, stops: &[Stop], order: &[usize]) -> Self {
        let places = order.iter().map(|at| stops.get(*at).map(|stop| stop.place));
        Self(std::iter::once(from).chain(places).collect())
    }

    /// The place before the way at 0, that of its first stop at 1, nowhere behind its last.
    fn place(&self, at: usize) -> Option<Point> {
        self.0.get(at).copied().flatten()
    }

    fn leg(&self, from: usize, to: usize) -> f64 {
        leg(self.place(from), self.place(to))
    }

    /// How much shorter it is with the stretch between two positions the other way round.
    fn gain_turned(&self, first: usize, last: usize) -> f64 {
        let (first, last) = (first + 1, last + 1);
        self.leg(first - 1, first) + self.leg(last, last + 1)
            - self.leg(first - 1, last)
            - self.leg(first, last + 1)
    }

    /// How much shorter it is with one stop at another position.
    fn gain_moved(&self, from: usize, to: usize) -> f64 {
        let at = from + 1;
        // Behind it the others have moved up by one.
        let before = if to > from { to + 1 } else { to };
        let stop = self.place(at);
        let taken = self.leg(at - 1, at) + self.leg(at, at + 1) - self.leg(at - 1, at + 1);
        let put =
            leg(self.place(before), stop) + leg(stop, self.place(before + 1)) - self.leg(before, before + 1);
        taken - put
    }
}

/// The order given, with those that have a time put in the order of their times among themselves.
fn in_time(stops: &[Stop]) -> Vec<usize> {
    let mut timed = timed(stops).into_iter();
    (0..stops.len())
        .map(|at| match stops.get(at).and_then(|stop| stop.at) {
            Some(_) => timed.next().unwrap_or(at),
            None => at,
        })
        .collect()
}

/// The stops with a time, by it.
fn timed(stops: &[Stop]) -> Vec<usize> {
    let mut timed: Vec<(i64, usize)> =
        stops.iter().enumerate().filter_map(|(at, stop)| Some((stop.at?, at))).collect();
    timed.sort_unstable();
    timed.into_iter().map(|(_, at)| at).collect()
}

/// Nearest insertion: begun with what has a time, each next stop is the one that is nearest to any on the way, and it is put
/// where it costs least.
fn inserted(from: Option<Point>, stops: &[Stop]) -> Vec<usize> {
    let mut order = timed(stops);
    let mut left: Vec<usize> = (0..stops.len()).filter(|at| !order.contains(at)).collect();
    if order.is_empty() && from.is_none() && !left.is_empty() {
        order.push(left.remove(0));
    }
    while let Some((nearest, _)) = left
        .iter()
        .enumerate()
        .filter_map(|(index, at)| Some((index, to_way(from, stops, &order, stops.get(*at)?.place))))
        .min_by(|a, b| a.1.total_cmp(&b.1))
    {
        let stop = left.remove(nearest);
        order = insert(from, stops, &order, stop);
    }
    order
}

/// How far a place is from the nearest stop of a way.
fn to_way(from: Option<Point>, stops: &[Stop], order: &[usize], place: Point) -> f64 {
    let on_way = order.iter().filter_map(|at| stops.get(*at)).map(|stop| stop.place);
    on_way.chain(from).map(|other| other.km_to(place)).fold(f64::INFINITY, f64::min)
}

fn is_in_time(stops: &[Stop], order: &[usize]) -> bool {
    let times: Vec<i64> = order.iter().filter_map(|at| stops.get(*at)?.at).collect();
    times.is_sorted()
}

/// Turns stretches round and moves stops while the way becomes shorter.
fn shortened(from: Option<Point>, stops: &[Stop], mut order: Vec<usize>) -> Vec<usize> {
    let mut way = Way::new(from, stops, &order);
    for _ in 0..PASSES {
        let mut better = false;
        for first in 0..order.len() {
            for last in 0..order.len() {
                let shorter = if first < last && way.gain_turned(first, last) > A_METRE_KM {
                    turned(&order, first, last)
                } else {
                    None
                };
                let in_time = |way: &Vec<usize>| is_in_time(stops, way);
                let moved = || {
                    let gains = first != last && way.gain_moved(first, last) > A_METRE_KM;
                    gains.then(|| moved(&order, first, last)).flatten()
                };
                if let Some(now) = shorter.filter(in_time).or_else(|| moved().filter(in_time)) {
                    way = Way::new(from, stops, &now);
                    (order, better) = (now, true);
                }
            }
        }
        if !better {
            break;
        }
    }
    order
}

/// The order with the stretch between two positions the other way round.
fn turned(order: &[usize], first: usize, last: usize) -> Option<Vec<usize>> {
    let mut way = order.to_vec();
    way.get_mut(first..=last).filter(|stretch| stretch.len() > 1)?.reverse();
    Some(way)
}

/// The order with one stop at another position.
fn moved(order: &[usize], from: usize, to: usize) -> Option<Vec<usize>> {
    if from == to || from >= order.len() || to >= order.len() {
        return None;
    }
    let mut way = order.to_vec();
    let stop = way.remove(from);
    way.insert(to, stop);
    Some(way)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stop(lat: f64, lon: f64, at: Option<i64>) -> Stop {
        Stop { place: Point::new(lat, lon).unwrap(), at }
    }

    // covers(ROLE-11)
    #[test]
    fn towns_on_a_line_are_visited_one_after_the_other() {
        let from = Point::new(50.0, 6.0);
        let stops = [5, 2, 4, 1, 3].map(|step| stop(50.0 + f64::from(step) / 10.0, 6.0, None));
        assert_eq!(shortest(from, &stops), [3, 1, 4, 2, 0]);
        let km = length(from, &stops, &[3, 1, 4, 2, 0]);
        assert!((km - 55.6).abs() < 0.1, "five tenths of a degree north: {km}");
        assert!(shortest(from, &[]).is_empty());
        assert_eq!(
            legs(None, &stops, &[3, 1]).first(),
            Some(&None),
            "without a start there is no way to the first"
        );
    }

    // covers(ROLE-11)
    #[test]
    fn who_has_a_time_is_visited_then_and_others_on_the_way() {
        let from = Point::new(50.0, 6.0);
        let far = stop(51.0, 6.0, Some(9));
        let near = stop(50.8, 6.0, Some(15));
        let between = stop(50.4, 6.0, None);
        assert_eq!(shortest(from, &[near, far, between]), [2, 1, 0]);
        assert_eq!(insert(from, &[near, far, between], &[1, 0], 2), [2, 1, 0]);
    }

    fn stops() -> impl Strategy<Value = Vec<Stop>> {
        let one = (47.0..55.0_f64, 6.0..15.0_f64, prop::option::of(8_i64..12));
        prop::collection::vec(one.prop_map(|(lat, lon, at)| stop(lat, lon, at)), 0..12)
    }

    fn start() -> impl Strategy<Value = Option<Point>> {
        prop::option::of((47.0..55.0_f64, 6.0..15.0_f64).prop_map(|(lat, lon)| Point::new(lat, lon).unwrap()))
    }

    /// What is wrong with an order of these stops, if anything is.
    fn fault(from: Option<Point>, stops: &[Stop], order: &[usize]) -> Option<&'static str> {
        let mut once = order.to_vec();
        once.sort_unstable();
        if once != (0..stops.len()).collect::<Vec<_>>() {
            return Some("not everybody is visited exactly once");
        }
        let times: Vec<i64> = order.iter().filter_map(|at| stops[*at].at).collect();
        if !times.is_sorted() {
            return Some("somebody with a time comes too late");
        }
        let given = in_time(stops);
        (length(from, stops, order) > length(from, stops, &given) + 1e-6)
            .then_some("it is longer than before")
    }

    /// What a change is said to gain is what it gains.
    fn gains_add_up(from: Option<Point>, stops: &[Stop]) -> bool {
        let order: Vec<usize> = (0..stops.len()).collect();
        let (way, km) = (Way::new(from, stops, &order), length(from, stops, &order));
        order.iter().flat_map(|a| order.iter().map(move |b| (*a, *b))).all(|(a, b)| {
            let same = |way: Option<Vec<usize>>, gain: f64| {
                way.is_none_or(|way| (km - length(from, stops, &way) - gain).abs() < 1e-6)
            };
            (a >= b || same(turned(&order, a, b), way.gain_turned(a, b)))
                && (a == b || same(moved(&order, a, b), way.gain_moved(a, b)))
        })
    }

    proptest! {
        #[test]
        fn a_change_gains_what_it_says(from in start(), stops in stops()) {
            prop_assert!(gains_add_up(from, &stops));
        }

        // covers(ROLE-11)
        #[test]
        fn everybody_is_visited_once_in_time_and_on_no_longer_way(from in start(), stops in stops()) {
            let order = shortest(from, &stops);
            prop_assert_eq!(fault(from, &stops, &order), None);
            prop_assert_eq!(shortest(from, &stops), order, "the same question has the same answer");
        }

        // covers(ROLE-11)
        #[test]
        fn one_more_stop_leaves_the_others_in_their_order(from in start(), stops in stops()) {
            let Some(last) = stops.len().checked_sub(1) else { return Ok(()) };
            let before: Vec<usize> = shortest(from, &stops).into_iter().filter(|at| *at != last).collect();
            let after = insert(from, &stops, &before, last);
            prop_assert_eq!(fault(from, &stops, &after).filter(|why| !why.contains("longer")), None);
            let others: Vec<usize> = after.into_iter().filter(|at| *at != last).collect();
            prop_assert_eq!(others, before);
        }
    }

    #[test]
    fn the_most_visits_of_a_day_are_put_in_order_too() {
        let stops: Vec<Stop> = (0..300_u32)
            .map(|at| {
                stop(
                    47.0 + f64::from(at * 7919 % 800) / 100.0,
                    6.0 + f64::from(at * 104_729 % 900) / 100.0,
                    None,
                )
            })
            .collect();
        let order = shortest(Point::new(50.0, 7.0), &stops);
        assert_eq!(fault(Point::new(50.0, 7.0), &stops, &order), None);
    }

    /// Ways that are wrong, and that the law must not let through.
    // covers(QA-2)
    #[test]
    fn the_law_sees_what_is_wrong_with_a_way() {
        let stops = [
            stop(50.0, 6.0, Some(9)),
            stop(54.0, 9.0, None),
            stop(50.1, 6.1, Some(11)),
            stop(54.1, 9.1, None),
        ];
        let from = Point::new(50.0, 6.0);
        assert_eq!(fault(from, &stops, &shortest(from, &stops)), None);
        for (planted, why) in [
            (vec![0, 2, 1], "not everybody is visited exactly once"),
            (vec![0, 2, 1, 1], "not everybody is visited exactly once"),
            (vec![2, 0, 1, 3], "somebody with a time comes too late"),
            (vec![0, 3, 2, 1], "it is longer than before"),
        ] {
            assert_eq!(fault(from, &stops, &planted), Some(why), "{planted:?}");
        }
    }
}
