"""The model of the graph as data (``schema.yaml``) and what is derived from it."""

from .model import Kind, Property, Relation, Schema

__all__ = ["Kind", "Property", "Relation", "Schema"]
