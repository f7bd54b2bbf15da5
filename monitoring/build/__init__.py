"""From store to release: harmonise, aggregate, compute, protect, write, verify."""
