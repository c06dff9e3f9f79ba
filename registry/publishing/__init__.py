"""Publishing by machines: who is trusted to, and what waits for a person's approval."""
