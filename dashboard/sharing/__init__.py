"""Share links of a project: making, showing and revoking them."""
