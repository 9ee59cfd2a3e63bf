"""Who practises what, since when, and whether it is done, tried, planned or ended."""
