"""nbgrader: the course with the lab's assignment, and grades that are written into its gradebook."""
