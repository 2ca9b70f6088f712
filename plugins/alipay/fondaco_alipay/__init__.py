"""Payments by Alipay: see the README beside this package."""
