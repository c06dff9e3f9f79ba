"""Standards, and the claims of versions to conform to them."""
