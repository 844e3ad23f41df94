//! The verbs with nothing behind them; journeys through real vaults are in `tests/`.
