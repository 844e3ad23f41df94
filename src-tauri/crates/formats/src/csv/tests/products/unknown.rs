//! Tables nobody has seen before.

use super::super::{labelled, table};
use crate::csv::{LineEnd, NumberStyle, Product, Rows};
use crate::draft::DraftKind;

// covers(IMP-1, IMP-6, QA-3)
#[test]
fn a_hand_made_german_sheet() {
    let text = "Kd-Nr;Ansprechpartner Nachname;Vorname;Firma / Organisation;Funktion;Mail 1;Mail (privat);Tel. dienstlich;\
Handy;Straße + Nr.;PLZ;Ort;Land;Geb.-Datum;Bemerkungen;Schlagworte;Umsatz 2025;Umsatz 2025\r\n\
17;Groß;Käthe;Weiß GmbH;Einkauf;k.gross@weiss.example;kaethe@home.example;0228/1234567;0171 1234567;Am Weg 3;53111;Bonn;\
Deutschland;13.04.1980;ruft zurück;vip, Messe;1.234,50;12,5\r\n\
18;Müller;Jörg;;;;;;0171 7654321;;;;;;;;;\r\n";
    let bytes = encoding_rs::WINDOWS_1252.encode(text).0;
    let t = table(&bytes);
    assert_eq!(t.found.product, Product::Unknown);
    assert_eq!((t.found.dialect.encoding.as_str(), t.found.dialect.delimiter), ("windows-1252", ';'));
    assert_eq!((t.found.dialect.line_end, t.found.numbers), (LineEnd::Crlf, NumberStyle::Comma));
    let k = t.draft(0);
    assert_eq!([&k.given, &k.family], ["Käthe", "Groß"]);
    assert_eq!((k.jobs[0].company.as_str(), k.jobs[0].title.as_str()), ("Weiß GmbH", "Einkauf"));
    assert_eq!(labelled(&k.emails), [":k.gross@weiss.example", "home:kaethe@home.example"]);
    assert_eq!(labelled(&k.phones), ["work:0228/1234567", "mobile:0171 1234567"]);
    let a = &k.addresses[0];
    assert_eq!(
        [&a.street, &a.postal_code, &a.city, &a.country],
        ["Am Weg 3", "53111", "Bonn", "Deutschland"]
    );
    assert_eq!(labelled(&k.dates), ["birthday:1980-04-13"]);
    assert_eq!(k.notes, ["ruft zurück"]);
    assert_eq!(k.tags, ["vip", "Messe"]);
    assert_eq!(k.uid.as_deref(), Some("17"));
    let sales: Vec<_> = k.raw.iter().map(|r| (r.name.as_str(), r.value.as_str())).collect();
    assert_eq!(sales, [("Umsatz 2025", "1.234,50"), ("Umsatz 2025", "12,5")]);
    assert!(t.found.sure, "{:?}", t.found.doubts);
}

#[test]
fn one_name_column_is_split() {
    let t = table(b"Name\tE-mail\tCompany\nDr. Ada King Lovelace\tada@x.example\tEngine Ltd\nMaria de la Cruz\tm@x.example\t\n");
    assert_eq!(t.target("Name"), "full_name");
    let ada = t.draft(0);
    assert_eq!(ada.display_name, "Dr. Ada King Lovelace");
    assert_eq!([&ada.prefix, &ada.given, &ada.middle, &ada.family], ["Dr.", "Ada", "King", "Lovelace"]);
    assert_eq!(t.draft(1).family, "de la Cruz");
}

#[test]
fn a_name_beside_the_other_half_is_that_half() {
    for (header, given, family) in [
        ("Prénom,Nom,Email", "Prénom", "Nom"),
        ("Nome,Cognome,Email", "Nome", "Cognome"),
        ("Nombre,Apellidos,Email", "Nombre", "Apellidos"),
        ("Vorname,Name,Email", "Vorname", "Name"),
        ("Имя,Фамилия,Email", "Имя", "Фамилия"),
        ("Voornaam,Achternaam,Email", "Voornaam", "Achternaam"),
        ("Imię,Nazwisko,Email", "Imię", "Nazwisko"),
        ("Nome,Sobrenome,Email", "Nome", "Sobrenome"),
    ] {
        let t = table(format!("{header}\nA,B,a@x.example\n").as_bytes());
        assert_eq!((t.target(given).as_str(), t.target(family).as_str()), ("given", "family"), "{header}");
    }
}

