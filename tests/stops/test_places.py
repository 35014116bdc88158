"""Whether a stop was inside the authorised area, and when that can't be told: the desk says what the phone said."""

from math import dist

import pytest

from sweep.places import drawn, flat, inside, metres_between, metres_nearby

# Two kilometres each way around Chelmsley Wood.
WEST, SOUTH, EAST, NORTH = -1.75, 52.47, -1.72, 52.49
RING = [[WEST, SOUTH], [EAST, SOUTH], [EAST, NORTH], [WEST, NORTH], [WEST, SOUTH]]
AREA = drawn({"type": "Polygon", "coordinates": [RING]})
# 52.4815, -1.7370 lies some 880 m from the western edge, and half a mile east of it is outside.
HERE, OUTSIDE = (52.4815, -1.7370), (52.4815, -1.7100)


@pytest.mark.parametrize(
    ("point", "accuracy_m", "told"),
    [
        (HERE, 12, True),
        (HERE, 870, True),
        (HERE, 890, None),
        (HERE, 20_000, None),
        (OUTSIDE, 9, False),
        (OUTSIDE, 600, False),
        (OUTSIDE, 700, None),
        (OUTSIDE, 20_000, None),
    ],
)
def test_a_place_is_in_or_out_only_where_the_edge_is_farther_than_it_is_accurate(
    point: tuple[float, float], accuracy_m: float, told: bool | None
) -> None:
    assert inside(AREA, *point, accuracy_m) is told


def test_a_place_that_a_person_chose_has_no_such_doubt() -> None:
    assert inside(AREA, 52.48, WEST + 0.00001, None) is True
    assert inside(AREA, 52.48, WEST - 0.00001, None) is False


def test_on_the_edge_is_inside() -> None:
    assert inside(AREA, 52.48, WEST) is True


def test_the_edge_of_any_part_of_an_area_is_an_edge() -> None:
    other = [[1, 51], [1.1, 51], [1, 51.1], [1, 51]]
    two = drawn({"type": "MultiPolygon", "coordinates": [[RING], [other]]})
    assert inside(two, 51.03, 1.03, 12) is True
    assert inside(two, 51.03, 1.001, 200) is None


def test_distance_on_flat_ground_is_right_within_a_percent_as_far_as_officers_walk() -> None:
    for other in ((52.4141, -1.7780), (52.4128, -1.7760), (52.5, -1.9)):
        exact = metres_between(52.4128, -1.7780, *other)
        assert metres_nearby(52.4128, -1.7780, *other) == pytest.approx(exact, rel=0.01)


def test_on_flat_ground_what_lies_near_by_is_as_far_apart_as_it_is() -> None:
    for lat, lon in ((52.4128, -1.778), (50.1, -5.5), (55.77, -2.0)):
        for north, east in ((0.0013, 0), (0, 0.0022), (-0.0009, 0.0015)):
            there = (lat + north, lon + east)
            # Of a sweep as wide as a county, whose stops share one latitude to reckon with.
            on_flat = dist(flat(lat, lon, lat + 0.2), flat(*there, lat + 0.2))
            assert on_flat == pytest.approx(metres_between(lat, lon, *there), rel=0.02)
