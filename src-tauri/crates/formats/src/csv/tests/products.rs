//! One sample per product, made up for this.

use super::{labelled, table};

// covers(IMP-1, IMP-6, QA-3)
#[test]
fn atomic_crm() {
    let t = table(
        "id,first_name,last_name,gender,title,background,first_seen,has_newsletter,status,tags,company_id,linkedin_url,\
         company_name,company,email_work,email_home,phone_work,phone_home\n\
         7,Ada,Lovelace,female,Analyst,Knows engines.,2024-08-13T18:04:34.666+00:00,true,warm,\"vip, london\",3,\
         https://linkedin.com/in/ada,Engine Ltd,Engine Ltd,ada@engine.example,,+44 20 7946 0958,\n"
            .as_bytes(),
    );
    assert_eq!(t.found.product, crate::csv::Product::AtomicCrm);
    assert!(t.found.sure, "{:?}", t.found.doubts);
    let ada = t.draft(0);
    assert_eq!(ada.uid.as_deref(), Some("7"));
    assert_eq!([&ada.given, &ada.family], ["Ada", "Lovelace"]);
    assert_eq!(labelled(&ada.emails), ["work:ada@engine.example"]);
    assert_eq!(ada.tags, ["vip", "london"]);
    assert_eq!((ada.jobs[0].company.as_str(), ada.jobs[0].title.as_str()), ("Engine Ltd", "Analyst"));
    // A newsletter column is no consent.
    assert_eq!(t.fate(0, 7), &crate::draft::Fate::Raw);
    assert_eq!(t.target("status"), "custom:Status");
    assert_eq!(t.counts.rows, 1);
    assert_eq!(t.drafts().len(), 1);
    assert!(t.parsed(0).exceptions.is_empty());
}

#[test]
fn salesforce_marks_deleted_rows() {
    let t =
        table(b"Id,IsDeleted,LastName,FirstName,MailingCity\n003A,true,Doe,Jane,Bonn\n003B,false,Roe,Jim,\n");
    assert_eq!(t.rejected(0).code, "deleted_at_source");
    assert_eq!(t.draft(1).given, "Jim");
}
