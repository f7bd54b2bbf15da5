"""Files from the offices' services, fetched whole into a folder before anything is imported."""
