"""The process that has imported torch and nothing else, and forks workers and judges."""
