//! What a feature keeps in memory between two commands because it is costly to reckon. It goes when the vault is locked.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// One value of each type, made when it is first asked for; a value guards itself.
#[derive(Default)]
pub struct Memory(Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

impl Memory {
    /// The value of this type.
    pub fn of<T: Any + Send + Sync + Default>(&self) -> Arc<T> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let one = all.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default())).clone();
        one.downcast().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::Memory;

    #[derive(Default)]
    struct Times(AtomicU32);

    #[test]
    fn a_value_is_kept_by_its_type() {
        let memory = Memory::default();
        memory.of::<Times>().0.fetch_add(2, Ordering::Relaxed);
        assert_eq!(memory.of::<Times>().0.load(Ordering::Relaxed), 2);
        assert_eq!(Memory::default().of::<Times>().0.load(Ordering::Relaxed), 0, "another vault has its own");
    }
}
