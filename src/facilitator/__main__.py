"""`python -m facilitator` is the same as `facilitator`."""

import sys

from facilitator.main import main

sys.exit(main())
