"""Reports in the browser: sending, checking, reviewing, and what became of them."""
