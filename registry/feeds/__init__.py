"""What other programs read of the catalogue: Atom feeds, badges, the sitemap, the OpenSearch description."""
