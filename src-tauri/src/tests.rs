//! The shell without a window system: who may send the one command, and what arrives.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use serde_json::{Value, json};
use tauri::{
    Manager, WebviewWindow, WebviewWindowBuilder,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};

use crate::{arrivals, assemble, door::Door};

fn app() -> tauri::App<MockRuntime> {
    let folder = tempfile::tempdir().unwrap().keep();
    let app = assemble(mock_builder()).build(tauri::generate_context!()).unwrap();
    app.manage(Arc::new(Door::open(Some(&folder)).unwrap()));
    app
}

fn window(app: &tauri::App<MockRuntime>, label: &str) -> WebviewWindow<MockRuntime> {
    WebviewWindowBuilder::new(app, label, tauri::WebviewUrl::default()).build().unwrap()
}

fn invoke(window: &WebviewWindow<MockRuntime>, command: &str, body: Value) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().unwrap(),
        body: InvokeBody::Json(body),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|answer| answer.deserialize().unwrap())
}

// covers(SEC-14)
#[test]
fn only_the_main_window_may_send_commands() {
    let app = app();
    let main = window(&app, "main");
    let other = window(&app, "other");
    let status = json!({ "name": "vault.status", "input": {} });

    assert!(invoke(&main, "call", status.clone()).is_ok());
    let refused = invoke(&other, "call", status).unwrap_err().to_string();
    assert!(refused.contains("not allowed"), "{refused}");
}

#[test]
fn the_main_window_gets_nothing_but_the_one_command_and_its_events() {
    let app = app();
    let main = window(&app, "main");
    for command in [
        "plugin:dialog|open",
        "plugin:dialog|save",
        "plugin:window|create",
        "plugin:webview|create_webview_window",
        "plugin:event|emit",
    ] {
        let refused = invoke(&main, command, json!({})).unwrap_err().to_string();
        assert!(refused.contains("not allowed"), "{command}: {refused}");
    }
}

#[test]
fn files_for_another_vault_are_refused() {
    let app = app();
    let door = app.state::<Arc<Door>>();
    let own = PathBuf::from(door.call("vault.status", json!({})).unwrap()["dir"].as_str().unwrap());
    assert!(door.is_meant(None).is_ok(), "a double click names no vault");
    assert!(door.is_meant(Some(&own.join("../").join(own.file_name().unwrap()))).is_ok());
    let refused = door.is_meant(Some(Path::new("/home/ada/other"))).unwrap_err();
    assert_eq!(refused.code, "other_vault_open");
    assert!(refused.message.contains(&own.display().to_string()), "{refused}");
}

#[test]
fn a_start_knows_its_vault_and_its_files() {
    let started = arrivals::parse(
        ["--vault", "box", "a.vcf", "file:///tmp/b%20c.csv", "--no-sandbox", "/x/d.csv"]
            .map(Into::into)
            .into_iter(),
        Some(Path::new("/home/ada")),
    );
    assert_eq!(started.vault, Some(PathBuf::from("/home/ada/box")));
    let files = ["/home/ada/a.vcf", "/tmp/b c.csv", "/x/d.csv"].map(PathBuf::from);
    assert_eq!(started.files, files);
}
