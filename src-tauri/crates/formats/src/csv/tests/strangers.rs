//! Tables of programs that have no columns of their own here: shops, ticket offices, newsletters, notes.

use super::{labelled, table};
use crate::draft::{Fate, Raw};

// covers(IMP-1, IMP-6)
#[test]
fn a_shop_s_customers_have_companies_and_numbers_without_guards() {
    let t = table(
        b"Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,\
          Default Address City,Default Address Country Code,Default Address Zip,Phone,Note,Tags\n\
          '7001234,Maria,Lopez,maria@lopez.example,yes,Lopez SL,Calle Mayor 1,Madrid,ES,'28013,'+34612345678,Gift wrap,\"loyal, wholesale\"\n\
          '7001235,Jo,Smith,jo@smith.example,no,,1 Main St,Ottawa,CA,'K2P 0V6,,,\n",
    );
    let maria = t.draft(0);
    assert_eq!((maria.uid.as_deref(), maria.jobs[0].company.as_str()), (Some("7001234"), "Lopez SL"));
    assert_eq!(
        (maria.addresses[0].street.as_str(), maria.addresses[0].postal_code.as_str()),
        ("Calle Mayor 1", "28013")
    );
    assert_eq!(labelled(&maria.phones), [":+34612345678"]);
    assert_eq!(maria.tags, ["loyal", "wholesale"]);
    assert_eq!(t.draft(1).addresses[0].postal_code, "K2P 0V6");
    assert!(t.draft(1).jobs.is_empty());
}

// covers(IMP-1, IMP-6)
#[test]
fn a_ticket_nobody_gave_a_name_for_makes_nobody() {
    let t = table(
        b"Order #,First Name,Last Name,Email,Ticket Type,Company,Job Title\n\
          1,Zo\xc3\xab,Doe,zoe@doe.example,General,Doe Ltd,CTO\n\
          2,Information Requested,Information Requested,,General,Information Requested,Information Requested\n\
          3,N.N.,,info@halle.example,General,Stadtwerke Halle,-\n",
    );
    assert_eq!(t.draft(0).jobs[0].company, "Doe Ltd");
    assert_eq!(t.rejected(1).reason.code, "names_nobody");
    let halle = t.draft(2);
    assert_eq!((halle.given.as_str(), halle.jobs[0].company.as_str()), ("", "Stadtwerke Halle"));
    assert_eq!(halle.jobs[0].title, "");
    assert!(matches!(t.fate(2, 1), Fate::Structure(_)), "{:?}", t.fate(2, 1));
}

// covers(IMP-1, IMP-6)
#[test]
fn a_newsletter_s_tags_lose_their_quotes() {
    let t = table(
        b"Email Address,First Name,Last Name,MEMBER_RATING,TAGS\n\
          anna@bell.example,Anna,Bell,4,\"\"\"VIP\"\",\"\"Fair, spring\"\"\"\n",
    );
    assert_eq!(t.draft(0).tags, ["VIP", "Fair, spring"]);
}

// covers(IMP-1, IMP-6)
#[test]
fn a_company_that_is_a_page_is_its_name() {
    let t = table(
        b"Name,Company,Email\n\
          Grace Hopper,Navy (https://www.notion.so/Navy-12ab?pvs=21),grace@navy.example\n\
          Alan Turing,\"Bletchley (https://www.notion.so/34cd), GCHQ (https://www.notion.so/56ef)\",alan@gchq.example\n",
    );
    let companies = |row: usize| t.draft(row).jobs.iter().map(|job| job.company.clone()).collect::<Vec<_>>();
    assert_eq!(
        (companies(0), companies(1)),
        (vec!["Navy".to_owned()], vec!["Bletchley".to_owned(), "GCHQ".to_owned()])
    );
    // The addresses of the pages are not lost.
    let whole = Raw {
        name: "Company".into(),
        params: String::new(),
        value: "Navy (https://www.notion.so/Navy-12ab?pvs=21)".into(),
    };
    assert_eq!(t.draft(0).raw, [whole]);
}

// covers(IMP-1, IMP-6)
#[test]
fn a_row_whose_words_could_be_a_header_s_has_its_rows_above_it() {
    let t = table(
        "Task,Due,Contact,Done\nSend offer,2026-12-01,Ada Lovelace,no\nCall back,tomorrow,Bob Böhm,no\n"
            .as_bytes(),
    );
    assert_eq!(t.items.len(), 2);
    assert_eq!(t.draft(0).display_name, "Ada Lovelace");
}

// covers(IMP-1, IMP-6)
#[test]
fn a_column_that_is_mostly_addresses_is_one_of_addresses() {
    let t = table(
        b"Wer,Erreichbar\nAda Lovelace,ada@x.example\nGrace Hopper,grace@x.example\nAlan Turing,nur abends\n",
    );
    assert_eq!(labelled(&t.draft(0).emails), [":ada@x.example"]);
    assert_eq!(t.draft(2).raw[0].value, "nur abends");
}

// covers(IMP-1, IMP-6)
#[test]
fn a_newsletter_s_address_in_one_line_has_its_parts() {
    let t = table(
        b"Email Address,First Name,Last Name,Address\n\
          a@bell.example,Anna,Bell,\"1600 Main St  Apt 4  Atlanta  GA  30308  US\"\n\
          b@kurz.example,Bernd,Kurz,Hauptstr. 1  Berlin  10115  DE\n\
          c@lang.example,Clara,Lang,\"Lange Str. 5, 20095  Hamburg\"\n\
          d@wong.example,Di,Wong,12 High St  Leeds  LS1 4AP  GB\n\
          e@alt.example,Eva,Alt,Atlanta  GA  US\n",
    );
    let parts = |row: usize| {
        let a = t.draft(row).addresses[0].clone();
        [a.street, a.city, a.region, a.postal_code, a.country]
    };
    assert_eq!(parts(0), ["1600 Main St\nApt 4", "Atlanta", "GA", "30308", "US"]);
    assert_eq!(parts(1), ["Hauptstr. 1", "Berlin", "", "10115", "DE"]);
    assert_eq!(parts(2), ["Lange Str. 5, 20095  Hamburg", "", "", "", ""], "no such line");
    assert_eq!(parts(3), ["12 High St", "Leeds", "", "LS1 4AP", "GB"]);
    assert_eq!(parts(4), ["Atlanta  GA  US", "", "", "", ""], "no postal code");
    let Fate::Mapped(fields) = t.fate(1, 3) else { panic!("{:?}", t.fate(1, 3)) };
    assert_eq!(*fields, ["addresses.street", "addresses.city", "addresses.postal_code", "addresses.country"]);
}
