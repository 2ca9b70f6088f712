"""What tools/generate_sdks.py adds to the generators; no part of the distribution."""
