"""Tables: projects of cities: what they adopt, who answers for what, and what came of them."""
