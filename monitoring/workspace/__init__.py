"""What people make in the app: saved views and favourites. Never figures of the offices."""
