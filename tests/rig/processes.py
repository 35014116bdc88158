"""New processes that begin where all of Sweep was imported, which takes longest, and nothing else was done."""

import multiprocessing
import os
from collections.abc import Callable, Mapping
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

from rig.databases import ROOT

_IMPORTED = ["sweep.cli", "sweep.worker", "gunicorn.app.wsgiapp", "gunicorn.glogging"]


def fresh_process(begin: Callable[..., None], *args: Any) -> ForkServerProcess:
    """Start a process that calls `begin(*args)`. It has nothing of this one but what it is given."""
    process = _fresh_processes().Process(target=begin, args=args, daemon=True)
    process.start()
    return process


def be_started(environ: Mapping[str, str], said: Path, complained: Path) -> None:
    """In the new process: be in the folder, and have the settings and output, that a shell would have given."""
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environ)
    for stream, path in ((1, said), (2, complained)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644), stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)


def _fresh_processes() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_IMPORTED)
    return context
