use proptest::prelude::*;

use super::{Mail, Sender, mail, read, read_mail, sniff, sniff_mail};
use crate::draft::Draft;

/// A draft in one line: `name | title @ company / department | e-mails | phones | address | links | handles`.
fn told(draft: &Draft) -> String {
    let name: Vec<&str> =
        [&draft.prefix, &draft.given, &draft.middle, &draft.family, &draft.suffix, &draft.display_name]
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
    let job = draft.jobs.first().cloned().unwrap_or_default();
    let list = |all: &[crate::draft::Labelled]| {
        all.iter().map(|one| format!("{}={}", one.label, one.value)).collect::<Vec<_>>().join(", ")
    };
    let addresses: Vec<String> = draft
        .addresses
        .iter()
        .map(|a| {
            [&a.po_box, &a.extended, &a.street, &a.postal_code, &a.city, &a.region, &a.country]
                .into_iter()
                .filter(|part| !part.is_empty())
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join("; ")
        })
        .collect();
    let links: Vec<&str> = draft.links.iter().map(|one| one.value.as_str()).collect();
    let handles: Vec<String> =
        draft.handles.iter().map(|one| format!("{}={}", one.service, one.value)).collect();
    let mut all = vec![name.join(" "), format!("{} @ {}", job.title, job.company)];
    all.push(job.department);
    all.push(draft.emails.iter().map(|one| one.value.clone()).collect::<Vec<_>>().join(", "));
    all.push(list(&draft.phones));
    all.push(addresses.join(" & "));
    all.push([links.join(", "), handles.join(", ")].join(" "));
    all.iter().map(|part| part.trim()).collect::<Vec<_>>().join(" | ").trim().to_owned()
}

