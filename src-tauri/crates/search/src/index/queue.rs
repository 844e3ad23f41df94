//! Documents on their way to tantivy's thread. Its own queue holds ten thousand of them, which is more memory than the
//! rest of an import; here a few hundred wait, and who brings more waits too.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use tantivy::TantivyDocument;
use tantivy::schema::document::Document;

/// Documents that may wait.
const MOST: usize = 500;
/// Who waits for a place is woken when so few are left: to be woken for every single one costs more than it brings.
const FEW: usize = MOST / 2;

/// The places in the queue.
#[derive(Clone, Default)]
pub(crate) struct Queue(Arc<(Mutex<usize>, Condvar)>);

/// A document with its place.
pub(crate) struct Queued {
    document: TantivyDocument,
    place: Place,
}

struct Place(Queue);

impl Queue {
    /// Waits for a place. Places come free when a document is indexed or given up.
    pub(crate) fn put(&self, document: TantivyDocument) -> Queued {
        let (taken, freed) = &*self.0;
        let mut taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
        while *taken >= MOST {
            taken = freed.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken += 1;
        Queued { document, place: Place(self.clone()) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let (taken, freed) = &*self.0.0;
        let mut taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
        *taken -= 1;
        if *taken == FEW {
            freed.notify_all();
        }
    }
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        drop(self.place);
        self.document
    }
}

#[cfg(test)]
mod tests {
    use super::{FEW, MOST, Queue};
    use tantivy::TantivyDocument;
    use tantivy::schema::document::Document;

    #[test]
    fn who_brings_too_many_waits_until_few_are_left() {
        let queue = Queue::default();
        let mut waiting: Vec<_> = (0..MOST).map(|_| queue.put(TantivyDocument::new())).collect();
        let (tell, told) = std::sync::mpsc::channel();
        let other = queue.clone();
        let bringing = std::thread::spawn(move || {
            let one_more = other.put(TantivyDocument::new());
            tell.send(()).unwrap();
            drop(one_more);
        });
        assert!(told.recv_timeout(std::time::Duration::from_millis(50)).is_err());
        let mut indexed: Vec<_> = waiting.split_off(FEW + 1);
        drop(indexed.split_off(1));
        assert!(told.recv_timeout(std::time::Duration::from_millis(50)).is_err());
        indexed.extend(waiting.pop());
        let indexed: Vec<_> = indexed.into_iter().map(Document::into_tantivy_document).collect();
        told.recv_timeout(std::time::Duration::from_secs(20)).unwrap();
        bringing.join().unwrap();
        drop((indexed, waiting));
        assert_eq!(*queue.0.0.lock().unwrap(), 0);
    }
}
