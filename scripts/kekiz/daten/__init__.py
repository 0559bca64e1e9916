"""The packages: the only reader of CSV, the checks, the descriptors."""
