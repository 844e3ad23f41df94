//! Opens the vault, joins all command tables, runs the workers, answers the vault's socket.
