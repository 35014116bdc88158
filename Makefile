# Everything is done by tools/house with the standard library alone, so Python 3.11+ and make are all a machine needs.
PYTHON ?= python3
HOUSE := $(PYTHON) tools/house

.PHONY: run test lint fmt bench torture lock help

help:
	@$(HOUSE) help
run:
	@$(HOUSE) run
test:
	@$(HOUSE) test
lint:
	@$(HOUSE) lint
fmt:
	@$(HOUSE) fmt
bench:
	@$(HOUSE) bench
torture:
	@$(HOUSE) torture
lock:
	@$(HOUSE) lock
