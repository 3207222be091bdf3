"""Begins an entry of the catalogue of mistakes from a submission. Nothing of the submission is run."""
