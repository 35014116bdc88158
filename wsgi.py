"""What gunicorn loads: one application, made from the environment."""

from sweep import create_app
from sweep.config import BadSetting

try:
    app = create_app()
except BadSetting as wrong:
    raise SystemExit(f"Sweep does not start: {wrong}") from None
