//! Google Contacts, old and new.

use super::super::{labelled, table};
use crate::csv::Product;
use crate::draft::{Address, Custom, Fate};

const NEW: &str = "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,\
Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,\
E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,\
Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,\
Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Website 1 - Label,\
Website 1 - Value,Event 1 - Label,Event 1 - Value,Relation 1 - Label,Relation 1 - Value,Custom Field 1 - Label,\
Custom Field 1 - Value";

fn new(row: &[(&str, &str)]) -> String {
    let cells = NEW.split(',').map(|name| {
        let value = row.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| *v);
        format!("\"{}\"", value.replace('"', "\"\""))
    });
    cells.collect::<Vec<_>>().join(",")
}

// covers(IMP-1, IMP-6, QA-3)
#[test]
fn new_export() {
    let ada = new(&[
        ("First Name", "Ada"),
        ("Last Name", "Lovelace"),
        ("Name Prefix", "Lady"),
        ("Organization Name", "Engine Ltd"),
        ("Organization Title", "Analyst"),
        ("Birthday", "1815-12-10"),
        ("Notes", "Line one,\nline \"two\""),
        ("Labels", "* coworkers ::: * myContacts"),
        ("E-mail 1 - Label", "* Work"),
        ("E-mail 1 - Value", "ada@engine.example ::: a.l@engine.example"),
        ("E-mail 2 - Label", "Home"),
        ("E-mail 2 - Value", "ada@home.example"),
        ("Phone 1 - Label", "Mobile"),
        ("Phone 1 - Value", "+44 20 7946 0958"),
        ("Phone 2 - Label", "Work Fax"),
        ("Phone 2 - Value", "7.3E+09"),
        ("Address 1 - Label", "Home"),
        ("Address 1 - Formatted", "12 St James Sq\nLondon\nSW1Y 4JH\nGB"),
        ("Address 1 - Street", "12 St James Sq"),
        ("Address 1 - City", "London"),
        ("Address 1 - Postal Code", "SW1Y 4JH"),
        ("Address 1 - Country", "GB"),
        ("Website 1 - Label", "Profile"),
        ("Website 1 - Value", "https://ada.example"),
        ("Event 1 - Label", "Anniversary"),
        ("Event 1 - Value", " --07-08"),
        ("Relation 1 - Label", "Spouse"),
        ("Relation 1 - Value", "William King"),
        ("Custom Field 1 - Label", "Shoe Size"),
        ("Custom Field 1 - Value", "37"),
    ]);
    let mail_only = new(&[
        ("First Name", "bob@x.example"),
        ("Labels", "* Other Contacts"),
        ("E-mail 1 - Label", "* "),
        ("E-mail 1 - Value", "bob@x.example"),
    ]);
    let t = table(format!("\u{feff}{NEW}\r\n{ada}\r\n\r\n{mail_only}\r\n").as_bytes());
    assert_eq!(t.found.product, Product::Google);
    assert!(t.found.sure, "{:?}", t.found.doubts);
    assert!(t.found.dialect.bom);
    let ada = t.draft(0);
    assert_eq!([&ada.prefix, &ada.given, &ada.family], ["Lady", "Ada", "Lovelace"]);
    assert_eq!(
        labelled(&ada.emails),
        ["*work:ada@engine.example", "work:a.l@engine.example", "home:ada@home.example"]
    );
    assert_eq!(labelled(&ada.phones), ["mobile:+44 20 7946 0958"]);
    assert_eq!(ada.notes, ["Line one,\nline \"two\""]);
    assert_eq!(ada.tags, ["coworkers"]);
    assert_eq!(labelled(&ada.dates), ["birthday:1815-12-10", "anniversary:--07-08"]);
    assert_eq!(labelled(&ada.relations), ["spouse:William King"]);
    assert_eq!(labelled(&ada.links), ["profile:https://ada.example"]);
    assert_eq!(ada.custom, [Custom { field: "Shoe Size".into(), value: "37".into() }]);
    assert_eq!(
        ada.addresses,
        [Address {
            label: "home".into(),
            street: "12 St James Sq".into(),
            city: "London".into(),
            postal_code: "SW1Y 4JH".into(),
            country: "GB".into(),
            ..Address::default()
        }]
    );
    assert!(matches!(t.fate(0, 26), Fate::Structure(_)), "the formatted address repeats its parts");
    // The rounded number is lost, so number and label are kept as they came.
    assert!(matches!(t.fate(0, 24), Fate::Rejected(_)));
    assert_eq!(t.fate(0, 23), &Fate::Raw);
    assert_eq!(t.parsed(0).exceptions.len(), 1);

    let bob = t.draft(1);
    assert_eq!((t.items[1].row, t.items[1].line), (2, 8));
    assert_eq!(bob.given, "");
    assert_eq!(labelled(&bob.emails), ["*:bob@x.example"]);
    assert!(bob.tags.is_empty());
    for column in [0, 16, 17] {
        assert!(matches!(t.fate(1, column), Fate::Structure(_)), "{column}");
    }
    assert_eq!(t.counts.blank_rows, 1);
}