/// Signatures as people write them, and what each says.
const SIGNATURES: &[(&str, &str)] = &[
    (
        "Mit freundlichen Grüßen\n\nJürgen Müller\nLeiter Vertrieb\n\nMüller Maschinenbau GmbH\nHauptstraße 12\n50667 Köln\n\nTel.: +49 221 901820-15\nMobil: +49 151 23456789\nFax: +49 221 901820-99\nE-Mail: juergen.mueller@mueller-maschinenbau.example\nWeb: www.mueller-maschinenbau.example\n\nSitz der Gesellschaft: Köln, Amtsgericht Köln HRB 12345\nGeschäftsführer: Petra Müller",
        "Jürgen Müller | Leiter Vertrieb @ Müller Maschinenbau GmbH |  | juergen.mueller@mueller-maschinenbau.example | work=+49 221 901820-15, mobile=+49 151 23456789, work fax=+49 221 901820-99 | Hauptstraße 12; 50667; Köln | www.mueller-maschinenbau.example",
    ),
    (
        "Best regards,\nJane Doe\nHead of Sales\nAcme Inc.\n1 Main Street, Suite 300\nSpringfield, IL 62704\nUSA\nT: (217) 555-0101\nM: 217-555-0102\nF: 217-555-0103\nE: jane.doe@acme.example\nW: https://www.acme.example/",
        "Jane Doe | Head of Sales @ Acme Inc. |  | jane.doe@acme.example | work=(217) 555-0101, mobile=217-555-0102, work fax=217-555-0103 | Suite 300; 1 Main Street; 62704; Springfield; IL; USA | https://www.acme.example",
    ),
    (
        "Dr. Ada Brandt | Leiterin Einkauf | Brandt & Söhne KG | Tel +49 30 901820 | Mobil +49 170 5551234 | ada@brandt.example",
        "Dr. Ada Brandt | Leiterin Einkauf @ Brandt & Söhne KG |  | ada@brandt.example | work=+49 30 901820, mobile=+49 170 5551234 |  |",
    ),
    (
        "Thanks!\nTom\n\n--\nTom O'Brien, MBA\nVP Business Development at Northwind\n+44 20 7946 0958 (office) | +44 7700 900123 (mobile)\n221B Baker Street, London NW1 6XE, United Kingdom\ntom.obrien@northwind.example | linkedin.com/in/tomobrien",
        "Tom O'Brien MBA | VP Business Development @ Northwind |  | tom.obrien@northwind.example | work=+44 20 7946 0958, mobile=+44 7700 900123 | 221B Baker Street; NW1 6XE; London; United Kingdom | linkedin.com/in/tomobrien",
    ),
    (
        "i. A. Sabine Schäfer\nSachbearbeiterin Buchhaltung\n\nStadtwerke Beispielstadt AG\nPostfach 10 20 30\nD-04109 Leipzig\n\nTelefon 0341 123-4567\nTelefax 0341 123-4599\nsabine.schaefer@stadtwerke.example",
        "Sabine Schäfer | Sachbearbeiterin Buchhaltung @ Stadtwerke Beispielstadt AG |  | sabine.schaefer@stadtwerke.example | work=0341 123-4567, work fax=0341 123-4599 | Postfach 10 20 30; 04109; Leipzig |",
    ),
    (
        "Viele Grüße aus Wien\nMag. Lukas Gruber\n\nGruber Consulting e.U.\nBeratung & Coaching\nMariahilfer Straße 1/5, 1060 Wien, Österreich\nT +43 1 5123456  M +43 664 1234567\noffice@gruber.example  www.gruber.example",
        "Mag. Lukas Gruber | Beratung & Coaching @ Gruber Consulting e.U. |  | office@gruber.example | work=+43 1 5123456, mobile=+43 664 1234567 | Mariahilfer Straße 1/5; 1060; Wien; Österreich | www.gruber.example",
    ),
    (
        "Regards\nPriya Natarajan\nSenior Software Engineer\nContoso Ltd\nDirect: +91 80 4123 4567 ext. 12\npriya@contoso.example\nTwitter: @priyan",
        "Priya Natarajan | Senior Software Engineer @ Contoso Ltd |  | priya@contoso.example | work=+91 80 4123 4567 ext. 12 |  | twitter=@priyan",
    ),
    (
        "Max Mustermann\nGeschäftsführer\nMustermann UG (haftungsbeschränkt)\nMusterweg 3a\n80331 München\nTel: 089/1234567\nHandy: 0171/1234567\nmax@mustermann.example\nUSt-IdNr.: DE123456789",
        "Max Mustermann | Geschäftsführer @ Mustermann UG (haftungsbeschränkt) |  | max@mustermann.example | work=089/1234567, mobile=0171/1234567 | Musterweg 3a; 80331; München |",
    ),
    (
        "Cheers,\nSam\n\nSam Taylor (she/her)\nCustomer Success Manager | Globex Corporation\nsam.taylor@globex.example | (415) 555-0199\n\nThis e-mail and any attachments are confidential. Call 1-800-555-0100.",
        "Sam Taylor | Customer Success Manager @ Globex Corporation |  | sam.taylor@globex.example | work=(415) 555-0199 |  |",
    ),
    (
        "Freundliche Grüsse\n\nBeat Zürcher\nProjektleiter\n\nAlpenbau AG · Bahnhofstrasse 10 · CH-8001 Zürich\nTelefon: +41 44 123 45 67 · Natel: +41 79 123 45 67\nbeat.zuercher@alpenbau.example · alpenbau.example",
        "Beat Zürcher | Projektleiter @ Alpenbau AG |  | beat.zuercher@alpenbau.example | work=+41 44 123 45 67, mobile=+41 79 123 45 67 | Bahnhofstrasse 10; 8001; Zürich | alpenbau.example",
    ),
    (
        "Maria de la Cruz\nDirector of Operations\nIberia Foods S.L.\nCalle Mayor 5\n28013 Madrid\nSpain\nMobile phone: +34 612 345 678\nmaria@iberiafoods.example",
        "Maria de la Cruz | Director of Operations @ Iberia Foods S.L. |  | maria@iberiafoods.example | mobile=+34 612 345 678 | Calle Mayor 5; 28013; Madrid; Spain |",
    ),
    (
        "Prof. Dr. Käthe Groß\nLehrstuhl für Statistik\nUniversität Musterstadt\nUniversitätsplatz 1\n39106 Magdeburg\nTel. +49 (0)391 67-50001\nkaethe.gross@uni.example\nhttps://uni.example/statistik",
        "Prof. Dr. Käthe Groß | @ Universität Musterstadt | Lehrstuhl für Statistik | kaethe.gross@uni.example | work=+49 (0)391 67-50001 | Universitätsplatz 1; 39106; Magdeburg | https://uni.example/statistik",
    ),
    (
        "Lee Wong\nCFO\nHarbour Trading Pte Ltd\n10 Collyer Quay #05-01\nSingapore\nDID: +65 6123 4567\nHP: +65 9123 4567\nlee.wong@harbour.example",
        "Lee Wong | CFO @ Harbour Trading Pte Ltd |  | lee.wong@harbour.example | work=+65 6123 4567, mobile=+65 9123 4567 | 10 Collyer Quay #05-01 |",
    ),
    (
        "*Anna Schmidt*\n*Teamleiterin Kundenservice*\nSchmidt & Partner mbB\nTel. mobil: 0160 1234567\nTel.: 040 123456-0\nMail: a.schmidt@schmidt-partner.example\nSkype: anna.schmidt",
        "Anna Schmidt | Teamleiterin Kundenservice @ Schmidt & Partner mbB |  | a.schmidt@schmidt-partner.example | mobile=0160 1234567, work=040 123456-0 |  | skype=anna.schmidt",
    ),
    (
        "John Smith - Account Executive - Initech LLC\njsmith@initech.example | office 512-555-0110 | cell 512-555-0111",
        "John Smith | Account Executive @ Initech LLC |  | jsmith@initech.example | work=512-555-0110, mobile=512-555-0111 |  |",
    ),
    (
        "Mit besten Grüßen\nFrank Weber, Geschäftsführer\nWeber Elektrotechnik e.K., Industriestr. 7, 70565 Stuttgart\nFon 0711 987654 / Fax 0711 987655 / Mobil 0172 9876543\ninfo@weber-elektro.example",
        "Frank Weber | Geschäftsführer @ Weber Elektrotechnik e.K. |  | info@weber-elektro.example | work=0711 987654, work fax=0711 987655, mobile=0172 9876543 | Industriestr. 7; 70565; Stuttgart |",
    ),
    (
        "Olivia Brown\nMarketing Manager\nOutback Tours Pty Ltd\nLevel 5, 100 George Street\nSydney NSW 2000\nAustralia\np: +61 2 9876 5432\nm: +61 412 345 678\ne: olivia@outbacktours.example",
        "Olivia Brown | Marketing Manager @ Outback Tours Pty Ltd |  | olivia@outbacktours.example | work=+61 2 9876 5432, mobile=+61 412 345 678 | Level 5; 100 George Street; 2000; Sydney; NSW; Australia |",
    ),
    (
        "Emma Tremblay\nProject Coordinator\nMaple Works\n500 King St W, Toronto ON M5V 1L9, Canada\n416-555-0123\nemma@mapleworks.example",
        "Emma Tremblay | Project Coordinator @ Maple Works |  | emma@mapleworks.example | work=416-555-0123 | 500 King St W; M5V 1L9; Toronto; ON; Canada |",
    ),
    (
        "Jan de Vries\nInkoper\nDe Vries Bouw B.V.\nKeizersgracht 100\n1015 AB Amsterdam\nNederland\nT. 020-1234567\nM. 06-12345678\njan@devriesbouw.example",
        "Jan de Vries | Inkoper @ De Vries Bouw B.V. |  | jan@devriesbouw.example | work=020-1234567, mobile=06-12345678 | Keizersgracht 100; 1015 AB; Amsterdam; Nederland |",
    ),
    (
        "Liebe Grüße\nNina\n\nNina Hoffmann\nfreie Grafikerin\nnina.hoffmann@gmx.example\n0176 / 123 456 78\nwww.nina-hoffmann.example\nVon meinem iPhone gesendet",
        "Nina Hoffmann | freie Grafikerin @ |  | nina.hoffmann@gmx.example | work=0176 / 123 456 78 |  | www.nina-hoffmann.example",
    ),
    (
        "Sincerely,\n\nRobert Johnson, PhD\nPrincipal Scientist\nResearch & Development\nUmbrella Labs, Inc.\nOffice: +1 (303) 555-0145 x204\nrobert.johnson@umbrella.example",
        "Robert Johnson PhD | Principal Scientist @ Umbrella Labs, Inc. | Research & Development | robert.johnson@umbrella.example | work=+1 (303) 555-0145 ext. 204 |  |",
    ),
    (
        "Stefan Koch\nAbteilung Einkauf\nKoch Werkzeuge GmbH & Co. KG\nGewerbepark 4, Haus B\n97080 Würzburg\nDurchwahl: 0931 4567-123\nZentrale: 0931 4567-0\nstefan.koch@koch-werkzeuge.example",
        "Stefan Koch | @ Koch Werkzeuge GmbH & Co. KG | Abteilung Einkauf | stefan.koch@koch-werkzeuge.example | work=0931 4567-123, work=0931 4567-0 | Haus B; Gewerbepark 4; 97080; Würzburg |",
    ),
    (
        "Иван Петров\nМенеджер\nООО Строй\nТел.: +7 495 123-45-67\nivan@stroy.example",
        "Иван Петров | Менеджер @ ООО Строй |  | ivan@stroy.example | work=+7 495 123-45-67 |  |",
    ),
    (
        "Chloe Martin\nCo-Founder & CEO\nBright Ideas\nBook a meeting: https://cal.example/chloe\nchloe@brightideas.example\nM +1 646 555 0177",
        "Chloe Martin | Co-Founder & CEO @ Bright Ideas |  | chloe@brightideas.example | mobile=+1 646 555 0177 |  |",
    ),
    (
        "Best,\nKarl\n\nKarl-Heinz von der Au\nVertriebsleiter DACH\nAu Systems SE\nPrivat: 08151 12345\nGeschäftlich: 089 99887766\nkarl-heinz.vonderau@ausystems.example",
        "Karl-Heinz von der Au | Vertriebsleiter DACH @ Au Systems SE |  | karl-heinz.vonderau@ausystems.example | home=08151 12345, work=089 99887766 |  |",
    ),
    (
        "Jane Doe <jane.doe@acme.example>\nSales Director\nACME\n+1-202-555-0143",
        "Jane Doe | Sales Director @ ACME |  | jane.doe@acme.example | work=+1-202-555-0143 |  |",
    ),
    (
        "Wir freuen uns auf Sie!\n\nMit freundlichen Grüßen / Best regards\n\nppa. Thomas Bauer\nHead of Procurement\n\nBauer AG\nTel. +49 821 5555-0  Fax +49 821 5555-99\nthomas.bauer@bauer.example\n\nVorstand: A. Bauer\nAm 3. März 2026 schrieb Eva Klein <eva@klein.example>:\n> Hallo\n> Eva Klein\n> Tel. 030 999999",
        "Thomas Bauer | Head of Procurement @ Bauer AG |  | thomas.bauer@bauer.example | work=+49 821 5555-0, work fax=+49 821 5555-99 |  |",
    ),
    (
        "Hannah Lewis | Paralegal\nLewis & Clarke LLP\n5th Floor, 12 Fleet Street, London EC4Y 1AA\nTel: 020 7946 0001 Fax: 020 7946 0002\nhannah.lewis@lewisclarke.example\nRegistered in England, company number 0123456",
        "Hannah Lewis | Paralegal @ Lewis & Clarke LLP |  | hannah.lewis@lewisclarke.example | work=020 7946 0001, work fax=020 7946 0002 | 5th Floor; 12 Fleet Street; EC4Y 1AA; London |",
    ),
];

