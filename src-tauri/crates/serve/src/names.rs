//! Which method and path a command has. Both follow from its name, so adding a command adds its route.
//!
//! `contacts.list` is `GET /contacts`, `.get` `GET /contacts/{id}`, `.create` `POST /contacts`, `.patch`
//! `PATCH /contacts/{id}`, `.delete` `DELETE /contacts/{id}`, `.restore` `POST /contacts/{id}/restore`, `.timeline`
//! `GET /contacts/{id}/timeline`, `.activities` `GET /leads/{id}/activities`; without an `id` in the input the same verbs
//! stand on the bare noun (`GET /catalogue`, `PATCH /settings`). Every other `a.b` is `POST /a/b`.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use satchel_app::CommandInfo;
use serde::Serialize;

use crate::schema;

/// Where every versioned path begins.
pub const BASE: &str = "/api/v1";

/// An HTTP method a command can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or does.
    Post,
    /// Changes a part.
    Patch,
    /// Moves to the trash.
    Delete,
}

impl Method {
    /// As in a request line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// The method of a request; `HEAD` asks for what `GET` answers.
    pub fn of(method: &axum::http::Method) -> Option<Self> {
        match method.as_str() {
            "GET" | "HEAD" => Some(Self::Get),
            "POST" => Some(Self::Post),
            "PATCH" => Some(Self::Patch),
            "DELETE" => Some(Self::Delete),
            _ => None,
        }
    }
}

/// A command and where it is reached.
#[derive(Clone, Debug)]
pub struct Route {
    /// The command.
    pub command: CommandInfo,
    /// Its method.
    pub method: Method,
    /// Its path below [`BASE`], with `{id}` where the record's id stands.
    pub path: String,
    /// Whether the answer is something new with an address of its own.
    pub creates: bool,
    /// Whether the body is the value of the input's `patch` (RFC 7396) rather than the whole input.
    pub patches: bool,
}

impl Route {
    /// The route of `command`. `listed` says whether its noun has a `list`, so that `create` is a new entry of it.
    pub fn of(command: CommandInfo, listed: bool) -> Self {
        let has = |property: &str| schema::property(command.input.as_value(), property).is_some();
        let (noun, verb) = command.name.rsplit_once('.').unwrap_or(("", command.name.as_str()));
        let noun = format!("/{}", noun.replace('.', "/"));
        let item = if has("id") { format!("{noun}/{{id}}") } else { noun.clone() };
        let (method, path) = match verb {
            "list" if !has("id") => (Method::Get, noun),
            "get" => (Method::Get, item),
            "create" if listed => (Method::Post, noun),
            "patch" if has("patch") => (Method::Patch, item),
            "delete" if has("id") => (Method::Delete, item),
            "restore" if has("id") => (Method::Post, format!("{item}/restore")),
            "timeline" | "activities" if has("id") => (Method::Get, format!("{item}/{verb}")),
            _ => (Method::Post, format!("/{}", command.name.replace('.', "/"))),
        };
        let creates = verb == "create" && listed;
        Self { creates, patches: method == Method::Patch, command, method, path }
    }
}

impl Route {
    /// Whether the command can refuse a record that was changed meanwhile.
    pub fn versioned(&self) -> bool {
        schema::property(self.command.input.as_value(), "version").is_some()
    }

    /// Whether a call of it made again under the same key does nothing.
    pub fn takes_key(&self) -> bool {
        schema::property(self.command.input.as_value(), "idempotency_key").is_some()
    }
}

/// What a request's path leads to.
pub enum Found {
    /// A command, and the id in the path.
    Route(Arc<Route>, Option<String>),
    /// The path exists with these other methods.
    OtherMethods(Vec<Method>),
    /// Nothing.
    Nothing,
}

/// Every command by its path.
pub struct Routes {
    by_path: HashMap<String, Vec<Arc<Route>>>,
    all: Vec<Arc<Route>>,
}

impl Routes {
    /// The routes of a command table.
    pub fn new(commands: Vec<CommandInfo>) -> Self {
        let mut routes = Self { by_path: HashMap::new(), all: Vec::new() };
        let names: HashSet<String> = commands.iter().map(|c| c.name.clone()).collect();
        for command in commands {
            let listed = command
                .name
                .rsplit_once('.')
                .is_some_and(|(noun, _)| names.contains(&format!("{noun}.list")));
            let route = Arc::new(Route::of(command, listed));
            routes.by_path.entry(route.path.clone()).or_default().push(route.clone());
            routes.all.push(route);
        }
        routes
    }

    /// All routes, by path and method.
    pub fn all(&self) -> Vec<&Arc<Route>> {
        let mut all: Vec<_> = self.all.iter().collect();
        all.sort_by(|a, b| (&a.path, a.method).cmp(&(&b.path, b.method)));
        all
    }

    /// What `path` (below [`BASE`], beginning with `/`) leads to with `method`.
    pub fn find(&self, method: Option<Method>, path: &str) -> Found {
        let mut others = Vec::new();
        for (pattern, id) in std::iter::once((path.to_owned(), None)).chain(with_id(path)) {
            for route in self.by_path.get(&pattern).into_iter().flatten() {
                if Some(route.method) == method {
                    return Found::Route(route.clone(), id);
                }
                others.push(route.method);
            }
            // A path that stands as it is means nothing else.
            if !others.is_empty() {
                break;
            }
        }
        if others.is_empty() { Found::Nothing } else { Found::OtherMethods(others) }
    }
}

/// The path with its second, third... part read as an id.
fn with_id(path: &str) -> impl Iterator<Item = (String, Option<String>)> {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    (1..parts.len()).map(move |at| {
        let pattern: Vec<&str> =
            parts.iter().enumerate().map(|(i, p)| if i == at { "{id}" } else { *p }).collect();
        (format!("/{}", pattern.join("/")), parts.get(at).map(|id| (*id).to_owned()))
    })
}
