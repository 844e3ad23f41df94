//! The committed contract is what the program says, and answers keep to it.

use std::path::Path;

use satchel_app::{App, AppOptions};

fn committed(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn commands() -> Vec<satchel_app::CommandInfo> {
    let dir = tempfile::tempdir().unwrap();
    App::new(AppOptions { vault_dir: Some(dir.path().into()), ..AppOptions::default() }).unwrap().commands()
}

// covers(API-7, API-14)
#[test]
fn the_openapi_document_is_current() {
    let current = format!("{:#}\n", satchel_serve::openapi(commands()));
    assert!(committed("docs/api/openapi.json") == current, "run `cargo xtask generate`");
}

// covers(API-18)
#[test]
fn the_typescript_client_is_current() {
    assert!(
        committed("ui/src/client/generated.ts") == satchel_serve::typescript(commands()),
        "run `cargo xtask generate`"
    );
}