#[test]
fn several_addresses_in_the_same_cells() {
    let row = new(&[
        ("First Name", "Ada"),
        ("Address 1 - Label", "* Work"),
        ("Address 1 - Formatted", "A-Weg 1\nBonn ::: B-Weg 2\nKöln"),
        ("Address 1 - Street", "A-Weg 1 ::: B-Weg 2"),
        ("Address 1 - City", "Bonn ::: Köln"),
    ]);
    let t = table(format!("{NEW}\n{row}\n").as_bytes());
    let places: Vec<_> =
        t.draft(0).addresses.iter().map(|a| (a.street.as_str(), a.city.as_str(), a.primary)).collect();
    assert_eq!(places, [("A-Weg 1", "Bonn", true), ("B-Weg 2", "Köln", true)]);
}

#[test]
fn an_address_in_one_piece() {
    let row = new(&[("First Name", "Ada"), ("Address 1 - Formatted", "A-Weg 1\n53111 Bonn")]);
    let more = new(&[
        ("First Name", "Ada"),
        ("Address 1 - Formatted", "A-Weg 1\n53111 Bonn"),
        ("Address 1 - City", "Bonn"),
    ]);
    let t = table(format!("{NEW}\n{row}\n{more}\n").as_bytes());
    assert_eq!(t.draft(0).addresses[0].street, "A-Weg 1\n53111 Bonn");
    assert_eq!(t.fate(0, 26), &Fate::Mapped(vec!["addresses.street".into()]));
    assert_eq!(t.fate(1, 26), &Fate::Raw);
    assert_eq!(t.draft(1).raw[0].value, "A-Weg 1\n53111 Bonn");
}

// covers(IMP-1, IMP-6, QA-3)
#[test]
fn old_export_with_types_per_row() {
    let t = table(
        b"Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Family Name Yomi,Name Prefix,Name Suffix,\
Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,Directory Server,Mileage,Occupation,\
Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,IM 1 - Type,\
IM 1 - Service,IM 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,\
Organization 1 - Title\n\
Jane Doe,Jane,,Doe,,,,,,,,,,1980-03-22,,,,,,,,,,,,,,* My Contacts ::: Friends,* Home,jane@x.example,Home,Skype,jane.d,Mobile,\
+1 415 555 0100,,Acme,CEO\n\
Jim Roe,Jim,,Roe,,,,,,,,,,,,,,,,,,,,,,,,* My Contacts,* Work,jim@x.example,,,,Work Fax,+1 415 555 0101,,,\n",
    );
    assert_eq!(t.found.product, Product::GoogleOld);
    let (jane, jim) = (t.draft(0), t.draft(1));
    assert_eq!(jane.display_name, "Jane Doe");
    assert_eq!(labelled(&jane.emails), ["*home:jane@x.example"]);
    assert_eq!(labelled(&jim.emails), ["*work:jim@x.example"]);
    assert_eq!(labelled(&jane.phones), ["mobile:+1 415 555 0100"]);
    assert_eq!(labelled(&jim.phones), ["work fax:+1 415 555 0101"]);
    assert_eq!(jane.tags, ["Friends"]);
    assert_eq!((jane.handles[0].service.as_str(), jane.handles[0].value.as_str()), ("skype", "jane.d"));
    assert_eq!((jane.jobs[0].company.as_str(), jane.jobs[0].title.as_str()), ("Acme", "CEO"));
    assert!(jim.jobs.is_empty());
}
