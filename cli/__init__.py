"""The ``govgraph`` command, one file a command."""
