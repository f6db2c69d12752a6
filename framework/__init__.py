"""What results frameworks and their numbers mean: no web, no files, no SQL, no clock."""
