"""Readers: one official file in, one checked delivery out; no side effects."""

from monitoring.readers.canonical import canonical_hash
from monitoring.readers.contract import Delivery, Finding
from monitoring.readers.dispatch import read
from monitoring.readers.formats import READERS, Reader

__all__ = ["READERS", "Delivery", "Finding", "Reader", "canonical_hash", "read"]
