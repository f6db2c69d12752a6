"""Who changed what, when and why: what is asked for, the table of it, and its downloads."""
