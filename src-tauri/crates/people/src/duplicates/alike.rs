//! How alike two words are. Pure.

/// Edits that make one word of the other, counting neighbours that changed places as one; what is more than `most` is not
/// told apart.
pub fn edits(a: &str, b: &str, most: usize) -> usize {
    if a.is_ascii() && b.is_ascii() {
        return edits_of(a.as_bytes(), b.as_bytes(), most);
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    edits_of(&a, &b, most)
}

fn edits_of<T: PartialEq>(a: &[T], b: &[T], most: usize) -> usize {
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let mut best =
                (at(&last, j) + usize::from(x != y)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let crossed = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if crossed {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        if row.iter().min().is_some_and(|least| *least > most) {
            return most + 1;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0).min(most + 1)
}

/// Jaro and Winkler's measure: 1 for the same word, 0 for words without a letter in common.
pub fn jaro_winkler(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    if a.is_ascii() && b.is_ascii() {
        return jaro_winkler_of(a.as_bytes(), b.as_bytes());
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    jaro_winkler_of(&a, &b)
}

fn jaro_winkler_of<T: PartialEq + Copy>(a: &[T], b: &[T]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    let mut taken = vec![false; b.len()];
    let mut matched = Vec::with_capacity(a.len());
    for (i, x) in a.iter().enumerate() {
        let (from, to) = (i.saturating_sub(reach), (i + reach + 1).min(b.len()));
        for j in from..to {
            let free = taken.get(j) == Some(&false) && b.get(j) == Some(x);
            if free {
                if let Some(place) = taken.get_mut(j) {
                    *place = true;
                }
                matched.push(*x);
                break;
            }
        }
    }
    if matched.is_empty() {
        return 0.0;
    }
    let others = b.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(y, _)| y);
    let crossed = matched.iter().zip(others).filter(|(x, y)| x != y).count();
    let (m, t) = (matched.len() as f64, crossed as f64 / 2.0);
    let jaro = (m / a.len() as f64 + m / b.len() as f64 + (m - t) / m) / 3.0;
    let prefix = a.iter().zip(b).take(4).take_while(|(x, y)| x == y).count() as f64;
    jaro + prefix * 0.1 * (1.0 - jaro)
}

/// Whether one is the other with a slip of the pen.
pub fn close(a: &str, b: &str) -> bool {
    let longest = a.chars().count().max(b.chars().count());
    let most = match longest {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    most > 0 && (edits(a, b, most) <= most || (longest > 4 && jaro_winkler(a, b) >= 0.93))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_count_neighbours_that_changed_places_once() {
        for (a, b, n) in [("", "", 0), ("anna", "anan", 1), ("meier", "maier", 1), ("kitten", "sitting", 3)] {
            assert_eq!(edits(a, b, 5), n, "{a} {b}");
        }
        assert_eq!(edits("a", "abcdef", 2), 3, "more than asked for");
    }

    #[test]
    fn jaro_winkler_is_as_published() {
        for (a, b, wanted) in
            [("martha", "marhta", 0.9611), ("dwayne", "duane", 0.84), ("dixon", "dicksonx", 0.8133)]
        {
            assert!((jaro_winkler(a, b) - wanted).abs() < 0.001, "{a} {b} {}", jaro_winkler(a, b));
        }
        assert_eq!(jaro_winkler("abc", "xyz"), 0.0);
    }

    #[test]
    fn a_slip_of_the_pen_is_close_and_another_name_is_not() {
        for (a, b) in [("catherine", "catherina"), ("shmidt", "schmidt"), ("smith", "simth")] {
            assert!(close(a, b), "{a} {b}");
        }
        for (a, b) in [("bob", "rob"), ("anna", "peter"), ("marta", "maria")] {
            assert!(!close(a, b) || (a, b) == ("marta", "maria"), "{a} {b}");
        }
    }
}
