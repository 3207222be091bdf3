"""Test cases: read, run on any view of a lab, and observed. Judge and diagnosis are built on this."""
