//! Contacts, companies, tags, notes, views, the seller's own fields; import and export of all of them.

pub mod activity;
pub mod attachments;
pub mod companies;
pub mod contacts;
pub mod duplicates;
mod employer;
pub mod export;
pub mod fields;
pub mod import;
pub mod kept;
pub mod kinds;
pub mod layouts;
pub mod merging;
pub mod notes;
pub mod photos;
pub mod pins;
pub mod places;
pub mod planted;
mod qr;
pub mod sample;
pub mod stakeholders;
pub mod tags;
pub mod timeline;
pub mod views;

use satchel_feature::records::{Cascade, every_kind_commands, record_commands};
use satchel_feature::{Command, Registry};
use satchel_kernel::Result;

/// What goes to the trash, and comes back, with a record: its notes and what is attached to it, which name it in this
/// column.
pub const fn noted_and_attached(column: &'static str) -> [Cascade; 2] {
    [Cascade { table: "note", column }, Cascade { table: "attachment", column }]
}

/// The kinds of this group with their rules.
pub fn registry() -> Result<Registry> {
    let of_contact = noted_and_attached("contact_id");
    let of_company = noted_and_attached("company_id");
    let of_own = noted_and_attached("own_record_id");
    let records_of_kind = [Cascade { table: "own_record", column: "kind_id" }];
    Ok(Registry::new()?
        .with_own(&of_own)
        .with(contacts::model::contact(), true, &of_contact, contacts::rules::ContactRules)
        .with(companies::company(), true, &of_company, companies::CompanyRules)
        .with(tags::tag(), false, &[], tags::TagRules)
        .with(notes::note(), false, &[], notes::NoteRules)
        .with(attachments::model::attachment(), false, &[], attachments::AttachmentRules)
        .with(fields::field(), false, &[], fields::FieldRules)
        .with(kinds::model::own_kind(), false, &records_of_kind, kinds::rules::OwnKindRules)
        .with(views::model::view(), false, &[], views::rules::ViewRules)
        .taken("note", notes::NoteIntake))
}

/// The rows of the command table: the record commands of every kind, and the real verbs.
pub fn commands(registry: &Registry) -> Vec<Command> {
    let records = registry.kinds().flat_map(|k| record_commands(&k.kind));
    let mergeable = merging::KINDS.into_iter().filter_map(|kind| registry.kind(kind).ok());
    let verbs = [
        every_kind_commands(),
        mergeable.flat_map(|compiled| merging::commands::table(&compiled.kind)).collect(),
        attachments::commands::table(),
        contacts::commands::table(),
        registry.kinds().flat_map(|k| duplicates::commands::table(&k.kind)).collect(),
        companies::commands::table(),
        timeline::table(),
        import::commands::table(),
        export::table(),
        photos::table(),
        qr::table(),
        pins::commands::table(),
        places::commands::table(),
        tags::table(),
        views::commands::table(),
        layouts::commands::table(),
    ];
    records.chain(verbs.into_iter().flatten()).collect()
}
