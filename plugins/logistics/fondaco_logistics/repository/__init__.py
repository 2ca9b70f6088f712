"""Every query of logistics."""
