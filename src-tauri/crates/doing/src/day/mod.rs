//! The seller's day: what is due, with whom, where and how to reach them, and the visits in a short order.
//!
//! A visit is a task of that type. Where it leads follows from the first it is about that has a place. The way through the
//! day's visits is reckoned when it is asked for ([`satchel_kernel::route`]) and kept nowhere; only an order by hand is
//! kept, as a rank on each task that counts for the one day it was chosen for. What it leaves out: roads and how long a way
//! takes.

pub mod commands;
mod rules;
#[cfg(test)]
mod tests;
