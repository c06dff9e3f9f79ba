"""A body's landscape as a whole: brought in and taken out in bulk, looked at, plotted, vouched for once a year."""
