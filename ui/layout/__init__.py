"""Where things stand in the charts of the Explore page. Pure functions, without a chart library."""
