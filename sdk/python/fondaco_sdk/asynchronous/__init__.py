"""The asynchronous clients. `fondaco_sdk.synchronous` is made from this package by tools/generate_sdks.py."""
