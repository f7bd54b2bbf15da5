"""The commands: ``python -m monitoring import | release | status | withdraw | sample``."""

import os
import sys

from monitoring.commands import main

code = main(sys.argv[1:])
sys.stdout.flush()
sys.stderr.flush()
# Everything is closed; to free what pandas and Arrow hold would take as long as a small import.
os._exit(code)
