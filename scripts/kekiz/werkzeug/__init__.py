"""Tools for those who build: preview and benchmarks."""
