"""The page Compare: what is compared, the rows, what made them differ, and how all that is shown."""
