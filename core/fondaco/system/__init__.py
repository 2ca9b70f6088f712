"""The core's own behaviours, as a plugin like any other."""
