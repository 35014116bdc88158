"""Waits until the tests that started it have ended, then ends what they left running and removes their folder.

Started by rig/memory.py with the folder as its argument; standard input closes when the tests end.
"""

import contextlib
import os
import shutil
import signal
import sys
import time
from pathlib import Path

sys.stdin.buffer.read()
folder = Path(sys.argv[1])
for how in (signal.SIGQUIT, signal.SIGKILL):
    left = [int(note.stem) for note in folder.glob("*.process")]
    for group in left:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, how)
    if left:
        time.sleep(1)
shutil.rmtree(folder, ignore_errors=True)
