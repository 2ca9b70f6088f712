"""The pages of docs/reference/, one module for each kind; `generate_reference.py` beside this folder is the command."""
