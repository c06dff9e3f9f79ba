"""Building blocks that know neither Flask nor the domain."""
