"""An authority's rows as its files show them: placed, small numbers kept back where that is switched on."""

from flask import current_app

from sweep.national.columns import TIME_AND_PLACE
from sweep.national.figures import Row, rows_of
from sweep.national.hidden import Hidden, hidden_in, kept_back
from sweep.national.warnings import Counted


def below() -> int:
    """Under which number counts are kept back on this server; 0 or 1 where none are."""
    return current_app.config["SWEEP"].suppress_below


def shown_rows(counted: Counted) -> list[Row]:
    """The rows of the authority's file."""
    return kept_back(placed(counted), hidden_of(counted))


def hidden_of(counted: Counted) -> Hidden:
    """What is hidden in a term's file; in a year's, what any of its terms hides; and what was in earlier revisions.

    A reader has those too: a number shown now tells what a revision that was one child away from it kept back.
    """
    if counted.terms:
        return counted.hidden_before.union(*(hidden_of(term) for term in counted.terms))
    return counted.hidden_before | hidden_in(placed(counted), below())


def placed(counted: Counted) -> list[Row]:
    """The authority's rows with their time and place, the Local authority level filled whole."""
    place, codes = counted.facts.place, counted.facts.codes
    at = (
        counted.period.time_period,
        counted.period.time_identifier,
        "Local authority",
        place.country_code,
        place.country_name,
        place.region_code,
        place.region_name,
        codes.old_la_code,
        codes.new_la_code,
        codes.la_name,
    )
    return [
        {**dict(zip(TIME_AND_PLACE, at, strict=True)), **row} for row in rows_of(counted.figures)
    ]
