"""Stand-ins for parts of a submission: the student's process asks, and a process with the reference answers.

No code of ours is ever in a student's process. `stubs` and `models` are what is there instead; `host` is the other end.
"""
