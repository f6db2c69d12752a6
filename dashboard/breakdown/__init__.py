"""The parts of the page Breakdown: what is asked for, its figures, the form that asks, and its pictures."""
