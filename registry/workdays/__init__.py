"""Which days are worked, so that deadlines in working days can be counted."""
