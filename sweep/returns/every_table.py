"""All tables of a summary, in the order in which a person reads them."""

from collections.abc import Mapping

from sweep.returns import part_tables, tables, yield_tables
from sweep.returns.report import Report
from sweep.returns.rows import Table


def _doubles(report: Report) -> Table:
    return report.second_looks.doubles_table()


_MADE = (
    tables.findings,
    tables.accompanied,
    tables.shares,
    yield_tables.yields,
    yield_tables.hours,
    part_tables.earlier,
    part_tables.sites,
    part_tables.hours_of_day,
    tables.phases,
    tables.outcomes,
    tables.changed,
    part_tables.equality,
    _doubles,
)


def tables_of(report: Report) -> Mapping[str, Table]:
    """By name; one without rows says nothing yet."""
    made = (make(report) for make in _MADE)
    return {table.name: table for table in made}
