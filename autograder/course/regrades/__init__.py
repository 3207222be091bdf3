"""What stands beside results: a person's word, and who moved from one grading of a class to the next."""
