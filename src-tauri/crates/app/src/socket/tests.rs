use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::{App, AppOptions, Event};

struct World {
    dir: TempDir,
    app: App,
    listening: Listening,
}

impl World {
    fn at(name: &str) -> Self {
        let dir = TempDir::new().unwrap();
        let vault = dir.path().join(name);
        std::fs::create_dir_all(&vault).unwrap();
        let app = App::new(AppOptions { vault_dir: Some(vault), without_keychain: true }).unwrap();
        let for_socket = app.clone();
        let listening = Listening::begin(app.dir(), move || Some(for_socket.clone())).unwrap();
        Self { dir, app, listening }
    }

    fn connect(&self) -> Remote {
        Remote::connect(self.app.dir()).unwrap()
    }
}

#[test]
fn another_process_calls_puts_and_reads() {
    let world = World::at("vault");
    let mut remote = world.connect();
    assert!(remote.call("cli", "vault.status", json!({})).unwrap()["state"].is_string());
    let Lost::Failed(failure) = remote.call("cli", "no.such", json!({})).unwrap_err() else { panic!() };
    assert_eq!((failure.code.as_str(), failure.kind), ("unknown_command", FailureKind::Refused));

    let path = world.dir.path().join("people.csv");
    std::fs::write(&path, "name\nAda\n").unwrap();
    let handle = remote.put_path(&path).unwrap();
    assert_eq!((handle.name.as_str(), handle.size), ("people.csv", 9));
    let mut read = Vec::new();
    remote.read_file(handle.file, &mut read).unwrap();
    assert_eq!(read, b"name\nAda\n");

    let sent = remote.put_bytes("b", 300_000, &mut io_repeat()).unwrap();
    let mut read = Vec::new();
    remote.read_file(sent.file, &mut read).unwrap();
    assert_eq!(read, vec![b'x'; 300_000], "bytes arrive whole and the connection goes on");

    let Lost::Failed(failure) = remote.put_path(&world.dir.path().join("none")).unwrap_err() else {
        panic!()
    };
    assert_eq!(failure.code, "file_unreadable");
    assert!(remote.call("cli", "vault.status", json!({})).is_ok());
}

fn io_repeat() -> impl std::io::Read {
    std::io::repeat(b'x')
}

#[test]
fn events_reach_listeners_and_files_are_handed_over() {
    let world = World::at("vault");
    let mut events = world.connect().listen().unwrap();
    let path = world.dir.path().join("a.vcf");
    std::fs::write(&path, "BEGIN:VCARD").unwrap();
    let files = world.connect().hand_over(&[path.as_path()]).unwrap();
    let event = events.next().unwrap();
    assert_eq!(event["type"], "files");
    assert_eq!(event["files"][0]["file"], json!(files[0].file));
    world.app.emit(Event::Vault { state: "locked".into() });
    assert_eq!(events.next().unwrap(), json!({"type": "vault", "state": "locked"}));
}

