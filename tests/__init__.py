"""The tests, as documents: see CONTRIBUTING.md for how they are written."""
