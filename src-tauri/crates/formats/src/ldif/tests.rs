//! Address books as Thunderbird and OpenLDAP write them, and what is awkward in them.

use proptest::prelude::*;

use super::{Item, Reader, sniff};
use crate::draft::{DraftKind, Fate};

fn items(text: &str) -> Vec<Item> {
    Reader::new(text.as_bytes()).map(Result::unwrap).collect()
}

const BOOK: &str = "version: 1\n# A remark\n  that goes on\n\ndn: cn=Ada Lovelace,mail=ada@x.example\nobjectclass: top\n\
    objectclass: person\nobjectclass: inetOrgPerson\nobjectclass: mozillaAbPersonAlpha\ngivenName: Ada\n\
    sn: Lovelace\ncn: Ada Lovelace\nmozillaNickname: Countess\nmail: ada@x.example\n\
    mozillaSecondEmail: ada@home.example\nmobile: +44 20 7946 0958\nhomePhone: 020 7946\n 0959\n\
    mozillaHomeStreet: 12 St James's Square\nmozillaHomeLocalityName:: TMO2bmRvbg==\nbirthyear: 1815\n\
    birthmonth: 12\nbirthday: 10\no: Engines\nou: Analysis\ntitle: Mathematician\nmozillaCustom1: tea\n\
    modifytimestamp: 0Z\nuserPassword: secret\ndescription:: TGluZSBvbmUKTGluZSB0d28=\n\n\
    dn: cn=Friends\nobjectclass: groupOfNames\ncn: Friends\nmember: cn=Ada Lovelace, mail=ada@x.example\n";

// covers(INT-12)
#[test]
fn an_address_book_of_thunderbird() {
    let book = items(BOOK);
    assert_eq!(book.len(), 2);
    let ada = book[0].outcome.as_ref().unwrap();
    assert_eq!(
        [&ada.given, &ada.family, &ada.display_name, &ada.nickname],
        ["Ada", "Lovelace", "Ada Lovelace", "Countess"]
    );
    let values: Vec<_> = ada.phones.iter().map(|p| (p.label.as_str(), p.value.as_str())).collect();
    assert_eq!(values, [("mobile", "+44 20 7946 0958"), ("home", "020 79460959")]);
    assert_eq!(
        ada.emails.iter().map(|e| e.value.as_str()).collect::<Vec<_>>(),
        ["ada@x.example", "ada@home.example"]
    );
    assert_eq!((ada.addresses[0].label.as_str(), ada.addresses[0].city.as_str()), ("home", "Löndon"));
    assert_eq!(ada.dates[0].value, "1815-12-10");
    let job = &ada.jobs[0];
    assert_eq!([&job.company, &job.department, &job.title], ["Engines", "Analysis", "Mathematician"]);
    assert_eq!(ada.notes, ["Line one\nLine two"]);
    assert_eq!(
        ada.raw.iter().map(|r| (r.name.as_str(), r.value.as_str())).collect::<Vec<_>>(),
        [("mozillaCustom1", "tea")]
    );
    assert!(!format!("{:?}", book[0]).contains("secret"), "a password is kept nowhere");
    let friends = book[1].outcome.as_ref().unwrap();
    assert_eq!((friends.kind, &friends.members[0]), (DraftKind::Group, ada.uid.as_ref().unwrap()));
}

// covers(INT-12)
#[test]
fn a_directory_of_openldap() {
    let text = "dn: dc=example,dc=org\nobjectClass: top\nobjectClass: dcObject\nobjectClass: organization\no: Example\n\n\
        dn: uid=grace,ou=people,dc=example,dc=org\nobjectClass: inetOrgPerson\nuid: grace\ncn: Grace Hopper\n\
        cn;lang-de: Gräzie\nsn: Hopper\ntelephoneNumber: +1 202 555 0123\npostalAddress: 1 Main St $ Arlington $ VA\n\
        manager: cn=Ada Lovelace,ou=people\njpegPhoto:: /9j/4AAQSkZJRg==\nuserCertificate:: //79\n\
        seeAlso:< file:///etc/passwd\nlabeledURI: https://x.example/ Home page\n\n\
        dn: uid=grace,dc=example\nchangetype: delete\n\nnonsense without a name\n";
    let found = items(text);
    let codes: Vec<_> =
        found.iter().map(|item| item.outcome.as_ref().err().map_or("", |reason| reason.code)).collect();
    assert_eq!(codes, ["ldif_no_person", "", "ldif_change", "ldif_no_name"]);
    let grace = found[1].outcome.as_ref().unwrap();
    assert_eq!(grace.display_name, "Grace Hopper");
    assert_eq!(grace.addresses[0].street, "1 Main St\nArlington\nVA");
    assert_eq!(
        (grace.relations[0].label.as_str(), grace.relations[0].value.as_str()),
        ("manager", "Ada Lovelace")
    );
    assert_eq!(grace.photo.as_ref().unwrap().media_type, "image/jpeg");
    assert_eq!(
        (grace.links[0].label.as_str(), grace.links[0].value.as_str()),
        ("home page", "https://x.example/")
    );
    let raw: Vec<_> = grace.raw.iter().map(|r| (r.name.as_str(), r.value.as_str())).collect();
    assert_eq!(raw, [("uid", "grace"), ("seeAlso", "file:///etc/passwd"), ("cn", "Gräzie")]);
    let at = found[1].names.iter().position(|name| name == "userCertificate").unwrap();
    assert!(matches!(&found[1].cells[at].fate, Fate::Rejected(why) if why.code == "ldif_bytes"));
}

#[test]
fn a_file_is_known_by_its_beginning() {
    for yes in ["dn: cn=x", "version: 1\ndn: cn=x", "# a\n\nDN:: Y249eA==", "\u{feff}dn: cn=x\r\n"] {
        assert!(sniff(yes.as_bytes()), "{yes}");
    }
    for no in ["", "name,mail\n", "BEGIN:VCARD", "version: 2.1\n", "dn: no name", "#\n"] {
        assert!(!sniff(no.as_bytes()), "{no}");
    }
}

proptest! {
    // covers(QA-3)
    #[test]
    fn any_bytes_are_read_and_every_attribute_is_a_cell(lines in proptest::collection::vec("[a-zA-Z:; <=é#]{0,24}", 0..30)) {
        for item in items(&lines.join("\n")) {
            prop_assert_eq!(item.cells.len(), item.names.len());
            prop_assert_eq!(item.cells.len(), item.texts.len());
        }
    }

    // covers(QA-3)
    #[test]
    fn folding_and_line_ends_change_nothing(at in 1_usize..30) {
        let folded: Vec<String> = BOOK.lines().map(|line| {
            let cut = line.floor_char_boundary(at);
            if line.starts_with(' ') || cut == 0 || cut >= line.len() {
                return line.to_owned();
            }
            let (head, tail) = line.split_at(cut);
            format!("{head}\r\n {tail}")
        }).collect();
        let strip = |text: &str| items(text).into_iter().map(|item| (item.outcome, item.cells)).collect::<Vec<_>>();
        prop_assert_eq!(strip(&folded.join("\r\n")), strip(BOOK));
    }
}
