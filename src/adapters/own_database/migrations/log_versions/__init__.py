"""Each version of the run log's own file, in order."""
