"""Every query of checkout."""
