"""Values and pure rules of the catalogue; no I/O."""
