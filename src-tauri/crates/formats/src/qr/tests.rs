//! Codes written and read again, the short forms of cards, and pictures that are none.

use proptest::prelude::*;

use super::{BadPicture, Content, content, paint, read, sniff};
use crate::vcard::Reader;

const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Müller;Jürgen;;;\r\nFN:Jürgen Müller\r\nTEL:+49 30 901820\r\nEND:VCARD\r\n";

fn card(text: &str) -> crate::Draft {
    let Content::Card(card) = content(text) else { panic!("no card: {text}") };
    Reader::new(card.as_bytes()).next().unwrap().unwrap().outcome.unwrap().draft
}

// covers(QR-2, QR-3)
#[test]
fn what_is_painted_is_read_again() {
    let long = format!("{CARD}{}", "x".repeat(1_200));
    for text in [CARD, "https://x.example/a?b=c", "Grüße", long.as_str()] {
        let painted = paint(text).unwrap();
        let seen = read(&painted.png().unwrap()).unwrap();
        assert_eq!(seen, [content(text)], "{text}");
        assert!(painted.svg().contains(&painted.path) && painted.svg().starts_with("<svg"));
    }
    assert_eq!(paint(&"x".repeat(3_000)), None, "no code holds this");
}

// covers(QR-2)
#[test]
fn a_code_is_seen_in_a_photo_and_in_the_negative() {
    let code = image::load_from_memory(&paint(CARD).unwrap().png().unwrap()).unwrap().to_luma8();
    let mut photo = image::GrayImage::from_pixel(3_000, 2_200, image::Luma([180]));
    image::imageops::overlay(&mut photo, &code, 1_000, 700);
    let as_jpeg = |picture: &image::GrayImage| {
        let mut out = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut out, image::ImageFormat::Jpeg).unwrap();
        out.into_inner()
    };
    assert_eq!(read(&as_jpeg(&photo)).unwrap(), [content(CARD)]);
    let mut negative = code;
    image::imageops::invert(&mut negative);
    assert_eq!(read(&as_jpeg(&negative)).unwrap(), [content(CARD)]);
}

// covers(QR-2)
#[test]
fn mecards_and_bizcards_are_cards() {
    let ada = card(
        r"MECARD:N:Lovelace,Ada;TEL:+44 20 7946 0958;TEL:02079460959;EMAIL:ada@x.example;NOTE:likes a\;b\, c;BDAY:18151210;URL:https://x.example/;NICKNAME:Countess;ADR:,,12 St James's Sq,London,,SW1Y 4LB,UK;;",
    );
    assert_eq!([&ada.given, &ada.family, &ada.nickname], ["Ada", "Lovelace", "Countess"]);
    assert_eq!(
        ada.phones.iter().map(|p| p.value.as_str()).collect::<Vec<_>>(),
        ["+44 20 7946 0958", "02079460959"]
    );
    assert_eq!((ada.notes[0].as_str(), ada.dates[0].value.as_str()), ("likes a;b, c", "1815-12-10"));
    assert_eq!(
        (ada.addresses[0].street.as_str(), ada.addresses[0].city.as_str()),
        ("12 St James's Sq", "London")
    );
    let whole = card("mecard:N:Ada Lovelace;X-ODD:1;;");
    assert_eq!(whole.display_name, "Ada Lovelace");
    assert!(whole.raw.iter().any(|raw| raw.name == "X-MECARD-X-ODD" && raw.value == "1"));
    let grace = card(
        "BIZCARD:N:Grace;X:Hopper;T:Admiral;C:Navy;A:1 Main St, Arlington;B:+12025550123;E:grace@x.example;;",
    );
    assert_eq!(
        [&grace.given, &grace.family, &grace.jobs[0].company, &grace.jobs[0].title],
        ["Grace", "Hopper", "Navy", "Admiral"]
    );
    assert_eq!(grace.addresses[0].street, "1 Main St, Arlington");
}

// covers(QR-2)
#[test]
fn what_is_no_card_is_said_and_what_is_no_picture_refused() {
    assert_eq!(content("https://x.example/"), Content::Link("https://x.example/".into()));
    assert_eq!(content("WIFI:S:net;;"), Content::Text("WIFI:S:net;;".into()));
    let plain = image::GrayImage::from_pixel(300, 200, image::Luma([200]));
    let mut png = std::io::Cursor::new(Vec::new());
    plain.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let png = png.into_inner();
    assert_eq!(read(&png), Ok(vec![]), "a picture without a code");
    assert_eq!(read(b"name,mail\n"), Err(BadPicture::NoPicture));
    assert_eq!(read(&png[..60]), Err(BadPicture::Damaged));
    assert!(sniff(&png) && !sniff(b"GIF89a") && !sniff(b""));
}

proptest! {
    // covers(QA-3)
    #[test]
    fn any_mecard_is_one_card(text in "[A-Z:;,\\\\ a-zé\n]{0,80}") {
        let Content::Card(card) = content(&format!("MECARD:{text}")) else { return Err(TestCaseError::fail("no card")) };
        prop_assert_eq!(Reader::new(card.as_bytes()).count(), 1);
    }

    // covers(QA-3)
    #[test]
    fn a_cut_picture_is_no_panic(at in 0_usize..2_000, odd in any::<u8>()) {
        let mut png = paint(CARD).unwrap().png().unwrap();
        let at = at.min(png.len() - 1);
        png[at] = odd;
        let _ = read(&png);
        let _ = read(&png[..at]);
    }
}
