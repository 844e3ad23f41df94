//! How text becomes tokens, the same for what is indexed and for what is searched.
//!
//! A token has a folded form, which phrases compare, and a few *forms*, any of which finds it: the folded form first,
//! then what the same name looks like in another spelling (Müller and Mueller, Иванов and Ivanov, O'Brien and
//! OBrien). Scripts that write words without blanks give one token per character with the pair it begins as second
//! form, so that any run of characters is found.

mod transliterate;

use satchel_kernel::text::fold;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use transliterate::transliterations;

/// The most tokens of one text.
pub(crate) const MOST_TOKENS: usize = 5_000;
/// The most characters of one token; what is longer is no word.
const LONGEST: usize = 64;
/// How many letters of a word's beginning have a term of their own.
pub(crate) const GRAM: usize = 3;

/// A text folded and in Latin letters, each Cyrillic or Greek word in its usual English spelling: what names of any of
/// these scripts are compared in.
pub fn latin(text: &str) -> String {
    let folded = fold(text);
    if folded.is_ascii() {
        return folded;
    }
    let lower = text.to_lowercase();
    let words = lower.split_whitespace().map(|word| match transliterations(word).first() {
        Some(latin) => fold(latin),
        None => fold(word),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// One token of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it is in the text, in bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Every form that finds it, at least one; the first is the folded form.
    pub(crate) forms: Vec<String>,
    /// Whether it is one character of a script without blanks.
    pub(crate) lone: bool,
}

impl Token {
    /// The folded form.
    pub(crate) fn folded(&self) -> &str {
        self.forms.first().map_or("", String::as_str)
    }
}

/// Chinese characters, kana and Korean syllables.
fn is_lone(c: char) -> bool {
    matches!(u32::from(c),
        0x3041..=0x30ff | 0x31f0..=0x31ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0x20000..=0x2fa1f)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '´')
}

/// The tokens of a text in ASCII letters, told one by one without a copy of each: the same as [`tokens`] finds there.
/// Most text of an address book is of this kind, and making tokens of it is most of an index's work.
pub(crate) fn each_ascii_token<'t>(text: &'t str, mut tell: impl FnMut(AsciiToken<'t, '_>)) {
    let mut lower = [0; LONGEST];
    let mut before: &str = "";
    let mut at = 0;
    let bytes = text.as_bytes();
    for _ in 0..MOST_TOKENS {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(gap) = rest.iter().position(u8::is_ascii_alphanumeric) else { return };
        let start = at + gap;
        let joined = at > 0
            && !before.is_empty()
            && rest.get(..gap).is_some_and(|gap| gap.iter().all(|b| is_apostrophe(char::from(*b))));
        let length =
            bytes.get(start..).unwrap_or_default().iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        at = start + length;
        let word = text.get(start..at.min(start + LONGEST)).unwrap_or_default();
        for (to, from) in lower.iter_mut().zip(word.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        let folded =
            lower.get(..word.len()).and_then(|word| std::str::from_utf8(word).ok()).unwrap_or_default();
        tell(AsciiToken { folded, joins: joined.then_some(before) });
        before = word;
    }
}

/// One token of a text in ASCII letters.
pub(crate) struct AsciiToken<'t, 'l> {
    /// The folded form.
    pub(crate) folded: &'l str,
    /// The word before, as written, if only an apostrophe is between: both together are a form of that one.
    pub(crate) joins: Option<&'t str>,
}

impl AsciiToken<'_, '_> {
    /// Tells the forms beside the folded one, and the form it gives the token before.
    pub(crate) fn other_forms(&self, mut tell: impl FnMut(&str)) {
        if let Some(short) = contract(self.folded) {
            tell(&short);
        }
        if let Some(before) = self.joins {
            let joined = format!("{}{}", before.to_ascii_lowercase(), self.folded);
            tell(&joined);
        }
    }
}

/// The tokens of `text` in order.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    // Where the word before ended, if nothing but an apostrophe came since.
    let mut joins = None;
    while let Some((start, c)) = chars.next() {
        if tokens.len() >= MOST_TOKENS {
            break;
        }
        if is_lone(c) {
            let next = chars.peek().map(|(_, c)| *c).filter(|c| is_lone(*c));
            let one = lone_form(c);
            let pair = next.map(|next| format!("{one}{}", lone_form(next)));
            let forms = std::iter::once(one).chain(pair).collect();
            tokens.push(Token { start, end: start + c.len_utf8(), forms, lone: true });
            joins = None;
            continue;
        }
        if !c.is_alphanumeric() {
            joins = joins.filter(|end| *end == start && is_apostrophe(c)).map(|_| start + c.len_utf8());
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((at, c)) =
            chars.next_if(|(_, c)| (c.is_alphanumeric() || is_combining_mark(*c)) && !is_lone(*c))
        {
            end = at + c.len_utf8();
        }
        let forms = forms(text.get(start..end).unwrap_or_default());
        if let (Some(at), Some(before), Some(after)) = (joins, tokens.last_mut(), forms.first())
            && at == start
        {
            let joined = format!("{}{after}", before.folded());
            if !before.forms.contains(&joined) {
                before.forms.push(joined);
            }
        }
        joins = Some(end);
        if !forms.is_empty() {
            tokens.push(Token { start, end, forms, lone: false });
        }
    }
    tokens
}

fn lone_form(c: char) -> String {
    // Korean syllables stay whole: folding takes them apart.
    if matches!(u32::from(c), 0xac00..=0xd7a3) { c.to_string() } else { fold(&c.to_string()) }
}

/// The forms of one word as written.
fn forms(word: &str) -> Vec<String> {
    if word.is_ascii() {
        let folded = word.get(..LONGEST).unwrap_or(word).to_ascii_lowercase();
        let short = contract(&folded).filter(|short| *short != folded);
        return std::iter::once(folded).chain(short).collect();
    }
    // Letters before the marks have none that could be put together with them.
    let cut: String = match word.chars().all(|c| c < '\u{300}') {
        true => word.chars().take(LONGEST).flat_map(char::to_lowercase).collect(),
        false => word.nfc().take(LONGEST).flat_map(char::to_lowercase).collect(),
    };
    let folded = fold(&cut);
    let folds_away = folded.is_empty();
    // Vowel signs alone are marks to the folding, and letters to whoever wrote them.
    let mut forms = vec![if folds_away { cut.clone() } else { folded }];
    let mut add = |form: String| {
        if !form.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    };
    if folds_away {
        // A sign without a letter to stand on hides no word behind it.
        add(cut.trim_start_matches(is_combining_mark).to_owned());
    }
    let spelt = spell_umlauts(&cut);
    if spelt != cut {
        add(fold(&spelt));
    }
    for latin in transliterations(&cut) {
        add(fold(&latin));
    }
    if let Some(short) = forms.first().and_then(|folded| contract(folded))
        && !forms.contains(&short)
    {
        forms.push(short);
    }
    forms
}

/// ä as ae and so on, as names are spelt where there is no such key.
fn spell_umlauts(word: &str) -> String {
    let mut spelt = String::with_capacity(word.len() + 4);
    for c in word.chars() {
        match c {
            'ä' | 'æ' => spelt.push_str("ae"),
            'ö' | 'ø' => spelt.push_str("oe"),
            'ü' => spelt.push_str("ue"),
            'å' => spelt.push_str("aa"),
            _ => spelt.push(c),
        }
    }
    spelt
}

/// The word with ae, oe, ue and aa inside it read as umlauts; `None` without one. A digraph at the end stays: Joe and
/// Sue are no Jo and Su.
fn contract(folded: &str) -> Option<String> {
    if !folded.as_bytes().windows(2).any(|pair| matches!(pair, b"ae" | b"oe" | b"ue" | b"aa")) {
        return None;
    }
    let chars: Vec<char> = folded.chars().collect();
    let mut short = String::with_capacity(folded.len());
    let mut changed = false;
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        short.push(*c);
        let digraph = match chars.get(at + 1) {
            Some('e') => matches!(c, 'a' | 'o' | 'u'),
            Some('a') => *c == 'a',
            _ => false,
        };
        if digraph && at + 2 < chars.len() {
            changed = true;
            at += 1;
        }
        at += 1;
    }
    changed.then_some(short)
}

