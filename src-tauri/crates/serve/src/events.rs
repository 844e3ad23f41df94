//! `GET /api/v1/events` as a WebSocket: what happens, as it happens, and with `from_seq` what happened meanwhile.
//!
//! A listener says the last change it knows; the first message is then everything since, in one change event. A
//! listener that cannot keep up is caught up in the same way, so nobody has to guess whether something was missed.

use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use satchel_app::{App, Event, Needs};
use serde::Deserialize;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{OwnedSemaphorePermit, broadcast, watch};
use tokio::time::{Instant, interval, timeout};

use crate::door::{Caller, Door};
use crate::problem::{Answer, Problem};

/// Where events are listened to.
pub const PATH: &str = "/api/v1/events";
/// The subprotocol of the events; a browser adds a second one, `bearer.TOKEN`, as it cannot send a header.
pub const PROTOCOL: &str = "satchel";

/// Told to a listener that fell behind: whatever it shows is to be asked for again.
const GAP: &str = r#"{"type":"gap"}"#;
const PING_EVERY: Duration = Duration::from_secs(20);
const SILENT_FOR: Duration = Duration::from_secs(65);
const SEND_WITHIN: Duration = Duration::from_secs(20);
/// Listeners have nothing to say.
const MAX_INCOMING: usize = 4 << 10;

/// Where a listener stands.
#[derive(Debug, Deserialize)]
pub struct From {
    /// The last change it knows.
    from_seq: Option<i64>,
}

/// The token among the subprotocols.
pub fn token(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::SEC_WEBSOCKET_PROTOCOL)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .find_map(|one| one.trim().strip_prefix("bearer."))
}

/// Upgrades a listener's connection.
pub async fn events(
    State(door): State<Arc<Door>>,
    Extension(Caller(actor)): Extension<Caller>,
    Query(From { from_seq }): Query<From>,
    upgrade: WebSocketUpgrade,
) -> Answer<Response> {
    actor.allowed(Needs::Read)?;
    let place = door.listeners.clone().try_acquire_owned().map_err(|_| {
        Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "too_many_listeners",
            "Too many programs listen already.",
        )
    })?;
    let listener = Listener { app: door.app.clone(), seen: 0, _place: place };
    let closing = door.closing.clone();
    // Listening begins before the listener hears that it is connected: then it asks for what it shows, and whatever
    // happens after that answer must reach it.
    let events = door.app.subscribe();
    Ok(upgrade
        .protocols([PROTOCOL])
        .max_message_size(MAX_INCOMING)
        .max_frame_size(MAX_INCOMING)
        .on_upgrade(move |socket| listener.run(socket, events, from_seq, closing)))
}

struct Listener {
    app: App,
    /// The last change this listener was told of.
    seen: i64,
    _place: OwnedSemaphorePermit,
}

impl Listener {
    async fn run(
        mut self,
        mut socket: WebSocket,
        mut events: broadcast::Receiver<Event>,
        from_seq: Option<i64>,
        mut closing: watch::Receiver<bool>,
    ) {
        // Listening began before catching up: what happens in between is then told twice at worst, never left out.
        self.seen = match from_seq {
            Some(seq) => seq,
            None => self.last_seq().await,
        };
        if self.catch_up(&mut socket).await.is_err() {
            return;
        }
        let mut pings = interval(PING_EVERY);
        let mut heard = Instant::now();
        loop {
            let going = tokio::select! {
                event = events.recv() => match event {
                    Ok(event) => self.tell(&mut socket, event).await,
                    // The changes come in one event; what jobs and the index said meanwhile is to be asked for again.
                    Err(RecvError::Lagged(_)) => match self.catch_up(&mut socket).await {
                        Ok(()) => send(&mut socket, Message::text(GAP)).await,
                        lost => lost,
                    },
                    Err(RecvError::Closed) => Err(()),
                },
                message = socket.recv() => match message {
                    Some(Ok(Message::Close(_)) | Err(_)) | None => Err(()),
                    Some(Ok(_)) => { heard = Instant::now(); Ok(()) }
                },
                _ = pings.tick() => {
                    if heard.elapsed() > SILENT_FOR { Err(()) } else { send(&mut socket, Message::Ping(Default::default())).await }
                }
                _ = closing.changed() => {
                    let frame = CloseFrame { code: close_code::AWAY, reason: "Satchel is closing".into() };
                    let _ = send(&mut socket, Message::Close(Some(frame))).await;
                    Err(())
                }
            };
            if going.is_err() {
                return;
            }
        }
    }

    async fn tell(&mut self, socket: &mut WebSocket, event: Event) -> Result<(), ()> {
        match &event {
            Event::Change { to_seq, .. } if *to_seq <= self.seen => return Ok(()),
            Event::Change { to_seq, .. } => self.seen = *to_seq,
            // Another vault counts its own changes.
            Event::Vault { .. } => self.seen = self.last_seq().await,
            _ => {}
        }
        let text = serde_json::to_string(&event).map_err(|_| ())?;
        send(socket, Message::text(text)).await
    }

    async fn catch_up(&mut self, socket: &mut WebSocket) -> Result<(), ()> {
        let (app, seen) = (self.app.clone(), self.seen);
        // A locked vault has nothing to tell; its opening is an event.
        match tokio::task::spawn_blocking(move || app.changes_since(seen)).await {
            Ok(Ok(Some(event))) => self.tell(socket, event).await,
            _ => Ok(()),
        }
    }

    async fn last_seq(&self) -> i64 {
        let app = self.app.clone();
        match tokio::task::spawn_blocking(move || app.changes_since(0)).await {
            Ok(Ok(Some(Event::Change { to_seq, .. }))) => to_seq,
            _ => 0,
        }
    }
}

async fn send(socket: &mut WebSocket, message: Message) -> Result<(), ()> {
    match timeout(SEND_WITHIN, socket.send(message)).await {
        Ok(Ok(())) => Ok(()),
        _ => Err(()),
    }
}
