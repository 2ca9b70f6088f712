"""Processes are killed while people buy."""
