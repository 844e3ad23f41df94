//! A seller with a laptop: an app on an encrypted vault in a temporary folder, and short words for what sellers do.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use satchel_app::{Actor, App, AppOptions};
use satchel_kernel::Error;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::keychain::FolderKeychain;

/// How long a job may take before a test calls it stuck.
const PATIENCE: Duration = Duration::from_secs(300);

/// The app on a vault of its own.
pub struct World {
    pub app: App,
    folder: TempDir,
}

impl World {
    /// A laptop without a vault. The keychain is shared by all worlds of the process, as there is one per laptop;
    /// entries are named after their vault.
    pub fn bare() -> Self {
        static KEYS: std::sync::OnceLock<TempDir> = std::sync::OnceLock::new();
        let keys = KEYS.get_or_init(|| tempfile::tempdir().unwrap());
        FolderKeychain::install(keys.path()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let app = app_on(&folder.path().join("vault"));
        Self { app, folder }
    }

    /// A laptop with an empty, open vault whose home is Germany.
    pub fn new() -> Self {
        let world = Self::bare();
        world.call("vault.create", json!({}));
        world.call("settings.patch", json!({ "patch": { "home_country": "DE" } }));
        world
    }

    /// The vault's folder.
    pub fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    /// Puts a file on the desk.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// A command that must go well.
    pub fn call(&self, name: &str, input: Value) -> Value {
        self.ask(name, input.clone()).unwrap_or_else(|e| panic!("{name} {input}: {} {e}", e.code))
    }

    /// A command that may be refused.
    pub fn ask(&self, name: &str, input: Value) -> Result<Value, Error> {
        self.app.call(&Actor::owner(), name, input)
    }

    /// Starts an import; `options` are those of `imports.start`. Answers its id.
    pub fn start_import(&self, files: &[PathBuf], options: Value) -> String {
        let handles: Vec<Value> = files
            .iter()
            .map(|f| serde_json::to_value(self.app.files().put_path(f).unwrap()).unwrap())
            .collect();
        let mut input = options;
        input["files"] = json!(handles);
        text(&self.call("imports.start", input)["import"])
    }

    /// Imports files and waits; answers the import with its receipt.
    pub fn import(&self, files: &[PathBuf], options: Value) -> Value {
        let id = self.start_import(files, options);
        self.finished(&id)
    }

    /// Waits until an import is at rest.
    pub fn finished(&self, id: &str) -> Value {
        self.wait("an import to end", || {
            let import = self.call("imports.get", json!({ "id": id }));
            let dry = import["dry_run"] == true;
            let rest = match import["state"].as_str().unwrap() {
                "done" | "failed" | "cancelled" => true,
                state => dry && state == "staged",
            };
            rest.then_some(import)
        })
    }

    /// Every row of an import's receipt.
    pub fn rows(&self, import: &Value) -> Vec<Value> {
        let mut rows = Vec::new();
        loop {
            let page = self
                .call("imports.rows", json!({ "id": import["id"], "position": rows.len(), "limit": 500 }));
            let more = page["rows"].as_array().unwrap().clone();
            if more.is_empty() {
                assert_eq!(page["total"], rows.len());
                return rows;
            }
            rows.extend(more);
        }
    }

    /// The JSON export, as bytes.
    pub fn export(&self) -> Vec<u8> {
        self.export_of(json!({ "format": "json" }))
    }

    /// What an export writes, as bytes.
    pub fn export_of(&self, input: Value) -> Vec<u8> {
        let handle = self.call("exports.run", input);
        let mut bytes = Vec::new();
        let id = text(&handle["file"]).parse().unwrap();
        std::io::Read::read_to_end(&mut self.app.files().open(id).unwrap(), &mut bytes).unwrap();
        bytes
    }

    /// The JSON export, read.
    pub fn exported(&self) -> Value {
        serde_json::from_slice(&self.export()).unwrap()
    }

    /// How many living records of a kind there are, by its plural.
    pub fn count(&self, plural: &str) -> u64 {
        self.list(plural, json!({ "limit": 1 }))["total"].as_u64().unwrap()
    }

    /// A list that knows every change made before: one that says it does not, after a large change, is asked again.
    pub fn list(&self, plural: &str, input: Value) -> Value {
        let last = self.last_seq();
        self.wait("the list to know the last change", || {
            let answer = self.call(&format!("{plural}.list"), input.clone());
            (answer["as_of"].as_i64().unwrap() >= last).then_some(answer)
        })
    }

    /// The titles found for words typed into the search box, once the index has caught up.
    pub fn search(&self, words: &str) -> Vec<String> {
        let last = self.last_seq();
        self.wait("the index to catch up", || {
            let answer = self.call("search.query", json!({ "text": words, "limit": 200 }));
            let titles = || answer["hits"].as_array().unwrap().iter().map(|h| text(&h["title"])).collect();
            (answer["as_of"].as_i64().unwrap() >= last).then(titles)
        })
    }

    /// The last change of the log.
    pub fn last_seq(&self) -> i64 {
        let cx = self.app.cx(&Actor::owner()).unwrap();
        cx.vault.read(satchel_vault::changes::last_seq).unwrap()
    }

    /// Every row of every logged table; names of files are each vault's own.
    pub fn logged(&self) -> BTreeMap<String, Vec<String>> {
        let cx = self.app.cx(&satchel_app::Actor::owner()).unwrap();
        cx.vault
            .read(|conn| {
                let mut tables = conn
                    .prepare("SELECT name, class FROM declared_table WHERE class <> 'local' ORDER BY name")?;
                let tables = tables.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
                let tables: Vec<(String, String)> = tables.collect::<Result<_, _>>()?;
                let mut all = BTreeMap::new();
                for (table, class) in tables {
                    let order = if class == "part" { "owner_id, id" } else { "id" };
                    let mut rows = conn.prepare(&format!("SELECT * FROM {table} ORDER BY {order}"))?;
                    let names: Vec<String> = rows.column_names().map(str::to_owned).collect();
                    let mut found = rows.query([])?;
                    let mut told = Vec::new();
                    while let Some(row) = found.next()? {
                        let cells = names
                            .iter()
                            .enumerate()
                            .filter(|(_, name)| !matches!(name.as_str(), "photo" | "file"));
                        told.push(
                            cells
                                .map(|(at, name)| format!("{name}={} ", cell(row.get_ref(at).unwrap())))
                                .collect(),
                        );
                    }
                    if !told.is_empty() {
                        all.insert(table, told);
                    }
                }
                Ok::<_, satchel_vault::VaultError>(all)
            })
            .unwrap()
    }

    /// Closes the app and opens it anew on the same vault, as after a restart.
    pub fn restart(&mut self) {
        self.app.close();
        self.app = app_on(&self.vault());
        self.call("vault.unlock", json!({}));
    }

    pub fn wait<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.app.close();
    }
}

