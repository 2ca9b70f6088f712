"""Answers kept in memory, and how every node learns which of them are no longer true."""
