//! Contacts, companies, tags, notes, import, export.
