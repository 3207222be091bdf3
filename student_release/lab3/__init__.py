"""Implementing Self-Attention: from a model that sees one character to one that sees them all."""
