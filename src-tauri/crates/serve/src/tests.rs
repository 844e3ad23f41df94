//! The door from outside: who is turned away, and what a request that passes gets. Journeys with records are in
//! `tests/`.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use satchel_app::{Actor, App, AppOptions, Needs};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::watch;
use tower::ServiceExt;

use crate::door::{Door, Limits};
use crate::names::Found;
use crate::rate::{Limiter, Rate};
use crate::token::Tokens;
use crate::{hosts, names, router};

const HOST: &str = "127.0.0.1:7345";

struct World {
    router: Router,
    token: String,
    app: App,
    _dir: TempDir,
    _closing: watch::Sender<bool>,
}

impl World {
    fn new() -> Self {
        Self::with(Rate::default(), Limits { body: 1 << 16, upload: 1 << 16 })
    }

    fn with(rate: Rate, limits: Limits) -> Self {
        let dir = TempDir::new().unwrap();
        let options = AppOptions { vault_dir: Some(dir.path().join("vault")), without_keychain: true };
        let app = App::new(options).unwrap();
        let (tokens, token) = Tokens::random().unwrap();
        let (closing, closed) = watch::channel(false);
        let door = Door::new(app.clone(), tokens, hosts(7345), Limiter::new(rate), limits, closed);
        Self { router: router(Arc::new(door)), token, app, _dir: dir, _closing: closing }
    }

    async fn send(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// A request that would pass: right host, right token, JSON.
    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HOST)
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header(header::CONTENT_TYPE, "application/json")
    }

    async fn get(&self, path: &str) -> Response<Body> {
        self.send(self.request("GET", path).body(Body::empty()).unwrap()).await
    }

    async fn post(&self, path: &str, body: impl Into<Body>) -> Response<Body> {
        self.send(self.request("POST", path).body(body.into()).unwrap()).await
    }
}

async fn bytes(response: Response<Body>) -> Vec<u8> {
    to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
}

async fn value(response: Response<Body>) -> Value {
    serde_json::from_slice(&bytes(response).await).unwrap()
}

async fn refusal(response: Response<Body>) -> (StatusCode, String) {
    let status = response.status();
    let body = value(response).await;
    assert!(body["message"].as_str().is_some_and(|m| m.ends_with('.')), "{body}");
    (status, body["code"].as_str().unwrap().to_owned())
}

/// Every address of the contract with its methods, ids filled in.
fn every_address(app: &App) -> Vec<(String, String)> {
    let document = crate::openapi(app.commands());
    let mut all = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let path =
            path.replace("{id}", "01890a5d-ac96-774b-bcce-b302099a8057").replace("{name}", "contacts.list");
        for method in methods.as_object().unwrap().keys() {
            all.push((method.to_uppercase(), path.clone()));
        }
    }
    all
}

// covers(QA-5, API-1)
#[tokio::test]
async fn every_route_asks_for_the_token() {
    let world = World::with(Rate { per_second: 1e6, burst: 1e6 }, Limits::default());
    let addresses = every_address(&world.app);
    assert!(addresses.len() > 15, "{addresses:?}");
    for (method, path) in addresses {
        for token in
            [None, Some("Bearer "), Some("Bearer wrong"), Some("Basic abc"), Some(world.token.as_str())]
        {
            let mut request =
                Request::builder().method(method.as_str()).uri(&path).header(header::HOST, HOST);
            if let Some(token) = token {
                request = request.header(header::AUTHORIZATION, token);
            }
            let response = world.send(request.body(Body::empty()).unwrap()).await;
            assert!(response.headers().contains_key(header::WWW_AUTHENTICATE));
            assert_eq!(
                refusal(response).await,
                (StatusCode::UNAUTHORIZED, "unauthorised".into()),
                "{method} {path} {token:?}"
            );
        }
    }
    let unknown =
        Request::builder().uri("/api/v2/anything").header(header::HOST, HOST).body(Body::empty()).unwrap();
    assert_eq!(world.send(unknown).await.status(), StatusCode::UNAUTHORIZED, "nothing is told to strangers");
}

