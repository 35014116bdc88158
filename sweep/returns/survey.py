"""The one published measure of what sweeps cost, for reference beside our own figures.

Source: Action on Rights for Children, survey of 120 local education authorities about the national sweeps of autumn
2004, published in September 2005: a child stopped for every half-hour of police time, one truanting for every 82
minutes. Reports of it differ on whether authorities in Wales were among the 120, so no country is named.
"""

MINUTES_PER_TRUANT = 82
MINUTES_PER_STOP = 30
NOTE = (
    f"2004 survey: {MINUTES_PER_TRUANT} minutes of police time for one child truanting and {MINUTES_PER_STOP}"
    " for one child stopped, in the national sweeps of autumn 2004; Action on Rights for Children, of 120 local"
    " education authorities, published in September 2005. It counted police time only, so the figures beside it do too."
)