#[cfg(unix)]
#[test]
fn only_the_owner_reaches_the_socket() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::at("vault");
    let mode = std::fs::metadata(world.app.dir().join("socket")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_long_path_has_a_socket_too() {
    let world = World::at(&"long/".repeat(40));
    assert!(world.connect().call("cli", "vault.status", json!({})).is_ok());
    world.listening.stop(Duration::from_secs(1));
    assert!(Remote::connect(world.app.dir()).is_none());
}

#[test]
fn whoever_comes_after_the_end_is_told_that_nothing_was_done() {
    let world = World::at("vault");
    let mut early = world.connect();
    assert!(early.call("cli", "vault.status", json!({})).is_ok());
    world.listening.stop(Duration::from_secs(1));
    assert!(matches!(early.call("cli", "vault.status", json!({})), Err(Lost::NotTaken)));
    assert!(Remote::connect(world.app.dir()).is_none());
    // The next one to open the vault finds a clean place, also after a crash that left the name.
    std::fs::write(world.app.dir().join("socket"), "").unwrap();
    let app = world.app.clone();
    let again = Listening::begin(world.app.dir(), move || Some(app.clone())).unwrap();
    assert!(world.connect().call("cli", "vault.status", json!({})).is_ok());
    drop(again);
}

#[test]
fn nonsense_ends_the_connection_and_nothing_else() {
    use std::io::{Read, Write};
    let world = World::at("vault");
    for nonsense in ["\n", "{}\n", "[[[[\n", "{\"call\":{\"name\":1}}\n", &("[".repeat(100_000) + "\n")] {
        let stream = address::connect(world.app.dir()).unwrap();
        (&stream).write_all(nonsense.as_bytes()).unwrap();
        let mut rest = Vec::new();
        let _ = (&stream).read_to_end(&mut rest);
        assert!(rest.is_empty(), "{nonsense:?}");
    }
    let answer: Value = world.connect().call("cli", "vault.status", json!({})).unwrap();
    assert!(answer.is_object());
}

/// A disk without room.
struct Full;

impl std::io::Write for Full {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::StorageFull.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

// covers(API-5)
#[test]
fn what_cannot_be_written_is_said_and_the_connection_goes_on() {
    let world = World::at("vault");
    let mut remote = world.connect();
    let sent = remote.put_bytes("b", 300_000, &mut io_repeat()).unwrap();
    let Lost::Failed(failure) = remote.read_file(sent.file, &mut Full).unwrap_err() else { panic!() };
    assert_eq!((failure.code.as_str(), failure.kind), ("file_unwritable", FailureKind::Refused));
    assert!(
        remote.call("cli", "vault.status", json!({})).is_ok(),
        "its bytes are no answer to what is asked next"
    );

    // A file that became shorter while it was sent: the connection goes on, and the size is as it was said.
    let sent = remote.put_bytes("short", 9, &mut &b"name\n"[..]).unwrap();
    let mut read = Vec::new();
    remote.read_file(sent.file, &mut read).unwrap();
    assert_eq!(read, b"name\n\0\0\0\0");
    let Lost::Failed(failure) = remote.read_file(satchel_kernel::Id::new(), &mut read).unwrap_err() else {
        panic!()
    };
    assert_eq!(failure.code, "file_gone");
}

#[test]
fn that_nothing_was_done_is_said_of_no_request_that_was_answered_with_what_makes_no_sense() {
    use std::io::{BufReader, Write};
    let dir = TempDir::new().unwrap();
    let listener = address::listen(dir.path()).unwrap();
    let answers: [&[u8]; 4] = [b"Ada,King\n", b"{\n", b"\"ta", b"{\"done\":1}\n"];
    let answering = std::thread::spawn(move || {
        let mut callers = address::incoming(&listener).map(Result::unwrap);
        for answer in answers.into_iter().chain([&b""[..]]) {
            let caller = callers.next().unwrap();
            let mut read = BufReader::new(&caller);
            assert!(matches!(receive::<Request>(&mut read), Ok(Some(Request::Call { .. }))));
            (&caller).write_all(answer).unwrap();
        }
    });
    let ask = || Remote::connect(dir.path()).unwrap().call("cli", "vault.status", json!({})).unwrap_err();
    for answer in answers {
        let lost = ask();
        assert!(matches!(lost, Lost::Unknown), "{lost:?} after {:?}", String::from_utf8_lossy(answer));
    }
    let lost = ask();
    assert!(matches!(lost, Lost::NotTaken), "it ended without a word: {lost:?}");
    answering.join().unwrap();
    // Whoever reads only the code knows too whether it may be asked again.
    let codes = [Lost::NotTaken, Lost::Unknown].map(|lost| Failure::from(lost).code);
    assert_eq!(codes, ["satchel_gone", "satchel_gone_meanwhile"]);
}

// covers(API-5)
#[test]
fn a_file_that_became_shorter_ends_its_connection_and_no_other() {
    let world = World::at("vault");
    let (mut remote, mut other) = (world.connect(), world.connect());
    let path = world.dir.path().join("people.csv");
    std::fs::write(&path, "name\nAda\n").unwrap();
    let handle = remote.put_path(&path).unwrap();
    std::fs::write(&path, "name\n").unwrap();
    let mut read = Vec::new();
    assert!(matches!(remote.read_file(handle.file, &mut read), Err(Lost::Unknown)), "{read:?}");
    assert!(other.call("cli", "vault.status", json!({})).is_ok());
    assert!(world.connect().call("cli", "vault.status", json!({})).is_ok());
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_name_is_no_text_is_sent() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let world = World::at("vault");
    let mut remote = world.connect();
    let path = world.dir.path().join(OsStr::from_bytes(b"caf\xe9.csv"));
    let Lost::Failed(failure) = remote.put_path(&path).unwrap_err() else { panic!() };
    assert_eq!(failure.code, "file_unreadable");
    std::fs::write(&path, "name\nAda\n").unwrap();
    let handle = remote.put_path(&path).unwrap();
    assert_eq!((handle.name.as_str(), handle.size), ("caf\u{fffd}.csv", 9));
    let mut read = Vec::new();
    remote.read_file(handle.file, &mut read).unwrap();
    assert_eq!(read, b"name\nAda\n");
}

#[test]
fn of_files_that_are_handed_over_one_that_is_not_there_holds_up_the_others() {
    let world = World::at("vault");
    let mut told = world.app.subscribe();
    let path = world.dir.path().join("a.vcf");
    std::fs::write(&path, "BEGIN:VCARD").unwrap();
    let none = world.dir.path().join("none.vcf");
    let handed = world.connect().hand_over(&[path.as_path(), none.as_path()]);
    let Lost::Failed(failure) = handed.unwrap_err() else { panic!() };
    assert_eq!(failure.code, "file_unreadable");
    assert!(told.try_recv().is_err(), "nobody is told of half of them");
}

#[test]
fn so_many_connections_at_once_and_one_more_when_one_ends() {
    let world = World::at("vault");
    let asked = |mut remote: Remote| remote.call("cli", "vault.status", json!({})).map(|_| remote);
    let mut held: Vec<Remote> = (0..64).map(|_| asked(world.connect()).unwrap()).collect();
    let lost = asked(world.connect()).unwrap_err();
    assert!(matches!(lost, Lost::NotTaken), "{lost:?}");
    assert!(Failure::from(lost).message.contains("Try again"), "nothing was done");
    held.truncate(63);
    let until = std::time::Instant::now() + Duration::from_secs(20);
    while asked(world.connect()).is_err() {
        assert!(std::time::Instant::now() < until, "a connection that ended is still counted");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[cfg(unix)]
#[test]
fn a_folder_of_sockets_that_others_can_enter_is_not_used() {
    use std::os::unix::fs::PermissionsExt;
    let (parent, vault) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let made = || address::private_folder(parent.path(), vault.path());
    let mode = |path: &std::path::Path, mode: u32| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let folder = made().unwrap();
    assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(made().unwrap(), folder, "the next vault uses it too");
    mode(&folder, 0o750);
    assert_eq!(made().unwrap_err().kind(), std::io::ErrorKind::PermissionDenied);
    std::fs::remove_dir(&folder).unwrap();
    // Somebody else's place under that name.
    let elsewhere = parent.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    mode(&elsewhere, 0o700);
    std::os::unix::fs::symlink(&elsewhere, &folder).unwrap();
    assert_eq!(made().unwrap_err().kind(), std::io::ErrorKind::PermissionDenied);
}
