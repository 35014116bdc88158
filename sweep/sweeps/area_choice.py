"""An area chosen from the authority's outlines, as a plan's form sends it: by a button, with or without a script."""

import json
from collections.abc import Sequence

from werkzeug.datastructures import MultiDict

from sweep.geography.models import Outline
from sweep.places import joined
from sweep.sweeps.plan_form import Form

NO_WARD = "Tick the wards, or the whole authority, that make up the area"


def with_chosen_area(form: Form, outlines: Sequence[Outline]) -> Form:
    """The form with the outlines that were ticked as its area; as it is where none was.

    Ticks are used by their own button, and where the plan is saved without an area: never over one that is there.
    """
    codes = form.getlist("wards")
    asked = form.get("more") == "area"
    if not codes or not (asked or not form.get("area", "").strip()):
        return form
    area = joined(outline.shape for outline in outlines if outline.code in codes)
    chosen: Form = MultiDict(form)
    chosen["area"] = json.dumps(area) if area else ""
    chosen.setlist("wards", [])
    return chosen