// covers(CON-14, QR-2)
#[test]
fn signatures_say_who_it_is() {
    let mut wrong = Vec::new();
    for (text, wanted) in SIGNATURES {
        let found = read(text);
        let now = told(&found.draft);
        if now != *wanted {
            wrong.push(format!("{text}\n  wanted {wanted}\n  found  {now}\n  left   {:?}", found.left));
        }
        if !sniff(text) {
            wrong.push(format!("{text}\n  is not taken for a signature"));
        }
    }
    assert!(SIGNATURES.len() >= 25);
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), SIGNATURES.len(), wrong.join("\n\n"));
}

#[test]
fn what_is_not_understood_is_handed_back() {
    let found = read("Jane Doe\nHead of Sales\nAcme Inc.\njane@acme.example\nMake every day count.");
    assert_eq!(found.left, ["Make every day count."]);
}

#[test]
fn tables_and_address_books_are_no_signatures() {
    for text in [
        "Name,E-mail\nAda,ada@x.example\nBob,bob@x.example",
        "Name\tE-mail\tPhone\nAda Brandt\tada@x.example\t030 901820\nBob\tbob@x.example\t1",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ada Brandt\nEMAIL:ada@x.example\nEND:VCARD",
        "dn: cn=Ada\ncn: Ada Brandt\nmail: ada@x.example",
        "{ \"name\": \"Ada\" }\n",
        "Just a line",
        "",
    ] {
        assert!(!sniff(text), "{text}");
    }
}

