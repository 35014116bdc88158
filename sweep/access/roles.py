"""Who may call what: the one declared table. A route that is missing here is open to nobody.

Keys are Flask endpoints. `ANYONE` needs no credential at all.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a credential stands for. A phone's own officer role never opens or closes a route."""

    DEVICE = "device"
    COORDINATOR = "coordinator"
    VERIFIER = "verifier"
    RETURNS_READER = "returns_reader"


ANYONE: frozenset[Role] = frozenset(Role)  # compared by identity: no credential is looked at
DEVICES = frozenset({Role.DEVICE})
COORDINATORS = frozenset({Role.COORDINATOR})
DESK = frozenset({Role.COORDINATOR, Role.VERIFIER})
SYNC = DEVICES | DESK
# Reads the whole server's aggregates, and nothing of any one authority's work.
READERS = frozenset({Role.RETURNS_READER})

ROUTES: dict[str, frozenset[Role]] = {
    # open to all: nothing of any authority is in them
    "people.sign_in": ANYONE,
    "people.begin_session": ANYONE,
    "people.sign_out": ANYONE,
    "pwa.home": ANYONE,
    "health.healthz": ANYONE,
    "health.readyz": ANYONE,
    "api-docs.openapi_json": ANYONE,
    "enrol.enrol": ANYONE,
    "sync.hello": ANYONE,
    # phones, and the desk's own operations
    "sync.push_operations": SYNC,
    "sync.pull": DEVICES,
    "sync.reconcile_operations": SYNC,
    # the desk's pages
    "people.stay": DESK,
    "officer_pages.show_officers": COORDINATORS,
    "officer_pages.create_officer": COORDINATORS,
    "code_pages.show_codes": COORDINATORS,
    "code_pages.create_codes": COORDINATORS,
    "sweep_pages.show_sweep": DESK,
    "sweep_pages.move_sweep": COORDINATORS,
    "write_off_pages.show_write_off": COORDINATORS,
    "write_off_pages.write_off_phone": COORDINATORS,
    "plan_pages.show_new": COORDINATORS,
    "plan_pages.create_sweep": COORDINATORS,
    "plan_pages.show_plan": COORDINATORS,
    "plan_pages.change_sweep": COORDINATORS,
    "list_pages.show_sweeps": DESK,
    "live_pages.show_live": DESK,
    "outlook_pages.show_outlook": DESK,
    "summary_pages.show_summary": DESK,
    "summary_pages.download_csv": DESK,
    "summary_pages.download_json": DESK,
    "quarantine_pages.show_quarantine": COORDINATORS,
    "quarantine_pages.decide_group": COORDINATORS,
    "record_pages.show_record": COORDINATORS,
    "record_pages.decide_record": COORDINATORS,
    "record_pages.download_bytes": COORDINATORS,
    "rescue_pages.show_rescue": COORDINATORS,
    "rescue_pages.take_file": COORDINATORS,
    "phone_pages.show_phones": COORDINATORS,
    "phone_pages.show_end": COORDINATORS,
    "phone_pages.end_phone": COORDINATORS,
    "phone_pages.withdraw_code": COORDINATORS,
    # checking stops and shifts
    "verify_pages.show_schools": DESK,
    "verify_pages.show_school": DESK,
    "verify_pages.answer_school": DESK,
    "verify_pages.ask_school": DESK,
    "verify_pages.print_school": DESK,
    "stop_pages.show_stop": DESK,
    "stop_pages.show_stops": DESK,
    "change_pages.show_correct": COORDINATORS,
    "change_pages.correct_stop": COORDINATORS,
    "change_pages.show_remove": COORDINATORS,
    "change_pages.remove_stop": COORDINATORS,
    "change_pages.show_note": COORDINATORS,
    "change_pages.change_note": COORDINATORS,
    "change_pages.show_answer": DESK,
    "change_pages.answer_stop": DESK,
    # before a sweep: schools and terms, copies, paper
    "school_pages.show_schools": COORDINATORS,
    "school_pages.read_file": COORDINATORS,
    "school_pages.bring_in": COORDINATORS,
    "changed_pages.show_changed": DESK,
    "checking.list_doubles": COORDINATORS,
    "checking.add_two_children": COORDINATORS,
    "checking.list_reviews": COORDINATORS,
    "checking.add_review": COORDINATORS,
    "officers.change_officer": COORDINATORS,
    "officer_pages.show_officer": COORDINATORS,
    "officer_pages.save_officer": COORDINATORS,
    "officer_pages.take_off": COORDINATORS,
    "review_pages.show_review": COORDINATORS,
    "review_pages.review_stop": COORDINATORS,
    "double_pages.show_doubles": COORDINATORS,
    "double_pages.decide_double": COORDINATORS,
    "shift_pages.show_shifts": COORDINATORS,
    "shift_pages.show_add": COORDINATORS,
    "shift_pages.add_shift": COORDINATORS,
    "shift_pages.show_shift": COORDINATORS,
    "shift_pages.correct_shift": COORDINATORS,
    "checking.add_same_child": COORDINATORS,
    "checking.undo_double": COORDINATORS,
    "double_pages.show_same": COORDINATORS,
    "double_pages.settle_double": COORDINATORS,
    "put_back_pages.show_put_back": COORDINATORS,
    "put_back_pages.put_stop_back": COORDINATORS,
    # the summary's files, and the coordinator's own working file of stops
    "summary_pages.download_spreadsheet": DESK,
    "summary_pages.download_pdf": DESK,
    "stop_files.show_files": COORDINATORS,
    "stop_files.download_csv": COORDINATORS,
    "stop_files.download_geojson": COORDINATORS,
    "briefing_pages.show_briefing": COORDINATORS,
    "briefing_pages.print_with_codes": COORDINATORS,
    # the desk, for scripts
    "officers.create_officer": COORDINATORS,
    "officers.list_officers": COORDINATORS,
    "sweeps_api.create_sweep": COORDINATORS,
    "sweeps_api.list_sweeps": DESK,
    "sweeps_api.read_sweep": DESK,
    "sweeps_api.change_sweep": COORDINATORS,
    "sweeps_api.list_shifts": DESK,
    "sweeps_api.write_off_phone": COORDINATORS,
    "enrol.create_code": COORDINATORS,
    "devices.list_devices": DESK,
    "devices.revoke_device": COORDINATORS,
    "stops_api.list_stops": DESK,
    "quarantine.list_quarantine": COORDINATORS,
    "quarantine.decide_on": COORDINATORS,
    "rescue.import_rescue": COORDINATORS,
    # returns
    "return_lists.show_returns": DESK,
    "return_pages.show_return": DESK,
    "return_pages.make_final": COORDINATORS,
    "return_pages.explain_warning": COORDINATORS,
    "server_returns.show_periods": READERS,
    "server_returns.show_return": READERS,
}
