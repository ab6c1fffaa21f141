"""What the pages say, as plain values. Pure functions of the graph's answers, without a browser or a server."""
