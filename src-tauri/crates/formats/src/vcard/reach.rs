//! Where somebody is reached: e-mail, phone, post, web, messengers and networks.

use super::clean;
use super::handles::{self, Social};
use super::labels::{Types, canonical};
use super::map::{Fields, List, Mapper, Taken, components};
use super::property::Property;
use super::text::{Style, after, cap, one_line};
use crate::Reason;
use crate::draft::{Address, Handle};

pub(super) fn email(mapper: &mut Mapper, property: &Property<'_>, style: Style) -> Taken {
    let value = style.line(&property.value);
    let emails = clean::emails(&value);
    if !emails.iter().all(|email| clean::is_email(email)) {
        let reason = Reason::new("unclear_email", "“{text}” is not an e-mail address. The text is kept.");
        return Taken::Unclear(reason.with("text", cap(&value, 80)));
    }
    let mut taken = Taken::Raw;
    for email in emails {
        taken = mapper.labelled(property, List::Emails, email);
    }
    taken
}

pub(super) fn phone(mapper: &mut Mapper, property: &Property<'_>, style: Style, device: &str) -> Taken {
    let value = style.line(&property.value);
    let number = clean::phone(&value);
    if number.is_empty() {
        return Taken::Structure("It is empty.");
    }
    let pager = property.types().any(|word| word.eq_ignore_ascii_case("PAGER"));
    if pager && clean::is_email(&clean::email(&value)) {
        return mapper.labelled(property, List::Emails, clean::email(&value));
    }
    let context = after(value.trim(), "tel:").is_some_and(|rest| {
        rest.split(';').skip(1).any(|param| after(param.trim(), "ext=").is_none() && !param.trim().is_empty())
    });
    let mut types = Types::of(property);
    let mut label = mapper.label(property, &mut types, "phones");
    if label.is_empty() {
        label = device.to_owned();
    }
    mapper.add(List::Phones, label, number, types.rank);
    if types.spare || context {
        Taken::Both(Fields::one("phones"))
    } else {
        Taken::Mapped(Fields::one("phones"))
    }
}

pub(super) fn address(mapper: &mut Mapper, property: &Property<'_>, style: Style) -> Taken {
    let ([po_box, extended, street, city, region, postal_code, country], more) = components(&property.value);
    let mut address = Address {
        po_box: style.line(po_box),
        extended: style.lines(extended),
        street: style.lines(street),
        city: style.line(city),
        region: style.line(region),
        postal_code: style.line(postal_code),
        country: style.line(country),
        ..Address::default()
    };
    let envelope = property.param("LABEL").map(|label| style.lines(&label)).filter(|label| !label.is_empty());
    // Google puts the whole address into the second component.
    let only_extended = address.extended.contains('\n')
        && Address { extended: String::new(), ..address.clone() } == Address::default();
    let empty = address == Address::default();
    if only_extended {
        address.street = std::mem::take(&mut address.extended);
    } else if empty {
        match &envelope {
            Some(envelope) => address.street.clone_from(envelope),
            None => return Taken::Structure("It is empty."),
        }
    }
    address.extended = one_line(&address.extended);
    let mut fields = Fields::default();
    for (value, field) in [
        (&address.po_box, "addresses.po_box"),
        (&address.extended, "addresses.extended"),
        (&address.street, "addresses.street"),
        (&address.city, "addresses.city"),
        (&address.region, "addresses.region"),
        (&address.postal_code, "addresses.postal_code"),
        (&address.country, "addresses.country"),
    ] {
        if !value.is_empty() {
            fields.push(field);
        }
    }
    let mut types = Types::of(property);
    address.label = mapper.label(property, &mut types, "addresses");
    mapper.add_address(address, types.rank);
    if more || types.spare || (envelope.is_some() && !empty) {
        Taken::Both(fields)
    } else {
        Taken::Mapped(fields)
    }
}

pub(super) fn link(mapper: &mut Mapper, property: &Property<'_>, style: Style, default: &str) -> Taken {
    let url = clean::link(&style.line(&property.value));
    if url.is_empty() {
        return Taken::Structure("It is empty.");
    }
    let mut types = Types::of(property);
    let mut label = mapper.label(property, &mut types, "links");
    if label.is_empty() {
        label = default.to_owned();
    }
    mapper.add(List::Links, label, url, types.rank);
    if types.spare { Taken::Both(Fields::one("links")) } else { Taken::Mapped(Fields::one("links")) }
}

pub(super) fn social(mapper: &mut Mapper, property: &Property<'_>, style: Style) -> Taken {
    let mut types = Types::default();
    let (link, handle) = match handles::social(property, &style.line(&property.value)) {
        Social::Link { service, url } => (Some((service, url)), None),
        Social::Handle { service, value } => (None, Some((service, value))),
        Social::Both { service, url, user } => (Some((service.clone(), url)), Some((service, user))),
    };
    let mut fields = Fields::default();
    if let Some((service, url)) = link {
        let label = mapper.label(property, &mut types, "links");
        let label = if label.is_empty() { canonical(&service) } else { label };
        mapper.add(List::Links, label, clean::link(&url), None);
        fields.push("links");
    }
    if let Some((service, value)) = handle.filter(|(_, value)| !value.is_empty()) {
        let label = mapper.label(property, &mut types, "handles");
        add_handle(mapper, Handle { service, value, label });
        fields.push("handles");
    }
    if fields.is_empty() { Taken::Structure("It is empty.") } else { Taken::Mapped(fields) }
}

pub(super) fn handle_with_label(mapper: &mut Mapper, property: &Property<'_>, mut handle: Handle) -> Taken {
    if handle.value.is_empty() {
        return Taken::Structure("It is empty.");
    }
    let mut types = Types::of(property);
    handle.label = mapper.label(property, &mut types, "handles");
    add_handle(mapper, handle);
    if types.spare { Taken::Both(Fields::one("handles")) } else { Taken::Mapped(Fields::one("handles")) }
}

pub(super) fn add_handle(mapper: &mut Mapper, handle: Handle) {
    if !mapper.draft.handles.iter().take(64).any(|known| *known == handle) {
        mapper.draft.handles.push(handle);
    }
}
