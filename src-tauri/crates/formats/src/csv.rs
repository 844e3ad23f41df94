//! CSV: detection, reading, mapping to drafts, writing.
