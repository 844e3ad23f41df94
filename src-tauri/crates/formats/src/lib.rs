//! Bytes in, values out, and back: vCard, CSV, and the workbooks and archives that hold them, without I/O of its own and
//! without a clock. Every reader takes any bytes, in bounded memory, and answers with drafts, or with rejected items that
//! say why.

pub mod cards;
pub mod csv;
pub mod draft;
pub mod ldif;
pub mod packed;
pub mod qr;
pub mod signature;
pub mod vcard;
pub mod workbook;

pub use draft::{Cell, Draft, Fate};
pub use satchel_kernel::Reason;
