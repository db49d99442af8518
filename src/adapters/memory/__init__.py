"""In-memory twins of every port: for tests, the demonstration and the simulator."""
