"""The numbers of a sweep as a whole, under their paths in the summary's JSON; `csv/…` are cells of its CSV."""

from collections.abc import Iterator, Mapping

from recounted import limits
from recounted.asked import Number, Sweep
from recounted.counts import COUNTS, FINDINGS, HOURS, PERCENTS, PHASES

# From the first start to the last end, less the gaps in which nobody was out.
_OUT = """
  with in_order as (select begins, ends, max(ends) over (order by begins, ends
      rows between unbounded preceding and 1 preceding) as so_far from worked where this_sweep)
  select coalesce(sum(greatest(0, date_diff('minute', greatest(begins, coalesce(so_far, begins)), ends))), 0)
  from in_order"""


def counts(sweep: Sweep) -> Iterator[tuple[str, Number]]:
    yield from sweep.counted(COUNTS).items()
    ((encounters, sites),) = sweep.every(
        "select count(distinct encounter_id), (select count(*) from sites where this_sweep) from stops where this_sweep"
    )
    yield from (("sweeps_count", 1), ("sites_count", sites), ("encounters_count", encounters))
    for recorded, verified, children in sweep.every(
        "select finding, verified, count(*) from stops where this_sweep and verified is not null group by all"
    ):
        yield f"changed/{recorded}/{verified}/children", children


def effort(sweep: Sweep) -> Iterator[tuple[str, Number]]:
    for name, whose in HOURS.items():
        yield name, limits.half_up(sweep.minutes(whose) / 60, 1)
    for name, whose in (("police_officers_count", "police"), ("ewo_count", "welfare")):
        ((officers,),) = sweep.every(
            f"select count(distinct walker) from worked where this_sweep and whose = '{whose}'"
        )
        yield name, officers
    yield "sweep_hours", limits.half_up(_minutes_out(sweep) / 60, 1)


def _minutes_out(sweep: Sweep) -> int:
    ((minutes,),) = sweep.every(_OUT)
    return int(minutes)


def yields(sweep: Sweep) -> Iterator[tuple[str, Number]]:
    truants, stopped = sweep.groups("shown = 'truanting'"), sweep.groups("true")
    police, everybody = sweep.minutes(HOURS["police_officer_hours"]), sweep.minutes("true")
    found = {
        "stops_per_police_officer_hour": limits.per_hour(stopped, police),
        "truants_per_sweep_hour": limits.per_hour(truants, _minutes_out(sweep)),
        "truanting_per_hundred_stopped": limits.of_hundred(truants.children, stopped),
    }
    for shown, under in (("finding", "as_recorded/"), ("shown", "as_verified/"), ("shown", "")):
        groups = sweep.groups(f"{shown} = 'truanting'")
        found[f"{under}truants_per_police_officer_hour"] = limits.per_hour(groups, police)
        found[f"{under}truants_per_officer_hour"] = limits.per_hour(groups, everybody)
        found[f"{under}minutes_per_truant"] = limits.minutes_each(groups, police)
    yield from flat(found)


def flat(found: Mapping[str, limits.Limits]) -> Iterator[tuple[str, Number]]:
    for name, shown in found.items():
        yield from ((f"{name}/{limit}", number) for limit, number in shown.items())


def findings(sweep: Sweep) -> Iterator[tuple[str, Number]]:
    stopped = sweep.children("true")
    for shown, under in (("finding", "as_recorded"), ("shown", "as_verified")):
        found = sweep.counted(FINDINGS[shown])
        yield from ((f"{under}/{name}", children) for name, children in found.items())
        yield f"{under}/truanting_percent", limits.percent(found["truanting"], stopped)


def shares(sweep: Sweep) -> Iterator[tuple[str, Number]]:
    for name, (part, whole) in PERCENTS.items():
        yield name, limits.percent(sweep.children(part), sweep.children(whole))


def phases(sweep: Sweep) -> Iterator[tuple[str, Number]]:
    """Rows of the CSV; effort, encounters and yields belong to no phase."""
    part, whole = PERCENTS["verification_coverage_percent"]
    for phase, within in PHASES.items():
        for name, children in sweep.counted(COUNTS, within).items():
            yield f"csv/{phase}/{name}", children
        answered = (
            sweep.children(f"({part}) and {within}"),
            sweep.children(f"({whole}) and {within}"),
        )
        covered = limits.percent(*answered)
        yield f"csv/{phase}/verification_coverage_percent", "z" if covered is None else covered
        if phase == "Total":
            yield from _whole_row(sweep)
        else:
            yield from ((f"csv/{phase}/{name}", "z") for name in _OF_SWEEPS)


_YIELDS = (
    "stops_per_police_officer_hour",
    "truants_per_police_officer_hour",
    "truants_per_officer_hour",
    "minutes_per_truant",
)
_OF_SWEEPS = (
    *(
        "sweeps_count",
        "sites_count",
        "police_officers_count",
        "ewo_count",
        "encounters_count",
        *HOURS,
    ),
    *(name + limit for name in _YIELDS for limit in ("", "_low", "_high")),
)


def _whole_row(sweep: Sweep) -> Iterator[tuple[str, Number]]:
    for path, number in (*counts(sweep), *effort(sweep), *yields(sweep)):
        name = path.replace("/value", "").replace("/low", "_low").replace("/high", "_high")
        if name in _OF_SWEEPS:
            yield f"csv/Total/{name}", "z" if number is None else number
