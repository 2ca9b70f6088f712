"""What the plugin adds to the two schemas: thin functions that call a verb or the repository."""
