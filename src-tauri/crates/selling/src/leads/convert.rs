//! A lead becomes a contact, with its company and a deal where wished, in one change.
//!
//! Nobody is made twice silently: who shares an e-mail address or phone with the lead and may be the same person is used;
//! where the names say otherwise the seller decides.

use satchel_feature::records::{self, Record, RuleCx, part, text};
use satchel_kernel::money::Money;
use satchel_kernel::text::fold;
use satchel_kernel::{Error, Field, Id, Result};
use satchel_people::attachments;
use satchel_people::companies::domain;
use satchel_people::contacts::keys::{self, Name};
use satchel_people::contacts::rules::company as company_called;
use satchel_people::contacts::store::{self as contacts, Key};
use satchel_vault::Connection;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{rules, store};

/// Domains of e-mail that say nothing of a company.
const PUBLIC_MAIL: &[&str] = &[
    "gmail.com",
    "googlemail.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "t-online.de",
    "yahoo.com",
    "hotmail.com",
    "outlook.com",
    "icloud.com",
];

/// What a lead shall become.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wish {
    /// The lead.
    pub id: Id,
    /// The contact it is; found by e-mail address and phone when absent.
    pub contact_id: Option<Id>,
    /// Makes a new contact even if somebody shares an e-mail address or phone.
    #[serde(default)]
    pub new_contact: bool,
    /// The company it belongs to; found by web domain and name, or made, when absent.
    pub company_id: Option<Id>,
    /// A deal to begin with it; none when absent.
    pub deal: Option<NewDeal>,
}

/// The deal that begins with a conversion.
#[derive(Debug, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewDeal {
    /// What it is called; after the company or the lead when absent.
    pub name: Option<String>,
    /// Its pipeline; the first when absent.
    pub pipeline_id: Option<Id>,
    /// What it may bring; the lead's value when absent.
    pub amount: Option<Money>,
    /// The expected close, with its year.
    pub close_date: Option<String>,
    /// What the contact is to the deal.
    pub role: Option<String>,
}

/// What a lead became.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct Converted {
    /// The lead.
    id: Id,
    /// The contact it became.
    contact_id: Id,
    /// Whether the contact was there already.
    contact_found: bool,
    /// Its company, if one is known.
    company_id: Option<Id>,
    /// The deal that begins.
    deal_id: Option<Id>,
}

/// Somebody or something there already that a lead may be.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct Known {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// What tells it from others of that name.
    pub subtitle: String,
    /// What is shared: `email`, `phone`, `domain` or `name`.
    pub reason: &'static str,
    /// Whether the names agree too.
    pub same_name: bool,
}

/// What is there already of a lead.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct Conversion {
    /// Contacts that may be the lead, at most 10.
    pub contacts: Vec<Known>,
    /// The company it seems to belong to.
    pub company: Option<Known>,
    /// What a deal would be called.
    pub deal_name: String,
}

/// Looks for what a lead may be already.
pub(crate) fn look(cx: &RuleCx<'_>, lead: &Record) -> Result<Conversion> {
    let company = match find_company(cx.conn, lead)? {
        Some((id, reason)) => {
            let compiled = cx.registry.kind("company")?;
            let record = records::get(cx.conn, compiled, id)?;
            let subtitle = compiled.rules.subtitle(&record);
            Some(Known {
                id,
                title: text(&record, "name").to_owned(),
                subtitle,
                reason,
                same_name: reason == "name",
            })
        }
        None => None,
    };
    Ok(Conversion { contacts: find_contacts(cx, lead)?, company, deal_name: deal_name(lead) })
}

fn values<'a>(lead: &'a Record, name: &str, field: &'a str) -> impl Iterator<Item = &'a str> {
    part(lead, name).iter().filter_map(move |entry| entry.get(field).and_then(Value::as_str))
}

