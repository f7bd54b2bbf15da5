"""What Kreisblick needs of a machine: an environment, a browser for tests, a free port."""
