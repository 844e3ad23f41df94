//! The columns of each product and what a person looks like in them.

use super::{Product, Shape, typed};
use crate::generator::person::{Person, Phone, Place};
use crate::generator::{Dice, person::base36};

const GOOGLE: &str = "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,\
Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,\
Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,\
E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,\
Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,\
Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Address 2 - Label,\
Address 2 - Formatted,Address 2 - Street,Address 2 - City,Address 2 - PO Box,Address 2 - Region,\
Address 2 - Postal Code,Address 2 - Country,Address 2 - Extended Address,Website 1 - Label,Website 1 - Value,\
Website 2 - Label,Website 2 - Value,Custom Field 1 - Label,Custom Field 1 - Value";

const OUTLOOK: &str = "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,\
Business Street 2,Business Street 3,Business City,Business State,Business Postal Code,Business Country/Region,\
Home Street,Home Street 2,Home Street 3,Home City,Home State,Home Postal Code,Home Country/Region,Other Street,\
Other Street 2,Other Street 3,Other City,Other State,Other Postal Code,Other Country/Region,Assistant's Phone,\
Business Fax,Business Phone,Business Phone 2,Callback,Car Phone,Company Main Phone,Home Fax,Home Phone,\
Home Phone 2,ISDN,Mobile Phone,Other Fax,Other Phone,Pager,Primary Phone,Radio Phone,TTY/TDD Phone,Telex,Account,\
Anniversary,Assistant's Name,Billing Information,Birthday,Business Address PO Box,Categories,Children,\
Directory Server,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,E-mail 2 Type,\
E-mail 2 Display Name,E-mail 3 Address,E-mail 3 Type,E-mail 3 Display Name,Gender,Government ID Number,Hobby,\
Home Address PO Box,Initials,Internet Free Busy,Keywords,Language,Location,Manager's Name,Mileage,Notes,\
Office Location,Organizational ID Number,Other Address PO Box,Priority,Private,Profession,Referred By,Sensitivity,\
Spouse,User 1,User 2,User 3,User 4,Web Page";

const LINKEDIN: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On";

const HUBSPOT: &str = "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date,\
Last Modified Date,Lifecycle Stage,Associated Company,Job Title,City,State/Region,Country/Region,Postal Code,\
Website URL,Preferred channel";

const ODD: &str = "Kd-Nr,Ansprechpartner Nachname,Vorname,Firma / Organisation,Funktion,Mail 1,Mail (privat),\
Tel. dienstlich,Handy,Straße + Nr.,PLZ,Ort,Land,Geb.-Datum,Bemerkungen,Schlagworte,Umsatz 2025,Umsatz 2025";

/// The header row.
pub(super) fn headers(product: Product) -> Vec<String> {
    table(product).split(',').map(str::to_owned).collect()
}

fn table(product: Product) -> &'static str {
    match product {
        Product::Google => GOOGLE,
        Product::Outlook => OUTLOOK,
        Product::LinkedIn => LINKEDIN,
        Product::HubSpot => HUBSPOT,
        Product::Odd => ODD,
    }
}

/// Lines before the header row.
pub(super) fn preamble(product: Product) -> &'static [&'static str] {
    match product {
        Product::LinkedIn => &[
            "Notes:",
            "\"When exporting your connection data, you may notice that some of the email addresses are missing. \
             You will only see email addresses for connections who have allowed them to be exported.\"",
            "",
        ],
        _ => &[],
    }
}

/// The cells of one row; `again` writes a person differently than the first time, but recognisably the same.
pub(super) fn row(shape: &Shape, person: &Person, again: bool, dice: &mut Dice) -> Vec<String> {
    let mut sheet = Row::new(shape.product);
    match shape.product {
        Product::Google => google(&mut sheet, shape, person, dice),
        Product::Outlook => outlook(&mut sheet, shape, person, dice),
        Product::LinkedIn => linkedin(&mut sheet, person, again, dice),
        Product::HubSpot => hubspot(&mut sheet, shape, person, again, dice),
        Product::Odd => odd(&mut sheet, shape, person, dice),
    }
    if again {
        sheet.vary(dice);
    }
    sheet.cells
}

struct Row {
    columns: &'static str,
    cells: Vec<String>,
}

impl Row {
    fn new(product: Product) -> Self {
        let columns = table(product);
        Self { columns, cells: vec![String::new(); columns.split(',').count()] }
    }

    fn set(&mut self, column: &str, value: impl Into<String>) {
        let at = self.columns.split(',').position(|c| c == column);
        if let Some(cell) = at.and_then(|at| self.cells.get_mut(at)) {
            *cell = value.into();
        }
    }