fn find_contacts(cx: &RuleCx<'_>, lead: &Record) -> Result<Vec<Known>> {
    let emails = values(lead, "emails", "value").map(|value| ("email", Key::Email, keys::email(value)));
    let phones = values(lead, "phones", "e164").map(|value| ("phone", Key::Phone, value.to_owned()));
    let name = Name::new(text(lead, "given"), text(lead, "family"), "", text(lead, "name"));
    let mut known: Vec<Known> = Vec::new();
    for (reason, key, value) in emails.chain(phones) {
        for found in contacts::by_key(cx.conn, key, &value)? {
            if known.len() >= 10 || known.iter().any(|other| other.id == found.id) {
                continue;
            }
            let other = Name::new(&found.given, &found.family, &found.nickname, &found.display_name);
            let compiled = cx.registry.kind("contact")?;
            let record = records::get(cx.conn, compiled, found.id)?;
            known.push(Known {
                id: found.id,
                title: found.display_name,
                subtitle: compiled.rules.subtitle(&record),
                reason,
                same_name: name.agrees(&other),
            });
        }
    }
    Ok(known)
}

/// The company of this web domain, or else of this name.
fn find_company(conn: &Connection, lead: &Record) -> Result<Option<(Id, &'static str)>> {
    let hosts = values(lead, "emails", "value").chain(std::iter::once(text(lead, "website"))).map(domain);
    for host in hosts.filter(|host| host.contains('.') && !PUBLIC_MAIL.contains(&host.as_str())) {
        if let Some(id) = store::company_by_domain(conn, &host)? {
            return Ok(Some((id, "domain")));
        }
    }
    let name = text(lead, "company");
    if name.is_empty() {
        return Ok(None);
    }
    Ok(contacts::company_by_name(conn, name)?.map(|id| (id, "name")))
}

fn deal_name(lead: &Record) -> String {
    let company = text(lead, "company");
    if company.is_empty() { text(lead, "name").to_owned() } else { company.to_owned() }
}

/// Converts a lead; the caller's change set holds all of it.
pub(crate) fn convert(cx: &RuleCx<'_>, wish: &Wish) -> Result<(Record, Converted)> {
    let compiled = cx.registry.kind("lead")?;
    let lead = records::get(cx.conn, compiled, wish.id)?;
    if text(&lead, "status") == "converted" {
        return Err(Error::refused("converted_already", "This lead was converted already.").at("id"));
    }
    if lead.contains_key("deleted_ms") {
        return Err(Error::refused("lead_in_trash", "This lead is in the trash. Restore it first.").at("id"));
    }
    let company = company(cx, &lead, wish.company_id)?;
    let found = contact_meant(cx, &lead, wish)?;
    let contact = match found {
        Some(id) => complete(cx, id, &lead, company)?,
        None => new_contact(cx, &lead, company)?,
    };
    let deal = wish.deal.as_ref().map(|deal| new_deal(cx, &lead, deal, contact, company)).transpose()?;
    for note in store::all_notes(cx.conn, wish.id)? {
        let moved = Record::from_iter([
            ("lead_id".to_owned(), Value::Null),
            ("contact_id".to_owned(), json!(contact)),
        ]);
        records::patch(cx, "note", note, None, moved)?;
    }
    attachments::move_all(cx, ("lead", wish.id), ("contact", contact))?;
    let old = records::get(cx.conn, compiled, wish.id)?;
    let mut new = old.clone();
    new.insert("status".into(), json!("converted"));
    new.insert("contact_id".into(), json!(contact));
    for (field, id) in [("company_id", company), ("deal_id", deal)] {
        if let Some(id) = id {
            new.insert(field.into(), json!(id));
        }
    }
    rules::settle(cx, &mut new, Some(&old))?;
    records::update_prepared(cx, compiled, wish.id, &old, &mut new)?;
    records::written(cx, compiled, wish.id, &new, Some(&old))?;
    let converted = Converted {
        id: wish.id,
        contact_id: contact,
        contact_found: found.is_some(),
        company_id: company,
        deal_id: deal,
    };
    Ok((lead, converted))
}

fn living(cx: &RuleCx<'_>, kind: &str, id: Id, field: &str) -> Result<Record> {
    let found = records::rows_by_id(cx.conn, cx.registry.kind(kind)?, &[id], &[])?.pop();
    match found.filter(|record| !record.contains_key("deleted_ms")) {
        Some(record) => Ok(record),
        None => {
            let words = format!("There is no such {kind}, or it is in the trash. Choose another one.");
            Err(Error::invalid(field, words))
        }
    }
}

