//! Labels: `TYPE` values, Apple's `_$!<…>!$_`, Google's constants and what people type, as one plain English word or
//! two in lower case where they are known, as typed where they are not.

use super::property::Property;
use super::text::one_line;

/// The known labels, by their letters without case, blanks, hyphens and underscores.
const KNOWN: &[(&str, &str)] = &[
    ("home", "home"),
    ("work", "work"),
    ("business", "work"),
    ("other", "other"),
    ("mobile", "mobile"),
    ("cell", "mobile"),
    ("workmobile", "work mobile"),
    ("homemobile", "home mobile"),
    ("main", "main"),
    ("fax", "fax"),
    ("homefax", "home fax"),
    ("workfax", "work fax"),
    ("otherfax", "other fax"),
    ("pager", "pager"),
    ("workpager", "work pager"),
    ("homepager", "home pager"),
    ("iphone", "iphone"),
    ("applewatch", "apple watch"),
    ("car", "car"),
    ("radio", "radio"),
    ("telex", "telex"),
    ("tty", "tty"),
    ("isdn", "isdn"),
    ("modem", "modem"),
    ("callback", "callback"),
    ("school", "school"),
    ("homepage", "homepage"),
    ("profile", "profile"),
    ("blog", "blog"),
    ("birthday", "birthday"),
    ("anniversary", "anniversary"),
    ("assistant", "assistant"),
    ("assistantphone", "assistant"),
    ("spouse", "spouse"),
    ("partner", "partner"),
    ("domesticpartner", "domestic partner"),
    ("child", "child"),
    ("parent", "parent"),
    ("mother", "mother"),
    ("father", "father"),
    ("brother", "brother"),
    ("sister", "sister"),
    ("sibling", "sibling"),
    ("son", "son"),
    ("daughter", "daughter"),
    ("husband", "husband"),
    ("wife", "wife"),
    ("friend", "friend"),
    ("relative", "relative"),
    ("manager", "manager"),
    ("referredby", "referred by"),
    ("grandcentral", "google voice"),
    ("googlevoice", "google voice"),
];

/// `TYPE` values that name a device, the more telling first.
const DEVICES: &[(&str, &str)] = &[
    ("FAX", "fax"),
    ("PAGER", "pager"),
    ("CELL", "mobile"),
    ("MOBILE", "mobile"),
    ("PCS", "mobile"),
    ("IPHONE", "iphone"),
    ("APPLEWATCH", "apple watch"),
    ("MAIN", "main"),
    ("CAR", "car"),
    ("CALLBACK", "callback"),
    ("ASSISTANT", "assistant"),
    ("RADIO", "radio"),
    ("TELEX", "telex"),
    ("TLX", "telex"),
    ("TEXTPHONE", "tty"),
    ("TTY-TDD", "tty"),
    ("TTYTDD", "tty"),
    ("TTY", "tty"),
    ("ISDN", "isdn"),
    ("MODEM", "modem"),
];

/// `TYPE` values that tell nothing a contact would show: what every number or address of that kind can do.
const NOISE: &[&str] = &[
    "VOICE",
    "MSG",
    "TEXT",
    "SMS",
    "INTERNET",
    "INTL",
    "DOM",
    "POSTAL",
    "PARCEL",
    "UNKNOWN",
    "HOMEPAGE-URL",
    "AOL",
    "APPLELINK",
    "ATTMAIL",
    "CIS",
    "EWORLD",
    "IBMMAIL",
    "MCIMAIL",
    "POWERSHARE",
    "PRODIGY",
    "X-PREF",
];

/// What the `TYPE` values and `PREF` of a property say.
#[derive(Default)]
pub(super) struct Types {
    place: Option<&'static str>,
    device: Option<(usize, &'static str)>,
    free: Option<String>,
    weak: Option<&'static str>,
    /// The preference, 1 the highest.
    pub rank: Option<u16>,
    /// There are values the label does not show.
    pub spare: bool,
}

impl Types {
    pub(super) fn of(property: &Property<'_>) -> Self {
        let mut types = Self::default();
        if property.params.is_empty() {
            return types;
        }
        for word in property.types() {
            types.word(word);
        }
        if let Some(pref) = property.param("PREF") {
            let rank = pref.trim().parse::<u16>().map_or(1, |rank| rank.clamp(1, 100));
            types.rank = Some(types.rank.map_or(rank, |known| known.min(rank)));
        }
        types
    }

