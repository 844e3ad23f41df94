//! HubSpot, Salesforce, Pipedrive, Thunderbird, Atomic CRM.

use super::super::{labelled, table};
use crate::csv::{Product, Rows};
use crate::draft::{DraftKind, Fate};

// covers(IMP-1, IMP-6, QA-3)
#[test]
fn hubspot_contacts() {
    let t = table(
        b"Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date,Lifecycle Stage,\
Associated Company,Associated Company IDs,Job Title,Preferred channel\n\
1001,Jane,Doe,JANE@X.example,+1 217 555 0104,Max,OPEN_DEAL,2024-03-12 09:14,Lead,Acme;Globex,9002;9999,CTO,phone\n\
1002,,,,,,,2024-03-12 09:14,,,,,\n",
    );
    assert_eq!(t.found.product, Product::HubspotContacts);
    assert!(t.found.sure, "{:?}", t.found.doubts);
    let jane = t.draft(0);
    assert_eq!(jane.uid.as_deref(), Some("1001"));
    assert_eq!(labelled(&jane.emails), [":JANE@X.example"]);
    let companies: Vec<_> = jane.jobs.iter().map(|j| (j.company.as_str(), j.title.as_str())).collect();
    assert_eq!(companies, [("Acme", "CTO"), ("Globex", "")]);
    assert_eq!(jane.custom[0].field, "Lead Status");
    assert!(jane.raw.iter().any(|r| r.name == "Preferred channel" && r.value == "phone"));
    assert_eq!(t.rejected(1).reason.code, "names_nobody");
}

// covers(IMP-1, IMP-6, QA-3)
#[test]
fn hubspot_companies() {
    let t = table(
        b"Record ID,Company name,Company Domain Name,Website URL,Company owner,Create Date,Industry,Number of Employees,City\n\
1,Acme,acme.example;acme.test,https://acme.example,Max,2024-03-12 09:14,Software,51-200,Bonn\n",
    );
    assert_eq!((t.found.product, t.found.mapping.rows), (Product::HubspotCompanies, Rows::Companies));
    let acme = t.draft(0);
    assert_eq!(acme.kind, DraftKind::Company);
    assert_eq!(acme.display_name, "Acme");
    assert_eq!(acme.domains, ["acme.example", "acme.test"]);
    assert_eq!([&acme.industry, &acme.size], ["Software", "51-200"]);
    assert_eq!(acme.addresses[0].city, "Bonn");
}

#[test]
fn hubspot_deals_are_no_contacts() {
    let t = table(
        b"Record ID,Deal Name,Deal Stage,Amount,Deal owner,Associated Company IDs\n1,Big one,won,100,Max,7\n",
    );
    assert_eq!(t.found.product, Product::HubspotDeals);
    assert!(t.found.doubts.iter().any(|d| d.code == "no_contacts"));
}

// covers(IMP-1, IMP-6, QA-3)
#[test]
fn salesforce_report_with_title_and_footer() {
    let t = table(
        b"\"Contacts by owner\"\n\"As of 2024-03-12 09:14\"\n\n\
\"Salutation\",\"First Name\",\"Last Name\",\"Title\",\"Mailing Street\",\"Mailing City\",\"Mailing State/Province\",\
\"Mailing Zip/Postal Code\",\"Mailing Country\",\"Phone\",\"Mobile\",\"Fax\",\"Email\",\"Account Owner\",\"Account Name\",\
\"Email Opt Out\"\n\
\"Ms.\",\"Jane\",\"Doe\",\"VP Sales\",\"1 Main St\",\"Springfield\",\"IL\",\"62701\",\"USA\",\"(217) 555-0104\",\"\",\"\",\
\"jane@x.example\",\"Max\",\"Acme\",\"1\"\n\
\n\
\"Confidential Information - Do Not Distribute\"\n\"Copyright (c) 2000-2024 salesforce.com, inc. All rights reserved.\"\n",
    );
    assert_eq!(t.found.product, Product::SalesforceReport);
    assert!(t.found.sure, "{:?}", t.found.doubts);
    let jane = t.draft(0);
    assert_eq!([&jane.prefix, &jane.jobs[0].title, &jane.jobs[0].company], ["Ms.", "VP Sales", "Acme"]);
    assert_eq!(jane.addresses[0].label, "mailing");
    // Opting out is not consent, and not a tag either.
    assert_eq!(t.fate(0, 15), &Fate::Raw);
    assert_eq!([t.rejected(1).reason.code, t.rejected(2).reason.code], ["footer"; 2]);
}

