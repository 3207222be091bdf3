"""Which version of the starter code this is. The grader reads it: leave it as it is."""

HANDOUT = "27fad2746b99"
