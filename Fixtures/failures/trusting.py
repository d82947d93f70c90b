"""A receiver that takes whatever arrives: what a check must find in one that validates nothing."""

import sys

for _ in sys.stdin:
    print('{"accepted": null}', flush=True)
