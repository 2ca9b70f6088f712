"""Payments by WeChat Pay: see the README beside this package."""
