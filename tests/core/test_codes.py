"""The code lists say what the shared truths say, in words an officer would know."""

import pytest

from rig.truths import truths
from sweep.core import codes
from sweep.core.finding import parent_present

TRUE = truths("codes")
LISTS = {
    "findings": codes.FINDINGS,
    "accompanied_by": codes.ACCOMPANIED_BY,
    "outcomes": codes.OUTCOMES,
    "phases": codes.PHASES,
    "age_bands": codes.AGE_BANDS,
    "sexes": codes.SEXES,
    "urgent": codes.URGENT,
    "ethnicities": codes.ETHNICITIES,
    "officer_roles": codes.OFFICER_ROLES,
    "location_sources": codes.LOCATION_SOURCES,
    "why_none": codes.WHY_NONE,
    "verifications": codes.VERIFICATIONS,
    "sweep_kinds": codes.SWEEP_KINDS,
    "sweep_statuses": codes.SWEEP_STATUSES,
}


def test_the_shared_truths_hold_every_list_and_no_other() -> None:
    assert set(TRUE) == set(LISTS)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_the_slugs_of_the_shared_truths(name: str) -> None:
    slugs = [entry if isinstance(entry, str) else entry["slug"] for entry in TRUE[name]]
    assert sorted(LISTS[name]) == sorted(slugs)


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_has_words_a_meaning_and_a_source(name: str) -> None:
    for entry in LISTS[name].values():
        assert entry.words.strip()
        assert entry.meaning.endswith(".")
        assert entry.source.strip()
        assert "_" not in entry.words, "a slug is not what people read"


@pytest.mark.parametrize("name", [*LISTS, "reasons"])
def test_no_two_entries_of_a_list_read_the_same(name: str) -> None:
    words = [entry.words for entry in {**LISTS, "reasons": codes.REASONS}[name].values()]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("expected", TRUE["findings"], ids=lambda expected: expected["slug"])
def test_a_finding_has_its_truanting_value_reasons_and_register_marks(expected: dict) -> None:
    finding = codes.FINDINGS[expected["slug"]]
    assert finding.truanting is expected["truanting"]
    assert [reason.slug for reason in finding.reasons] == expected["reasons"]
    assert sorted(finding.register_codes) == sorted(expected["register_codes"])


@pytest.mark.parametrize("expected", TRUE["outcomes"], ids=lambda expected: expected["slug"])
def test_an_outcome_says_whether_the_power_was_used(expected: dict) -> None:
    assert codes.OUTCOMES[expected["slug"]].under_s16 is expected["under_s16"]


@pytest.mark.parametrize("expected", TRUE["officer_roles"], ids=lambda expected: expected["slug"])
def test_a_role_says_whose_hours_and_which_power(expected: dict) -> None:
    role = codes.OFFICER_ROLES[expected["slug"]]
    assert codes.hours_of(role.slug) == role.hours == expected["hours"]
    assert role.may_use_s16 is expected["may_use_s16"]


@pytest.mark.parametrize("expected", TRUE["accompanied_by"], ids=lambda expected: expected["slug"])
def test_company_says_whether_a_parent_was_there(expected: dict) -> None:
    assert parent_present(expected["slug"]) is expected["parent_present"]


def test_a_reason_belongs_to_one_finding_only() -> None:
    in_rows = [reason.slug for finding in codes.FINDINGS.values() for reason in finding.reasons]
    assert len(in_rows) == len(set(in_rows)) == len(codes.REASONS)


def test_every_register_mark_of_a_finding_leads_back_to_it() -> None:
    for finding in codes.FINDINGS.values():
        for mark in finding.register_codes:
            assert finding.slug in codes.REGISTER_CODES[mark].findings


def test_every_register_mark_of_a_reason_leads_back_to_its_finding() -> None:
    for finding in codes.FINDINGS.values():
        for reason in finding.reasons:
            for mark in reason.register_codes:
                assert finding.slug in codes.REGISTER_CODES[mark].findings


def test_what_a_register_mark_tells_belongs_to_its_likeliest_finding() -> None:
    for mark in codes.REGISTER_CODES.values():
        assert mark.reason is None or mark.reason in codes.reasons_of(mark.findings[0])


def test_a_mark_of_presence_confirms_truanting_only_for_a_child_who_walked_out() -> None:
    assert "/" not in codes.FINDINGS["truanting"].register_codes
    assert "/" in codes.REASONS["left_site_after_registering"].register_codes


def test_no_button_says_authorised_because_only_a_school_decides_that() -> None:
    for finding in codes.FINDINGS.values():
        for entry in (finding, *finding.reasons):
            assert "authoris" not in (entry.words + entry.meaning).lower()


def test_the_lists_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        codes.FINDINGS["new"] = codes.FINDINGS["late"]  # type: ignore[index]


def test_words_are_found_for_a_slug_for_none_and_for_one_from_a_newer_list() -> None:
    assert codes.words_for(codes.OUTCOMES, "taken_home") == "Taken home"
    assert codes.words_for(codes.OUTCOMES, None) == "Not recorded"
    assert codes.words_for(codes.OUTCOMES, "flown_home") == "flown_home"
