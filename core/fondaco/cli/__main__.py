"""``python -m fondaco.cli``."""

from fondaco.cli.program import main

__all__: list[str] = []

main()
