//! LinkedIn's connections with every preamble, and its messages.

use super::super::{labelled, table};
use crate::csv::Product;

const ROWS: &str = "Jane,Doe,https://www.linkedin.com/in/jane-doe,,\"Adria Capital, d.o.o.\",Partner,15 Jan 2023\r\n\
LinkedIn,Member,,,,,\r\n\
Zoë 🚀,\"Roe, PhD\",https://www.linkedin.com/in/zoe,zoe@x.example,,,1 Feb 2024\r\n";

const HEADER: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n";

const SENTENCE: &str = "When exporting your connection data, you may notice that some of the email addresses are missing. \
You will only see email addresses for connections who have allowed their connections to see or download their email address";

// covers(IMP-1, IMP-4, IMP-6, QA-3)
#[test]
fn connections_with_every_preamble() {
    let preambles = [
        String::new(),
        format!("Notes:\r\n\"{SENTENCE}\"\r\n\r\n"),
        "\u{feff}Notes:\r\n\r\n\r\n".to_owned(),
        format!("Connections\r\nNotes:\r\n{SENTENCE}\r\n\r\n"),
        format!("Notes:\r\n\"{SENTENCE}\r\n\r\n"),
    ];
    for preamble in preambles {
        let t = table(format!("{preamble}{HEADER}{ROWS}").as_bytes());
        assert_eq!(t.found.product, Product::Linkedin, "{preamble:?}");
        assert!(t.found.sure, "{:?}", t.found.doubts);
        assert_eq!(t.items.len(), 3);
        let jane = t.draft(0);
        assert_eq!(labelled(&jane.links), ["linkedin:https://www.linkedin.com/in/jane-doe"]);
        assert_eq!(jane.jobs[0].company, "Adria Capital, d.o.o.");
        assert_eq!(labelled(&jane.dates), ["connected:2023-01-15"]);
        assert_eq!(t.rejected(1).reason.code, "linkedin_ghost");
        assert_eq!(t.rejected(1).cells.len(), 2);
        assert_eq!(t.draft(2).given, "Zoë 🚀");
        assert_eq!(t.draft(2).family, "Roe, PhD");
        let first = preamble.lines().count() as u64 + 2;
        assert_eq!(t.items[0].line, first, "{preamble:?}");
    }
}

#[test]
fn older_connections_have_no_address() {
    let t = table(
        b"First Name,Last Name,Email Address,Company,Position,Connected On\nJane,Doe,,Acme,CEO,01 Jan 2019\n",
    );
    assert_eq!(t.found.product, Product::Linkedin);
    assert_eq!(t.draft(0).jobs[0].title, "CEO");
}

#[test]
fn messages_are_no_contacts() {
    let t = table(
        b"CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT\n\
2-abc,,Jane Doe,https://www.linkedin.com/in/jane,Me,https://www.linkedin.com/in/me,2024-01-01 10:00:00 UTC,,Hello\n",
    );
    assert_eq!(t.found.product, Product::LinkedinMessages);
    assert!(!t.found.sure);
    assert!(t.found.doubts.iter().any(|d| d.code == "no_contacts"));
    assert_eq!(t.rejected(0).reason.code, "names_nobody");
}
