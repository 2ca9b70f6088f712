"""Events: written to the outbox in the transaction that made them true, delivered at least once."""
