//! One sample per product, all rows made up for this.

mod crm;
mod google;
mod linkedin;
mod outlook;
mod unknown;
