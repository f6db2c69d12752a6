"""People in the browser: signing in and out, choosing a password, and who may do what."""
