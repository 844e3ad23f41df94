//! Typing errors: words within a distance of what was typed, by a Levenshtein automaton. The first letter has to be
//! right, which is true of nearly all slips and keeps the walk through the dictionary short.

use std::sync::OnceLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy_fst::Automaton;

/// Words close to one that was typed.
pub(crate) struct Fuzzy {
    dfa: DFA,
    /// The first letter.
    pub(crate) first: char,
}

impl Fuzzy {
    /// How many slips a word of so many letters may have.
    const fn slips(letters: usize) -> u8 {
        match letters {
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        }
    }

    /// Words that begin within the distance of `form`; `None` if it is too short for a slip.
    pub(crate) fn new(form: &str) -> Option<Self> {
        static ONE: OnceLock<LevenshteinAutomatonBuilder> = OnceLock::new();
        static TWO: OnceLock<LevenshteinAutomatonBuilder> = OnceLock::new();
        let first = form.chars().next()?;
        let builder = match Self::slips(form.chars().count()) {
            0 => return None,
            1 => ONE.get_or_init(|| LevenshteinAutomatonBuilder::new(1, true)),
            _ => TWO.get_or_init(|| LevenshteinAutomatonBuilder::new(2, true)),
        };
        Some(Self { dfa: builder.build_prefix_dfa(form), first })
    }

    /// Whether a word is close.
    pub(crate) fn holds(&self, word: &str) -> bool {
        word.starts_with(self.first) && matches!(self.dfa.eval(word), Distance::Exact(_))
    }

    /// The walk through a dictionary whose terms have `ahead` in front of each word.
    pub(crate) fn behind<'a>(&'a self, ahead: &'a [u8]) -> Behind<'a> {
        Behind { fuzzy: self, ahead }
    }
}

/// See [`Fuzzy::behind`].
pub(crate) struct Behind<'a> {
    fuzzy: &'a Fuzzy,
    ahead: &'a [u8],
}

/// Where the walk is: in what stands in front, or in the word.
#[derive(Clone, Copy)]
pub(crate) enum State {
    Ahead(usize),
    Word(u32),
}

impl Behind<'_> {
    fn entered(&self, read: usize) -> State {
        if read == self.ahead.len() {
            State::Word(self.fuzzy.dfa.initial_state())
        } else {
            State::Ahead(read)
        }
    }
}

impl Automaton for Behind<'_> {
    type State = State;

    fn start(&self) -> State {
        self.entered(0)
    }

    fn is_match(&self, state: &State) -> bool {
        matches!(state, State::Word(at) if matches!(self.fuzzy.dfa.distance(*at), Distance::Exact(_)))
    }

    fn can_match(&self, state: &State) -> bool {
        !matches!(state, State::Word(SINK_STATE))
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        match state {
            State::Ahead(read) if self.ahead.get(*read) == Some(&byte) => self.entered(read + 1),
            State::Ahead(_) => State::Word(SINK_STATE),
            State::Word(at) => State::Word(self.fuzzy.dfa.transition(*at, byte)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Fuzzy;

    // covers(SRCH-1)
    #[test]
    fn slips_are_forgiven_within_reason() {
        let holds = |typed, word| Fuzzy::new(typed).is_some_and(|fuzzy| fuzzy.holds(word));
        for (typed, word) in [
            ("lovleace", "lovelace"),
            ("mary", "marry"),
            ("jhon", "john"),
            ("alexnder", "alexander"),
            ("schwarzneger", "schwarzenegger"),
            ("alexnad", "alexander"),
        ] {
            assert!(holds(typed, word), "{typed} {word}");
        }
        for (typed, word) in
            [("ada", "ida"), ("lovelace", "wallace"), ("john", "kohn"), ("anna", "bert"), ("mary", "barry")]
        {
            assert!(!holds(typed, word), "{typed} {word}");
        }
    }
}
