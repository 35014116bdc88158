"""Fixtures every test may ask for are made in tests/rig; here is only what holds for the whole run."""

import hypothesis

# Each after those it stands on, so that pytest can rewrite their assertions.
pytest_plugins = [
    "rig.asked",
    "rig.chromium",
    "rig.databases",
    "rig.figures",
    "rig.application",
    "rig.street",
    "rig.pages",
    "rig.seat",
]

# A slow machine is no wrong answer, and a failure must be found again from what it printed.
hypothesis.settings.register_profile("sweep", deadline=None, print_blob=True)
hypothesis.settings.load_profile("sweep")
