"""What a replay of police.uk files must add up to, counted from the files alone by SQL.

Nothing here imports the project: the files, the rules written down in `rules.sql`, `drawn.sql` and `figures.sql`,
Python's own `random` for what is invented, and textbook forms of the intervals.
"""
