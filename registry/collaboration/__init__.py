"""How cities work together: pairings and scenarios."""
