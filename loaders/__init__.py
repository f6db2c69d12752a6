"""Files that people write become framework objects and problems."""
