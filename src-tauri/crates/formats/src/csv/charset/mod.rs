//! Which encoding a file is in.
//!
//! A byte order mark or the pattern of zero bytes gives UTF-16, valid sequences give UTF-8, and East Asian encodings
//! are recognised by chardetng. What is left are code pages with one byte per letter, where every one decodes and
//! only some make words: names are too short for statistics of running text, so letters are weighed with their
//! neighbours, learnt from the names and towns in `words.txt`.

mod letters;
mod tables;

use encoding_rs::Encoding;

use super::decode::decode_all;

/// An encoding this reader knows.
#[derive(Clone, Copy)]
pub(crate) enum Charset {
    /// One of the Encoding Standard.
    Encoding(&'static Encoding),
    /// An old code page: ASCII and these.
    Table(&'static [char; 128]),
}

const TABLES: &[(&str, &[char; 128])] = &[
    ("IBM850", &tables::IBM850),
    ("IBM852", &tables::IBM852),
    ("x-mac-ce", &tables::MAC_CE),
    ("x-mac-croatian", &tables::MAC_CROATIAN),
];

impl Charset {
    /// UTF-8.
    pub(crate) const UTF_8: Self = Self::Encoding(encoding_rs::UTF_8);

    /// The encoding with this name or alias.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let table = TABLES.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, t)| Self::Table(t));
        table.or_else(|| Encoding::for_label_no_replacement(name.as_bytes()).map(Self::Encoding))
    }

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Encoding(encoding) => encoding.name(),
            Self::Table(table) => TABLES.iter().find(|(_, t)| std::ptr::eq(*t, table)).map_or("", |(n, _)| n),
        }
    }
}

/// What was found, and how far it can be trusted.
pub(crate) struct Guess {
    pub charset: Charset,
    /// Whether a byte order mark said so.
    pub bom: bool,
    /// Whether there is no other reading worth asking about.
    pub sure: bool,
    /// Whether the bytes prove it: a mark, the zero bytes of UTF-16, sequences that only UTF-8 has.
    pub certain: bool,
    /// The sample as text.
    pub text: String,
    /// Bytes of the sample that are not text in the encoding.
    pub malformed: u64,
}

/// The encoding of the file that starts with `sample`.
pub(crate) fn guess(sample: &[u8], whole: bool) -> Guess {
    let told = |charset: Charset, bom, certain| Guess { bom, certain, ..read_as(sample, charset, whole) };
    if let Some((encoding, _)) = Encoding::for_bom(sample) {
        return told(Charset::Encoding(encoding), true, true);
    }
    if let Some(encoding) = utf_16(sample) {
        return told(Charset::Encoding(encoding), false, true);
    }
    if sample.is_ascii() && !sample.contains(&0x1B) {
        return told(Charset::UTF_8, false, false);
    }
    if utf_8(sample) {
        return told(Charset::UTF_8, false, true);
    }
    let country = letters::country(sample);
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    let their = detector.guess(country.as_deref().map(str::as_bytes), chardetng::Utf8Detection::Deny);
    if !their.is_single_byte() {
        let (text, malformed) = decode_all(sample, Charset::Encoding(their), whole);
        if malformed * 200 <= sample.len() as u64 && letters::east_asian_runs(&text) {
            let charset = Charset::Encoding(their);
            return Guess { charset, bom: false, sure: true, certain: false, text, malformed };
        }
    }
    let (charset, sure) = letters::best(sample, their, country.as_deref());
    Guess { sure, ..told(charset, false, false) }
}

/// The sample read in an encoding that is known.
pub(crate) fn read_as(sample: &[u8], charset: Charset, whole: bool) -> Guess {
    let (text, malformed) = decode_all(sample, charset, whole);
    let bom = Encoding::for_bom(sample).is_some_and(|(encoding, _)| encoding.name() == charset.name());
    Guess { charset, bom, sure: true, certain: false, text, malformed }
}

/// The first characters as far as telling text from other files needs them: UTF-16 as such, otherwise one character
/// per byte.
pub(crate) fn glance(head: &[u8]) -> (String, bool) {
    let wide =
        Encoding::for_bom(head).map(|(e, _)| e).filter(|e| !e.is_ascii_compatible()).or_else(|| utf_16(head));
    match wide {
        Some(encoding) => (decode_all(head, Charset::Encoding(encoding), false).0, true),
        None => (
            head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).iter().map(|b| char::from(*b)).collect(),
            false,
        ),
    }
}

