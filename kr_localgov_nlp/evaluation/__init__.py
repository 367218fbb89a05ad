"""How good it is: labels against what the pipeline finds."""
