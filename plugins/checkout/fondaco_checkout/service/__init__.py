"""The verbs of checkout."""
