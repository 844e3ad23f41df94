//! How long work says how far it is, and hears that it shall stop.

use satchel_kernel::Result;

/// Where long work reports.
pub trait Progress {
    /// Says how much is done, of how much if known, and what is going on. Refuses with `cancelled` when the seller
    /// stopped the work, with `interrupted` when the vault is being closed and the work shall go on another time.
    fn report(&self, done: u64, total: Option<u64>, note: &str) -> Result<()>;
}

/// Nobody listens and nobody stops it.
pub struct Silent;

impl Progress for Silent {
    fn report(&self, _: u64, _: Option<u64>, _: &str) -> Result<()> {
        Ok(())
    }
}
