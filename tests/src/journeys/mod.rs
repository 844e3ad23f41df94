//! What a seller does from beginning to end, through `App::call` alone.

mod bulk;
mod corpus;
mod corrected;
mod deals;
mod first_hour;
mod hostile;
mod imports;
mod receipts;
mod secrecy;
mod tasks;
mod views;
