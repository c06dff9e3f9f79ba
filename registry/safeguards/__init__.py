"""Where figures look inflated: signals that a person reviews, with what follows from it and who can object."""
