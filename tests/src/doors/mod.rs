//! The doors from outside: the API, the command line, the vault's socket, and the contract they keep.

mod api;
mod cli;
mod contract;
mod events;
mod hostile;
mod socket;

use std::path::PathBuf;
use std::time::Duration;

use satchel_app::{Actor, App, AppOptions};
use satchel_serve::{Rate, ServeOptions, Served};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

const PASSPHRASE: &str = "correct horse battery";

/// A laptop: a folder with a vault in it that only a passphrase opens.
struct Laptop {
    folder: TempDir,
}

impl Laptop {
    fn new() -> Self {
        satchel_vault::passphrases_cost_nothing();
        Self { folder: TempDir::new().unwrap() }
    }

    fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The application with an open vault, made when there is none.
    fn app(&self) -> App {
        let app = self.closed_app();
        let made = self.vault().join("vault.db").exists();
        let command = if made { "vault.unlock" } else { "vault.create" };
        app.call(&Actor::owner(), command, json!({ "passphrase": PASSPHRASE })).unwrap();
        app
    }

    /// The application with nothing opened.
    fn closed_app(&self) -> App {
        App::new(AppOptions { vault_dir: Some(self.vault()), without_keychain: true }).unwrap()
    }
}

/// An answer: status, headers, body.
struct Answer {
    status: u16,
    headers: ureq::http::HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&self.body)))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }
}

/// The API of a laptop, over a real connection.
struct Api {
    runtime: Runtime,
    served: Served,
    app: App,
    agent: ureq::Agent,
}

impl Api {
    fn of(app: App) -> Self {
        let runtime = Runtime::new().unwrap();
        let rate = Rate { per_second: 1e6, burst: 1e6 };
        let served = satchel_serve::serve(app.clone(), ServeOptions { rate, ..ServeOptions::default() });
        let served = runtime.block_on(served).unwrap();
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)));
        Self { runtime, served, app, agent: config.build().into() }
    }

    fn token(&self) -> &str {
        self.served.token.as_deref().unwrap()
    }

    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&Value>) -> Answer {
        self.send_bytes(method, path, headers, body.map(|b| (b.to_string().into_bytes(), "application/json")))
    }

    fn send_bytes(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<(Vec<u8>, &str)>,
    ) -> Answer {
        let uri = format!("{}{path}", self.served.address);
        let mut request = ureq::http::Request::builder().method(method).uri(uri);
        request = request.header("authorization", format!("Bearer {}", self.token()));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = match body {
            Some((body, kind)) => self.agent.run(request.header("content-type", kind).body(body).unwrap()),
            None => self.agent.run(request.body(()).unwrap()),
        }
        .unwrap();
        let body = response.body_mut().with_config().limit(1 << 30).read_to_vec().unwrap();
        Answer { status: response.status().as_u16(), headers: response.headers().clone(), body }
    }

    fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], None)
    }

    fn post(&self, path: &str, body: Value) -> Answer {
        self.send("POST", path, &[], Some(&body))
    }

    /// Creates a contact that must be accepted.
    fn contact(&self, fields: Value) -> Value {
        let answer = self.post("/api/v1/contacts", fields);
        assert_eq!(answer.status, 201, "{}", answer.json());
        answer.json()
    }
}

impl Drop for Api {
    fn drop(&mut self) {
        self.app.close();
    }
}

/// `text` as it stands in a query string.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

fn id(record: &Value) -> &str {
    record["id"].as_str().unwrap()
}
