"""Fitting the scorers to annotated articles."""
