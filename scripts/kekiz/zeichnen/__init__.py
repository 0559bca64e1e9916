"""Charts, pictures and maps, and the templates that all HTML comes from."""
