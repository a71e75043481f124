"""Pictures of real screens, as SVG and PNG.

`python -m screenshots` runs the scenes of `make.py` in a pseudo-terminal and remakes their files here.
`save` in `make.py` turns any screen of `tests.terminal` into files. A new scene is one line in `make.SCENES`.
"""
