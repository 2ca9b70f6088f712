"""Values and pure rules of checkout: no I/O, tested without a database."""
