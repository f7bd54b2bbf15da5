# Every target is the same program; on Windows call it directly: python .ci/setup.py run
PYTHON ?= python3
ARGS ?=

.PHONY: run test check bench lock help

help:
	@echo "make run | test | check | bench | lock    (see README.md)"

run test check bench lock:
	@$(PYTHON) .ci/setup.py $@ $(ARGS)
