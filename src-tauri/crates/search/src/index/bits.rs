//! A set of a segment's documents, one bit each.

/// The set.
#[derive(Clone, Debug)]
pub(crate) struct Bits {
    words: Vec<u64>,
    size: u32,
}

impl Bits {
    pub(crate) fn none(size: u32) -> Self {
        Self { words: vec![0; (size as usize).div_ceil(64)], size }
    }

    pub(crate) fn all(size: u32) -> Self {
        Self::of(vec![u64::MAX; (size as usize).div_ceil(64)], size)
    }

    /// The set of these words, the lowest document in the lowest bit of the first.
    pub(crate) fn of(words: Vec<u64>, size: u32) -> Self {
        let mut bits = Self { words, size };
        bits.trim();
        bits
    }

    /// Takes away what is beyond the size.
    fn trim(&mut self) {
        let over = self.size % 64;
        if over > 0
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << over) - 1;
        }
    }

    pub(crate) const fn size(&self) -> u32 {
        self.size
    }

    pub(crate) fn add(&mut self, doc: u32) {
        if let Some(word) = self.words.get_mut(doc as usize / 64) {
            *word |= 1 << (doc % 64);
        }
    }

    pub(crate) fn remove(&mut self, doc: u32) {
        if let Some(word) = self.words.get_mut(doc as usize / 64) {
            *word &= !(1 << (doc % 64));
        }
    }

    pub(crate) fn has(&self, doc: u32) -> bool {
        self.words.get(doc as usize / 64).is_some_and(|word| word >> (doc % 64) & 1 == 1)
    }

    pub(crate) fn and(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }

    pub(crate) fn and_not(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= !b);
    }

    pub(crate) fn or(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }

    pub(crate) fn invert(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.trim();
    }

    pub(crate) fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// How many documents are in one of the two only.
    pub(crate) fn differing(&self, other: &Self) -> u64 {
        self.words.iter().zip(&other.words).map(|(a, b)| u64::from((a ^ b).count_ones())).sum()
    }

    /// Those that are not in the other.
    pub(crate) fn without(&self, other: &Self) -> Self {
        let mut bits = self.clone();
        bits.and_not(other);
        bits
    }

    /// Hands every member over, in order.
    pub(crate) fn each(&self, mut with: impl FnMut(u32)) {
        for (word, at) in self.words.iter().zip(0_u32..) {
            let mut left = *word;
            if left == u64::MAX {
                (at * 64..at * 64 + 64).for_each(&mut with);
                continue;
            }
            while left != 0 {
                with(at * 64 + left.trailing_zeros());
                left &= left - 1;
            }
        }
    }

    /// The first member from `doc` on.
    pub(crate) fn next(&self, doc: u32) -> Option<u32> {
        let from = doc as usize / 64;
        let mut first = u64::MAX << (doc % 64);
        for (word, at) in self.words.get(from..)?.iter().zip(doc / 64..) {
            let left = word & first;
            if left != 0 {
                return Some(at * 64 + left.trailing_zeros());
            }
            first = u64::MAX;
        }
        None
    }

    /// The members in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().zip(0_u32..).flat_map(|(word, at)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                if left == 0 {
                    return None;
                }
                let bit = left.trailing_zeros();
                left &= left - 1;
                Some(at * 64 + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn sets_are_sets() {
        let mut bits = Bits::none(130);
        for doc in [0, 63, 64, 129] {
            bits.add(doc);
        }
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 63, 64, 129]);
        bits.remove(64);
        bits.invert();
        assert_eq!(bits.count(), 127);
        assert!(bits.has(64) && !bits.has(63) && !bits.has(130));
        assert_eq!(
            (bits.next(0), bits.next(63), bits.next(64), bits.next(129)),
            (Some(1), Some(64), Some(64), None)
        );
        let mut each = Vec::new();
        bits.each(|doc| each.push(doc));
        assert_eq!(each, bits.iter().collect::<Vec<_>>());
        let mut other = bits.clone();
        other.add(63);
        other.remove(1);
        assert_eq!(bits.differing(&other), 2);
        assert_eq!(bits.without(&other).iter().collect::<Vec<_>>(), [1]);
        assert_eq!(Bits::all(130).count(), 130);
        let mut none = Bits::all(0);
        none.invert();
        assert_eq!(none.count(), 0);
    }
}
