//! The generator's randomness: SplitMix64, so that the same seed gives the same people on every machine and in every
//! release, and any person can be made without making those before.

/// A deterministic stream of numbers.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The stream of the `index`th thing of one sort (`stream`) under `seed`.
    pub fn of(seed: u64, stream: u64, index: u64) -> Self {
        let mut dice = Self(seed ^ stream.wrapping_mul(0xa076_1d64_78bd_642f));
        dice.0 = dice.next() ^ index.wrapping_mul(0xe703_7ed1_a0b4_28db);
        let start = dice.next();
        Self(start)
    }

    /// The next number.
    #[allow(clippy::should_implement_trait)] // an endless stream is no iterator worth having here
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 if `n` is 0.
    pub fn below(&mut self, n: u64) -> u64 {
        if n == 0 { 0 } else { self.next() % n }
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True in `percent` of a hundred throws.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of `items`.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let at = self.below(items.len() as u64) as usize;
        items.get(at)
    }

    /// One of `items`, the first ones far more often, as with family names and employers.
    pub fn pick_skewed<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let at = self.skewed(items.len() as u64) as usize;
        items.get(at)
    }

    /// A number below `n`, small ones far more often.
    pub fn skewed(&mut self, n: u64) -> u64 {
        let (a, b) = (self.below(n), self.below(n));
        if self.chance(50) { a.min(b) } else { a }
    }

    /// One of `words`, or nothing if there are none.
    pub fn word(&mut self, words: &[&'static str]) -> &'static str {
        self.pick(words).copied().unwrap_or_default()
    }
}

/// Text from a pattern: `#` becomes a digit, `@` a capital letter, everything else stays.
pub fn fill(pattern: &str, dice: &mut Dice) -> String {
    pattern
        .chars()
        .map(|c| match c {
            '#' => char::from(b'0' + dice.below(10) as u8),
            '@' => char::from(b'A' + dice.below(26) as u8),
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Dice, fill};

    #[test]
    fn the_same_seed_gives_the_same_stream_and_another_another() {
        let first: Vec<u64> = std::iter::repeat_with({
            let mut d = Dice::of(7, 1, 3);
            move || d.next()
        })
        .take(5)
        .collect();
        let mut again = Dice::of(7, 1, 3);
        assert_eq!(first, (0..5).map(|_| again.next()).collect::<Vec<_>>());
        assert_ne!(first[0], Dice::of(8, 1, 3).next());
        assert_ne!(first[0], Dice::of(7, 2, 3).next());
        assert_ne!(first[0], Dice::of(7, 1, 4).next());
    }

    #[test]
    fn throws_stay_in_their_bounds() {
        let mut d = Dice::of(1, 1, 1);
        for _ in 0..1000 {
            assert!((3..=5).contains(&d.between(3, 5)));
            assert!(d.skewed(10) < 10);
        }
        assert_eq!(fill("D-#@", &mut d).len(), 4);
    }
}
