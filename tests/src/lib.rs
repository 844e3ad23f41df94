//! Journeys through `App::call`, crash tests, fakes, and the generator of the people in them.

pub mod generator;
pub mod keychain;

#[cfg(test)]
mod doors;
#[cfg(test)]
mod readers;
