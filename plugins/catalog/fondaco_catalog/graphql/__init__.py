"""The catalogue's part of both schemas; no query and no rule in here."""
