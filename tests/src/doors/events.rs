//! The WebSocket of what happens.

use std::time::Duration;

use futures_util::StreamExt;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::{Api, Laptop, id};

type Socket = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

impl Api {
    /// Listens as a browser does: the token as a subprotocol.
    fn listen(&self, query: &str, origin: Option<&str>) -> Result<Socket, tungstenite::Error> {
        let address = format!("{}/api/v1/events{query}", self.served.address.replacen("http", "ws", 1));
        let mut request = address.into_client_request().unwrap();
        let protocols = format!("satchel, bearer.{}", self.token());
        request.headers_mut().insert("sec-websocket-protocol", protocols.parse().unwrap());
        if let Some(origin) = origin {
            request.headers_mut().insert("origin", origin.parse().unwrap());
        }
        let (socket, response) = self.runtime.block_on(connect_async(request))?;
        assert_eq!(response.headers()["sec-websocket-protocol"], "satchel");
        Ok(socket)
    }

    /// The next event of this type.
    fn next(&self, socket: &mut Socket, type_: &str) -> Value {
        let found = async {
            while let Some(message) = socket.next().await {
                if let Message::Text(text) = message.unwrap() {
                    let event: Value = serde_json::from_str(&text).unwrap();
                    if event["type"] == type_ {
                        return event;
                    }
                }
            }
            panic!("the events ended");
        };
        self.runtime.block_on(async { tokio::time::timeout(Duration::from_secs(20), found).await }).unwrap()
    }
}

// covers(API-6)
#[test]
fn a_change_is_told_and_what_was_missed_is_told_first() {
    let laptop = Laptop::new();
    let api = Api::of(laptop.app());
    let own = api.served.address.clone();
    let mut socket = api.listen("", Some(&own)).unwrap();
    let ada = api.contact(json!({"given": "Ada"}));
    let event = api.next(&mut socket, "change");
    assert!(
        event["ids"].as_array().unwrap().contains(&json!({"kind": "contact", "id": id(&ada)})),
        "{event}"
    );
    let seen = event["to_seq"].as_i64().unwrap();
    drop(socket);

    let bob = api.contact(json!({"given": "Bob"}));
    let cy = api.contact(json!({"given": "Cy"}));
    let mut socket = api.listen(&format!("?from_seq={seen}"), None).unwrap();
    let missed = api.next(&mut socket, "change");
    assert_eq!(missed["from_seq"], seen + 1);
    for record in [&bob, &cy] {
        assert!(
            missed["ids"].as_array().unwrap().contains(&json!({"kind": "contact", "id": id(record)})),
            "{missed}"
        );
    }
    let dora = api.contact(json!({"given": "Dora"}));
    let event = api.next(&mut socket, "change");
    assert_eq!(
        event["from_seq"].as_i64().unwrap(),
        missed["to_seq"].as_i64().unwrap() + 1,
        "no gap and nothing twice"
    );
    assert!(event["ids"].to_string().contains(id(&dora)));
}

// covers(API-6, SRCH-1)
#[test]
fn when_the_index_has_caught_up_a_listener_hears_of_it() {
    let laptop = Laptop::new();
    let app = laptop.app();
    let api = Api::of(app.clone());
    let mut socket = api.listen("", None).unwrap();
    api.contact(json!({"given": "Ada"}));
    let last = api.next(&mut socket, "change")["to_seq"].as_i64().unwrap();
    // It was perhaps told of an earlier change first: it follows as fast as it can.
    while api.next(&mut socket, "index")["seq"].as_i64().unwrap() < last {}
    let cx = app.cx(&satchel_app::Actor::owner()).unwrap();
    assert!(cx.index.seq().unwrap() >= last, "what is told is true");
}

#[test]
fn a_long_absence_is_told_without_ids() {
    let laptop = Laptop::new();
    let api = Api::of(laptop.app());
    for n in 0..101 {
        api.contact(json!({"given": format!("Contact {n}")}));
    }
    let mut socket = api.listen("?from_seq=0", None).unwrap();
    let missed = api.next(&mut socket, "change");
    assert!(missed["ids"].is_null(), "{missed}");
    assert!(missed["kinds"].as_array().unwrap().contains(&json!("contact")));
}

// covers(API-6, QA-5)
#[test]
fn strangers_hear_nothing() {
    let laptop = Laptop::new();
    let api = Api::of(laptop.app());
    let status = |error: tungstenite::Error| match error {
        tungstenite::Error::Http(response) => response.status().as_u16(),
        other => panic!("{other}"),
    };
    assert_eq!(status(api.listen("", Some("http://evil.example")).unwrap_err()), 403);
    assert_eq!(status(api.listen("?from_seq=x", None).unwrap_err()), 400);
    let address = format!("{}/api/v1/events", api.served.address.replacen("http", "ws", 1));
    assert_eq!(status(api.runtime.block_on(connect_async(address)).unwrap_err()), 401);
}