    fn word(&mut self, word: &str) {
        let is = |known: &str| word.eq_ignore_ascii_case(known);
        let place = if is("HOME") || is("PRIVATE") {
            Some("home")
        } else if is("WORK") || is("BUSINESS") {
            Some("work")
        } else if is("OTHER") {
            Some("other")
        } else {
            None
        };
        if let Some(place) = place {
            self.place.get_or_insert(place);
        } else if is("PREF") {
            self.rank = Some(1);
        } else if is("VIDEO") || is("BBS") || is("X400") {
            self.weak.get_or_insert(if is("VIDEO") {
                "video"
            } else if is("BBS") {
                "bbs"
            } else {
                "x400"
            });
        } else if let Some((at, (_, device))) = DEVICES.iter().enumerate().find(|(_, (name, _))| is(name)) {
            if self.device.is_none_or(|(known, _)| at < known) {
                self.device = Some((at, device));
            }
        } else if !NOISE.iter().any(|noise| is(noise)) {
            match &self.free {
                None => {
                    let plain =
                        super::text::after(word, "X-").filter(|rest| !rest.is_empty()).unwrap_or(word);
                    let typed = plain.bytes().any(|b| b.is_ascii_lowercase()) || !plain.is_ascii();
                    self.free =
                        Some(if typed { canonical(plain) } else { canonical(&plain.to_ascii_lowercase()) });
                }
                Some(_) => self.spare = true,
            }
        }
    }

    /// The label; `group` is the property's group, which in old cards says home or work.
    pub(super) fn label(&mut self, group: &str) -> String {
        let place = self
            .place
            .or_else(|| ["home", "work"].into_iter().find(|place| group.eq_ignore_ascii_case(place)));
        let (place, device) = (place, self.device.map(|(_, device)| device));
        if place.is_some() || device.is_some() {
            self.spare |= self.free.is_some();
        }
        match (place, device) {
            (Some(place), Some(device)) => format!("{place} {device}"),
            (Some(word), None) | (None, Some(word)) => word.to_owned(),
            (None, None) => self.free.take().or_else(|| self.weak.map(str::to_owned)).unwrap_or_default(),
        }
    }
}

/// A label in its plain form.
pub(super) fn canonical(label: &str) -> String {
    let label = one_line(label);
    let inner = label.strip_prefix("_$!<").and_then(|rest| rest.strip_suffix(">!$_"));
    let word = inner.unwrap_or(&label).trim();
    let mut key = [0_u8; 24];
    let mut length = 0;
    for byte in word.bytes().filter(|b| !matches!(b, b' ' | b'-' | b'_')) {
        match key.get_mut(length) {
            Some(slot) => *slot = byte.to_ascii_lowercase(),
            None => {
                length = 0;
                break;
            }
        }
        length += 1;
    }
    let key = key.get(..length).unwrap_or_default();
    if let Some((_, known)) = KNOWN.iter().find(|(known, _)| known.as_bytes() == key) {
        return (*known).to_owned();
    }
    match inner {
        // `YoungerSister`: one of Apple's own.
        Some(apple) => {
            let mut words = String::with_capacity(apple.len() + 4);
            for ch in apple.trim().chars() {
                if ch.is_uppercase() && !words.is_empty() && !words.ends_with(' ') {
                    words.push(' ');
                }
                words.extend(ch.to_lowercase());
            }
            one_line(&words)
        }
        None => label,
    }
}

/// The `TYPE` values that say this label, or `None` for a label that needs a group and `X-ABLabel`.
pub(super) fn types(label: &str) -> Option<&'static [&'static str]> {
    Some(match label {
        "" => &[],
        "home" => &["home"],
        "work" => &["work"],
        "other" => &["other"],
        "mobile" => &["cell"],
        "work mobile" => &["work", "cell"],
        "home mobile" => &["home", "cell"],
        "main" => &["main"],
        "fax" => &["fax"],
        "home fax" => &["home", "fax"],
        "work fax" => &["work", "fax"],
        "other fax" => &["other", "fax"],
        "pager" => &["pager"],
        "work pager" => &["work", "pager"],
        "home pager" => &["home", "pager"],
        "car" => &["car"],
        _ => return None,
    })
}

/// The label as Apple writes it, where Apple has a word for it.
pub(super) fn apple(label: &str) -> Option<&'static str> {
    Some(match label {
        "homepage" => "_$!<HomePage>!$_",
        "anniversary" => "_$!<Anniversary>!$_",
        "spouse" => "_$!<Spouse>!$_",
        "partner" => "_$!<Partner>!$_",
        "child" => "_$!<Child>!$_",
        "parent" => "_$!<Parent>!$_",
        "mother" => "_$!<Mother>!$_",
        "father" => "_$!<Father>!$_",
        "brother" => "_$!<Brother>!$_",
        "sister" => "_$!<Sister>!$_",
        "son" => "_$!<Son>!$_",
        "daughter" => "_$!<Daughter>!$_",
        "friend" => "_$!<Friend>!$_",
        "manager" => "_$!<Manager>!$_",
        "assistant" => "_$!<Assistant>!$_",
        "school" => "_$!<School>!$_",
        "iphone" => "iPhone",
        _ => return None,
    })
}