const PLAIN: &str = "From: \"Doe, Jane\" <jane@acme.example>\r\nTo: ada@brandt.example\r\nSubject: Offer\r\nDate: Mon, 2 Mar 2026 10:00:00 +0100\r\n\
    MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\
    Dear Ada,\r\n\r\nplease find the offer below. Call Bob Miller at +49 30 111111 if you like.\r\n\r\nBest regards\r\nJane\r\n\r\n-- \r\n\
    Jane Doe\r\nHead of Sales\r\nAcme Inc.\r\nTel. +1 217 555 0101\r\n\r\nOn Mon, 2 Mar 2026 Ada wrote:\r\n> Dear Jane\r\n> Tel. +49 221 999\r\n";

// covers(CON-14)
#[test]
fn a_mail_is_read_by_its_head_and_its_signature() {
    assert!(sniff_mail(PLAIN.as_bytes()));
    let found = read_mail(&mail(PLAIN.as_bytes()).unwrap());
    assert_eq!(
        told(&found.draft),
        "Jane Doe | Head of Sales @ Acme Inc. |  | jane@acme.example | work=+1 217 555 0101 |  |"
    );
}

// covers(CON-14)
#[test]
fn of_a_mail_in_html_alone_the_text_is_read_and_nothing_is_loaded() {
    let html = "From: =?utf-8?q?J=C3=BCrgen_M=C3=BCller?= <jm@mueller.example>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\
        Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        <html><head><style>.x{color:red}</style></head><body><div>Hallo,</div><div>danke!</div><div>Viele Gr=C3=BC=C3=9Fe</div>\
        <table><tr><td><img src=3D\"https://tracker.example/p.gif\"></td><td><b>J=C3=BCrgen M=C3=BCller</b></td></tr>\
        <tr><td>Leiter Einkauf</td></tr><tr><td>M=C3=BCller GmbH &amp; Co. KG</td></tr><tr><td>Mobil: 0171 2345678</td></tr></table>\
        </body></html>\r\n";
    assert!(sniff_mail(html.as_bytes()));
    let found = read_mail(&mail(html.as_bytes()).unwrap());
    assert_eq!(
        told(&found.draft),
        "Jürgen Müller | Leiter Einkauf @ Müller GmbH & Co. KG |  | jm@mueller.example | mobile=0171 2345678 |  |"
    );
    assert!(found.draft.links.is_empty(), "{:?}", found.draft.links);
}

