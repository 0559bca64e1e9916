"""From typed rows to statements: compute, then assess. Frames in, frames out."""
