"""The donor's page: what it says, how it is drawn, and the same on paper as a PDF."""
