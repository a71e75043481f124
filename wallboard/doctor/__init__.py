"""What stands between a login and a board: the network, the server, the login, the layout, this computer.

`findings.py` says what a finding is, `here.py` looks at this computer, `server.py` at the server step by
step, `bisecting.py` finds the parts of a subscription that a server refuses. A new check is one function in
`here.py` or `server.py` and its line in the list at that file's end; its failing case is a test.
"""
