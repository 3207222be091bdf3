"""What a course needs: submissions as platforms give them out, a whole class graded, gradebooks, pages and a report."""