// covers(QA-5)
#[tokio::test]
async fn another_name_for_this_server_is_refused() {
    let world = World::new();
    for path in ["/api/v1/contacts", "/", "/healthz"] {
        for host in [
            "evil.example",
            "evil.example:7345",
            "127.0.0.1",
            "127.0.0.1:80",
            "localhost:7345.evil.example",
            "",
        ] {
            let request = Request::builder()
                .uri(path)
                .header(header::HOST, host)
                .header(header::AUTHORIZATION, format!("Bearer {}", world.token));
            let response = world.send(request.body(Body::empty()).unwrap()).await;
            assert_eq!(
                refusal(response).await,
                (StatusCode::MISDIRECTED_REQUEST, "wrong_host".into()),
                "{host}"
            );
        }
        let none = Request::builder().uri(path).body(Body::empty()).unwrap();
        assert_eq!(world.send(none).await.status(), StatusCode::MISDIRECTED_REQUEST);
        let two =
            Request::builder().uri(path).header(header::HOST, HOST).header(header::HOST, "evil.example");
        assert_eq!(
            world.send(two.body(Body::empty()).unwrap()).await.status(),
            StatusCode::MISDIRECTED_REQUEST
        );
        let absolute =
            Request::builder().uri(format!("http://evil.example{path}")).header(header::HOST, HOST);
        assert_eq!(
            world.send(absolute.body(Body::empty()).unwrap()).await.status(),
            StatusCode::MISDIRECTED_REQUEST
        );
    }
    for host in [HOST, "localhost:7345", "LOCALHOST:7345"] {
        let request =
            Request::builder().uri("/healthz").header(header::HOST, host).body(Body::empty()).unwrap();
        assert_eq!(world.send(request).await.status(), StatusCode::OK, "{host}");
    }
}

// covers(QA-5)
#[tokio::test]
async fn another_page_may_not_ask() {
    let world = World::new();
    for origin in [
        "http://evil.example",
        "https://127.0.0.1:7345",
        "http://localhost:5173",
        "null",
        "http://127.0.0.1:7345.evil",
    ] {
        let request = world.request("POST", "/api/v1/call/vault.status").header(header::ORIGIN, origin);
        let response = world.send(request.body(Body::empty()).unwrap()).await;
        assert!(!response.headers().contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN));
        assert_eq!(refusal(response).await, (StatusCode::FORBIDDEN, "foreign_origin".into()), "{origin}");
    }
    for site in ["cross-site", "same-site"] {
        let request = world.request("GET", "/api/v1/openapi.json").header("sec-fetch-site", site);
        assert_eq!(world.send(request.body(Body::empty()).unwrap()).await.status(), StatusCode::FORBIDDEN);
    }
    let own =
        world.request("POST", "/api/v1/call/vault.status").header(header::ORIGIN, "http://localhost:7345");
    assert_eq!(world.send(own.body(Body::empty()).unwrap()).await.status(), StatusCode::OK);
}

