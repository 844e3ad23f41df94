//! Outlook: new, classic, in other languages, and Google's imitation.

use super::super::{labelled, table};
use crate::csv::{DateOrder, Product};
use crate::draft::Fate;

const CLASSIC: &str = "\"Title\",\"First Name\",\"Middle Name\",\"Last Name\",\"Suffix\",\"Company\",\"Department\",\
\"Job Title\",\"Business Street\",\"Business Street 2\",\"Business Street 3\",\"Business City\",\"Business State\",\
\"Business Postal Code\",\"Business Country/Region\",\"Assistant's Phone\",\"Business Fax\",\"Business Phone\",\
\"Business Phone 2\",\"Home Phone\",\"ISDN\",\"Mobile Phone\",\"Account\",\"Anniversary\",\"Assistant's Name\",\
\"Birthday\",\"Categories\",\"Children\",\"E-mail Address\",\"E-mail Type\",\"E-mail Display Name\",\
\"E-mail 2 Address\",\"Gender\",\"Manager's Name\",\"Notes\",\"Priority\",\"Private\",\"Spouse\",\"User 1\",\"Web Page\"";

// covers(IMP-1, IMP-6, QA-3)
#[test]
fn classic() {
    let t = table(
        format!(
            "{CLASSIC}\r\n\
             \"Dr.\",\"Jane\",\"\",\"Doe\",\"\",\"Acme\",\"Sales\",\"Buyer\",\"1 Main St\",\"Floor 2\",\"\",\"Springfield\",\
             \"IL\",\"62701\",\"USA\",\"+1 217 555 0100\",\"+1 217 555 0101\",\"+1 217 555 0102\",\"+1 217 555 0103\",\"\",\"\",\
             \"+1 217 555 0104\",\"\",\"0/0/00\",\"Sam Sung\",\"4/13/1980\",\"vip;lead\",\"Tim; Tom\",\"jane@x.example\",\"SMTP\",\
             \"Jane Doe (jane@x.example)\",\"\",\"Unspecified\",\"Max Boss\",\"a note\",\"Normal\",\"False\",\"Jim\",\"\",\
             \"http://x.example\"\r\n\
             \"\",\"Jim\",\"\",\"Roe\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\
             \"\",\"\",\"1/2/1981\",\"\",\"\",\"/o=ExchangeLabs/ou=Group/cn=Recipients/cn=jim\",\"EX\",\"Jim Roe\",\"\",\"\",\"\",\"\",\"\",\
             \"\",\"\",\"\",\"\"\r\n"
        )
        .as_bytes(),
    );
    assert_eq!(t.found.product, Product::OutlookClassic);
    assert!(t.found.sure, "{:?}", t.found.doubts);
    let jane = t.draft(0);
    assert_eq!(jane.prefix, "Dr.");
    assert_eq!(jane.jobs[0].title, "Buyer");
    assert_eq!(jane.addresses[0].street, "1 Main St\nFloor 2");
    assert_eq!(jane.addresses[0].label, "work");
    assert_eq!(labelled(&jane.dates), ["birthday:1980-04-13"]);
    assert_eq!(
        labelled(&jane.phones),
        [
            "assistant:+1 217 555 0100",
            "work fax:+1 217 555 0101",
            "work:+1 217 555 0102",
            "work:+1 217 555 0103",
            "mobile:+1 217 555 0104"
        ]
    );
    assert_eq!(jane.tags, ["vip", "lead"]);
    assert_eq!(
        labelled(&jane.relations),
        ["assistant:Sam Sung", "child:Tim", "child:Tom", "manager:Max Boss", "spouse:Jim"]
    );
    // The empty anniversary carries nothing.
    assert!(matches!(t.fate(0, 23), Fate::Structure(_)));
    // The month comes first, proven by the other row.
    let jim = t.draft(1);
    assert_eq!(labelled(&jim.dates), ["birthday:1981-01-02"]);
    assert!(t.found.dates.iter().any(|d| d.order == DateOrder::Mdy && d.proof.contains("4/13/1980")));
    // A path inside the server is no address.
    assert!(jim.emails.is_empty());
    assert_eq!(t.fate(1, 28), &Fate::Raw);
}

#[test]
fn classic_dates_that_prove_nothing_are_asked_about() {
    let row = |name: &str, day: &str| {
        let cells = CLASSIC.split(',').map(|h| match h {
            "\"First Name\"" => format!("\"{name}\""),
            "\"Birthday\"" => format!("\"{day}\""),
            _ => "\"\"".to_owned(),
        });
        cells.collect::<Vec<_>>().join(",")
    };
    let t = table(
        format!("{CLASSIC}\r\n{}\r\n{}\r\n", row("Ann", "1/2/1980"), row("Bea", "5/5/1980")).as_bytes(),
    );
    assert!(!t.found.sure);
    assert_eq!(t.found.doubts[0].code, "date_order");
    assert!(matches!(t.fate(0, 25), Fate::Rejected(_)));
    assert_eq!(t.draft(0).raw[0].value, "1/2/1980");
    assert_eq!(labelled(&t.draft(1).dates), ["birthday:1980-05-05"]);
}

