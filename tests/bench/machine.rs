//! The machine, its load, and what a process takes of it.

use serde_json::{Value, json};

fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

fn field(text: &str, name: &str) -> Option<String> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn kib(text: &str, name: &str) -> Option<u64> {
    field(text, name)?.split_whitespace().next()?.parse().ok()
}

/// What the report says about where it was made.
pub fn describe() -> Value {
    let cpu =
        field(&read("/proc/cpuinfo"), "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = kib(&read("/proc/meminfo"), "MemTotal").unwrap_or_default() / (1024 * 1024);
    let kernel = read("/proc/sys/kernel/osrelease").trim().to_owned();
    let system = field(&read("/etc/os-release").replace('=', ": "), "PRETTY_NAME").unwrap_or_default();
    let date = jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M UTC").to_string();
    json!({
        "cpu": cpu, "cores": cores, "memory_gib": memory, "kernel": kernel, "system": system.trim_matches('"'),
        "date": date, "version": env!("CARGO_PKG_VERSION"), "load": load(),
    })
}

/// The load average over one minute.
pub fn load() -> f64 {
    read("/proc/loadavg").split(' ').next().and_then(|n| n.parse().ok()).unwrap_or_default()
}

/// The most memory this process ever had resident, in MiB.
pub fn peak_mib() -> u64 {
    kib(&read("/proc/self/status"), "VmHWM").unwrap_or_default() / 1024
}

/// From now on the most memory is counted anew, where the system can do that.
pub fn forget_peak() {
    // Where it cannot, the peak is that of the whole process.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// What this process has resident now, in MiB.
pub fn resident_mib() -> u64 {
    kib(&read("/proc/self/status"), "VmRSS").unwrap_or_default() / 1024
}

/// Proportional share of memory of this process, in MiB.
pub fn pss_mib() -> u64 {
    kib(&read("/proc/self/smaps_rollup"), "Pss").unwrap_or_default() / 1024
}

/// Processor time of this process so far, in seconds.
pub fn cpu_seconds() -> f64 {
    let stat = read("/proc/self/stat");
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    ticks as f64 / 100.0
}
