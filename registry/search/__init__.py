"""The index, queries and suggestions."""
