"""Stock otter (`otter run`, `otter grade`, Gradescope by otter), for those who must use it: a zip, no isolation."""
