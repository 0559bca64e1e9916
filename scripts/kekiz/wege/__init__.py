"""The ways out: pages, downloads, comparison of two states."""
