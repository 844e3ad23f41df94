//! Journeys through `App::call`, crash tests, fakes.
