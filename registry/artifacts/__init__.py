"""What a version consists of: its files, kept by their content, and references to what is kept elsewhere."""
