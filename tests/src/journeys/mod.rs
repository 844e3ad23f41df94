//! What a seller does from beginning to end, through `App::call` alone.

mod accounts;
mod batch;
mod bulk;
mod corpus;
mod corrected;
mod day;
mod deals;
mod everything;
mod first_hour;
mod home;
mod hostile;
mod imports;
mod leads;
mod merging;
mod near;
mod notifications;
mod own_day;
mod own_fields;
mod own_kinds;
mod pins;
mod receipts;
mod secrecy;
mod table_import;
mod tasks;
mod views;
mod workbooks;
