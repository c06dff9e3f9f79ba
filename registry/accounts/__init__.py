"""People, memberships, roles and tokens."""
