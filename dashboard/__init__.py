"""What people see, and the commands; no arithmetic."""
