"""A data set to be cited: one folder with everything, each file with the id of the set."""
