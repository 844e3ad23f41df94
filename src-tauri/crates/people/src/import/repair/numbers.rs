//! Digits that a spreadsheet or a script took for a number. Only such whose digits are all there are put right.

use satchel_formats::csv;
use satchel_formats::draft::Draft;

pub(super) fn mend(draft: &mut Draft, change: &mut dyn FnMut(&str, String, &str)) {
    for phone in &mut draft.phones {
        if let Some(after) = csv::exact_digits(&phone.value).or_else(|| whole(&phone.value, 6)) {
            let before = std::mem::replace(&mut phone.value, after);
            change("phones", before, &phone.value);
        }
    }
    for address in &mut draft.addresses {
        if let Some(after) = whole(&address.postal_code, 3) {
            let before = std::mem::replace(&mut address.postal_code, after);
            change("addresses.postal_code", before, &address.postal_code);
        }
    }
}

/// The digits before `.0`, if there are this many.
fn whole(text: &str, least: usize) -> Option<String> {
    let digits = text.trim().strip_suffix(".0")?;
    (digits.len() >= least && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.to_owned())
}
