"""What logistics adds to the two schemas."""
