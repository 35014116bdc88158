"""Every route is declared, every role tried on it, and another authority's things are answered like missing ones."""

import json
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from rig.pages import add_user
from rig.street import Desk, PretendPhone, new_id, operation, record_id
