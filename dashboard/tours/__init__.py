"""The tour of the dashboard: five steps for each role, shown when somebody signs in for the first time."""
