"""Cities and their units, operating entities, assessors, authorities."""
