"""What gunicorn loads: one application, made from the environment."""

from sweep import create_app

app = create_app()
