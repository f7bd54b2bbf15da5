"""The store keeps what was delivered. Only commands open it, one at a time."""
