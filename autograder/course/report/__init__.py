"""What a class understood: its results files as statistics, one page, and tables."""
