"""The verbs of the catalogue, a module per use case."""
