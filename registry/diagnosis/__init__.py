"""Where a city stands: needs, results, problems, gaps, and which component and entity close them."""
