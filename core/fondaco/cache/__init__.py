"""Answers kept in memory, what they differ by, and how every node learns which of them are no longer true."""
