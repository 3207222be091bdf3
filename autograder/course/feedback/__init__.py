"""What a student reads and sees of a grade, on one page."""
