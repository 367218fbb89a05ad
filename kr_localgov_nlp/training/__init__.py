"""From labels to models: formats, data sets, retraining."""
