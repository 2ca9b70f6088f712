"""The blocking clients, made from `fondaco_sdk.asynchronous` by tools/generate_sdks.py: change that one."""
