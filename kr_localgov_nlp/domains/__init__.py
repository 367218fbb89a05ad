"""Policy domains: what the classifier reads of a Doc, the linear model, its folder, its place in the pipeline."""
