"""What is to be seen, without a screen (DESIGN sections 1, 7 and 8).

`board.Board` is the one object that changes: it takes deliveries and gives the frozen views of
`views`. Behind it are plain functions: `figures` reads cells, `formats` writes them, `severity`
judges them, `freshness` ages them, `trend` remembers them; `ordering`, `filtering` and `columns` are
what the viewer's hand does to a grid; `status`, `tile`, `summary`, `grid` and `ticker` put views together.
`column` keeps what was made of a grid's cells; over a grid's rows as they came lie `ticking` and `moving`;
`totals_row` adds them up, `row_history` remembers them, `details` tells one in full; `freezing` holds all
still.

An addition needs one file and one line where it is listed:

- a sentence or word a viewer reads: `words.py`; a link error's is one entry of `words.REASONS`,
  a link phase's one of `words.PHASES`, an agent state's one of `words.STATES`
- a kind of value: its reading in `figures.read_value`, its form in `formats.write`
- a comparison of the viewer's filter: its sign in `filtering`; a thing that he may choose of columns:
  its operation in `columns.Columns` and its key; a way to order rows: a field of `ordering.Sorting`
- a widget: its view in `views.py`, a file that makes it, and its method in `board.Board`
"""
