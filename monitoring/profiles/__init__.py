"""Profiles: how tables of other people's making are to be understood, kept under a name."""
