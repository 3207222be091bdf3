"""Tests the tests: sample submissions whose grades are known, and small changes of the reference solution."""
