//! vCard 2.1, 3.0 and 4.0: reading from raw bytes, writing 3.0 and 4.0.
