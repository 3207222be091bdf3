"""Small helpers that all rooms share: files, zips, tables, pages, source code, exceptions."""
