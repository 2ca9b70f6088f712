"""Warehouses, stock and its ledger, reservations and allocations: see the README beside this package."""
