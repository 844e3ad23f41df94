//! The reference evaluator: what every operator of the query value means.