// covers(IMP-1, IMP-6, QA-3)
#[test]
fn new_outlook() {
    let t = table(
        b"First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,E-mail 2 Address,\
E-mail 3 Address,Home Phone,Home Phone 2,Business Phone,Business Phone 2,Mobile Phone,Car Phone,Other Phone,Primary Phone,\
Pager,Business Fax,Home Fax,Other Fax,Company Main Phone,Callback,Radio Phone,Telex,TTY/TDD Phone,IMAddress,Job Title,\
Department,Company,Office Location,Manager's Name,Assistant's Name,Assistant's Phone,Company Yomi,Business Street,\
Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home City,Home State,\
Home Postal Code,Home Country/Region,Other Street,Other City,Other State,Other Postal Code,Other Country/Region,\
Personal Web Page,Spouse,Schools,Hobby,Location,Web Page,Birthday,Anniversary,Notes\r\n\
Jane,,Doe,Ms,,JD,,,jane@x.example,j2@x.example,,,,,,+1 217 555 0104,,,,,,,,,,,,,jane@im.example,CTO,,Acme,,,,,,,,,,,,,,,,,,,,,,,,,,,\
1980-12-31,,note\r\n",
    );
    assert_eq!(t.found.product, Product::Outlook);
    let jane = t.draft(0);
    assert_eq!([&jane.prefix, &jane.nickname], ["Ms", "JD"]);
    assert_eq!(labelled(&jane.emails), [":jane@x.example", ":j2@x.example"]);
    assert_eq!(jane.handles[0].value, "jane@im.example");
    assert_eq!(labelled(&jane.dates), ["birthday:1980-12-31"]);
}

#[test]
fn google_s_imitation() {
    let t = table(
        b"First Name,Middle Name,Last Name,Title,Suffix,Initials,Web Page,Gender,Birthday,Anniversary,Location,Language,\
Internet Free Busy,Notes,E-mail Address,E-mail 2 Address,E-mail 3 Address,Primary Phone,Home Phone,Mobile Phone,Categories\n\
Jane,,Doe,,,,,,,,,,,,jane@x.example,,,,,+1 217 555 0104,myContacts;starred\n",
    );
    assert_eq!(t.found.product, Product::GoogleOutlook);
    assert_eq!(t.draft(0).tags, ["starred"]);
}

// covers(IMP-1, IMP-6, QA-3)
#[test]
fn other_languages() {
    let samples = [
        (
            "de",
            "Anrede;Vorname;Nachname;Firma;Straße geschäftlich;Postleitzahl geschäftlich;Ort geschäftlich;Mobiltelefon;\
             Telefon geschäftlich;E-Mail-Adresse;Geburtstag;Kategorien",
        ),
        (
            "fr",
            "Titre;Prénom;Nom;Société;Rue (bureau);Code postal (bureau);Ville (bureau);Tél. mobile;Téléphone (bureau);\
             Adresse de messagerie;Anniversaire;Catégories",
        ),
        (
            "es",
            "Tratamiento;Nombre;Apellidos;Organización;Calle del trabajo;Código postal del trabajo;Ciudad del trabajo;\
             Teléfono móvil;Teléfono del trabajo;Dirección de correo electrónico;Cumpleaños;Categorías",
        ),
        (
            "it",
            "Titolo;Nome;Cognome;Società;Via (uff.);CAP (uff.);Città (uff.);Cellulare;Telefono (uff.);\
             Indirizzo posta elettronica;Compleanno;Categorie",
        ),
        (
            "nl",
            "Titel;Voornaam;Achternaam;Bedrijf;Werkadres, straat;Werkadres, postcode;Werkadres, plaats;Mobiele telefoon;\
             Telefoon op werk;E-mailadres;Verjaardag;Categorieën",
        ),
        (
            "pl",
            "Tytuł;Imię;Nazwisko;Firma;Adres służbowy - ulica;Adres służbowy - kod pocztowy;Adres służbowy - miejscowość;\
             Telefon komórkowy;Telefon służbowy;Adres e-mail;Urodziny;Kategorie",
        ),
        (
            "pt",
            "Título;Nome;Sobrenome;Empresa;Rua do endereço comercial;CEP do endereço comercial;Cidade do endereço comercial;\
             Telefone celular;Telefone comercial;Endereço de email;Aniversário;Categorias",
        ),
        (
            "ru",
            "Обращение;Имя;Фамилия;Организация;Улица (раб. адрес);Индекс (раб. адрес);Город (раб. адрес);\
             Мобильный телефон;Рабочий телефон;Адрес эл. почты;День рождения;Категории",
        ),
    ];
    for (language, header) in samples {
        let text = format!(
            "{header}\r\nDr.;Jo;Doe;Acme;Weg 1;12345;Bonn;+49 170 1234567;+49 228 123456;jo@x.example;03/04/1980;vip\r\n"
        );
        let t = table(text.as_bytes());
        assert_eq!(t.found.product, Product::OutlookClassic, "{language}");
        assert_eq!(t.found.language.as_deref(), Some(language));
        assert!(t.found.sure, "{language}: {:?}", t.found.doubts);
        let jo = t.draft(0);
        assert_eq!([&jo.prefix, &jo.given, &jo.family], ["Dr.", "Jo", "Doe"], "{language}");
        assert_eq!(jo.jobs[0].company, "Acme", "{language}");
        let a = &jo.addresses[0];
        assert_eq!(
            [&a.label, &a.street, &a.postal_code, &a.city],
            ["work", "Weg 1", "12345", "Bonn"],
            "{language}"
        );
        assert_eq!(labelled(&jo.phones), ["mobile:+49 170 1234567", "work:+49 228 123456"], "{language}");
        assert_eq!(labelled(&jo.emails), [":jo@x.example"], "{language}");
        assert_eq!(labelled(&jo.dates), ["birthday:1980-04-03"], "{language}");
        assert_eq!(jo.tags, ["vip"], "{language}");
    }
}
