"""Pages: what readers see, made from the dataset and stamped into frames."""
