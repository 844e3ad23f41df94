//! Planted bugs, in debug builds only: each breaks a law, and the law's test must go red with it. A release has none of them.
//!
//! A crate lists its bugs in its `planted.rs`, each with the test that has to notice it, and asks [`is_on`] where the bug
//! would be. The suite's test `every_planted_bug_is_caught` calls [`unnoticed`], which runs for each bug only the named test
//! of the same test binary again. What a law does up to its first red case is all that a bug costs: no other test runs,
//! nothing is shrunk, no trace is told. One by hand:
//! `SATCHEL_PLANT=undo_drops_a_field cargo nextest run -E 'test(undo_is_the_inverse)'`.

use std::process::Command;

/// The environment variable that names the bug that is on.
const SWITCH: &str = "SATCHEL_PLANT";

/// A bug, and the test that notices it as its binary names it.
pub type Bug = (&'static str, &'static str);

/// Whether `bug` is switched on; it has to be in one of the crate's `lists`.
#[cfg(debug_assertions)]
#[must_use]
pub fn is_on(bug: &str, lists: &[&[Bug]]) -> bool {
    static ON: std::sync::OnceLock<Option<String>> = std::sync::OnceLock::new();
    debug_assert!(lists.iter().any(|list| list.iter().any(|(name, _)| *name == bug)), "{bug} is not listed");
    ON.get_or_init(|| std::env::var(SWITCH).ok()).as_deref() == Some(bug)
}

/// Never, in what is shipped.
#[cfg(not(debug_assertions))]
#[must_use]
pub const fn is_on(_bug: &str, _lists: &[&[Bug]]) -> bool {
    false
}

/// The bugs with which the test that should notice them does not go red, or is not there, each with what was told. `with`
/// are variables of the environment by which a test looks at as much as the bugs need.
///
/// # Errors
/// The test binary cannot be started again.
pub fn unnoticed(bugs: &[Bug], with: &[(&str, &str)]) -> std::io::Result<Vec<String>> {
    let suite = std::env::current_exe()?;
    let mut unnoticed = Vec::new();
    for &(bug, law) in bugs {
        let run = Command::new(&suite)
            .args([law, "--exact", "--test-threads=1"])
            .env("PROPTEST_MAX_SHRINK_ITERS", "0")
            .env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "true")
            .env("RUST_BACKTRACE", "0")
            .envs(with.iter().copied())
            .env(SWITCH, bug)
            .output()?;
        let told = String::from_utf8_lossy(&run.stdout);
        // Whoever dies of the bug notices it too; who does not even begin does not.
        let began = told.contains("running 1 test");
        if run.status.success() || !began {
            unnoticed.push(format!("{bug}: {law}: {told}{}", String::from_utf8_lossy(&run.stderr)));
        }
    }
    Ok(unnoticed)
}
