//! Cyrillic and Greek in Latin letters, in the few ways people spell names on passports, cards and in mail addresses.

/// Every usual spelling of a lower-case word in Latin letters; none if it has no Cyrillic or Greek letter.
pub(super) fn transliterations(word: &str) -> Vec<String> {
    if word.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}')) {
        [english, passport, german, scholarly, ukrainian].iter().map(|scheme| spell(word, *scheme)).collect()
    } else if word.chars().any(|c| matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}')) {
        // Accents go first: no letter depends on them but the diaeresis, which splits pairs nobody splits in Latin.
        let plain = satchel_kernel::text::fold(word);
        [greek_spoken as Pairs, greek_classical, greek_short]
            .iter()
            .map(|pairs| spell_pairs(&plain, *pairs))
            .collect()
    } else {
        Vec::new()
    }
}

/// What a scheme writes for a letter where it differs from the others.
type Scheme = fn(char) -> Option<&'static str>;

fn spell(word: &str, scheme: Scheme) -> String {
    let mut latin = String::with_capacity(word.len() * 2);
    // Names end in -ий and -ый where Latin spellings have one letter.
    let (stem, ending) = match word.strip_suffix("ий").or_else(|| word.strip_suffix("ый")) {
        // Ukrainian spelling keeps both letters.
        Some(stem) if !stem.is_empty() && scheme('г').is_none() => {
            (stem, if matches!(scheme('й'), Some("y") | None) { "y" } else { "i" })
        }
        _ => (word, ""),
    };
    for c in stem.chars() {
        match scheme(c).or_else(|| shared(c)) {
            Some(letters) => latin.push_str(letters),
            None => latin.push(c),
        }
    }
    latin.push_str(ending);
    latin
}

fn shared(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'ё' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ї' => "i",
        'й' => "y",
        'ј' => "j",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ы' => "y",
        'є' => "ye",
        'ю' => "yu",
        'я' => "ya",
        'ђ' => "dj",
        'љ' => "lj",
        'њ' => "nj",
        'ћ' => "c",
        'џ' => "dz",
        'ѓ' => "gj",
        'ќ' => "kj",
        'ѕ' => "dz",
        _ => return None,
    })
}

fn english(c: char) -> Option<&'static str> {
    matches!(c, 'ё').then_some("yo")
}

/// Machine-readable travel documents (ICAO 9303).
fn passport(c: char) -> Option<&'static str> {
    Some(match c {
        'й' => "i",
        'ю' => "iu",
        'я' => "ia",
        'ъ' => "ie",
        'є' => "ie",
        _ => return None,
    })
}

fn german(c: char) -> Option<&'static str> {
    Some(match c {
        'в' => "w",
        'ё' => "jo",
        'ж' => "sch",
        'з' => "s",
        'й' => "i",
        'х' => "ch",
        'ц' => "z",
        'ч' => "tsch",
        'ш' => "sch",
        'щ' => "schtsch",
        'ю' => "ju",
        'я' => "ja",
        _ => return None,
    })
}

/// ISO 9 in the form it has without its marks.
fn scholarly(c: char) -> Option<&'static str> {
    Some(match c {
        'ж' => "z",
        'й' => "j",
        'х' => "h",
        'ц' | 'ч' => "c",
        'ш' => "s",
        'щ' => "sc",
        'є' => "je",
        'ю' => "ju",
        'я' => "ja",
        _ => return None,
    })
}

fn ukrainian(c: char) -> Option<&'static str> {
    Some(match c {
        'г' => "h",
        'и' => "y",
        'й' => "i",
        'є' => "ie",
        'ю' => "iu",
        'я' => "ia",
        _ => return None,
    })
}

/// What a scheme writes for two letters, or else for one: the letters taken and their spelling.
type Pairs = fn(char, Option<char>) -> (usize, &'static str);

fn spell_pairs(word: &str, scheme: Pairs) -> String {
    let chars: Vec<char> = word.chars().collect();
    let mut latin = String::with_capacity(word.len() * 2);
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        match scheme(*c, chars.get(at + 1).copied()) {
            (0, _) => {
                latin.push(*c);
                at += 1;
            }
            (taken, letters) => {
                latin.push_str(letters);
                at += taken;
            }
        }
    }
    latin
}

fn greek_spoken(c: char, next: Option<char>) -> (usize, &'static str) {
    match (c, next) {
        ('α', Some('υ')) => (2, "av"),
        ('ε', Some('υ')) => (2, "ev"),
        ('ο', Some('υ')) => (2, "ou"),
        ('μ', Some('π')) => (2, "b"),
        ('γ', Some('γ')) => (2, "ng"),
        _ => greek_letter(c),
    }
}

fn greek_classical(c: char, next: Option<char>) -> (usize, &'static str) {
    match (c, next) {
        ('α', Some('υ')) => (2, "au"),
        ('ε', Some('υ')) => (2, "eu"),
        ('ο', Some('υ')) => (2, "ou"),
        ('γ', Some('γ')) => (2, "gg"),
        ('β', _) => (1, "b"),
        ('η', _) => (1, "e"),
        ('φ', _) => (1, "ph"),
        _ => greek_letter(c),
    }
}

fn greek_short(c: char, next: Option<char>) -> (usize, &'static str) {
    match (c, next) {
        ('ο', Some('υ')) => (2, "u"),
        ('χ', _) => (1, "h"),
        ('ξ', _) => (1, "ks"),
        ('υ', _) => (1, "i"),
        _ => greek_spoken(c, next),
    }
}

fn greek_letter(c: char) -> (usize, &'static str) {
    let letters = match c {
        'α' => "a",
        'β' => "v",
        'γ' => "g",
        'δ' => "d",
        'ε' => "e",
        'ζ' => "z",
        'η' | 'ι' => "i",
        'θ' => "th",
        'κ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "x",
        'ο' | 'ω' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' | 'ς' => "s",
        'τ' => "t",
        'υ' => "y",
        'φ' => "f",
        'χ' => "ch",
        'ψ' => "ps",
        _ => return (0, ""),
    };
    (1, letters)
}
