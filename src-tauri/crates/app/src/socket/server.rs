//! The listening end: one thread accepts, one thread serves each connection, and requests run where they were read.

use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use interprocess::local_socket::Stream;
use satchel_kernel::{Error, Result};
use serde_json::{Value, json};
use tokio::sync::broadcast::error::RecvError;

use super::{Failure, Reply, Request, address, receive, send};
use crate::{Actor, App, Event};

/// The most connections at once.
const MAX_CONNECTIONS: usize = 64;

/// A vault's socket while somebody listens on it.
#[derive(Debug)]
pub struct Listening {
    dir: PathBuf,
    state: Arc<State>,
}

#[derive(Debug, Default)]
struct State {
    stopped: AtomicBool,
    connections: AtomicUsize,
    /// Requests that were read and are not answered.
    busy: Mutex<usize>,
    idle: Condvar,
}

std::thread_local! {
    /// Whether this thread is answering a request; it must then not wait for the requests to be answered.
    static ANSWERING: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

impl Listening {
    /// Begins to listen for the vault in `dir`. The caller holds the vault's lock.
    ///
    /// `app` is asked for at every connection, so that the socket does not keep the application alive.
    pub(crate) fn begin(dir: &Path, app: impl Fn() -> Option<App> + Send + 'static) -> Result<Self> {
        let refuse = |e: io::Error| {
            let place = dir.display();
            Error::broken(
                "no_socket",
                format!("Satchel cannot listen in “{place}” for its other windows and programs: {e}."),
            )
            .because(e)
        };
        let listener = address::listen(dir).map_err(refuse)?;
        let listening = Self { dir: dir.to_owned(), state: Arc::default() };
        let (dir, state) = (dir.to_owned(), Arc::clone(&listening.state));
        let accept = move || {
            for stream in address::incoming(&listener) {
                if state.stopped.load(Ordering::SeqCst) {
                    break;
                }
                let Some(app) = app() else { break };
                match stream {
                    Ok(stream) if address::same_person(&stream, &dir) => {
                        begin_connection(app, stream, &state)
                    }
                    Ok(_) => tracing::warn!("another user tried to reach the vault's socket"),
                    // Out of files or threads: those that are open go on.
                    Err(_) => std::thread::sleep(Duration::from_millis(50)),
                }
            }
        };
        std::thread::Builder::new().name("socket".into()).spawn(accept).map_err(refuse)?;
        Ok(listening)
    }

    /// Takes no further connection or request, and waits at most `patience` for those being answered.
    pub(crate) fn stop(&self, patience: Duration) {
        if self.state.stopped.swap(true, Ordering::SeqCst) {
            return;
        }
        // Wakes the accepting thread, which then lets go of the name.
        drop(address::connect(&self.dir));
        let _ = std::fs::remove_file(self.dir.join("socket"));
        let until = Instant::now() + patience;
        let own = usize::from(ANSWERING.get());
        let mut busy = self.state.busy.lock().unwrap_or_else(PoisonError::into_inner);
        while *busy > own {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            busy = self.state.idle.wait_timeout(busy, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.stop(Duration::ZERO);
    }
}

fn begin_connection(app: App, stream: Stream, state: &Arc<State>) {
    if state.connections.fetch_add(1, Ordering::SeqCst) >= MAX_CONNECTIONS {
        state.connections.fetch_sub(1, Ordering::SeqCst);
        return;
    }
    let own = Arc::clone(state);
    let serve = move || {
        // A caller that goes away in the middle of a line concerns nobody else.
        if let Err(e) = serve(&app, &stream, &own) {
            tracing::debug!(%e, "a connection to the socket ended");
        }
        own.connections.fetch_sub(1, Ordering::SeqCst);
    };
    if std::thread::Builder::new().name("socket caller".into()).spawn(serve).is_err() {
        state.connections.fetch_sub(1, Ordering::SeqCst);
    }
}

fn serve(app: &App, stream: &Stream, state: &State) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    while let Some(request) = receive::<Request>(&mut reader)? {
        let Some(_busy) = Busy::begin(state) else { return Ok(()) };
        send(stream, &Reply::Taken)?;
        match request {
            Request::Listen => {
                drop(_busy);
                return tell_events(app, stream, state);
            }
            Request::ReadFile(id) => {
                match app.files().meta(id).and_then(|meta| Ok((meta, app.files().open(id)?))) {
                    Ok((meta, file)) => {
                        send(stream, &Reply::Done(json!(meta)))?;
                        let sent = io::copy(&mut file.take(meta.size), &mut &*stream)?;
                        if sent < meta.size {
                            return Err(io::ErrorKind::UnexpectedEof.into());
                        }
                    }
                    Err(error) => send(stream, &Reply::Failed(error.into()))?,
                }
            }
            Request::PutBytes { name, size } => {
                let mut bytes = (&mut reader).take(size);
                let put = app.files().put_stream(&name, &mut bytes);
                // What was not read would be taken for the next request.
                io::copy(&mut bytes, &mut io::sink())?;
                send(stream, &reply(put.map(|file| json!(file))))?;
            }
            Request::PutPath(path) => {
                send(stream, &reply(app.files().put_path(Path::new(&path)).map(|f| json!(f))))?
            }
            Request::HandOver(paths) => send(stream, &reply(hand_over(app, &paths)))?,
            Request::Call { name, input, actor } => {
                let actor = Actor { name: actor, may: None };
                send(stream, &reply(app.call(&actor, &name, input)))?;
            }
        }
    }
    Ok(())
}

fn reply(answer: Result<Value>) -> Reply {
    match answer {
        Ok(value) => Reply::Done(value),
        Err(error) => Reply::Failed(Failure::from(error)),
    }
}

fn hand_over(app: &App, paths: &[String]) -> Result<Value> {
    let files = paths.iter().map(|path| app.files().put_path(Path::new(path))).collect::<Result<Vec<_>>>()?;
    app.emit(Event::Files { files: files.clone(), dropped: false });
    Ok(json!(files))
}

fn tell_events(app: &App, stream: &Stream, state: &State) -> io::Result<()> {
    let mut events = app.subscribe();
    send(stream, &Reply::Done(Value::Null))?;
    while !state.stopped.load(Ordering::SeqCst) {
        match events.blocking_recv() {
            Ok(event) => send(stream, &Reply::Event(serde_json::to_value(event)?))?,
            // Whoever listens here asks for the state afterwards and misses nothing but steps of progress.
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => break,
        }
    }
    Ok(())
}

/// One request being answered.
struct Busy<'a>(&'a State);

impl<'a> Busy<'a> {
    fn begin(state: &'a State) -> Option<Self> {
        let mut busy = state.busy.lock().unwrap_or_else(PoisonError::into_inner);
        if state.stopped.load(Ordering::SeqCst) {
            return None;
        }
        *busy += 1;
        ANSWERING.set(true);
        Some(Self(state))
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        ANSWERING.set(false);
        *self.0.busy.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.idle.notify_all();
    }
}
