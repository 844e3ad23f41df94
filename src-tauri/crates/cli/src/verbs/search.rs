//! `satchel search`

use serde_json::json;

use crate::Cli;
use crate::arguments::Search;
use crate::exit::{DONE, Ended};
use crate::table::{list, number, text};

pub fn run(cli: &mut Cli<'_, '_>, search: &Search) -> Result<u8, Ended> {
    let mut reach = cli.opening.open()?;
    let input = json!({ "text": search.query.join(" "), "limit": search.limit, "kinds": search.kind });
    let found = reach.call("search.query", input);
    reach.close();
    let found = found?;
    if cli.json {
        cli.say_json(&found)?;
        return Ok(DONE);
    }
    for hit in list(&found, "hits") {
        let subtitle = text(hit, "subtitle");
        let between = if subtitle.is_empty() { "" } else { " · " };
        cli.say(format!("{}  {}{between}{subtitle}", text(hit, "id"), text(hit, "title")))?;
    }
    for problem in list(&found, "problems") {
        cli.note(text(problem, "text"))?;
    }
    let (shown, total) = (list(&found, "hits").len() as u64, number(&found, "total"));
    match total {
        0 => cli.note("Nothing was found.")?,
        _ if total > shown => cli.note(format!("{shown} of {total}; more with --limit"))?,
        _ => {}
    }
    Ok(DONE)
}
