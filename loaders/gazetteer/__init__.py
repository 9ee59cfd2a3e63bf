"""The names of places in a text, linked to the official divisions."""

from .choosing import Link
from .linker import Linker
from .mentions import Gazetteer, Mention
from .scope import Scope

__all__ = ["Gazetteer", "Link", "Linker", "Mention", "Scope"]