// covers(IMP-1, IMP-6, QA-3)
#[test]
fn salesforce_api_names_in_any_case() {
    let header = "Id,IsDeleted,LastName,FirstName,Salutation,Name,MailingStreet,MailingCity,MailingPostalCode,Phone,\
MobilePhone,Email,Title,HasOptedOutOfEmail,Birthdate,OwnerId";
    let rows = "003A,true,Gone,Gil,,Gil Gone,,,,,,,,false,,005\n\
003B,0,Doe,Jane,Ms.,Jane Doe,1 Main St,Springfield,62701,217 555 0104,217 555 0105,jane@x.example,CEO,true,1980-03-22,005\n";
    for header in [header.to_owned(), header.to_uppercase()] {
        let t = table(format!("{header}\n{rows}").as_bytes());
        assert_eq!(t.found.product, Product::SalesforceApi);
        assert_eq!(t.rejected(0).reason.code, "deleted_at_source");
        let jane = t.draft(1);
        assert_eq!(jane.uid.as_deref(), Some("003B"));
        assert_eq!(jane.display_name, "Jane Doe");
        assert_eq!(labelled(&jane.phones), ["work:217 555 0104", "mobile:217 555 0105"]);
        assert_eq!(labelled(&jane.dates), ["birthday:1980-03-22"]);
        assert_eq!(t.fate(1, 13), &Fate::Raw);
    }
}

#[test]
fn salesforce_accounts_are_companies() {
    let t = table(
        b"Id,IsDeleted,Name,Type,BillingStreet,BillingCity,Phone,Website,Industry,NumberOfEmployees\n\
001,false,Acme,Customer,1 Main St,Springfield,217 555 0104,acme.example,Software,120\n",
    );
    assert_eq!(t.found.product, Product::SalesforceAccounts);
    let acme = t.draft(0);
    assert_eq!(
        (acme.kind, acme.display_name.as_str(), acme.size.as_str()),
        (DraftKind::Company, "Acme", "120")
    );
    assert_eq!(acme.addresses[0].label, "billing");
}

// covers(IMP-1, IMP-6, QA-3)
#[test]
fn pipedrive_people_and_organizations() {
    let t = table(
        b"Person - ID,Person - Name,Person - First name,Person - Last name,Person - Label(s),Person - Organization,\
Person - Email - Work,Person - Email - Home,Person - Phone - Work,Person - Phone - Mobile,Person - Title,\
Person - Person created,Person - Marketing status,Person - Double opt-in\n\
5,Jane Doe,Jane,Doe,\"Hot lead, Customer\",Acme,\"jane@x.example, j.doe@x.example\",,\"030 1234567, 030 7654321\",,CEO,\
2024-03-12 09:14:00,subscribed,yes\n",
    );
    assert_eq!(t.found.product, Product::PipedrivePeople);
    let jane = t.draft(0);
    assert_eq!(labelled(&jane.emails), ["work:jane@x.example", "work:j.doe@x.example"]);
    assert_eq!(labelled(&jane.phones), ["work:030 1234567", "work:030 7654321"]);
    assert_eq!(jane.tags, ["Hot lead", "Customer"]);
    assert_eq!((t.fate(0, 12), t.fate(0, 13)), (&Fate::Raw, &Fate::Raw));

    let t = table(b"Organization - ID,Organization - Name,Organization - Address,Organization - Owner,Organization - People\n\
7,Acme,\"1 Main St, Springfield\",Max,3\n");
    assert_eq!(t.found.product, Product::PipedriveOrganizations);
    assert_eq!((t.draft(0).kind, t.draft(0).display_name.as_str()), (DraftKind::Company, "Acme"));
    assert_eq!(t.draft(0).addresses[0].street, "1 Main St, Springfield");
}

