"""Pictures of real screens, as SVG and PNG.

`python -m screenshots` remakes the files here: the scenes of `make.py` run in a pseudo-terminal, its
drawings need none. `save` turns any screen of `tests.screen` into files. A new picture is one line in
`make.SCENES` or in `make.DRAWINGS`. `before/` has the boards of `hour-…` as they were drawn before the
tiles had a past; nothing remakes those.
"""
