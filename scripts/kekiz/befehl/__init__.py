"""What the command ``kekiz`` does beyond building."""
