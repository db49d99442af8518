"""The fault simulator: whole workflows over worlds in memory, with everything going wrong."""