// covers(API-16)
#[tokio::test]
async fn a_body_is_json_not_too_long_and_not_too_deep() {
    let world = World::new();
    let call = "/api/v1/call/vault.status";
    let too_long = format!("{{\"a\":\"{}\"}}", "x".repeat(1 << 16));
    assert_eq!(
        refusal(world.post(call, too_long).await).await,
        (StatusCode::PAYLOAD_TOO_LARGE, "too_large".into())
    );
    let endless =
        Body::from_stream(futures_util::stream::repeat_with(|| Ok::<_, std::io::Error>("[[[[[[[[")));
    assert_eq!(refusal(world.post(call, endless).await).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    let deep = "[".repeat(60_000);
    assert_eq!(refusal(world.post(call, deep).await).await, (StatusCode::BAD_REQUEST, "bad_json".into()));
    assert_eq!(refusal(world.post(call, "{\"a\":9007199254740993}").await).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(refusal(world.post(call, "\u{feff}{").await).await.0, StatusCode::BAD_REQUEST);
    let form = world.request("POST", call).header(header::CONTENT_TYPE, "text/plain");
    // The builder adds a second content type; the first, JSON, is the one that counts.
    assert_eq!(world.send(form.body(Body::from("{}")).unwrap()).await.status(), StatusCode::OK);
    let form = Request::builder().method("POST").uri(call).header(header::HOST, HOST);
    let form = form
        .header(header::AUTHORIZATION, format!("Bearer {}", world.token))
        .header(header::CONTENT_TYPE, "text/plain");
    let response = world.send(form.body(Body::from("{}")).unwrap()).await;
    assert_eq!(refusal(response).await, (StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json".into()));
}

// covers(API-13)
#[tokio::test]
async fn a_flood_is_told_to_wait() {
    let world = World::with(Rate { per_second: 0.001, burst: 3.0 }, Limits::default());
    for _ in 0..3 {
        assert_eq!(world.get("/api/v1/openapi.json").await.status(), StatusCode::OK);
    }
    let response = world.get("/api/v1/openapi.json").await;
    assert_eq!(response.headers()[header::RETRY_AFTER], "1");
    assert_eq!(refusal(response).await, (StatusCode::TOO_MANY_REQUESTS, "too_many_requests".into()));
    let guess =
        || Request::builder().uri("/api/v1/contacts").header(header::HOST, HOST).body(Body::empty()).unwrap();
    for _ in 0..3 {
        assert_eq!(world.send(guess()).await.status(), StatusCode::UNAUTHORIZED);
    }
    assert_eq!(
        world.send(guess()).await.status(),
        StatusCode::TOO_MANY_REQUESTS,
        "guessing is slowed down too"
    );
    assert_eq!(world.get("/healthz").await.status(), StatusCode::OK);
}

// covers(SEC-9)
#[tokio::test]
async fn every_answer_carries_the_policy() {
    let world = World::new();
    for path in
        ["/", "/contacts", "/healthz", "/api/v1/openapi.json", "/api/v1/nothing", "/assets/../../Cargo.toml"]
    {
        let response = world.get(path).await;
        let headers = response.headers();
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("script-src 'self';"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"));
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(headers[header::REFERRER_POLICY], "no-referrer");
        assert_eq!(headers["cross-origin-resource-policy"], "same-origin");
    }
}

// covers(SEC-9)
#[tokio::test]
async fn no_page_holds_the_token_and_no_path_leaves_the_pages() {
    let world = World::new();
    for path in ["/", "/index.html", "/contacts/1"] {
        let body = String::from_utf8_lossy(&bytes(world.get(path).await).await).into_owned();
        assert!(!body.contains(&world.token), "{path}");
    }
    for path in [
        "/../Cargo.toml",
        "/assets/../../package.json",
        "/%2e%2e/package.json",
        "/..%2fpackage.json",
        "/..\\package.json",
        "//etc/passwd.txt",
        "/./../package.json",
        "/assets/%00.js",
        "/C:/x.txt",
    ] {
        let Ok(request) = world.request("GET", path).body(Body::empty()) else { continue };
        let response = world.send(request).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_folder_of_pages_gives_what_is_in_it_and_nothing_else() {
    let folder = TempDir::new().unwrap();
    let ui = folder.path().join("dist");
    std::fs::create_dir_all(ui.join("assets")).unwrap();
    std::fs::write(ui.join("index.html"), "<p>Satchel").unwrap();
    std::fs::write(ui.join("assets/a.js"), "1").unwrap();
    std::fs::write(ui.join(".secret.js"), "hidden").unwrap();
    std::fs::write(folder.path().join("outside.js"), "outside").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path().join("outside.js"), ui.join("link.js")).unwrap();
    let world = World::new();
    let (tokens, _) = Tokens::random().unwrap();
    let (_closing, closed) = watch::channel(false);
    let limiter = Limiter::new(Rate::default());
    let mut door = Door::new(world.app.clone(), tokens, hosts(7345), limiter, Limits::default(), closed);
    door.ui = Some(ui);
    let router = router(Arc::new(door));
    let get = |path: &str, tag: &str| {
        let request =
            Request::builder().uri(path).header(header::HOST, HOST).header(header::IF_NONE_MATCH, tag);
        router.clone().oneshot(request.body(Body::empty()).unwrap())
    };
    for path in ["/", "/contacts/1", "/index.html"] {
        let response = get(path, "").await.unwrap();
        assert_eq!(response.headers()[header::CACHE_CONTROL], "no-cache");
        assert_eq!(bytes(response).await, b"<p>Satchel", "{path}");
    }
    let script = get("/assets/a.js", "").await.unwrap();
    assert_eq!(script.headers()[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
    assert!(script.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
    let tag = script.headers()[header::ETAG].to_str().unwrap().to_owned();
    assert_eq!(get("/assets/a.js", &tag).await.unwrap().status(), StatusCode::NOT_MODIFIED);
    for path in ["/../outside.js", "/link.js", "/.secret.js", "/assets/b.js", "/assets/../../outside.js"] {
        assert_eq!(get(path, "").await.unwrap().status(), StatusCode::NOT_FOUND, "{path}");
    }
}

// covers(API-1)
#[tokio::test]
async fn files_go_in_and_out_by_handle() {
    let world = World::new();
    let upload = |name: &str, body: Vec<u8>| {
        world.request("POST", &format!("/api/v1/files?name={name}")).body(Body::from(body)).unwrap()
    };
    let handle =
        value(world.send(upload("..%2F..%2Fetc%2Fk%C3%A4ufer.csv", b"name\nAda".to_vec())).await).await;
    assert_eq!(handle["name"], "....etckäufer.csv");
    assert_eq!(handle["size"], 8);
    let path = format!("/api/v1/files/{}", handle["file"].as_str().unwrap());
    for _ in 0..2 {
        let response = world.get(&path).await;
        let disposition = response.headers()[header::CONTENT_DISPOSITION].to_str().unwrap().to_owned();
        assert!(disposition.starts_with("attachment; "), "{disposition}");
        assert_eq!(bytes(response).await, b"name\nAda");
    }
    assert_eq!(
        world.send(upload("big.csv", vec![0; (1 << 16) + 1])).await.status(),
        StatusCode::PAYLOAD_TOO_LARGE
    );
    let endless =
        Body::from_stream(futures_util::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![0_u8; 4096])));
    let endless = world.request("POST", "/api/v1/files?name=a").body(endless).unwrap();
    assert_eq!(world.send(endless).await.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let gone = world.request("DELETE", &path).body(Body::empty()).unwrap();
    assert_eq!(world.send(gone).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(refusal(world.get(&path).await).await, (StatusCode::NOT_FOUND, "file_gone".into()));
    for id in ["..", "%2e%2e%2fkeys.json", "1", "%00"] {
        let status = world.get(&format!("/api/v1/files/{id}")).await.status();
        assert!(status == StatusCode::BAD_REQUEST || status == StatusCode::NOT_FOUND, "{id} {status}");
    }
}

// covers(API-16)
#[tokio::test]
async fn what_is_not_there_says_so() {
    let world = World::new();
    assert_eq!(
        refusal(world.get("/api/v1/nothing").await).await,
        (StatusCode::NOT_FOUND, "no_such_route".into())
    );
    assert_eq!(
        refusal(world.get("/api/v2/contacts").await).await,
        (StatusCode::NOT_FOUND, "no_such_route".into())
    );
    let unknown = world.post("/api/v1/call/no.such", "{}").await;
    assert_eq!(refusal(unknown).await, (StatusCode::NOT_FOUND, "unknown_command".into()));
    let put = world.send(world.request("PUT", "/api/v1/contacts").body(Body::empty()).unwrap()).await;
    assert_eq!(put.headers()[header::ALLOW], "GET, POST");
    assert_eq!(refusal(put).await, (StatusCode::METHOD_NOT_ALLOWED, "other_method".into()));
    let unknown = world.get("/api/v1/contacts?colour=red").await;
    assert_eq!(refusal(unknown).await, (StatusCode::BAD_REQUEST, "bad_input".into()));
    let list = world.post("/api/v1/contacts", "[]").await;
    assert_eq!(refusal(list).await, (StatusCode::BAD_REQUEST, "bad_input".into()));
}

// covers(QA-5)
#[tokio::test]
async fn a_narrow_token_may_do_only_what_it_names() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "reader read 0123456789abcdef").unwrap();
    let (tokens, owner) = Tokens::from_file(file.path()).unwrap();
    assert!(owner.is_none());
    let world = World::new();
    let (_closing, closed) = watch::channel(false);
    let limiter = Limiter::new(Rate::default());
    let door = Door::new(world.app.clone(), tokens, hosts(7345), limiter, Limits::default(), closed);
    let router = router(Arc::new(door));
    let send = |method: &str, path: &str| {
        let request = Request::builder().method(method).uri(path).header(header::HOST, HOST);
        let request = request.header(header::AUTHORIZATION, "Bearer 0123456789abcdef");
        router.clone().oneshot(request.body(Body::empty()).unwrap())
    };
    assert_eq!(send("POST", "/api/v1/call/vault.status").await.unwrap().status(), StatusCode::OK);
    for (method, path) in [
        ("POST", "/api/v1/contacts"),
        ("POST", "/api/v1/call/contacts.create"),
        ("POST", "/api/v1/files?name=a"),
        ("POST", "/api/v1/call/vault.lock"),
    ] {
        let response = send(method, path).await.unwrap();
        assert_eq!(refusal(response).await, (StatusCode::FORBIDDEN, "not_allowed".into()), "{path}");
    }
}

// covers(API-7, API-14)
#[test]
fn every_command_has_one_address_and_every_reference_leads_somewhere() {
    let dir = TempDir::new().unwrap();
    let app = App::new(AppOptions { vault_dir: Some(dir.path().into()), without_keychain: true }).unwrap();
    let document = crate::openapi(app.commands());
    assert_eq!(document["openapi"], "3.1.0");
    let mut operations = Vec::new();
    for methods in document["paths"].as_object().unwrap().values() {
        operations.extend(
            methods.as_object().unwrap().values().map(|o| o["operationId"].as_str().unwrap().to_owned()),
        );
    }
    for command in app.commands() {
        assert_eq!(operations.iter().filter(|o| **o == command.name).count(), 1, "{}", command.name);
    }
    let mut stack = vec![&document];
    while let Some(node) = stack.pop() {
        match node {
            Value::Object(fields) => {
                if let Some(Value::String(target)) = fields.get("$ref") {
                    let pointer = target.strip_prefix('#').unwrap();
                    assert!(document.pointer(pointer).is_some(), "{target}");
                }
                assert!(!fields.contains_key("$defs"), "{fields:?}");
                stack.extend(fields.values());
            }
            Value::Array(items) => stack.extend(items),
            _ => {}
        }
    }
}

// covers(API-1)
#[test]
fn addresses_follow_from_names() {
    let dir = TempDir::new().unwrap();
    let app = App::new(AppOptions { vault_dir: Some(dir.path().into()), without_keychain: true }).unwrap();
    let routes = names::Routes::new(app.commands());
    for (method, path, command) in [
        (names::Method::Get, "/contacts", "contacts.list"),
        (names::Method::Post, "/contacts", "contacts.create"),
        (names::Method::Get, "/contacts/x", "contacts.get"),
        (names::Method::Patch, "/contacts/x", "contacts.patch"),
        (names::Method::Delete, "/contacts/x", "contacts.delete"),
        (names::Method::Post, "/contacts/x/restore", "contacts.restore"),
        (names::Method::Get, "/contacts/x/timeline", "contacts.timeline"),
        (names::Method::Get, "/leads/x/activities", "leads.activities"),
        (names::Method::Post, "/contacts/matches", "contacts.matches"),
        (names::Method::Get, "/catalogue", "catalogue.get"),
        (names::Method::Post, "/vault/status", "vault.status"),
    ] {
        let Found::Route(route, id) = routes.find(Some(method), path) else { panic!("{path} leads nowhere") };
        assert_eq!(route.command.name, command);
        assert_eq!(id.as_deref(), path.contains("/x").then_some("x"));
    }
    assert!(matches!(routes.find(Some(names::Method::Delete), "/contacts"), Found::OtherMethods(_)));
    assert!(matches!(routes.find(Some(names::Method::Get), "/contacts/x/y/z"), Found::Nothing));
}

#[test]
fn a_token_is_an_actor_with_needs() {
    let actor = Actor::limited("reader", [Needs::Read]);
    assert!(actor.allowed(Needs::Admin).is_err());
    assert_eq!(json!(Needs::Read), "read");
}
