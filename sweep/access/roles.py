"""Who may call what: the one declared table. A route that is missing here is open to nobody.

Keys are Flask endpoints. `ANYONE` needs no credential at all.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a credential stands for. A phone's own officer role never opens or closes a route."""

    DEVICE = "device"
    COORDINATOR = "coordinator"
    VERIFIER = "verifier"


ANYONE: frozenset[Role] = frozenset(Role)  # compared by identity: no credential is looked at
DEVICES = frozenset({Role.DEVICE})
COORDINATORS = frozenset({Role.COORDINATOR})
DESK = frozenset({Role.COORDINATOR, Role.VERIFIER})
SYNC = DEVICES | DESK

ROUTES: dict[str, frozenset[Role]] = {
    # open to all: nothing of any authority is in them
    "people.sign_in": ANYONE,
    "people.begin_session": ANYONE,
    "pwa.home": ANYONE,
    "health.healthz": ANYONE,
    "health.readyz": ANYONE,
    "api-docs.openapi_json": ANYONE,
    "enrol.enrol": ANYONE,
    "sync.hello": ANYONE,
    # phones, and the desk's own operations
    "sync.push_operations": SYNC,
    "sync.pull": DEVICES,
    # the desk, for scripts
    "officers.create_officer": COORDINATORS,
    "officers.list_officers": COORDINATORS,
    "sweeps_api.create_sweep": COORDINATORS,
    "sweeps_api.list_sweeps": DESK,
    "sweeps_api.read_sweep": DESK,
    "sweeps_api.change_sweep": COORDINATORS,
    "sweeps_api.list_shifts": DESK,
    "enrol.create_code": COORDINATORS,
    "devices.list_devices": COORDINATORS,
    "devices.revoke_device": COORDINATORS,
    "stops_api.list_stops": DESK,
}
