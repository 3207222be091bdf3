"""Grades and feedback in the form that learning systems take back.

`rows` are students with points, `roster` says who is who on a platform, `written` adds a person's points, `columns`
says what is exported, and each platform has a module; `feedback` makes zips of pages.
"""
