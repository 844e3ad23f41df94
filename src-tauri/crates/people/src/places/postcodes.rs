//! Postcodes as the table has them: the letters and digits that tell where something is, without what tells streets and
//! houses apart. `data/make.py` writes the table by the same rules.

/// How many letters of a code tell where it is, where that is not all of them.
const TAKEN: [(&str, usize); 12] = [
    ("AR", 4),
    ("BR", 5),
    ("CA", 3),
    ("IE", 3),
    ("JP", 5),
    ("MT", 3),
    ("NL", 4),
    ("PT", 4),
    ("RO", 4),
    ("RU", 5),
    ("SG", 2),
    ("US", 5),
];

/// A code of a country as it stands in the table; empty where it is none.
pub(super) fn written(country: &str, typed: &str) -> String {
    let upper = typed.to_uppercase();
    let upper = upper.split("CEDEX").next().unwrap_or_default();
    let mut code: String = upper.chars().filter(char::is_ascii_alphanumeric).collect();
    let british = matches!(country, "GB" | "GG" | "JE" | "IM");
    if let Some(rest) = code.strip_prefix(country)
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && !british
        && country != "AD"
    {
        code = rest.to_owned();
    }
    if country == "LU" {
        code = code.trim_start_matches('L').to_owned();
    }
    // The newer Argentine codes have a letter for the province before, and three for the street behind.
    if country == "AR" && code.len() == 8 {
        code.remove(0);
    }
    let taken = if british {
        // The inward half of a code is a digit and two letters.
        if code.len() >= 5 { code.len() - 3 } else { code.len() }
    } else {
        TAKEN.iter().find(|(of, _)| *of == country).map_or(10, |(_, taken)| *taken)
    };
    code.truncate(taken);
    code
}
