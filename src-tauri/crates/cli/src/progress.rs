//! How far a long run is, drawn on one line of the terminal.

use std::io::Write;
use std::time::{Duration, Instant};

use serde_json::Value;

const DRAW_EVERY: Duration = Duration::from_millis(100);

/// One line that is drawn over and over.
pub struct Progress {
    shown: bool,
    drawn: Option<Instant>,
    began: Instant,
}

impl Progress {
    /// A line, or nothing where no person looks.
    pub fn new(shown: bool) -> Self {
        Self { shown, drawn: None, began: Instant::now() }
    }

    /// Draws a progress event.
    pub fn draw(&mut self, to: &mut dyn Write, event: &Value) {
        if !self.shown || self.drawn.is_some_and(|at| at.elapsed() < DRAW_EVERY) {
            return;
        }
        self.drawn = Some(Instant::now());
        let number = |key: &str| event.get(key).and_then(Value::as_u64);
        let note = event.get("note").and_then(Value::as_str).unwrap_or_default();
        let line = line(number("done").unwrap_or(0), number("total"), note, self.began.elapsed());
        // A terminal that went away is no reason to stop the work.
        let _ = write!(to, "\r\u{1b}[K{line}").and_then(|()| to.flush());
    }

    /// Wipes the line.
    pub fn wipe(&mut self, to: &mut dyn Write) {
        if self.drawn.take().is_some() {
            let _ = write!(to, "\r\u{1b}[K").and_then(|()| to.flush());
        }
    }
}

fn line(done: u64, total: Option<u64>, note: &str, passed: Duration) -> String {
    let note: String = note.chars().filter(|c| !c.is_control()).take(50).collect();
    let counts = match total {
        Some(total) if total > 0 => format!("{done} of {total}"),
        _ => done.to_string(),
    };
    let left = match total {
        Some(total) if done > 0 && total > done && passed.as_secs() >= 1 => {
            let left = passed.as_secs_f64() * (total - done) as f64 / done as f64;
            format!(", about {} s left", left.ceil())
        }
        _ => String::new(),
    };
    format!("{note}{}{counts}{left}", if note.is_empty() { "" } else { ": " })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_estimates_what_is_left() {
        let two = Duration::from_secs(2);
        assert_eq!(line(100, Some(400), "Reading a.csv", two), "Reading a.csv: 100 of 400, about 6 s left");
        assert_eq!(line(0, None, "", two), "0");
        assert_eq!(line(5, Some(5), "\u{1b}[31mDone", two), "[31mDone: 5 of 5");
    }
}
