"""Two living outside systems to develop and test against; shares no code with the product."""
