"""Carts, delivery, tax, payment and orders: see the README beside this package."""
