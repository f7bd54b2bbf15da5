"""A release: an immutable, protected edition of all figures, and the only thing pages open."""
