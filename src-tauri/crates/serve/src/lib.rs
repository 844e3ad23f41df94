//! The same App over HTTP, for the seller's own browser and programs: REST, OpenAPI, a WebSocket of events, files,
//! and the user interface.
//!
//! It listens on the loopback address only. A request passes when it names the server by that address (against DNS
//! rebinding), comes from no other web page, carries a token, and is not one too many. Every route follows from the
//! command table; adding a command touches nothing here.

mod components;
mod door;
mod events;
mod files;
mod guard;
mod json;
mod names;
mod openapi;
mod pages;
mod problem;
mod querystring;
mod rate;
mod rest;
mod schema;
#[cfg(test)]
mod tests;
mod token;
mod typescript;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::routing::{any, get, post};
use axum::{Router, middleware};
use satchel_app::{App, CommandInfo};
use satchel_kernel::{Error, Result};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower_http::compression::CompressionLayer;

pub use door::Limits;
pub use rate::Rate;

use door::Door;
use problem::Problem;
use rate::Limiter;
use token::Tokens;

/// How the door is opened.
#[derive(Clone, Debug, Default)]
pub struct ServeOptions {
    /// The port on 127.0.0.1; any free one when absent.
    pub port: Option<u16>,
    /// A file with tokens; a new random token when absent.
    pub token_file: Option<PathBuf>,
    /// The folder of the user interface, instead of the one inside the program.
    pub ui: Option<PathBuf>,
    /// How often a caller may ask.
    pub rate: Rate,
    /// How much a request may carry.
    pub limits: Limits,
}

/// A server that listens.
#[derive(Debug)]
pub struct Served {
    /// `http://127.0.0.1:PORT`
    pub address: String,
    /// The token that may do everything, unless the token file names none.
    pub token: Option<String>,
    closing: watch::Sender<bool>,
    running: JoinHandle<std::io::Result<()>>,
}

impl Served {
    /// The address with the token, to open in a browser. What follows `#` is not sent to any server.
    pub fn page(&self) -> String {
        match &self.token {
            Some(token) => format!("{}/#token={token}", self.address),
            None => format!("{}/", self.address),
        }
    }

    /// Runs until the server ends by itself.
    pub async fn ended(&mut self) -> Result<()> {
        match (&mut self.running).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(e)) => Err(Error::broken("serve_failed", "The server stopped by a fault.").because(e)),
            Err(e) => Err(Error::broken("serve_failed", "The server stopped by a fault.").because(e)),
        }
    }

    /// Says good-bye to listeners, waits a little for running requests, and closes.
    pub async fn close(mut self) {
        let _ = self.closing.send(true);
        let patience = std::time::Duration::from_secs(5);
        if tokio::time::timeout(patience, &mut self.running).await.is_err() {
            self.running.abort();
        }
    }
}

/// Opens the door.
pub async fn serve(app: App, options: ServeOptions) -> Result<Served> {
    let (tokens, token) = match &options.token_file {
        Some(path) => Tokens::from_file(path)?,
        None => Tokens::random().map(|(tokens, token)| (tokens, Some(token)))?,
    };
    let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port.unwrap_or(0)));
    let listener = TcpListener::bind(wanted).await.map_err(|e| {
        let port = wanted.port();
        Error::refused("port_taken", format!("Port {port} cannot be used: {e}. Choose another with --port."))
            .because(e)
    })?;
    let port = listener
        .local_addr()
        .map_err(|e| Error::broken("no_address", "The server has no address.").because(e))?
        .port();
    let (closing, closed) = watch::channel(false);
    let mut door =
        Door::new(app, tokens, hosts(port), Limiter::new(options.rate), options.limits, closed.clone());
    door.ui = options.ui;
    let router = router(Arc::new(door));
    let running = tokio::spawn(async move {
        let mut closed = closed;
        let until = async move {
            let _ = closed.wait_for(|closing| *closing).await;
        };
        axum::serve(listener, router).with_graceful_shutdown(until).await
    });
    Ok(Served { address: format!("http://127.0.0.1:{port}"), token, closing, running })
}

/// The OpenAPI 3.1 document of these commands.
pub fn openapi(commands: Vec<CommandInfo>) -> Value {
    openapi::document(commands)
}

/// The TypeScript client of these commands.
pub fn typescript(commands: Vec<CommandInfo>) -> String {
    typescript::module(commands)
}

fn hosts(port: u16) -> Vec<String> {
    vec![format!("127.0.0.1:{port}"), format!("localhost:{port}")]
}

fn router(door: Arc<Door>) -> Router {
    let document = Bytes::from(openapi::document(door.app.commands()).to_string());
    let document = move || async move { ([(CONTENT_TYPE, "application/json")], document) };
    Router::new()
        .route("/healthz", get(pages::health))
        .route("/api/v1/openapi.json", get(document))
        .route("/api/v1/call/{name}", post(rest::call))
        .route("/api/v1/files", post(files::upload))
        .route("/api/v1/files/{id}", get(files::download).delete(files::forget))
        .route(events::PATH, get(events::events))
        .route("/api", any(rest::rest))
        .route("/api/{*path}", any(rest::rest))
        .fallback(pages::page)
        .method_not_allowed_fallback(|| async {
            Problem::new(
                axum::http::StatusCode::METHOD_NOT_ALLOWED,
                "other_method",
                "This address answers to another method.",
            )
        })
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(Arc::clone(&door), guard::guard))
        .with_state(door)
}
