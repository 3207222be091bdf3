"""Writes plausible classes: for demos, for tests of the batch, and to see what a report would show."""
