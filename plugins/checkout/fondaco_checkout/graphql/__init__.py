"""Carts and orders in both schemas."""
