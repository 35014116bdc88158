"""The numbers of a sweep's parts: sites, hours of the day, who the children were, earlier sweeps beside it."""

from collections.abc import Iterator

from recounted import limits
from recounted.asked import Number, Sweep
from recounted.counts import COUNTS, PARTS
from recounted.whole import flat

_ETHNICITIES = ("White", "Mixed", "Asian", "Black", "Other", "Not stated")
_PART = {name: COUNTS[name] for name in PARTS}
_WHO = {name: COUNTS[name] for name in ("children_stopped", "truanting_verified")}
_AGES = ("Under 5", "5 to 10", "11 to 15", "16 or over", "Not stated")
# Whole minutes of each hour of the day: each shift's own by largest remainder, so that they add up.
_BY_HOUR = """
  with cut as (
    select walker, minutes, date_diff('minute', begins, ends) as whole, hour(o_clock) as hour,
      date_diff('minute', greatest(begins, o_clock), least(ends, o_clock + interval 1 hour)) as part
    from worked, unnest(generate_series(date_trunc('hour', begins), ends, interval 1 hour)) as hours(o_clock)
    where this_sweep),
  shared as (
    select *, minutes * part // whole as own, minutes * part % whole as remainder from cut where part > 0),
  topped as (
    select *, minutes - sum(own) over (partition by walker) as spare,
      row_number() over (partition by walker order by remainder desc, hour) as turn from shared)
  select hour, sum(own + (turn <= spare)::int) as minutes from topped group by hour having minutes > 0"""


def sites(sweep: Sweep) -> Iterator[tuple[str, Number]]:
    """Every site that was planned, and elsewhere where anybody was stopped there."""
    named = "select site from sites where this_sweep union select site from stops where this_sweep order by site"
    for (site,) in sweep.every(named):
        for name, number in sweep.counted(_PART, f"site = '{site}'").items():
            yield f"by_site/{site}/{name}", number


def hours(sweep: Sweep) -> Iterator[tuple[str, Number]]:
    minutes = dict(sweep.every(_BY_HOUR))
    with_stops = {
        hour for (hour,) in sweep.every("select hour(moment) from stops where this_sweep")
    }
    for hour in sorted(minutes.keys() | with_stops):
        within, spent = f"hour(moment) = {hour}", int(minutes.get(hour, 0))
        for name, number in sweep.counted(_PART, within).items():
            yield f"by_hour/{hour}/{name}", number
        yield f"by_hour/{hour}/officer_minutes", spent
        truants = sweep.groups(f"shown = 'truanting' and {within}")
        rate = limits.per_hour(truants, spent)
        yield from flat({f"by_hour/{hour}/truants_per_officer_hour": rate})


def who(sweep: Sweep) -> Iterator[tuple[str, Number]]:
    """A file's ages are one band, 10 to 17, and its ethnicities are not taken over: both are not stated."""
    rules = {f"sex/{sex}": f"sex = '{sex}'" for sex in ("Girls", "Boys", "Not stated")}
    for kind, groups in (("ethnicity", _ETHNICITIES), ("age", _AGES)):
        rules |= {f"{kind}/{group}": str(group == "Not stated").lower() for group in groups}
    for group, rule in rules.items():
        for name, children in sweep.counted(_WHO, rule).items():
            yield f"equality/{group}/{name}", children


def earlier(sweep: Sweep) -> Iterator[tuple[str, Number]]:
    here = _truants(sweep)
    for place, other in enumerate(sweep.earlier()):
        there, under = _truants(other), f"earlier_sweeps/{place}"
        yield f"{under}/starts_at", str(other.day)
        yield f"{under}/children_stopped", other.children("true")
        yield f"{under}/truanting_verified", there[0].children
        yield f"{under}/police_minutes", there[1]
        yield from flat({f"{under}/truants_per_police_officer_hour": limits.per_hour(*there)})
        yield from flat({f"{under}/minutes_per_truant": limits.minutes_each(*there)})
        yield f"{under}/this_sweep", limits.verdict(here, there)


def _truants(sweep: Sweep) -> tuple[limits.Groups, int]:
    return sweep.groups("shown = 'truanting'"), sweep.minutes("whose = 'police'")
