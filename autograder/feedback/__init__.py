"""What a student reads and sees of a grade, as one page."""
