"""The reading desk: one page on which a person reads the written answers of a class, and what comes of their marks."""