    /// What comes again comes in other letters and with blanks around it.
    fn vary(&mut self, dice: &mut Dice) {
        for cell in &mut self.cells {
            let address = cell.contains('@') && !cell.contains([' ', '\n']);
            if address && dice.chance(50) {
                *cell = cell.to_uppercase();
            } else if !cell.is_empty() && dice.chance(4) {
                *cell = format!(" {cell} ");
            }
        }
    }
}

fn google(row: &mut Row, shape: &Shape, person: &Person, dice: &mut Dice) {
    row.set("First Name", &person.given);
    row.set("Middle Name", &person.middle);
    row.set("Last Name", &person.family);
    row.set("Name Prefix", &person.prefix);
    row.set("Name Suffix", &person.suffix);
    row.set("Nickname", &person.nickname);
    if let Some(company) = &person.company {
        row.set("Organization Name", &company.name);
        row.set("Organization Title", &person.title);
        row.set("Organization Department", &person.department);
    }
    row.set("Birthday", person.birthday.clone().unwrap_or_default());
    row.set("Notes", person.note.clone().unwrap_or_default());
    let mut labels = person.tags.clone();
    labels.push("* myContacts".to_owned());
    row.set("Labels", labels.join(" ::: "));
    for (at, email) in person.emails.iter().take(2).enumerate() {
        let label = if email.label == "work" { "Work" } else { "Home" };
        let star = if at == 0 { "* " } else { "" };
        row.set(&format!("E-mail {} - Label", at + 1), format!("{star}{label}"));
        row.set(&format!("E-mail {} - Value", at + 1), &email.value);
    }
    for (at, phone) in person.phones.iter().take(2).enumerate() {
        let label = if phone.label == "mobile" { "Mobile" } else { "Work" };
        row.set(&format!("Phone {} - Label", at + 1), label);
        row.set(&format!("Phone {} - Value", at + 1), typed(phone, person, shape, dice));
    }
    for (at, place) in person.addresses.iter().take(2).enumerate() {
        let mut set = |name: &str, value: &str| row.set(&format!("Address {} - {name}", at + 1), value);
        set("Label", if place.label == "work" { "Work" } else { "Home" });
        set(
            "Formatted",
            &format!("{}\n{} {}\n{}", place.street, place.postal_code, place.city, place.country),
        );
        set("Street", &place.street);
        set("City", &place.city);
        set("Region", &place.region);
        set("Postal Code", &place.postal_code);
        set("Country", &place.country);
    }
    if let Some(site) = &person.website {
        row.set("Website 1 - Label", "Home Page");
        row.set("Website 1 - Value", site);
    }
    if person.lists_profile {
        row.set("Website 2 - Label", "LinkedIn");
        row.set("Website 2 - Value", &person.profile);
    }
    if dice.chance(3) {
        row.set("Custom Field 1 - Label", "Shoe size");
        row.set("Custom Field 1 - Value", dice.between(36, 47).to_string());
    }
}

fn outlook(row: &mut Row, shape: &Shape, person: &Person, dice: &mut Dice) {
    row.set("Title", &person.prefix);
    row.set("First Name", &person.given);
    row.set("Middle Name", &person.middle);
    row.set("Last Name", &person.family);
    row.set("Suffix", &person.suffix);
    if let Some(company) = &person.company {
        row.set("Company", &company.name);
        row.set("Department", &person.department);
        row.set("Job Title", &person.title);
    }
    for place in &person.addresses {
        let side = if place.label == "work" { "Business" } else { "Home" };
        let mut set = |name: &str, value: &str| row.set(&format!("{side} {name}"), value);
        set("Street", &place.street);
        set("City", &place.city);
        set("State", &place.region);
        set("Postal Code", &place.postal_code);
        set("Country/Region", &place.country);
    }
    for phone in &person.phones {
        let column = if phone.label == "mobile" { "Mobile Phone" } else { "Business Phone" };
        row.set(column, typed(phone, person, shape, dice));
    }
    for (email, nth) in person.emails.iter().zip(["E-mail", "E-mail 2", "E-mail 3"]) {
        row.set(&format!("{nth} Address"), &email.value);
        row.set(&format!("{nth} Type"), "SMTP");
        row.set(&format!("{nth} Display Name"), format!("{} ({})", person.display(), email.value));
    }
    row.set("Birthday", us_date(person.birthday.as_deref()));
    row.set("Anniversary", "0/0/00");
    row.set("Categories", person.tags.join(";"));
    row.set("Notes", person.note.clone().unwrap_or_default().replace('\n', "\r\n"));
    row.set("Gender", "Unspecified");
    row.set("Priority", "Normal");
    row.set("Private", "False");
    row.set("Sensitivity", "Normal");
    row.set("Web Page", person.website.clone().unwrap_or_default());
    let initials: String = [&person.given, &person.family]
        .iter()
        .filter_map(|n| n.chars().next())
        .map(|c| format!("{c}."))
        .collect();
    row.set("Initials", initials);
}

