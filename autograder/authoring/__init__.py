"""What an instructor needs before a class: start a lab, release it, prove its tests, and make up a class."""
