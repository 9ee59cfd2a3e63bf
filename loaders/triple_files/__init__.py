"""Triples from files: JSON Lines and CSV, checked, loaded, and accounted for."""

from .load import LoadReport, load, load_triples
from .read import Record, read

__all__ = ["LoadReport", "Record", "load", "load_triples", "read"]
