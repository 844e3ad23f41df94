//! Journeys through `App::call`, crash tests, fakes, and the generator of the people in them.

pub mod generator;
pub mod keychain;

#[cfg(test)]
mod crash;
#[cfg(test)]
mod doors;
#[cfg(test)]
mod journeys;
#[cfg(test)]
mod readers;
#[cfg(test)]
mod world;
