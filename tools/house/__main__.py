"""`python3 tools/house COMMAND`: sets up, runs and tests Sweep with nothing but Python's standard library.

This file must parse under any Python, so that an old one gets a sentence instead of a syntax error.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Sweep needs Python 3.11 or newer; this is Python %d.%d. "
        "Install a newer one, then name it: make run PYTHON=python3.12" % sys.version_info[:2]
    )

from commands import main

sys.exit(main(sys.argv[1:]))