fn company(cx: &RuleCx<'_>, lead: &Record, named: Option<Id>) -> Result<Option<Id>> {
    if let Some(id) = named {
        living(cx, "company", id, "company_id")?;
        return Ok(Some(id));
    }
    if let Some((id, _)) = find_company(cx.conn, lead)? {
        return Ok(Some(id));
    }
    if text(lead, "company").is_empty() {
        return Ok(None);
    }
    let id = company_called(cx, text(lead, "company"))?;
    let mut patch = Record::new();
    if !text(lead, "industry").is_empty() {
        patch.insert("industry".into(), json!(text(lead, "industry")));
    }
    if let Some(size) = lead.get("size").and_then(Value::as_f64) {
        patch.insert("size".into(), json!(size.to_string()));
    }
    let host = domain(text(lead, "website"));
    if host.contains('.') {
        patch.insert("domains".into(), json!([{ "value": host }]));
    }
    if let Some(address) = address(lead) {
        patch.insert("addresses".into(), json!([address]));
    }
    records::patch(cx, "company", id, None, patch)?;
    Ok(Some(id))
}

fn address(lead: &Record) -> Option<Value> {
    let fields = ["city", "postal_code", "country"].map(|field| (field.to_owned(), json!(text(lead, field))));
    let said: Record = fields.into_iter().filter(|(_, value)| value != "").collect();
    (!said.is_empty()).then_some(Value::Object(said))
}

/// The contact that is meant: the named one, else who shares an address or number and may be the same person.
fn contact_meant(cx: &RuleCx<'_>, lead: &Record, wish: &Wish) -> Result<Option<Id>> {
    if let Some(id) = wish.contact_id {
        living(cx, "contact", id, "contact_id")?;
        return Ok(Some(id));
    }
    if wish.new_contact {
        return Ok(None);
    }
    let known = find_contacts(cx, lead)?;
    if known.is_empty() {
        return Ok(None);
    }
    let mut same = known.iter().filter(|one| one.same_name);
    match (same.next(), same.next()) {
        (Some(one), None) => Ok(Some(one.id)),
        _ => {
            let words = "Somebody has this e-mail address or phone already. Say whether it is one of them.";
            Err(Error::refused("contact_which", words).at("contact_id").with(json!({ "contacts": known })))
        }
    }
}

/// A part of the lead as entries of a contact's, without what the contact has already.
fn missing(contact: Option<&Record>, lead: &Record, name: &str) -> Vec<Value> {
    let mut entries = contact.map(|contact| part(contact, name).to_vec()).unwrap_or_default();
    let key = |entry: &Value| match entry {
        Value::Object(fields) => {
            let key = fields.get("e164").or_else(|| fields.get("value")).and_then(Value::as_str);
            satchel_kernel::text::fold(key.unwrap_or_default())
        }
        bare => satchel_kernel::text::fold(bare.as_str().unwrap_or_default()),
    };
    for entry in part(lead, name) {
        if entries.iter().any(|other| key(other) == key(entry)) {
            continue;
        }
        let mut entry = entry.clone();
        if let Some(fields) = entry.as_object_mut() {
            fields.remove("id");
        }
        entries.push(entry);
    }
    entries
}

fn job(lead: &Record, company: Option<Id>) -> Option<Value> {
    let mut job = Record::new();
    if let Some(id) = company {
        job.insert("company_id".into(), json!(id));
    }
    if !text(lead, "job_title").is_empty() {
        job.insert("title".into(), json!(text(lead, "job_title")));
    }
    (!job.is_empty()).then_some(Value::Object(job))
}

