"""The network and the machines misbehave for real: a browser, gunicorn, databases and disks, cut, killed and filled.

What the fault machine in tests/faults plays through in process, these do to real processes. Each file's docstring
names the command that runs it alone. `make test` runs the short versions, `make torture` the long ones. The environment
sets more: `SWEEP_DRILL_SEED` repeats a run's chances, and each file names what sets its numbers.
Chances of a run are printed at its end, passed or failed. When processes and threads meet is the system's choice, so a
seed repeats what was done, not to the microsecond when.
"""
