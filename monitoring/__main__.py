"""The commands: ``python -m monitoring import | release | status | withdraw | sample``."""

import sys

from monitoring.commands import main

sys.exit(main(sys.argv[1:]))
