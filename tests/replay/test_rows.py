"""Which rows of a police.uk file become stops, and how the rest is spoken of."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from replay.files import (
    BROKEN_ROWS,
    SMALL_QUALIFY,
    SMALL_ROWS,
    SMALL_TOTAL,
    counted_apart,
    write_small,
)
from sweep.invented.outbox import repeatable_id
from sweep.replay.days import Making, days_of
from sweep.replay.patrols import Walker, outboxes
from sweep.replay.rows import NotPoliceUk, read_rows


def test_children_on_weekdays_in_school_hours_by_london_time_qualify(tmp_path: Path) -> None:
    rows = read_rows(write_small(tmp_path))
    assert rows.total == SMALL_TOTAL
    assert len(rows.qualifying) == SMALL_QUALIFY == 10
    assert {row.day for row in rows.qualifying} == {
        date(2020, 1, 6),
        date(2020, 7, 1),
        date(2020, 7, 2),
    }


def test_a_row_that_cannot_be_read_is_named_by_its_line(tmp_path: Path) -> None:
    skipped = read_rows(write_small(tmp_path)).skipped
    first = len(SMALL_ROWS) + 2  # after the header
    assert [row.line for row in skipped] == list(range(first, first + len(BROKEN_ROWS)))
    for row, (_, why) in zip(skipped, BROKEN_ROWS, strict=True):
        assert why in row.why


def test_a_row_after_a_cell_of_several_lines_is_named_by_the_line_it_begins_on(
    tmp_path: Path,
) -> None:
    path = tmp_path / "lines.csv"
    path.write_text(
        'Date,Latitude,Longitude,Gender,Age range,Outcome\n2020-01-06T10:00:00+00:00,,,,,"a\nb\nc"\n,,,,,\n'
    )
    assert [row.line for row in read_rows(path).skipped] == [5]


def test_two_rows_alike_to_the_letter_are_two_children(tmp_path: Path) -> None:
    keys = [row.key for row in read_rows(write_small(tmp_path)).qualifying]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("content", [b"Month,Crime ID\r\n2020-01,x\r\n", b"", b"Date\xff\xfe,\r\n"])
def test_a_file_of_another_sort_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "crimes.csv"
    path.write_bytes(content)
    with pytest.raises(NotPoliceUk, match=r"crimes\.csv"):
        read_rows(path)


def test_the_count_made_apart_agrees_on_a_winters_day(tmp_path: Path) -> None:
    winter = [row for row, _ in SMALL_ROWS if ",2020-01-" in row]
    header = write_small(tmp_path).read_text().splitlines()[0]
    path = tmp_path / "winter.csv"
    path.write_text("\n".join((header, *winter)))
    assert counted_apart(path) == len(read_rows(path).qualifying) == 7


def test_children_met_at_the_same_moment_and_place_are_one_encounter(tmp_path: Path) -> None:
    (monday, *_) = days_of(read_rows(write_small(tmp_path)).qualifying)
    sizes = [len(rows) for _, rows in monday.encounters()]
    # The two without a place share the moment, but nothing says they were together.
    assert sorted(sizes) == [1, 1, 1, 1, 3]


def test_a_replay_made_again_is_the_same_to_the_byte(tmp_path: Path) -> None:
    days = days_of(read_rows(write_small(tmp_path)).qualifying)
    sweep_ids = {day.day: repeatable_id(day.starts_at, "sweep") for day in days}
    walkers = [Walker("a", "constable"), Walker("b", "ewo")]
    made = [
        [box.texts for box in outboxes(days, sweep_ids, walkers, Making(phones=2))]
        for _ in range(2)
    ]
    other = [box.texts for box in outboxes(days, sweep_ids, walkers, Making(seed=1, phones=2))]
    assert made[0] == made[1] != other


def test_a_repeatable_id_is_a_uuid_of_its_moment() -> None:
    moment = datetime(2020, 1, 6, 10, 15, tzinfo=UTC)
    made = repeatable_id(moment, "a stop")
    assert made == repeatable_id(moment, "a stop") != repeatable_id(moment, "another")
    assert (made[14], made[19] in "89ab") == ("7", True)
    assert int(made.replace("-", "")[:12], 16) == moment.timestamp() * 1000
