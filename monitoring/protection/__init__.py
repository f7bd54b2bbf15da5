"""Disclosure control (Geheimhaltung)."""
