"""What is written of a grade: the results file, the sentences that students read, and the table on the terminal."""