/// What the lead knows and the contact does not joins it; what the contact says stays.
fn complete(cx: &RuleCx<'_>, id: Id, lead: &Record, company: Option<Id>) -> Result<Id> {
    let contact = records::get(cx.conn, cx.registry.kind("contact")?, id)?;
    let mut patch = Record::new();
    for name in ["emails", "phones", "tags"] {
        patch.insert(name.into(), json!(missing(Some(&contact), lead, name)));
    }
    let has_job = part(&contact, "jobs").iter().any(|job| id_of_value(job, "company_id") == company);
    if let Some(job) = job(lead, company).filter(|_| !has_job) {
        let mut jobs = part(&contact, "jobs").to_vec();
        jobs.push(job);
        patch.insert("jobs".into(), json!(jobs));
    }
    if let Some(address) = address(lead).filter(|_| part(&contact, "addresses").is_empty()) {
        patch.insert("addresses".into(), json!([address]));
    }
    let own = own_values(cx, lead, "contact");
    let said = contact.get("custom").and_then(Value::as_object);
    let new: Record =
        own.into_iter().filter(|(field, _)| said.is_none_or(|said| !said.contains_key(field))).collect();
    if !new.is_empty() {
        patch.insert("custom".into(), Value::Object(new));
    }
    records::patch(cx, "contact", id, None, patch)?;
    Ok(id)
}

/// What the seller's own fields of the lead say, for the fields of the same name and type of another kind.
fn own_values(cx: &RuleCx<'_>, lead: &Record, kind: &str) -> Record {
    let own = |kind: &str| {
        let fields = cx.catalogue.kinds.get(kind).map(|kind| kind.fields.as_slice()).unwrap_or_default();
        fields.iter().filter(|field| field.column_name().is_none())
    };
    let name = |field: &Field| fold(field.label.as_deref().unwrap_or_default());
    let Some(values) = lead.get("custom").and_then(Value::as_object) else { return Record::new() };
    own("lead")
        .filter_map(|from| {
            let value = values.get(from.id.as_ref())?;
            let to = own(kind).find(|to| to.ty == from.ty && name(to) == name(from))?;
            Some((to.id.to_string(), value.clone()))
        })
        .collect()
}

fn id_of_value(entry: &Value, field: &str) -> Option<Id> {
    entry.get(field).and_then(Value::as_str).and_then(|text| text.parse().ok())
}

fn new_contact(cx: &RuleCx<'_>, lead: &Record, company: Option<Id>) -> Result<Id> {
    let mut contact = Record::new();
    for field in ["given", "family", "source"] {
        contact.insert(field.into(), json!(text(lead, field)));
    }
    let unnamed = text(lead, "given").is_empty() && text(lead, "family").is_empty();
    if unnamed {
        contact.insert("display_name".into(), json!(text(lead, "name")));
    }
    for name in ["emails", "phones", "tags"] {
        contact.insert(name.into(), json!(missing(None, lead, name)));
    }
    if let Some(job) = job(lead, company) {
        contact.insert("jobs".into(), json!([job]));
    }
    if let Some(address) = address(lead) {
        contact.insert("addresses".into(), json!([address]));
    }
    contact.insert("custom".into(), Value::Object(own_values(cx, lead, "contact")));
    let id = Id::new();
    records::create_as(cx, "contact", id, contact)?;
    Ok(id)
}

fn new_deal(cx: &RuleCx<'_>, lead: &Record, wish: &NewDeal, contact: Id, company: Option<Id>) -> Result<Id> {
    let name = wish.name.clone().filter(|name| !name.trim().is_empty());
    let mut deal = Record::from_iter([
        ("name".to_owned(), json!(name.unwrap_or_else(|| deal_name(lead)))),
        ("source".to_owned(), json!(text(lead, "source"))),
        ("next_step".to_owned(), json!(text(lead, "next_step"))),
        ("contacts".to_owned(), json!([{ "contact_id": contact, "role": wish.role }])),
        ("custom".to_owned(), Value::Object(own_values(cx, lead, "deal"))),
    ]);
    let amount = wish.amount.as_ref().map(|amount| json!(amount)).or_else(|| lead.get("value").cloned());
    for (field, value) in [
        ("amount", amount),
        ("company_id", company.map(|id| json!(id))),
        ("pipeline_id", wish.pipeline_id.map(|id| json!(id))),
        ("close_date", wish.close_date.as_ref().map(|date| json!(date))),
    ] {
        if let Some(value) = value {
            deal.insert(field.into(), value);
        }
    }
    let id = Id::new();
    records::create_as(cx, "deal", id, deal).map_err(|error| match &error.field {
        Some(field) => {
            let at = format!("deal.{field}");
            error.at(at)
        }
        None => error,
    })?;
    Ok(id)
}
