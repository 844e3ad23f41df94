//! One file for each verb.

pub mod attach;
pub mod call;
pub mod commands;
pub mod doctor;
pub mod duplicates;
pub mod export;
pub mod history;
pub mod import;
pub mod init;
pub mod job;
pub mod merge;
pub mod openapi;
pub mod qr;
pub mod search;
pub mod serve;
pub mod undo;
