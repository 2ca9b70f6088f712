"""Formats of product files and the pure rules of import and export; no I/O."""
