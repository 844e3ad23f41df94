//! The groups of features joined: every kind of record in one registry, every command in one list.

use satchel_feature::{Command, Registry};
use satchel_kernel::Result;

/// The kinds of every group with their rules.
pub(crate) fn registry() -> Result<Registry> {
    let registry = satchel_selling::kinds(satchel_people::registry()?);
    let registry = satchel_talking::join(registry);
    Ok(satchel_doing::join(registry))
}

/// The rows of the command table: the record commands of every kind, and the real verbs of every group.
pub(crate) fn commands(registry: &Registry) -> Vec<Command> {
    let groups = [
        satchel_people::commands(registry),
        satchel_selling::commands(),
        satchel_talking::commands(),
        satchel_doing::commands(),
        satchel_insight::commands(),
    ];
    groups.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use satchel_kernel::evaluate::Plan;
    use satchel_kernel::query::Query;

    // covers(CON-10)
    #[test]
    fn the_kinds_that_take_own_fields_are_the_kinds_fields_can_be_of() {
        let registry = super::registry().unwrap();
        let taking = registry.kinds().filter(|kind| kind.takes_own_fields());
        let mut named: Vec<&str> = satchel_people::fields::OWNERS.to_vec();
        named.sort_unstable();
        assert_eq!(taking.map(|kind| kind.kind.name.as_ref()).collect::<Vec<_>>(), named);
    }

    #[test]
    fn a_list_of_every_kind_can_be_asked_for_as_it_is() {
        let registry = super::registry().unwrap();
        for compiled in registry.kinds() {
            let kind = &compiled.kind;
            let planned = Plan::new(kind, &Query::default());
            assert!(planned.is_ok(), "{}: {:?}", kind.plural, planned.err());
        }
    }
}
