//! How many tests passed and failed, read from what each runner writes for machines, never from its prose.

use std::{fmt, ops::AddAssign};

use serde_json::Value;

/// Counted tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Ran and held.
    pub passed: u64,
    /// Ran and did not hold, or could not be run.
    pub failed: u64,
}

impl Tally {
    /// One thing that failed as a whole.
    pub const BROKEN: Self = Self { passed: 0, failed: 1 };

    /// What a runner that ended well or badly counts for: one that ran nothing, or went wrong without a failed test
    /// to show for it, is itself a failure.
    #[must_use]
    pub fn of_runner(self, ended_well: bool) -> Self {
        if self.failed == 0 && (self.passed == 0 || !ended_well) { Self { failed: 1, ..self } } else { self }
    }

    /// A JUnit report, as nextest writes it: the numbers of its outermost element.
    pub fn junit(report: &str) -> Option<Self> {
        let suites = report.split_once("<testsuites")?.1.split_once('>')?.0;
        let number = |name: &str| -> Option<u64> {
            suites.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0.parse().ok()
        };
        let failed = number("failures")? + number("errors").unwrap_or(0);
        Some(Self { passed: number("tests")?.saturating_sub(failed), failed })
    }

    /// Vitest's JSON. A file that could not be loaded has no tests but counts.
    pub fn vitest(report: &str) -> Option<Self> {
        let report: Value = serde_json::from_str(report).ok()?;
        let number = |name: &str| report.get(name).and_then(Value::as_u64);
        let unloaded = report
            .get("testResults")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter(|file| file.get("status").is_some_and(|status| status == "failed"))
            .filter(|file| file.get("assertionResults").and_then(Value::as_array).is_some_and(Vec::is_empty))
            .count() as u64;
        Some(Self { passed: number("numPassedTests")?, failed: number("numFailedTests")? + unloaded })
    }

    /// Playwright's JSON. A test that passed only when tried again is counted as passed; its report names it flaky.
    pub fn playwright(report: &str) -> Option<Self> {
        let report: Value = serde_json::from_str(report).ok()?;
        let stats = report.get("stats")?;
        let number = |name: &str| stats.get(name).and_then(Value::as_u64);
        let errors = report.get("errors").and_then(Value::as_array).map_or(0, Vec::len) as u64;
        let passed = number("expected")? + number("flaky").unwrap_or(0);
        Some(Self { passed, failed: number("unexpected")? + errors })
    }

    /// The Test Anything Protocol of Node's runner: the numbers it ends with.
    pub fn tap(report: &str) -> Option<Self> {
        let number = |name: &str| -> Option<u64> {
            let prefix = format!("# {name} ");
            report.lines().rev().find_map(|line| line.strip_prefix(&prefix)?.trim().parse().ok())
        };
        Some(Self { passed: number("pass")?, failed: number("fail")? + number("cancelled").unwrap_or(0) })
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextest_counts_failures_and_errors() {
        let report = r#"<?xml version="1.0"?><testsuites name="x" tests="12" failures="2" errors="1" uuid="u">
            <testsuite name="y" tests="99" failures="9"></testsuite></testsuites>"#;
        assert_eq!(Tally::junit(report), Some(Tally { passed: 9, failed: 3 }));
        assert_eq!(Tally::junit("<testsuites"), None);
    }

    #[test]
    fn a_vitest_file_that_does_not_load_fails() {
        let report = r#"{"numPassedTests":4,"numFailedTests":1,"testResults":[
            {"status":"failed","assertionResults":[]},{"status":"failed","assertionResults":[{}]}]}"#;
        assert_eq!(Tally::vitest(report), Some(Tally { passed: 4, failed: 2 }));
    }

    #[test]
    fn playwright_counts_errors_outside_tests() {
        let report = r#"{"stats":{"expected":7,"unexpected":1,"flaky":1,"skipped":0},"errors":[{}]}"#;
        assert_eq!(Tally::playwright(report), Some(Tally { passed: 8, failed: 2 }));
    }

    #[test]
    fn node_counts_cancelled_tests_as_failed() {
        let report = "ok 1 - a\n# tests 4\n# pass 2\n# fail 1\n# cancelled 1\n# skipped 0\n";
        assert_eq!(Tally::tap(report), Some(Tally { passed: 2, failed: 2 }));
    }

    // covers(QA-2, QA-10)
    #[test]
    fn a_runner_that_ran_nothing_or_broke_off_has_failed() {
        assert_eq!(Tally::default().of_runner(true), Tally::BROKEN);
        let some = Tally { passed: 3, failed: 0 };
        assert_eq!(some.of_runner(true), some);
        assert_eq!(some.of_runner(false), Tally { passed: 3, failed: 1 });
    }
}
