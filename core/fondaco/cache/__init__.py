"""Tag-based invalidation across nodes."""
