"""Files from the offices' services, fetched whole into a folder before anything is imported."""

from monitoring.services.fetch import Wishes, check_access, fetched

__all__ = ["Wishes", "check_access", "fetched"]
