//! What a value looks like, told by its characters alone: e-mail address, phone number, web address, country.

use satchel_kernel::text::fold;

/// Whether the text is one e-mail address.
pub(crate) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    !local.is_empty()
        && text.len() <= 320
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !domain.contains("..")
        && domain.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
        && (local.starts_with('"') && local.ends_with('"')
            || !local
                .chars()
                .any(|c| c.is_whitespace() || matches!(c, '@' | '<' | '>' | ',' | ';' | ':' | '(' | ')')))
}

/// Whether the text may stand where an e-mail address is expected: also addresses inside a network (`root@mail`).
pub(crate) fn passes_as_email(text: &str) -> bool {
    text.rsplit_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && !domain.is_empty()
            && !text.chars().any(|c| c.is_whitespace() || matches!(c, '<' | '>'))
    })
}

/// An X.500 path, which Outlook writes for colleagues in place of an address.
pub(crate) fn is_exchange_path(text: &str) -> bool {
    let start = text.get(..3).unwrap_or_default();
    start.eq_ignore_ascii_case("/o=") || text.get(..4).is_some_and(|s| s.eq_ignore_ascii_case("EX:/"))
}

/// Whether the text is a phone number: digits with the usual marks between them.
pub(crate) fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let mut letters = 0_usize;
    let marks = text.chars().all(|c| match c {
        '0'..='9' | '+' | '-' | '(' | ')' | '.' | '/' | ' ' | '\u{a0}' | '*' | '#' | ',' | '‑' | '–' => {
            true
        }
        _ => {
            letters += usize::from(c.is_alphabetic());
            c.is_alphabetic()
        }
    });
    // "ext. 12", "x12", "Durchwahl 5": a few letters between digits. "15000.00 EUR" is an amount.
    marks
        && (5..=24).contains(&digits)
        && letters <= 9
        && letters < digits
        && !text.starts_with(char::is_alphabetic)
        && !text.ends_with(char::is_alphabetic)
}

/// A number that a spreadsheet has rounded: `7.3E+09`, `4,915E+12`.
pub(crate) fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    digits(exponent) && exponent.len() <= 2 && digits(whole) && digits(fraction)
}

/// The digits of a number in a spreadsheet's notation that has kept all of them: `4.91701234567E+11`.
pub fn exact_digits(text: &str) -> Option<String> {
    let text = text.trim();
    if !is_scientific(text) {
        return None;
    }
    let (mantissa, exponent) = text.split_once(['E', 'e'])?;
    let exponent: usize = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let one_before = mantissa.find(['.', ',']) == Some(1);
    (one_before && exponent >= 5 && digits.len() == exponent + 1).then_some(digits)
}

/// Whether the text is a web address, with or without `https://`.
pub(crate) fn is_url(text: &str) -> bool {
    if text.len() > 4096 || text.contains(char::is_whitespace) || text.contains('@') && !text.contains("://")
    {
        return false;
    }
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let tld = host.rsplit('.').next().unwrap_or_default();
    host.contains('.') && tld.len() >= 2 && tld.chars().all(char::is_alphabetic) && !host.starts_with('.')
}

/// Whether the text may stand where a web address is expected.
pub(crate) fn passes_as_url(text: &str) -> bool {
    !text.contains(char::is_whitespace) && (text.contains('.') || text.contains(':') || text.contains('/'))
}

/// Whether the text is a plain number.
pub(crate) fn is_number(text: &str) -> bool {
    let body = text.strip_prefix('-').unwrap_or(text);
    body.starts_with(|c: char| c.is_ascii_digit())
        && body.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '\u{a0}' | ' '))
}

/// Whether the text is a postal code by its form.
pub(crate) fn is_postal_code(text: &str) -> bool {
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_ascii_alphabetic()).count();
    (3..=10).contains(&text.len())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-'))
        && digits >= 1
        && (letters == 0 && (4..=9).contains(&digits)
            || (2..=5).contains(&letters) && (5..=8).contains(&text.len()))
}

/// Whether the text says yes.
pub(crate) fn is_yes(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "1" | "true"
            | "yes"
            | "y"
            | "t"
            | "ja"
            | "j"
            | "wahr"
            | "oui"
            | "vrai"
            | "si"
            | "verdadero"
            | "sim"
            | "tak"
            | "да"
    )
}

