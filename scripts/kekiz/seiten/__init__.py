"""One module a kind of page; each has ``MACROS``. They arrange what the rooms before them say and draw."""