#[test]
fn a_table_without_header_is_told_by_its_values() {
    let t = table(
        b"Jane,Doe,jane@x.example,+49 228 123456,Germany\nJim,Roe,jim@x.example,+49 228 123457,France\n\
Ann,Poe,ann@x.example,+49 228 123458,Spain\n",
    );
    assert!(!t.found.dialect.header);
    assert_eq!(t.items.len(), 3);
    let jane = t.draft(0);
    assert_eq!([&jane.given, &jane.family], ["Jane", "Doe"]);
    assert_eq!(labelled(&jane.emails), [":jane@x.example"]);
    assert_eq!(labelled(&jane.phones), [":+49 228 123456"]);
    assert_eq!(jane.addresses[0].country, "Germany");
    assert!(!t.found.sure);
    assert!(t.found.doubts.iter().any(|d| d.code == "header"));
}

#[test]
fn title_is_what_its_values_say() {
    let honorific =
        table(b"Title,First name,Last name,Email\nDr.,Ann,Poe,a@x.example\nMs,Bea,Roe,b@x.example\n");
    assert_eq!(honorific.target("Title"), "prefix");
    let position =
        table(b"Title,First name,Last name,Email\nCEO,Ann,Poe,a@x.example\nBuyer,Bea,Roe,b@x.example\n");
    assert_eq!(position.target("Title"), "jobs.title");
}

#[test]
fn label_columns_are_read_row_by_row() {
    let t = table(
        b"Full name,Phone 1 Type,Phone 1,Phone 2 Type,Phone 2\nAnn Poe,Work,030 1234567,Mobile,0171 1234567\n\
Bea Roe,Home,030 7654321,,\n",
    );
    assert_eq!(labelled(&t.draft(0).phones), ["work:030 1234567", "mobile:0171 1234567"]);
    assert_eq!(labelled(&t.draft(1).phones), ["home:030 7654321"]);
}

#[test]
fn numbered_addresses_stay_apart() {
    let t = table(
        b"Name,Address 1 Street,Address 1 City,Address 2 Street,Address 2 City,Email\n\
Ann Poe,Main St 1,Bonn,Side St 2,Ulm,a@x.example\n",
    );
    let places: Vec<_> = t.draft(0).addresses.iter().map(|a| (a.street.as_str(), a.city.as_str())).collect();
    assert_eq!(places, [("Main St 1", "Bonn"), ("Side St 2", "Ulm")]);
}

// covers(IMP-6)
#[test]
fn companies_are_told_from_people() {
    let t = table(b"Company name,Website,Industry,Phone,City\nAcme GmbH,https://acme.example,Software,+49 228 1234567,Bonn\n");
    assert_eq!(t.found.mapping.rows, Rows::Companies);
    let acme = t.draft(0);
    assert_eq!((acme.kind, acme.display_name.as_str()), (DraftKind::Company, "Acme GmbH"));
    assert_eq!(acme.industry, "Software");
}

#[test]
fn companies_by_their_facts_alone() {
    let t = table(b"Name,Industry,Employees,Domain\nAcme,Software,120,acme.example\n");
    assert_eq!(t.found.mapping.rows, Rows::Companies);
    assert_eq!(
        (t.draft(0).display_name.as_str(), t.draft(0).domains.as_slice()),
        ("Acme", &["acme.example".to_owned()][..])
    );
}

#[test]
fn address_lists_and_names_in_mail_cells() {
    let t = table(b"Email,Phone\n\"Jane Doe <j@x.example>; b@x.example\",\nnobody,030 1234567\n");
    assert_eq!(labelled(&t.draft(0).emails), [":j@x.example", ":b@x.example"]);
    assert_eq!(t.draft(0).display_name, "Jane Doe");
    assert!(matches!(t.fate(1, 0), crate::draft::Fate::Rejected(_)));
    assert_eq!(t.draft(1).raw[0].value, "nobody");
}

#[test]
fn opt_outs_are_never_taken_for_values() {
    let t = table(b"Name,Email,Email opt out,Do not call,Newsletter\nAnn Poe,a@x.example,yes,no,yes\n");
    for name in ["Email opt out", "Do not call", "Newsletter"] {
        assert_eq!(t.target(name), "raw");
    }
}
