"""View models of the templates in `templates/triage/`: what is shown, in words, with nothing left to decide."""