#[test]
fn pipedrive_activities_name_people_but_are_none() {
    let t = table(
        b"Activity - Subject,Activity - Type,Activity - Due date,Activity - Done,Deal - Title,Person - Name,\
Person - Email,Organization - Name\nCall,call,2024-03-12,To do,Big one,Jane Doe,jane@x.example,Acme\n",
    );
    assert_eq!(t.found.product, Product::PipedriveActivities);
    assert!(!t.found.sure);
    assert_eq!(t.draft(0).display_name, "Jane Doe");
}

// covers(IMP-1, IMP-6, QA-3)
#[test]
fn thunderbird_with_its_trailing_comma() {
    let t = table(
        b"First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,\
Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,Home City,Home State,Home ZipCode,Home Country,\
Work Address,Work Address 2,Work City,Work State,Work ZipCode,Work Country,Job Title,Department,Organization,Web Page 1,\
Web Page 2,Birth Year,Birth Month,Birth Day,Custom 1,Custom 2,Custom 3,Custom 4,Notes,\n\
Jane,Doe,Jane Doe,,jane@x.example,j2@x.example,jd,,+49 228 1234,,,,Weg 1,,Bonn,,53111,DE,,,,,,,CTO,,Acme,\
http://x.example,,1980,03,22,loves tea,,,,\"a\nb\",\n\
Jim,Roe,Jim Roe,,,,,,,,,,,,,,,,,,,,,,,,,,,,4,1,,,,,,\n",
    );
    assert_eq!(t.found.product, Product::Thunderbird);
    assert!(t.found.sure, "{:?}", t.found.doubts);
    let jane = t.draft(0);
    assert_eq!(labelled(&jane.dates), ["birthday:1980-03-22"]);
    assert_eq!(jane.addresses[0].postal_code, "53111");
    assert_eq!(jane.handles[0].value, "jd");
    assert_eq!(jane.notes, ["a\nb"]);
    assert_eq!(labelled(&t.draft(1).dates), ["birthday:--04-01"]);
}

// covers(IMP-1, IMP-6, QA-3)
#[test]
fn atomic_crm() {
    let t = table(
        b"id,first_name,last_name,gender,title,background,first_seen,has_newsletter,status,tags,company_id,linkedin_url,\
company_name,company,email_work,email_home,phone_work,phone_home\n\
7,Ada,Lovelace,female,Analyst,Knows engines.,2024-08-13T18:04:34.666+00:00,true,warm,\"vip, london\",3,\
https://linkedin.com/in/ada,Engine Ltd,Engine Ltd,ada@engine.example,,+44 20 7946 0958,\n",
    );
    assert_eq!(t.found.product, Product::AtomicCrm);
    assert!(t.found.sure, "{:?}", t.found.doubts);
    let ada = t.draft(0);
    assert_eq!(ada.uid.as_deref(), Some("7"));
    assert_eq!([&ada.given, &ada.family], ["Ada", "Lovelace"]);
    assert_eq!(labelled(&ada.emails), ["work:ada@engine.example"]);
    assert_eq!(ada.tags, ["vip", "london"]);
    assert_eq!((ada.jobs[0].company.as_str(), ada.jobs[0].title.as_str()), ("Engine Ltd", "Analyst"));
    // A newsletter column is no consent.
    assert_eq!(t.fate(0, 7), &Fate::Raw);
    assert_eq!(t.target("status"), "custom:Status");
    assert!(t.parsed(0).exceptions.is_empty());
}

// The public sample of a whole export, where it is at hand.
#[test]
fn atomic_crm_s_own_sample() {
    let Some(bytes) = super::super::corpus("contacts.csv") else { return };
    let t = table(&bytes);
    assert_eq!(t.found.product, Product::AtomicCrm);
    assert!(t.found.sure, "{:?}", t.found.doubts);
    assert_eq!(t.drafts().len(), 500);
    assert!(t.drafts().iter().all(|d| !d.given.is_empty() && !d.phones.is_empty()));
}
