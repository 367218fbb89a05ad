"""Speed and memory, as ratios to Kiwi alone in the same run."""
