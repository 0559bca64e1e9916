"""Words for rows of the Ergebnis. No judgement, no rounding of its own."""
