"""What is kept: reports and their versions, summaries, framework revisions. The only package that speaks SQL."""
