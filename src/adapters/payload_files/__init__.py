"""The marketplace's answers as files that people can open."""
