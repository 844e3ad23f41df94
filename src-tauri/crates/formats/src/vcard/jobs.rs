//! Jobs put together from `ORG`, `TITLE` and `ROLE`.

use super::map::{Fields, Mapper, Taken};
use super::property::Property;
use super::text::{Style, split};
use crate::draft::{DraftKind, Job};

/// Jobs from `ORG`, `TITLE` and `ROLE`: those of one group belong together, the others pair up by their order.
#[derive(Default)]
pub(super) struct Jobs {
    slots: Vec<(Option<String>, Job)>,
    counts: [usize; 3],
    /// The language of the first of each part.
    languages: [Option<String>; 3],
}

/// Which part of a job a property is.
#[derive(Clone, Copy)]
pub(super) enum JobPart {
    Company,
    Title,
    Role,
}

impl Jobs {
    /// Whether a property says again in another language what one before it said.
    pub(super) fn in_another_language(&mut self, property: &Property<'_>) -> bool {
        let at = match property.upper.as_ref() {
            "ORG" => JobPart::Company,
            "TITLE" => JobPart::Title,
            _ => JobPart::Role,
        };
        let language = property.param("LANGUAGE").unwrap_or_default().to_ascii_lowercase();
        match self.languages.get_mut(at as usize) {
            Some(Some(first)) => !language.is_empty() && *first != language,
            Some(slot) => {
                *slot = Some(language);
                false
            }
            None => false,
        }
    }

    /// The job the next property of this kind belongs to.
    pub(super) fn slot(&mut self, part: JobPart, group: Option<String>) -> Option<&mut Job> {
        let at = match &group {
            Some(_) => self.slots.iter().position(|(known, _)| *known == group),
            None => {
                let count = self.counts.get_mut(part as usize)?;
                let nth = *count;
                *count += 1;
                self.slots
                    .iter()
                    .enumerate()
                    .filter(|(_, (known, _))| known.is_none())
                    .map(|(at, _)| at)
                    .nth(nth)
            }
        };
        let at = at.unwrap_or_else(|| {
            self.slots.push((group, Job::default()));
            self.slots.len() - 1
        });
        self.slots.get_mut(at).map(|(_, job)| job)
    }

    /// The jobs that say something, each once.
    pub(super) fn finish(self) -> Vec<Job> {
        let mut jobs: Vec<Job> = Vec::with_capacity(self.slots.len());
        for (_, job) in self.slots {
            if job != Job::default() && !jobs.iter().take(64).any(|known| *known == job) {
                jobs.push(job);
            }
        }
        jobs
    }
}

pub(super) fn organisation(mapper: &mut Mapper, property: &Property<'_>, style: Style) -> Taken {
    let mut parts = split(&property.value, b';').map(|part| style.line(part));
    let company = parts.next().unwrap_or_default();
    let department = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    match mapper.draft.kind {
        DraftKind::Group => Taken::Raw,
        DraftKind::Company => {
            let name = if mapper.known.display.is_empty() {
                &mut mapper.draft.display_name
            } else {
                &mut mapper.known.display
            };
            if name.is_empty() {
                *name = company;
            } else if name.to_lowercase() != company.to_lowercase() {
                return Taken::Raw;
            }
            if department.is_empty() {
                Taken::Mapped(Fields::one("display_name"))
            } else {
                Taken::Both(Fields::one("display_name"))
            }
        }
        DraftKind::Person => {
            let mut fields = Fields::default();
            if !company.is_empty() {
                fields.push("jobs.company");
            }
            if !department.is_empty() {
                fields.push("jobs.department");
            }
            job(mapper, property, JobPart::Company, |job| {
                (job.company, job.department) = (company, department)
            });
            Taken::Mapped(fields)
        }
    }
}

pub(super) fn job(mapper: &mut Mapper, property: &Property<'_>, part: JobPart, fill: impl FnOnce(&mut Job)) {
    if !mapper.is_person() {
        return;
    }
    let group = mapper.job_group(property);
    if let Some(slot) = mapper.jobs.slot(part, group) {
        fill(slot);
    }
}