fn linkedin(row: &mut Row, person: &Person, again: bool, dice: &mut Dice) {
    row.set("First Name", &person.given);
    row.set("Last Name", &person.family);
    let url = &person.profile;
    row.set("URL", if again { url.replace("www.linkedin", "www.LinkedIn") + "/" } else { url.clone() });
    if person.number.is_multiple_of(20) {
        row.set("Email Address", person.emails.first().map(|e| e.value.clone()).unwrap_or_default());
    }
    if let Some(company) = &person.company {
        row.set("Company", &company.name);
        row.set("Position", &person.title);
    }
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    row.set(
        "Connected On",
        format!("{:02} {} {}", dice.between(1, 28), dice.word(&months), dice.between(2012, 2026)),
    );
}

fn hubspot(row: &mut Row, shape: &Shape, person: &Person, again: bool, dice: &mut Dice) {
    // Somebody who is there twice is two records to HubSpot.
    let record = if again { 52_000_000_000 } else { 51_000_000 } + person.number;
    row.set("Record ID", record.to_string());
    row.set("First Name", &person.given);
    row.set("Last Name", &person.family);
    row.set("Email", person.emails.first().map(|e| e.value.clone()).unwrap_or_default());
    row.set("Phone Number", person.phones.first().map(|p| typed(p, person, shape, dice)).unwrap_or_default());
    row.set("Contact owner", dice.word(&["Ada Brandt (ada@seller.example)", "No owner"]));
    row.set("Lead Status", dice.word(&["OPEN_DEAL", "NEW", "IN_PROGRESS", ""]));
    let created = format!(
        "{}-{:02}-{:02} {:02}:{:02}",
        dice.between(2019, 2026),
        dice.between(1, 12),
        dice.between(1, 28),
        dice.below(24),
        dice.below(60)
    );
    row.set("Create Date", created.clone());
    row.set("Last Modified Date", created);
    row.set("Lifecycle Stage", dice.word(&["Lead", "Customer", "Subscriber", "MQL"]));
    if let Some(company) = &person.company {
        row.set("Associated Company", &company.name);
        row.set("Job Title", &person.title);
        row.set("Website URL", format!("https://{}", company.domain));
    }
    if let Some(Place { city, region, postal_code, country, .. }) = person.addresses.first() {
        row.set("City", city);
        row.set("State/Region", region);
        row.set("Country/Region", country);
        row.set("Postal Code", postal_code);
    }
    row.set("Preferred channel", dice.word(&["E-mail", "Phone", "", "", ""]));
}

fn odd(row: &mut Row, shape: &Shape, person: &Person, dice: &mut Dice) {
    row.set("Kd-Nr", format!("K-{}", base36(person.number)));
    row.set("Ansprechpartner Nachname", &person.family);
    row.set("Vorname", &person.given);
    if let Some(company) = &person.company {
        row.set("Firma / Organisation", &company.name);
        row.set("Funktion", &person.title);
    }
    let mut write = |column: &str, phone: Option<&Phone>| {
        row.set(column, phone.map(|p| typed(p, person, shape, dice)).unwrap_or_default());
    };
    write("Tel. dienstlich", person.phones.iter().find(|p| p.label == "work"));
    write("Handy", person.phones.iter().find(|p| p.label == "mobile"));
    for email in &person.emails {
        row.set(if email.label == "work" { "Mail 1" } else { "Mail (privat)" }, &email.value);
    }
    if let Some(place) = person.addresses.first() {
        row.set("Straße + Nr.", &place.street);
        row.set("PLZ", &place.postal_code);
        row.set("Ort", &place.city);
        row.set("Land", &place.country);
    }
    row.set("Geb.-Datum", german_date(person.birthday.as_deref()));
    row.set("Bemerkungen", person.note.clone().unwrap_or_default());
    row.set("Schlagworte", person.tags.join(", "));
    if dice.chance(40) {
        row.set(
            "Umsatz 2025",
            format!("{}.{:03},{:02}", dice.between(1, 99), dice.below(1000), dice.below(100)),
        );
    }
}

fn parts(date: Option<&str>) -> Option<(u32, u32, u32)> {
    let mut parts = date?.split('-').map(|p| p.parse().unwrap_or_default());
    Some((parts.next()?, parts.next()?, parts.next()?))
}

fn us_date(date: Option<&str>) -> String {
    parts(date).map_or_else(|| "0/0/00".to_owned(), |(y, m, d)| format!("{m}/{d}/{y}"))
}

fn german_date(date: Option<&str>) -> String {
    parts(date).map_or_else(String::new, |(y, m, d)| format!("{d:02}.{m:02}.{y}"))
}
