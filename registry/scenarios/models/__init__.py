"""Tables: what each city has to get done, what for, with which components, and its road there."""
