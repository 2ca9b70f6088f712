"""Payments by Stripe: see the README beside this package."""
