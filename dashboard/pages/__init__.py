"""The pages, which know nothing of each other."""
