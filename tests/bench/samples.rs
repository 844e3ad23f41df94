//! Times of many questions, and what they come to.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Times in the order they were taken; the first one is the cold one.
#[derive(Clone, Debug, Default)]
pub struct Samples(Vec<Duration>);

impl Samples {
    /// Times one question.
    pub fn time<T>(&mut self, question: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let answer = question();
        self.0.push(start.elapsed());
        answer
    }

    /// Takes the times of others in.
    pub fn add(&mut self, others: &Self) {
        self.0.extend_from_slice(&others.0);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// A time measured elsewhere.
    pub fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    fn percentile(&self, percent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
        sorted.get(at).copied().unwrap_or_default()
    }

    /// Number, first, median, 99th percentile and longest, in milliseconds.
    pub fn sums(&self) -> Value {
        let ms = |d: Duration| d.as_secs_f64() * 1_000.0;
        json!({
            "n": self.0.len(),
            "first_ms": ms(self.0.first().copied().unwrap_or_default()),
            "p50_ms": ms(self.percentile(50)),
            "p99_ms": ms(self.percentile(99)),
            "max_ms": ms(self.percentile(100)),
        })
    }
}
