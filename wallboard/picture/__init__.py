"""What the board's views look like: lines of runs of text with roles, without colours and without Textual.

A new role: one line in `lines.py` and one in the theme. A new sign: one field of `glyphs.Glyphs`, with its
form in each set. A new kind of widget: one file with a `…_picture`, its least size in `placement.py`, and
one loop in `page._canvas_pieces`. A new word on the picture: one line in `words.py`.
"""
