"""The core's own GraphQL."""
