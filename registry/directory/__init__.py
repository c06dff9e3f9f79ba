"""Finding organisations: by name, by what they offer, by what they use; and what each has to show."""