/// Whether the text stands where nothing is known: what spreadsheets, web forms (Salesforce), ticket shops (Eventbrite) and
/// people write there.
pub(crate) fn says_nothing(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "-" | "--"
            | "---"
            | "n/a"
            | "#n/a"
            | "#nv"
            | "n.a."
            | "n.n."
            | "n. n."
            | "null"
            | "(null)"
            | "[not provided]"
            | "information requested"
    )
}

/// Whether the text is a form of address: `Dr.`, `Frau`, `Mme`.
pub(crate) fn is_honorific(text: &str) -> bool {
    let folded = fold(text);
    !folded.is_empty()
        && folded.split([' ', '.', '/']).filter(|w| !w.is_empty()).all(|word| {
            matches!(
                word,
                "mr" | "mrs"
                    | "ms"
                    | "miss"
                    | "mx"
                    | "dr"
                    | "prof"
                    | "professor"
                    | "doctor"
                    | "sir"
                    | "lady"
                    | "lord"
                    | "rev"
                    | "fr"
                    | "hr"
                    | "herr"
                    | "frau"
                    | "herrn"
                    | "dipl"
                    | "ing"
                    | "med"
                    | "phil"
                    | "mag"
                    | "m"
                    | "mme"
                    | "mlle"
                    | "me"
                    | "monsieur"
                    | "madame"
                    | "mademoiselle"
                    | "maitre"
                    | "sr"
                    | "sra"
                    | "srta"
                    | "don"
                    | "dona"
                    | "senor"
                    | "senora"
                    | "senorita"
                    | "d"
                    | "sig"
                    | "signor"
                    | "signora"
                    | "dott"
                    | "dottssa"
                    | "ssa"
                    | "avv"
                    | "arch"
                    | "geom"
                    | "rag"
                    | "dhr"
                    | "mevr"
                    | "mw"
                    | "heer"
                    | "mevrouw"
                    | "drs"
                    | "ir"
                    | "pan"
                    | "pani"
                    | "inz"
                    | "mgr"
                    | "hab"
                    | "dra"
                    | "eng"
                    | "senhor"
                    | "senhora"
                    | "г"
                    | "госпожа"
                    | "господин"
                    | "h"
                    | "c"
                    | "mult"
                    | "rer"
                    | "nat"
                    | "pol"
                    | "jur"
                    | "univ"
            )
        })
}

/// Whether the text ends as companies' names do: `GmbH`, `Ltd`, `S.p.A.`.
pub(crate) fn is_company_name(text: &str) -> bool {
    let folded = fold(text).replace(['.', ','], "");
    if folded.starts_with("ооо ") || folded.starts_with("зао ") || folded.starts_with("ao ") {
        return true;
    }
    let last = folded.rsplit(' ').next().unwrap_or_default();
    folded.contains(' ')
        && matches!(
            last,
            "gmbh"
                | "ag"
                | "kg"
                | "ohg"
                | "gbr"
                | "ug"
                | "ev"
                | "eg"
                | "se"
                | "inc"
                | "llc"
                | "ltd"
                | "limited"
                | "plc"
                | "corp"
                | "corporation"
                | "co"
                | "company"
                | "group"
                | "holding"
                | "holdings"
                | "sa"
                | "sas"
                | "sarl"
                | "sl"
                | "slu"
                | "srl"
                | "spa"
                | "snc"
                | "bv"
                | "nv"
                | "vof"
                | "ab"
                | "as"
                | "aps"
                | "oy"
                | "oyj"
                | "doo"
                | "sro"
                | "kft"
                | "zrt"
                | "nyrt"
                | "oo"
                | "lda"
                | "ltda"
                | "eireli"
                | "sia"
                | "uab"
                | "ou"
                | "pty"
                | "llp"
                | "sons"
                | "partners"
                | "bank"
                | "university"
                | "consulting"
                | "solutions"
                | "services"
                | "技術"
        )
}

/// Country codes and the commoner countries by name, folded.
const COUNTRIES: &str = " de at ch fr be nl lu es pt it gb uk ie us usa ca mx br ar cl co pe pl cz sk hu ro bg hr si rs ba \
    gr tr ru ua by lt lv ee se no dk fi is jp cn tw kr in au nz za il ae sg hk ";