#[test]
fn a_mail_without_a_signature_is_its_sender() {
    let text = Mail {
        sender: Sender { name: "Eva Klein".into(), email: "eva@klein.example".into() },
        text: "Ja, gerne.\n\nEva".into(),
    };
    let found = read_mail(&text);
    assert_eq!((found.draft.given.as_str(), found.draft.family.as_str()), ("Eva", "Klein"));
    assert_eq!(found.draft.emails[0].value, "eva@klein.example");
    // A greeting is nobody's company.
    let sender = Sender { name: "Ada Lovelace".into(), email: "ada@engine.example".into() };
    let greeting = Mail { sender, text: "Hello,\n\nsee you on Monday.\n".into() };
    assert!(read_mail(&greeting).draft.jobs.iter().all(|job| job.company != "Hello"));
    assert!(!sniff_mail(b"Name: x\nE-mail: y\n"));
    assert!(!sniff_mail("From here to there\nTo: all\n".as_bytes()));
    assert!(mail(b"").is_none_or(|mail| mail.text.is_empty()));
}

proptest! {
    // covers(QA-3)
    #[test]
    fn any_text_is_read_without_a_panic(text in "(?s).{0,400}", lines in prop::collection::vec("[ -~äöüß|:+@.]{0,60}", 0..12)) {
        for text in [text, lines.join("\n")] {
            let found = read(&text);
            let _ = sniff(&text);
            prop_assert!(found.draft.emails.iter().all(|one| one.value.contains('@')));
            prop_assert!(found.draft.phones.iter().all(|one| one.value.chars().any(|c| c.is_ascii_digit())));
        }
    }

    #[test]
    fn any_bytes_are_read_as_a_mail_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = sniff_mail(&bytes);
        let mut whole = b"From: a@b.example\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n".to_vec();
        whole.extend(&bytes);
        for bytes in [bytes, whole] {
            if let Some(mail) = mail(&bytes) {
                let _ = read_mail(&mail);
            }
        }
    }
}
