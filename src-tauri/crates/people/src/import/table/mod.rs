//! A table whose rows are records of one kind that says how it comes in ([`Intake`]): deals, and every kind the seller
//! made. Its columns go to the fields of the kind, guessed by their names; cells are read in the form of their field; what
//! a field cannot hold is kept in a note, so that nothing of a row is lost. Staging, slices, receipts and undo are those
//! of every import.
//!
//! A row describes the record that has its title, and whatever else the kind says it is known by.

mod ask;
mod columns;
mod read;
mod stage;
mod write;

use satchel_feature::Registry;
use satchel_feature::records::{Intake, Target};
use satchel_kernel::text::fold;
use satchel_kernel::{Catalogue, Field, FieldType, Kind, Part, Result};

pub use ask::{Asked, Asking, ROWS};
pub use columns::{fit, tell};
pub use read::read;
pub use stage::{Found, UNCLEAR, UNKNOWN, one, referred};
pub use write::{create, join, make};

use crate::export::table::heading;
use crate::planted;

/// How a table of a kind's records looks.
#[derive(Clone, Copy)]
pub struct Shape<'a> {
    /// The kind with the seller's own fields.
    pub kind: &'a Kind,
    /// What it says of its import.
    pub intake: &'a dyn Intake,
}

/// What a column fills.
#[derive(Clone, Copy)]
pub enum Place<'a> {
    /// A field, built in or the seller's own.
    Field(&'a Field),
    /// A part that is a list of words, such as tags.
    Part(&'a Part),
    /// Something the kind says beside.
    More(&'a Target),
}

impl<'a> Shape<'a> {
    /// The shape of a kind's tables; `None` for kinds that come in no table of their own.
    pub fn of(registry: &'a Registry, catalogue: &'a Catalogue, kind: &str) -> Result<Option<Self>> {
        let Some(intake) = registry.kind(kind)?.intake.as_deref() else { return Ok(None) };
        Ok(Some(Self { kind: catalogue.kind(kind)?, intake }))
    }

    fn fields(&self) -> impl Iterator<Item = &'a Field> {
        let can_be_filled = |field: &&Field| {
            field.importable && !field.derived && !matches!(field.ty, FieldType::Blob | FieldType::Place)
        };
        self.kind.fields.iter().filter(can_be_filled)
    }

    fn parts(&self) -> impl Iterator<Item = &'a Part> {
        self.kind.parts.iter().filter(|part| {
            part.bare
                && part
                    .main_field()
                    .is_some_and(|main| matches!(main.ty, FieldType::Text { .. }) && !main.derived)
        })
    }

    /// What a field is called among the targets: its id, or the seller's words where nothing else goes by them.
    fn id(&self, field: &'a Field) -> &'a str {
        let Some(label) = field.label.as_deref().filter(|_| field.column_name().is_none()) else {
            return &field.id;
        };
        let taken = |id: &str| fold(id) == fold(label);
        let built_in = self.kind.fields.iter().filter(|field| field.column_name().is_some());
        let ids = built_in.map(|field| field.id.as_ref());
        let ids = ids.chain(self.parts().map(|part| part.id.as_ref()));
        let mut ids = ids.chain(self.intake.more().iter().map(|more| more.id));
        if ids.any(taken) { &field.id } else { label }
    }

    /// Everything a column can fill, in the kind's order.
    pub fn targets(&self) -> Vec<String> {
        let fields = self.fields().map(|field| self.id(field));
        let parts = self.parts().map(|part| part.id.as_ref());
        fields.chain(self.intake.more().iter().map(|more| more.id)).chain(parts).map(str::to_owned).collect()
    }

    /// What a target of this name fills.
    pub fn place(&self, target: &str) -> Option<Place<'a>> {
        let field = self.fields().find(|field| field.id == target);
        let field = field.or_else(|| self.fields().find(|field| fold(self.id(field)) == fold(target)));
        let part = || self.parts().find(|part| part.id == target).map(Place::Part);
        let more = || self.intake.more().iter().find(|more| more.id == target).map(Place::More);
        field.map(Place::Field).or_else(part).or_else(more)
    }

    /// A target in words, for notes and receipts.
    pub fn words(&self, target: &str) -> String {
        match self.place(target) {
            Some(Place::Field(field)) => {
                field.label.as_ref().map_or_else(|| heading(&field.id), |label| label.to_string())
            }
            Some(Place::Part(part)) => heading(&part.id),
            Some(Place::More(more)) => more.name.to_owned(),
            None => target.to_owned(),
        }
    }
}

/// Whether a bug is planted here.
fn planted(bug: &str) -> bool {
    planted::is(bug)
}