const COUNTRY_NAMES: &str = "|germany|deutschland|allemagne|alemania|germania|duitsland|niemcy|alemanha|германия\
    |austria|osterreich|autriche|oostenrijk|switzerland|schweiz|suisse|svizzera|suiza|france|frankreich|francia|frankrijk\
    |francja|belgium|belgien|belgique|belgie|netherlands|the netherlands|niederlande|pays bas|nederland|paises bajos\
    |holland|luxembourg|luxemburg|spain|spanien|espagne|espana|spagna|hiszpania|portugal|italy|italien|italie|italia\
    |wlochy|united kingdom|great britain|england|scotland|wales|grossbritannien|vereinigtes konigreich|royaume uni|reino unido\
    |ireland|irland|irlande|united states|united states of america|usa|vereinigte staaten|etats unis|estados unidos|stati uniti\
    |canada|kanada|mexico|mexiko|mexique|brazil|brasil|brasilien|argentina|chile|colombia|peru|poland|polen|pologne|polska\
    |czech republic|czechia|tschechien|ceska republika|cesko|slovakia|slowakei|slovensko|hungary|ungarn|magyarorszag|romania\
    |rumanien|bulgaria|bulgarien|croatia|kroatien|hrvatska|slovenia|slowenien|slovenija|serbia|serbien|srbija|greece\
    |griechenland|ελλαδα|turkey|turkei|turkiye|russia|russland|россия|ukraine|украина|україна|belarus|беларусь|lithuania\
    |litauen|lietuva|latvia|lettland|latvija|estonia|estland|eesti|sweden|schweden|sverige|suede|norway|norwegen|norge\
    |denmark|danemark|danmark|finland|finnland|suomi|iceland|island|japan|日本|china|中国|taiwan|台灣|south korea|india|indien\
    |australia|australien|new zealand|south africa|israel|singapore|hong kong|united arab emirates|";

/// Whether the text is a country's name or code.
pub(crate) fn is_country(text: &str) -> bool {
    let folded: String = fold(text).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let folded = folded.trim();
    match folded.len() {
        0 | 1 => false,
        2 | 3 if folded.is_ascii() => {
            COUNTRIES.contains(&format!(" {folded} ")) && text.chars().all(|c| !c.is_lowercase())
        }
        _ => COUNTRY_NAMES.contains(&format!("|{folded}|")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // covers(QA-6)
    #[test]
    fn values_are_told_by_their_characters() {
        for text in ["jane@x.de", "a.b+c@sub.example.co.uk", "ÄÖ@müller.de", "\"a b\"@x.de"] {
            assert!(is_email(text), "{text}");
        }
        for text in
            ["", "@x.de", "jane@", "jane@x", "ja ne@x.de", "jane@x..de", "Jane <j@x.de>", "a@b@c.de,d"]
        {
            assert!(!is_email(text), "{text}");
        }
        for text in ["+49 30 1234567", "(415) 293-3313", "030/1234567", "1-955-371-0847 x371", "0171.1234567"]
        {
            assert!(is_phone(text), "{text}");
        }
        for text in [
            "",
            "call me",
            "12",
            "15000.00 EUR",
            "2024-01-01T10:00:00Z and more",
            "Room 12345",
            "jane1234567@x.de",
        ] {
            assert!(!is_phone(text), "{text}");
        }
        assert!(
            is_scientific("7.3E+09")
                && is_scientific("4,91512E+12")
                && !is_scientific("Eve")
                && !is_scientific("1E")
        );
        assert!(
            is_url("https://example.com/a")
                && is_url("linkedin.com/in/x")
                && !is_url("a b.de")
                && !is_url("j@x.de")
        );
        assert!(is_postal_code("10115") && is_postal_code("SW1A 1AA") && !is_postal_code("Berlin"));
        assert!(
            is_country("Deutschland") && is_country("DE") && is_country("United States") && !is_country("de")
        );
        assert!(is_honorific("Dr.") && is_honorific("Prof. Dr.") && !is_honorific("Director"));
        assert!(
            is_company_name("Adria Capital, d.o.o.")
                && is_company_name("Acme GmbH")
                && !is_company_name("Jane Doe")
        );
        assert!(is_exchange_path("/o=ExchangeLabs/ou=x") && !is_exchange_path("jane@x.de"));
    }
}
