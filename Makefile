# The same commands for those who have make; what they do stands in dev.py.
.PHONY: demo test check fix lock
demo test check fix lock:
	python3 dev.py $@
