"""What is known once: codes, faults, numbers, statistics, words, marks. Knows no data."""
