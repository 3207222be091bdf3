"""What is kept next to results: decisions of people, and who moved from one grading of a class to the next."""