/// UTF-16 without a byte order mark: zero bytes on one side, and delimiters and line ends that read as such.
fn utf_16(sample: &[u8]) -> Option<&'static Encoding> {
    let head = sample.get(..sample.len().min(64 * 1024)).unwrap_or_default();
    let units = head.len() / 2;
    if units < 4 {
        return None;
    }
    let (mut little, mut big) = (0, 0);
    for pair in head.as_chunks::<2>().0 {
        let plain = |b: u8| matches!(b, b'\n' | b'\r' | b'\t' | b',' | b';' | b'|' | b'"' | b' '..=b'~');
        little += usize::from(pair[1] == 0 && plain(pair[0]));
        big += usize::from(pair[0] == 0 && plain(pair[1]));
    }
    // Eight-bit text has no zero bytes; a binary file has them on both sides.
    if little * 20 > units && big * 20 < little {
        Some(encoding_rs::UTF_16LE)
    } else if big * 20 > units && little * 20 < big {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

/// Valid UTF-8, or so nearly that a few stray bytes are the likelier explanation than another encoding.
fn utf_8(sample: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    // A sample may end in the middle of a character.
    valid > 0 && invalid.saturating_sub(1) * 8 <= valid
}

#[cfg(test)]
mod tests {
    use super::{Charset, guess};

    fn name(bytes: &[u8]) -> &'static str {
        guess(bytes, true).charset.name()
    }

    pub(crate) fn encoded(text: &str, label: &str) -> Vec<u8> {
        match Charset::named(label).unwrap() {
            Charset::Encoding(e) if e == encoding_rs::UTF_16LE => {
                text.encode_utf16().flat_map(u16::to_le_bytes).collect()
            }
            Charset::Encoding(e) if e == encoding_rs::UTF_16BE => {
                text.encode_utf16().flat_map(u16::to_be_bytes).collect()
            }
            Charset::Encoding(e) => e.encode(text).0.into_owned(),
            Charset::Table(table) => text
                .chars()
                .map(|c| match u8::try_from(u32::from(c)) {
                    Ok(b) if b < 128 => b,
                    _ => 128 + u8::try_from(table.iter().position(|t| *t == c).unwrap()).unwrap(),
                })
                .collect(),
        }
    }

    // covers(IMP-1)
    #[test]
    fn marks_zero_bytes_and_valid_sequences_decide() {
        assert_eq!(name(b"\xEF\xBB\xBFa,b\n"), "UTF-8");
        assert_eq!(name(b"\xFF\xFEa\0,\0"), "UTF-16LE");
        assert_eq!(name(b"\xFE\xFF\0a\0,"), "UTF-16BE");
        assert_eq!(name(b"plain,ascii\n"), "UTF-8");
        assert_eq!(name("Müller,Köln\n".as_bytes()), "UTF-8");
        for label in ["UTF-16LE", "UTF-16BE"] {
            assert_eq!(name(&encoded("Имя;Фамилия\r\nИван;Петров\r\n", label)), label);
            assert_eq!(name(&encoded("Vorname\tNachname\r\nJörg\tGroß\r\n", label)), label);
        }
    }

    #[test]
    fn names_decide_between_code_pages() {
        let samples = [
            ("windows-1252", "Name,Ort\nJosé Muñoz,Logroño\nInês Peña,Córdoba\n"),
            ("windows-1252", "Name,Ort\nJürgen Größe,Köln\n"),
            ("windows-1252", "Nom,Ville\nFrançois Lefèvre,Besançon\nHélène Périer,Nîmes\n"),
            ("windows-1252", "Nome,Cidade\nJoão Gonçalves,São Paulo\nInês Simões,Setúbal\n"),
            ("windows-1250", "Imię,Nazwisko\nMałgorzata,Wiśniewska\nPaweł,Dąbrowski\n"),
            ("windows-1250", "Jméno,Příjmení\nJiří,Dvořák\nOndřej,Růžička\n"),
            ("windows-1251", "Имя,Фамилия\nИван,Петров\nСергей,Кузнецов\n"),
            ("KOI8-U", "Имя,Фамилия\nИван,Петров\nСергей,Кузнецов\n"),
            ("windows-1253", "Όνομα,Επώνυμο\nΓιώργος,Παπαδόπουλος\nΕλένη,Γεωργίου\n"),
            ("windows-1254", "Adı,Soyadı\nŞükrü,Yıldırım\nGökçe,Kılıç\n"),
            ("macintosh", "Vorname,Nachname\nJürgen,Größe\nKäthe,Schröder\n"),
            ("macintosh", "Prénom,Nom\nHélène,Lefèvre\nFrançois,Périer\n"),
            ("IBM850", "Vorname,Nachname\nJürgen,Größe\nKäthe,Schröder\n"),
            ("Shift_JIS", "姓,名,会社\n山田,太郎,株式会社日立製作所\n鈴木,花子,東京電力\n"),
            (
                "GBK",
                "姓名,公司,地址\n王小明,北京科技有限公司,北京市海淀区\n李华,上海贸易公司,上海市浦东新区\n",
            ),
        ];
        for (label, text) in samples {
            assert_eq!(name(&encoded(text, label)), label, "{text}");
        }
    }
}