/// A cell of a row, to be compared and read.
fn cell(value: rusqlite::types::ValueRef<'_>) -> String {
    use rusqlite::types::ValueRef;
    match value {
        ValueRef::Null => "-".into(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => format!("{number:?}"),
        ValueRef::Text(text) => format!("{:?}", String::from_utf8_lossy(text)),
        ValueRef::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

/// An app on this vault folder.
pub fn app_on(vault: &Path) -> App {
    App::new(AppOptions { vault_dir: Some(vault.to_owned()), ..AppOptions::default() }).unwrap()
}

/// A JSON text.
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

/// A few people as a vCard and as a CSV file: Jürgen is in both.
pub fn ada_and_friends(world: &World) -> [PathBuf; 2] {
    let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:ada-1\r\nN:Brandt;Ada;;Dr.;\r\nFN:Dr. Ada Brandt\r\n\
        ORG:Müller Maschinenbau GmbH;Einkauf\r\nTITLE:Leiterin Einkauf\r\nEMAIL;TYPE=WORK:ada@brandt.example\r\n\
        TEL;TYPE=CELL:+49 151 2345 6789\r\nADR;TYPE=WORK:;;Hauptstraße 12;Köln;;50667;Deutschland\r\n\
        BDAY:1980-03-22\r\nCATEGORIES:vip,Messe 2026\r\nNOTE:Mag Tee\\, keinen Kaffee.\r\nX-LOYALTY:4711\r\n\
        END:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nN:Müller;Jürgen;;;\r\nFN:Jürgen Müller\r\n\
        EMAIL:juergen@mueller.example\r\nTEL;VALUE=uri:tel:+49-30-2345678\r\nEND:VCARD\r\n";
    let table = "Vorname;Nachname;E-Mail;Telefon;Firma;Ort;Notizen;Schuhgröße\r\n\
        Jürgen;Müller;JUERGEN@mueller.example;030/2345678;Müller Maschinenbau GmbH;Berlin;Ruft zurück;44\r\n\
        Иван;Иванов;ivan@ivanov.example;+7 916 234-56-78;ООО Строй;Москва;;\r\n\
        李;小龙;li@long.example;+86 138 2345 6789;;上海;\"Zwei\nZeilen\";41\r\n";
    [world.file("phone.vcf", cards), world.file("kunden.csv", table)]
}
