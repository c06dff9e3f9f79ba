"""How cities work together: pairings, scenarios, and what adopters say of components."""
