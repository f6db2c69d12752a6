"""Letters by e-mail: a weekly digest, and reminders of reports that are due or late."""
