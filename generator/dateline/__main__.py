"""`python -m dateline`."""

from dateline.cli import run

if __name__ == "__main__":
    run()