/// The digits of a phone number or of what is searched as one.
pub(crate) fn digits(text: &str) -> String {
    text.chars().filter_map(|c| c.to_digit(10)).filter_map(|d| char::from_digit(d, 10)).collect()
}

/// The runs of three digits, in order.
pub(crate) fn trigrams(digits: &str) -> impl Iterator<Item = &str> {
    // Only ASCII digits come in, so every byte is a character.
    (0..digits.len().saturating_sub(2)).filter_map(|at| digits.get(at..at + 3))
}

/// The beginning of a form that has a term of its own: shorter ones are a run of these, longer ones of whole forms.
pub(crate) fn gram(form: &str) -> &str {
    form.char_indices().nth(GRAM).and_then(|(end, _)| form.get(..end)).unwrap_or(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms_of(text: &str) -> Vec<Vec<String>> {
        tokens(text).into_iter().map(|t| t.forms).collect()
    }

    fn meet(a: &str, b: &str) -> bool {
        let (a, b) = (forms_of(a), forms_of(b));
        a.iter().zip(&b).all(|(a, b)| a.iter().any(|form| b.contains(form))) && a.len() == b.len()
    }

    // covers(SRCH-1, QA-3)
    #[test]
    fn spellings_of_one_name_meet() {
        for (a, b) in [
            ("Müller", "Mueller"),
            ("Müller", "muller"),
            ("Mueller", "Muller"),
            ("Göthe", "Goethe"),
            ("Straße", "STRASSE"),
            ("Århus", "Aarhus"),
            ("Søren", "Soeren"),
            ("Søren", "Soren"),
            ("Łukasz", "Lukasz"),
            ("Иванов", "Ivanov"),
            ("Иванов", "Iwanow"),
            ("Щербаков", "Shcherbakov"),
            ("Щербаков", "Schtscherbakow"),
            ("Чехов", "Chekhov"),
            ("Чехов", "Tschechow"),
            ("Юлия", "Yuliya"),
            ("Юлия", "Julija"),
            ("Зеленський", "Zelenskyi"),
            ("Παπαδόπουλος", "Papadopoulos"),
            ("Γεωργίου", "Georgiou"),
            ("e\u{301}mile", "Émile"),
        ] {
            assert!(meet(a, b), "{a} {b}: {:?} {:?}", forms_of(a), forms_of(b));
        }
        for (a, b) in [("Joe", "Jo"), ("Sue", "Su"), ("Meier", "Maier"), ("Иванов", "Петров")] {
            assert!(!meet(a, b), "{a} {b}");
        }
    }

    /// What a text's tokens give the index: each folded form in order, and every form.
    type Given = (Vec<String>, std::collections::BTreeSet<String>);

    fn given(text: &str) -> (Given, Given) {
        let found = tokens(text);
        let words = found.iter().map(|t| t.folded().to_owned()).collect();
        let slow = (words, found.into_iter().flat_map(|t| t.forms).collect());
        let mut fast = Given::default();
        each_ascii_token(text, |token| {
            fast.0.push(token.folded.to_owned());
            fast.1.insert(token.folded.to_owned());
            token.other_forms(|form| {
                fast.1.insert(form.to_owned());
            });
        });
        (slow, fast)
    }

    proptest::proptest! {
        // covers(SRCH-1)
        #[test]
        fn plain_text_gives_the_same_by_the_short_way(text in "[a-cA-C0-1oueOUE '`.,@-]{0,40}|[ -~]{0,90}|[a-z]{60,70}('[a-z]{60,70})?") {
            let (slow, fast) = given(&text);
            proptest::prop_assert_eq!(slow, fast);
        }
    }

    #[test]
    fn words_end_where_people_think_they_do() {
        let words = |text| tokens(text).iter().map(|t| t.folded().to_owned()).collect::<Vec<_>>();
        assert_eq!(words("Ada.Lovelace@example.org, (4711)"), ["ada", "lovelace", "example", "org", "4711"]);
        assert_eq!(words("Müller-Lüdenscheidt"), ["muller", "ludenscheidt"]);
        assert_eq!(forms_of("O’Brien"), [vec!["o".to_owned(), "obrien".into()], vec!["brien".into()]]);
        assert_eq!(forms_of("田中さん")[0], ["田", "田中"]);
        assert_eq!(forms_of("김철수"), [vec!["김", "김철"], vec!["철", "철수"], vec!["수"]]);
        assert_eq!(words("\u{301} - \u{0}"), Vec::<String>::new());
        assert_eq!(forms_of("\u{10a05}\u{37a}"), [["\u{10a05}\u{37a}", "\u{37a}"]], "a sign before a word");
        assert!(tokens(&"a ".repeat(100_000)).len() <= MOST_TOKENS);
        assert!(tokens(&"a".repeat(1_000_000))[0].folded().len() <= LONGEST);
    }

    /// Every letter and digit there is, alone, before, behind and between others: what is written is a token, and the
    /// same word typed is the same token.
    // covers(SRCH-1)
    #[test]
    fn every_letter_of_every_script_is_found_as_it_was_written() {
        let mut lost = Vec::new();
        for c in (0..=0x0010_ffff).filter_map(char::from_u32).filter(|c| c.is_alphanumeric()) {
            for word in [c.to_string(), format!("{c}{c}"), format!("a{c}"), format!("{c}a"), format!("a{c}b")]
            {
                let (written, typed) = (tokens(&format!("x {word} y")), tokens(&word));
                let inside = written.get(1..written.len().saturating_sub(1)).unwrap_or_default();
                let same = |(a, b): (&Token, &Token)| a.forms.iter().any(|form| b.forms.contains(form));
                let is_found = !typed.is_empty()
                    && inside.len() == typed.len()
                    && inside.iter().zip(&typed).all(same)
                    && typed.iter().all(|t| t.forms.iter().all(|form| !form.is_empty()));
                if !is_found {
                    lost.push(format!("{word:?} U+{:04X} {inside:?} {typed:?}", u32::from(c)));
                }
            }
        }
        assert!(lost.is_empty(), "{} lost, such as {:#?}", lost.len(), lost.get(..30.min(lost.len())));
    }

    #[test]
    fn phones_become_digits() {
        assert_eq!(digits("+49 (170) 12-3"), "4917012".to_owned() + "3");
        assert_eq!(digits("٠١٢"), "", "only digits a phone has");
        assert_eq!(trigrams("1234").collect::<Vec<_>>(), ["123", "234"]);
        assert_eq!(trigrams("12").count(), 0);
        assert_eq!(["müller", "mül", "m", ""].map(gram), ["mül", "mül", "m", ""]);
    }
}
