"""`autograder init`: a small lab to begin with, which uses every mechanism once."""
