"""Measures how often grades and diagnoses are wrong, on answers that the authors of the tests did not see."""
